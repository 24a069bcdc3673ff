//! The reader: what a rider opens between two orders.
//!
//! - [`app`]: contexts, and what they are given to.
//! - [`router`]: which page the address names.
//! - [`frame`]: title, header and tab bar around a page.
//! - [`pages`]: what the app adds to a page.
//! - [`document`]: shows the document of a path; takes over the one that came with the page.
//! - [`library`]: what was published and what this phone has stored of it; works without a network.
//! - [`cards`]: decks on screen.
//! - [`articles`]: long texts.
//! - [`search`]: finding cards and articles in what is stored.
//! - [`parts`]: what is fetched when it is first wanted.
//! - [`places`] and [`resume`]: where things were left, and going on there.
//! - [`find_again`]: how to come back.
//! - [`kept`]: what is kept, its order, and the way to another phone.
//! - [`posts`]: 我有话儿对党说: what one writes, its way to the server, and what everybody reads.
//! - [`api`]: one function per endpoint.
//! - [`called`]: what this site calls its people and its office.
//! - [`json`]: read and written by hand.
//! - [`listen`]: reads aloud what is on screen.
//! - [`share`]: handing something on.
//! - [`settings`]: look and text size.
//! - [`actions`]: taps on `[data-action]`, also those made before the app was ready.
//! - [`watch`]: effects, small ones.
//! - `desk`: the secretary's desk, in its own build (feature `desk`).
//! - [`ui`]: parts that know no domain word.
//! - [`browser`]: the only place that touches `web_sys`.
//!
//! Words come as finished HTML fragments; nothing here renders markdown.

#![allow(unreachable_pub, reason = "leptos writes `pub` for components that only this crate sees")]

pub mod actions;
pub mod api;
pub mod app;
pub mod articles;
pub mod browser;
pub mod called;
pub mod cards;
#[cfg(feature = "desk")]
pub mod desk;
pub mod document;
pub mod find_again;
pub mod frame;
pub mod json;
pub mod kept;
pub mod library;
pub mod listen;
pub mod pages;
pub mod parts;
pub mod places;
pub mod posts;
pub mod resume;
pub mod router;
pub mod search;
pub mod settings;
pub mod share;
pub mod ui;
pub mod watch;
