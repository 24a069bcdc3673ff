//! The round: places of which nobody has confirmed something for long, to be called one after the other.

use serde::{Deserialize, Serialize};

use crate::corrections::FieldGroup;

/// `GET /api/desk/round`: first those of which something was never confirmed, then those of which something was confirmed
/// longest ago; of the same day by title.
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
    /// What to ask about; never empty.
    pub groups: Vec<DueGroup>,
    /// Who looks after it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub keeper: String,
    /// Their public number; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

/// Fields of a place that nobody has confirmed for long: hours for 30 days, all else for 90, or ever.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DueGroup {
    /// Which.
    pub group: FieldGroup,
    /// What is written there, as readers are told.
    pub written: String,
    /// The day on which somebody confirmed that last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
}

/// `POST /api/desk/round/{place}`: 还是这样.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StillSo {
    /// Of which group; the others stay as old as they are.
    pub group: FieldGroup,
    /// [`DueGroup::written`] of what was asked about.
    pub written: String,
}
