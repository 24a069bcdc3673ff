//! Decks of cards on screen.

mod deck;
mod deck_view;
mod show;

pub use deck_view::enliven_deck;
pub use show::{is_on_show, show_key};
