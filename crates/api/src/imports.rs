//! 批量导入: rows of a table, what is to be said about each, and the drafts they become.

use serde::{Deserialize, Serialize};

/// How alike a row's quotation and a card's are. Words alone count, no white space and no punctuation.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same words.
    Same,
    /// The row's are a part of the card's.
    Part,
    /// The card's are a part of the row's.
    Whole,
    /// Nearly the same words.
    Near,
}

/// A card that a row's quotation may already be on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Twin {
    /// The card.
    pub slug: String,
    /// How alike they are.
    pub likeness: Likeness,
}

/// A row of a table, by what its columns are called.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// 金句.
    pub quote: String,
    /// 原句.
    #[serde(default)]
    pub sentence: String,
    /// 出处, as it was written.
    #[serde(default)]
    pub source: String,
    /// 章节.
    #[serde(default)]
    pub section: String,
    /// 主题.
    #[serde(default)]
    pub theme: String,
    /// 读懂.
    #[serde(default)]
    pub gloss: String,
}
