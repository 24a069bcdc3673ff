//! A fault in the content, said to the person who can mend it.

use std::fmt;

use serde::Serialize;

/// One fault: where it is, what is wrong, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// Path of the file below the content folder.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// The front matter field, or `body`, or `file`.
    pub field: String,
    /// What is wrong, in plain Chinese.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.path, self.line, self.field, self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, " ({})", self.hint) }
    }
}

/// So many faults are told of one file.
const MOST: usize = 200;
const LAST: usize = MOST - 1;

/// Text as it can be shown: a control character, or one that turns the line around, stands there by its number.
fn visible(text: &str) -> String {
    let is_shown = |c: char| !(c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    text.chars().map(|c| if is_shown(c) { c.to_string() } else { format!("<U+{:04X}>", c as u32) }).collect()
}

/// Collects the faults of one file.
#[derive(Debug)]
pub struct Faults {
    path: String,
    found: Vec<Fault>,
    /// What is to be mended and keeps nothing from being shown.
    advice: Vec<Fault>,
}

impl Faults {
    /// For the file at this path.
    pub fn of(path: impl Into<String>) -> Self {
        Self { path: path.into(), found: Vec::new(), advice: Vec::new() }
    }

    /// Notes one fault, without anything in it that a terminal would obey. Of very many the first ones are enough.
    pub fn add(&mut self, line: usize, field: &str, message: impl Into<String>, hint: impl Into<String>) {
        if self.found.len() < MOST {
            let fault = self.fault(self.found.len(), line, field, message.into(), hint.into());
            self.found.push(fault);
        }
    }

    /// Notes what its writer should mend, though what is published with it may stay.
    pub fn advise(&mut self, line: usize, field: &str, message: impl Into<String>, hint: impl Into<String>) {
        if self.advice.len() < MOST {
            let fault = self.fault(self.advice.len(), line, field, message.into(), hint.into());
            self.advice.push(fault);
        }
    }

    /// The next of those found so far.
    fn fault(&self, found: usize, line: usize, field: &str, message: String, hint: String) -> Fault {
        let (message, hint) = match found {
            LAST => ("后面还有别的错".into(), "先改好前面的".into()),
            _ => (message, hint),
        };
        let [path, field, message, hint] = [&self.path, field, &message, &hint].map(visible);
        Fault { path, line, field, message, hint }
    }

    /// Whether the file has none so far that keeps it from being shown.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether one of these fields has a fault already.
    pub fn has(&self, fields: &[&str]) -> bool {
        self.found.iter().any(|fault| fields.contains(&fault.field.as_str()))
    }

    /// What was found that keeps the file from being shown.
    pub fn into_faults(self) -> Vec<Fault> {
        self.found
    }

    /// What was found, with what is only advised.
    pub fn into_vec(self) -> Vec<Fault> {
        let Self { mut found, advice, .. } = self;
        found.extend(advice);
        found
    }
}
