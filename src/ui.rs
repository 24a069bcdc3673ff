//! Parts that know no domain word.

#[cfg(feature = "desk")]
mod at_most;
mod close_on_back;
mod composing;
mod copy;
#[cfg(feature = "desk")]
pub mod focus;
pub mod lines;
mod notice;
pub mod qr;
mod skeleton;
mod toast;

#[cfg(feature = "desk")]
pub use at_most::at_most;
pub use close_on_back::{close_details_on_back, close_on_back};
pub use composing::guard_composing;
pub use copy::copy;
pub use notice::Notice;
pub use skeleton::Skeleton;
pub use toast::{toast, toast_view};
