//! Cards on this phone: the deck of the last days.

mod deck;
mod deck_view;

pub use deck_view::extend_deck;
