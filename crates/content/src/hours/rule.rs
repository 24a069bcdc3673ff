//! What one rule of a line says: on which days, and what holds then.

use super::lexer::Token;
use super::lexicon::{SWAPPED, WEEK};
use crate::opening::Span;

/// Some days, and what holds on them.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// `None`: all seven.
    pub(super) days: Option<Days>,
    pub(super) act: Act,
    pub(super) how: How,
    pub(super) place: (usize, usize),
}

/// Days as bits of the lexicon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub(super) mask: u16,
    /// Every single day was said (每天, 24/7), so that holidays are among them.
    pub(super) every: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Act {
    Open(Vec<Span>),
    Cut(Span),
    Off,
    Same,
}

/// How a rule meets an earlier one for the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// OpenStreetMap's `;`: it takes its place.
    Replace,
    /// OpenStreetMap's `,`, and further times: it adds to it.
    Add,
    /// Chinese: it adds to a rule for exactly these days, and takes the place of one for more days.
    Guess,
}

impl Rule {
    pub(super) fn of(mask: u16, act: Act, token: Token) -> Self {
        Self { days: Some(Days { mask, every: false }), act, how: How::Replace, place: token.place() }
    }
}

impl Days {
    /// Whether they are workdays (工作日), which holidays are not.
    pub(super) fn are_workdays(self) -> bool {
        self.mask & SWAPPED != 0 && self.mask & WEEK != 0
    }
}
