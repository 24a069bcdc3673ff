//! Part `rest`: everything else that is not needed in the first minute.

use crate::browser::dom::Node;
use crate::reader::favourites;
use crate::reader::search::enliven_search;

/// Brings its pages to life.
pub fn enliven(path: &str, page: &Node) {
    match path {
        api::paths::KEPT => favourites::enliven(page),
        api::paths::KEPT_DECK => favourites::enliven_kept_deck(path, page),
        api::paths::SEARCH => enliven_search(page),
        _ => {}
    }
}
