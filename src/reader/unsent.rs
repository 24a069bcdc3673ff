//! Unsent words, as everybody knows of them before the part is there that keeps them: keys of `localStorage`.

/// Before `activity/slot`: what somebody wants to come to (`src/reader/around/wishes.rs`).
pub const WISH: &str = "wish/";
/// Something that was written here waits to be sent.
pub const TO_SEND: &str = "to-send";
/// What is being written while nothing is there yet that keeps it (`src/reader/posts/compose/begin.rs`).
pub const TYPED: &str = "typed";
