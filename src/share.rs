//! 分享: handing on a card, an article or what is kept, by the phone's own means, as words, as a link, as a picture or
//! as a code to scan.
//!
//! Everything is made on the phone: no server draws, and nobody learns who shared what. The sheet is HTML in a string
//! and its buttons are `[data-action=share]`, as on every page: the few kilobytes it has to fit in allow no more.

mod lines;
mod offer;
mod picture;
mod qr;
mod sheet;
mod whole;

#[cfg(feature = "desk")]
pub(crate) use lines::{LEADING, Lines, ems};
pub use offer::{Kind, Offer};
pub use qr::CAPACITY as CODE_CAPACITY;
#[cfg(feature = "desk")]
pub(crate) use qr::Code;
pub use sheet::{Ask, PART, Share};
#[cfg(feature = "desk")]
pub(crate) use whole::by_words;

/// What the part gives.
pub type SharePart = fn(Share, Ask);

/// A text as a QR code, in SVG; `None` where it is too long for one.
pub fn code_svg(text: &str) -> Option<String> {
    qr::Code::of(text).map(|code| code.to_svg())
}
