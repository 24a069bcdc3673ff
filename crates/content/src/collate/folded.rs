//! A text as it is compared, with the way back to its own characters.

use crate::fold::compared;

/// A text without white space, in one form for all spellings.
pub(crate) struct Folded {
    /// The characters left.
    pub(crate) chars: Vec<char>,
    /// The character of the text, counted from 0, that each of them came from.
    pub(crate) origins: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    pub(crate) fn of(text: &str) -> Self {
        let (origins, chars) = compared(text).unzip();
        Self { chars, origins }
    }
}

/// What is left of a text without its punctuation too: for likeness, never for proof.
pub(crate) fn letters(text: &str) -> Vec<char> {
    compared(text).map(|(_, c)| c).filter(|c| c.is_alphanumeric()).collect()
}
