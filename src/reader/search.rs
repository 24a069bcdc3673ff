//! Finding cards and articles in what this phone has stored: by a part of their words, or by the initials of their
//! pinyin. Nothing is asked of a server.

mod file;
mod query;
#[cfg(test)]
mod questions;
mod results;
mod search_view;
mod seek;
mod sounds;

pub use search_view::enliven_search;
