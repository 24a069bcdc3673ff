//! Activities: who wants to come to which slot. What an activity says is a document; here are numbers, and one's own wishes.

mod at_desk;

use serde::{Deserialize, Serialize};

pub use at_desk::{DeskSignUp, DeskSlot, DeskSlots, MOST_IN_LINE, TellAll};

/// A code with which somebody withdraws without their phone has so many letters and digits.
pub const CODE: usize = 8;

/// `GET /api/activities`: how many come to each slot that is not over. The same for everybody.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Slots {
    /// All of them.
    pub slots: Vec<SlotCount>,
}

/// A slot, in numbers.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SlotCount {
    /// Slug of the activity.
    pub activity: String,
    /// Its name within it.
    pub slot: String,
    /// How many may come; none where that has no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<i64>,
    /// How many do.
    pub coming: i64,
    /// How many wait for a seat.
    pub waiting: i64,
}

/// `PUT /api/activities/{activity}/{slot}/sign-ups/{id}`: 我想去.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSignUp {
    /// With this it is taken back where the phone is lost: [`CODE`] letters and digits that the phone made, kept as a hash alone.
    pub code: String,
    /// The member who meant it, where the phone knows: another may have come in on it since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
}

/// How a wish stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignUpState {
    /// There is a seat.
    Coming,
    /// There is none yet.
    Waiting,
    /// It was taken back.
    Withdrawn,
}

/// A wish, for whoever has it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MySignUp {
    /// Made by the phone that sent it first.
    pub id: String,
    /// Slug of the activity.
    pub activity: String,
    /// Name of the slot.
    pub slot: String,
    /// How it stands.
    pub state: SignUpState,
    /// How many wait before whoever waits.
    pub ahead: i64,
    /// When the slot begins: Unix milliseconds.
    pub starts_at: i64,
    /// When it was to begin as they signed up, where that is another moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_at: Option<i64>,
    /// It is at another place than when they signed up.
    #[serde(default)]
    pub is_elsewhere: bool,
    /// It does not take place.
    pub is_cancelled: bool,
    /// What the desk tells all who signed up; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
}

/// `GET /api/me/activities`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MySignUps {
    /// What begins first comes first.
    pub sign_ups: Vec<MySignUp>,
}

/// `POST /api/activities/withdrawals`: 不去了, by the code alone.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// As it was shown; spaces, hyphens and capitals do not matter.
    pub code: String,
}

/// A code as it was probably meant; `None` where it cannot be one.
pub fn tidy_code(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    (code.len() == CODE).then_some(code)
}
