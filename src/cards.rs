//! Cards on this phone: decks of them, and what is kept.

mod deck;
mod deck_view;
mod kept;
mod kept_list;
mod kept_view;
mod show;

pub use deck_view::enliven_deck;
pub use kept::Kept;
pub use kept_view::KeptCards;
pub use show::is_on_show;
