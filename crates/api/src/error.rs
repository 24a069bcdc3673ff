//! The one error body of the JSON API.

use serde::{Deserialize, Serialize};

/// The body of every answer that is not a success: a code for programs, a sentence for the person who caused it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// Stable and snake_case: `not_found`.
    pub code: String,
    /// Plain Chinese, shown as it is.
    pub message: String,
    /// The field at fault, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The parts of that field at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// Ways to read a file's words, where it is not plain in which encoding they are (`which_encoding`): one is to be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
}

/// A way to read a file's words.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reading {
    /// As it is chosen, in `?encoding=`: `gb18030`.
    pub encoding: String,
    /// What people call it: `繁体 Big5`.
    pub called: String,
    /// How the words begin then.
    pub beginning: String,
}

/// A part of a text, in Unicode scalar values from its beginning.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Span {
    /// The first.
    pub from: usize,
    /// Behind the last.
    pub to: usize,
}

impl ErrorBody {
    /// Of no field.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), ..Self::default() }
    }
}
