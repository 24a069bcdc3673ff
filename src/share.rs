//! 分享: handing a card on, by the phone's own means, as words, as a link, as a picture or as a code to scan.
//!
//! Everything is made on the phone: no server draws, and nobody learns who shared what. Breaking lines and choosing
//! sizes is plain arithmetic (`picture`); only `designs` draws, through [`crate::browser::canvas`].

mod designs;
mod message;
mod picture;
mod pictures;
mod qr;
mod sheet;
mod ways;

pub use sheet::Share;
