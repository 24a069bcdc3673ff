//! The reader: what a rider opens between two orders. Words come as finished HTML fragments; nothing here renders markdown.
//!
//! - [`shell`]: contexts, which page the address names, its document, title, header and tab bar, taps, what the app adds to a page.
//! - [`parts`]: what is fetched when it is first wanted.
//! - [`library`]: what was published and what this phone has stored of it; works without a network.
//! - [`cards`]: decks on screen; [`articles`]: long texts; [`search`]: finding both in what is stored.
//! - [`reading_position`] and [`resume`]: where things were left, and going on there; [`find_again`]: how to come back.
//! - [`favourites`] (收藏): what is kept, its order, and the way to another phone.
//! - [`posts`] (我有话儿对党说): what one writes, its way to the server, and what everybody reads; [`me`]: whoever joined.
//! - [`listen`]: reads aloud what is on screen; [`share`]: handing something on; [`settings`]: look and text size.

pub mod around;
pub mod articles;
pub mod cards;
pub mod favourites;
pub mod find_again;
pub mod library;
pub mod listen;
pub mod me;
pub mod parts;
pub mod posts;
pub mod reading_position;
pub mod resume;
pub mod search;
pub mod settings;
pub mod share;
pub mod shell;
pub mod unsent;
