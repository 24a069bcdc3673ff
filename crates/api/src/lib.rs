//! What both sides of the wire agree on: every URL once ([`paths`]) and the shapes of small answers
//! ([`version`], [`error`]). No I/O lives here, and no domain logic.

pub mod error;
pub mod paths;
pub mod version;
