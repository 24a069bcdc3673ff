//! 原文库 and 逐字核对: where a quotation stands in a source text, or how it differs from the nearest passage.
//!
//! Places in a text are counted in characters.

use serde::{Deserialize, Serialize};

/// A passage of a source text, in the source's own characters.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Place {
    /// Which paragraph, from 0.
    pub paragraph: usize,
    /// The whole paragraph.
    pub text: String,
    /// First character of the passage in it.
    pub from: usize,
    /// Behind its last one.
    pub to: usize,
    /// The passage.
    pub quote: String,
    /// The whole sentence or sentences it stands in.
    pub sentence: String,
    /// The headings above it, as far as they can be told from the text; may be empty.
    pub section: String,
}

/// A piece of a quotation beside the same piece of the source. All pieces together give the quotation, and the passage.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Mark {
    /// What the quotation says; empty where something is missing from it.
    pub quote: String,
    /// What the source says; empty where the quotation says too much.
    pub source: String,
    /// They are the same but for white space and the width of punctuation.
    pub same: bool,
}

/// What became of looking a quotation up in a source text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "found", rename_all = "snake_case")]
pub enum Collation {
    /// It stands there, at these places; at least one.
    Verbatim {
        /// In the order of the text.
        places: Vec<Place>,
    },
    /// It does not, but something like it does.
    Near {
        /// The nearest passage.
        place: Place,
        /// Both, piece by piece.
        marks: Vec<Mark>,
    },
    /// Nothing like it stands there.
    Nothing,
}
