//! The turn: what is read, and how far that is.

use super::passage::Passage;
use crate::browser::audio::Playing;
use crate::browser::dom::Node;
use crate::browser::speech::Speaking;

/// What is read now, and how that goes.
#[derive(Default)]
pub(super) struct Turn {
    /// Counts what is said, so that late news of something earlier is known as such.
    pub(super) ticket: u32,
    /// The slot or article that is read, or was until 下一条.
    pub(super) here: Option<Node>,
    /// None while the next card is on its way.
    pub(super) passage: Option<Passage>,
    /// What is being said.
    pub(super) speaking: Option<Speaking>,
    /// What is being played.
    pub(super) playing: Option<Playing>,
    /// Whether something was heard of it.
    pub(super) has_begun: bool,
    /// Whether a recording was heard since 听.
    pub(super) has_played: bool,
}
