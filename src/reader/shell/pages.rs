//! What the app adds to a page. Most pages are words alone and need nothing; some need a part of the app
//! ([`api::parts`]), and what that adds stands in `parts`.

use crate::browser::dom::{self, Node};
use crate::reader::articles::{enliven_article, offer_way_back};
use crate::reader::cards::enliven_deck;
use crate::reader::parts::parts;

/// Brings the page of a path to life; what is mounted lives as long as the reactive owner this is called in.
pub fn enliven(path: &str, page: &Node) {
    offer_way_back(path, page);
    if let Some(part) = api::parts::of_page(path) {
        parts().enliven(part, path, page);
    } else if api::paths::slug_below(api::paths::ARTICLES, path).is_some() {
        enliven_article(path, page);
    // With an end, and not only what is like a card.
    } else if dom::find_in(page, ".slot.end").is_some() {
        enliven_deck(path, page);
    }
}
