//! 收藏: cards kept on this phone and nowhere else, in their owner's order.

mod deck;
mod list;
mod page;
mod state;
mod transfer;

pub use deck::enliven_kept_deck;
pub use page::enliven;
pub use state::Kept;
