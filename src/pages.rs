//! What the app adds to a page. Most pages are words alone and need nothing.

mod me;

use crate::articles::{enliven_article, offer_way_back};
use crate::browser::dom::{self, Node};
use crate::cards::enliven_deck;
use crate::kept;
use crate::posts;
use crate::search::enliven_search;

/// Brings the page of a path to life; what is mounted lives as long as the reactive owner this is called in.
pub fn enliven(path: &str, page: &Node) {
    offer_way_back(path, page);
    match path {
        api::paths::KEPT => kept::enliven(page),
        api::paths::KEPT_DECK => kept::enliven_kept_deck(path, page),
        api::paths::ME => me::enliven(page),
        api::paths::SEARCH => enliven_search(page),
        api::paths::POSTS => posts::enliven_feed(page),
        api::paths::NEW_POST => posts::enliven_compose(page),
        api::paths::MY_POSTS => posts::enliven_mine(page),
        _ if api::paths::template(path) == api::paths::A_POST => posts::enliven_post(path, page),
        _ if api::paths::template(path) == api::paths::AN_INVITE => posts::enliven_join(path, page),
        _ if api::paths::slug_below(api::paths::ARTICLES, path).is_some() => enliven_article(path, page),
        // With an end, and not only what is like a card.
        _ if dom::find_in(page, ".slot.end").is_some() => enliven_deck(path, page),
        _ => {}
    }
}
