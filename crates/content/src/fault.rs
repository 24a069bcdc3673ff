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

/// Collects the faults of one file.
#[derive(Debug)]
pub struct Faults {
    path: String,
    found: Vec<Fault>,
}

impl Faults {
    /// For the file at this path.
    pub fn of(path: impl Into<String>) -> Self {
        Self { path: path.into(), found: Vec::new() }
    }

    /// Notes one fault.
    pub fn add(&mut self, line: usize, field: &str, message: impl Into<String>, hint: impl Into<String>) {
        let (field, message, hint) = (field.to_string(), message.into(), hint.into());
        self.found.push(Fault { path: self.path.clone(), line, field, message, hint });
    }

    /// Whether the file has none so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether one of these fields has a fault already.
    pub fn has(&self, fields: &[&str]) -> bool {
        self.found.iter().any(|fault| fields.contains(&fault.field.as_str()))
    }

    /// What was found.
    pub fn into_vec(self) -> Vec<Fault> {
        self.found
    }
}
