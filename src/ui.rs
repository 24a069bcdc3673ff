//! Parts that know no domain word.

mod composing;
mod notice;
mod skeleton;
mod toast;

pub use composing::guard_composing;
pub use notice::Notice;
pub use skeleton::Skeleton;
pub use toast::{toast, toast_view};
