//! Cards on this phone: the deck of the last days, and what is kept.

mod deck;
mod deck_view;
mod kept;
mod kept_list;
mod kept_view;

pub use deck_view::extend_deck;
pub use kept::Kept;
pub use kept_view::KeptCards;
