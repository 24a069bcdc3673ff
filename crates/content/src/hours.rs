//! What people write of opening hours, compiled into the week that the phone keeps ([`Hours`]). Both spellings, and a
//! mixture of them: OpenStreetMap's `Mo-Fr 09:00-18:00; PH off` and 周一至周五 9:00-18:00，节假日休息.
//!
//! The crate `opening-hours-syntax` is not the parser here, for three reasons: its syntax tree keeps no positions, so
//! that what it reads but a phone cannot keep (months, weeks, sunset) could not be refused with the words that were
//! written; a line that mixes both spellings is no line of its grammar; and the desk shows while typing how hours will
//! be read, where its parser and date library would weigh more than all of this. Compared with it once
//! (200 expressions at 40 moments each) the answers were the same; in the tests it would compile a date library anew.

mod advice;
mod chinese;
mod clock;
mod lexer;
mod lexicon;
mod meaning;
mod notice;
mod rule;
mod rules;

pub use advice::advice;
pub use notice::{Dated, NoticeFault, calendar, read_notice};

use crate::opening::Hours;
use std::fmt;

/// How hours are written, as shown with every refusal that has no better hint.
const EXAMPLE: &str = "写成：周一至周五 9:00-18:00，周六日休息，节假日休息";

/// Why hours could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The words it stumbled over, as they were written; may be empty if something is missing.
    pub words: String,
    /// Where they begin, in characters.
    pub at: usize,
    /// What is wrong with them, a clause: 看不懂“视情况”.
    pub message: String,
    /// How to write it instead: 写成：周一至周五 9:00-18:00.
    pub hint: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}。{}", self.message, self.hint)
    }
}

impl std::error::Error for Wrong {}

/// Reads the hours of one place.
///
/// # Errors
/// With the words it stumbled over and how to write them, in Chinese.
pub fn compile(text: &str) -> Result<Hours, Wrong> {
    let letters = lexer::letters(text);
    let refuse = |refusal: Refusal| {
        let original: Vec<char> = text.chars().collect();
        let words: String = original[refusal.from..refusal.to].iter().collect();
        let words = words.trim().to_owned();
        let message = match refusal.message.split_once("{}") {
            Some((before, after)) => [before, "“", &words, "”", after].concat(),
            None => refusal.message.to_owned(),
        };
        let hint = if refusal.hint.is_empty() { EXAMPLE } else { refusal.hint }.to_owned();
        Wrong { words, at: refusal.from, message, hint }
    };
    let tokens = lexer::tokens(&letters).map_err(refuse)?;
    rules::read(&tokens).and_then(|rules| meaning::hours(&rules, letters.len())).map_err(refuse)
}

/// Why a stretch of characters cannot be read; `{}` in the message stands for it in quotes.
#[derive(Debug)]
struct Refusal {
    from: usize,
    to: usize,
    message: &'static str,
    /// Empty: [`EXAMPLE`].
    hint: &'static str,
}

fn refusal<T>((from, to): (usize, usize), message: &'static str, hint: &'static str) -> Result<T, Refusal> {
    Err(Refusal { from, to, message, hint })
}
