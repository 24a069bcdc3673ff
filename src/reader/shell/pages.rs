//! What the app adds to a page. Most pages are words alone and need nothing; some need a part of the app
//! ([`api::parts`]), which calls back here.

use crate::browser::dom::{self, Node};
use crate::reader::articles::{enliven_article, offer_way_back};
use crate::reader::cards::enliven_deck;
use crate::reader::favourites;
use crate::reader::me;
use crate::reader::parts::parts;
use crate::reader::posts;
use crate::reader::search::enliven_search;

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

/// Pages of the part for members' words and this phone; with an empty path it only begins to look after those words.
pub fn enliven_say(path: &str, page: &Node) {
    posts::open_once();
    match path {
        api::paths::ME => me::enliven(page),
        api::paths::POSTS => posts::enliven_feed(page),
        api::paths::NEW_POST => posts::enliven_compose(page),
        api::paths::MY_POSTS => posts::enliven_mine(page),
        _ if api::paths::template(path) == api::paths::A_POST => posts::enliven_post(path, page),
        _ if api::paths::template(path) == api::paths::AN_INVITE => posts::enliven_join(path, page),
        _ => {}
    }
}

/// Pages of the part for everything else that is not needed in the first minute.
pub fn enliven_rest(path: &str, page: &Node) {
    match path {
        api::paths::KEPT => favourites::enliven(page),
        api::paths::KEPT_DECK => favourites::enliven_kept_deck(path, page),
        api::paths::SEARCH => enliven_search(page),
        _ => {}
    }
}
