//! What the app adds to a page. Most pages are words alone and need nothing.

mod me;

use crate::browser::dom::Node;
use crate::cards::extend_deck;
use crate::kept;

/// Brings the page of a path to life; what is mounted lives as long as the reactive owner this is called in.
pub fn enliven(path: &str, page: &Node) {
    match path {
        api::paths::HOME => extend_deck(page),
        api::paths::KEPT => kept::enliven(page),
        api::paths::ME => me::enliven(page),
        _ => {}
    }
}
