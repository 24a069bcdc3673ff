//! What was published, and what this phone has stored of it.
//!
//! Nothing is fetched before the app is ready. After that the index and every file it names are stored, one after the
//! other, and any document opens without a network. A new publication is noticed on return and every few minutes; what
//! was taken back is dropped at once.

mod catalog;
mod documents;
mod read;
mod state;
mod sync;

pub use state::{Library, News, Stored, Unavailable};
pub use sync::{check, keep_up_to_date, last_checked};
