//! 分享: handing on a card, an article or what is kept, by the phone's own means, as words, as a link, as a picture or
//! as a code to scan.
//!
//! Everything is made on the phone: no server draws, and nobody learns who shared what. The sheet is HTML in a string
//! and its buttons are `[data-action=share]`, as on every page: the few kilobytes it has to fit in allow no more.

mod offer;
mod picture;
mod sheet;

pub use crate::ui::qr::CAPACITY as CODE_CAPACITY;
pub use offer::{Kind, Offer};
pub use sheet::{PART, Share, SharePart};
