//! The pages that are there whatever was written: every other page is that of a document ([`crate::documents::Folder::page`]) or
//! of a theme. The publisher makes them, the check knows them as ends of links, the export leaves out what needs a server.

use crate::paths;

/// What a page needs beside its words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Needs {
    /// Nothing: any static host can serve it.
    Nothing,
    /// What members say is on a server.
    Server,
}

/// Every page of the reader that does not depend on what was written.
pub const PAGES: [(&str, Needs); 24] = [
    (paths::HOME, Needs::Nothing),
    (paths::CARDS, Needs::Nothing),
    (paths::DECKS, Needs::Nothing),
    (paths::MINUTE, Needs::Nothing),
    (paths::SEARCH, Needs::Nothing),
    (paths::ARTICLES, Needs::Nothing),
    (paths::AROUND, Needs::Nothing),
    (paths::PLACES, Needs::Nothing),
    (paths::CARE, Needs::Nothing),
    (paths::ACTIVITIES, Needs::Nothing),
    (paths::CONTACTS, Needs::Nothing),
    (paths::AGREEMENTS, Needs::Nothing),
    (paths::ROLES, Needs::Nothing),
    (paths::STORIES, Needs::Nothing),
    (paths::ABOUT, Needs::Nothing),
    (paths::KEPT, Needs::Nothing),
    (paths::KEPT_DECK, Needs::Nothing),
    (paths::ME, Needs::Nothing),
    (paths::POSTS, Needs::Server),
    (paths::NEW_POST, Needs::Server),
    (paths::MY_POSTS, Needs::Server),
    (paths::A_POST, Needs::Server),
    (paths::JOIN, Needs::Server),
    (paths::AN_INVITE, Needs::Server),
];

/// Pages of the desk that are not those of documents.
pub const DESK_PAGES: [&str; 11] = [
    paths::DESK,
    paths::DESK_INVITES,
    paths::DESK_PEOPLE,
    paths::DESK_IMPORT,
    paths::DESK_PRINT,
    paths::DESK_CALENDAR,
    paths::DESK_CORRECTIONS,
    paths::DESK_ROUND,
    paths::DESK_CLAIMS,
    paths::DESK_SIGN_UPS,
    paths::DESK_JOIN,
];

/// Whether one of them is at this path, for whoever writes a link: one page for many addresses is not.
pub fn is_there(path: &str) -> bool {
    !path.contains(':') && path != paths::JOIN && PAGES.iter().any(|(page, _)| *page == path)
}

/// Whether the page at a path needs a server.
pub fn needs_server(path: &str) -> bool {
    PAGES.contains(&(paths::template(path), Needs::Server))
}
