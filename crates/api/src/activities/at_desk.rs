//! Sign-ups as the desk sees them: nicknames, until seven days after the slot. That somebody was there is nowhere.

use serde::{Deserialize, Serialize};

/// The longest line to all who signed up, in characters.
pub const MOST_IN_LINE: usize = 100;

/// `GET /api/desk/sign-ups`: slots that are to come, and those of the last seven days for which somebody signed up; what begins
/// first comes first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeskSlots {
    /// All of them.
    pub slots: Vec<DeskSlot>,
}

/// A slot, and who signed up for it. Moments are Unix milliseconds.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeskSlot {
    /// Slug of the activity.
    pub activity: String,
    /// Name of the slot.
    pub slot: String,
    /// What the activity is called.
    pub title: String,
    /// Where, in words.
    pub whereabouts: String,
    /// When it begins.
    pub starts_at: i64,
    /// When it ends.
    pub ends_at: i64,
    /// Nobody signs up afterwards, or moves up by itself.
    pub closes_at: i64,
    /// How many may come; none where that has no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<i64>,
    /// It does not take place.
    pub is_cancelled: bool,
    /// What all who signed up are told; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
    /// Who comes, in the order of signing up.
    pub coming: Vec<DeskSignUp>,
    /// Who waits for a seat, in the order of the line.
    pub waiting: Vec<DeskSignUp>,
}

/// Somebody who signed up.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeskSignUp {
    /// Of the sign-up. Empty for a member of another branch once the slot is over: they are a number then.
    pub id: String,
    /// The member's nickname, where they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// The name of their branch.
    pub branch: String,
}

/// `PUT /api/desk/sign-ups/{activity}/{slot}/line`: a line to all who signed up.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TellAll {
    /// At most [`MOST_IN_LINE`] characters; empty takes it back.
    pub line: String,
    /// [`DeskSlot::line`] as it was shown: somebody else may have written another one since.
    pub was: String,
}
