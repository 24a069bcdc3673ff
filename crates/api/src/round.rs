//! The round: places whose hours nobody has confirmed for long, to be called one after the other.

use serde::{Deserialize, Serialize};

/// `GET /api/desk/round`: those that were confirmed longest ago before the others, and those that never were first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Round {
    /// All of them.
    pub places: Vec<RoundPlace>,
}

/// A place to be asked.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoundPlace {
    /// Its slug.
    pub place: String,
    /// What it is called.
    pub title: String,
    /// In which street.
    pub street: String,
    /// When it is open, as readers are told.
    pub hours: String,
    /// The day on which somebody confirmed that last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
    /// Who looks after it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub keeper: String,
    /// Their public number; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

/// `POST /api/desk/round/{place}`: 还是这样.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StillSo {
    /// [`RoundPlace::hours`] of what was asked about.
    pub hours: String,
}
