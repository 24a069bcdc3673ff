//! Part `say`: members' words, and what this phone knows of whoever wrote them.

use crate::browser::dom::Node;
use crate::reader::{me, posts};

/// Brings its pages to life; with an empty path it only begins to look after those words.
pub fn enliven(path: &str, page: &Node) {
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
