//! Parts that know no domain word.

mod notice;
mod skeleton;
mod toast;

pub use notice::Notice;
pub use skeleton::Skeleton;
pub use toast::{toast, toast_view};
