//! Claims: a shop's keeper says what the shop gives and when, without an account; somebody at the desk goes there and confirms it.
//! The pages of the keeper are plain HTML (`content::fragment`'s `claims`); here is what the desk is told.

use serde::{Deserialize, Serialize};

/// A shop stays on the list for so many days from the day on which somebody confirmed it.
pub const LISTED_DAYS: i32 = 90;
/// So many days before the end, and from then on, it is said, and renewing is one tap.
pub const ENDS_SOON: i32 = 14;
/// A line of the keeper has at most so many characters, a reason of the desk too.
pub const MOST_IN_LINE: usize = 60;
/// What a shop can give, by the name of its box, in the words that riders read.
pub const OFFERS: [(&str, &str); 3] =
    [("water", "免费开水"), ("stay", "延长堂食时间"), ("food", "免费送当天的日销食品")];

/// `GET /api/desk/claims`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Claims {
    /// What nobody has looked at on the spot, what has waited longest first.
    pub waiting: Vec<WaitingClaim>,
    /// Shops that were confirmed, those that end first before the others.
    pub shops: Vec<ClaimedShop>,
}

/// A claim that waits.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WaitingClaim {
    /// Which.
    pub id: String,
    /// Number of its words as they are shown here: the keeper may send others.
    pub stamp: i64,
    /// What the shop is called.
    pub title: String,
    /// In which street.
    pub street: String,
    /// Its door or address, in words.
    pub whereabouts: String,
    /// What it gives.
    pub offers: Vec<String>,
    /// When it is open, as that is read.
    pub hours: String,
    /// The shop's public number; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// It is a mobile, and hangs on the door for everybody, the keeper says.
    #[serde(default, skip_serializing_if = "is_false")]
    pub phone_is_on_door: bool,
    /// Since when it waits here: Unix milliseconds.
    pub since: i64,
    /// Slug of the shop of the same name in the same street that is on the list already, and that this goes into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
    /// Shops on the list that have nearly its name, where there is none of just that: perhaps it is one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alike: Vec<AlikeShop>,
}

/// A shop on the list whose name is nearly that of a claim.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AlikeShop {
    /// Slug of the place.
    pub place: String,
    /// What it is called.
    pub title: String,
    /// In which street.
    pub street: String,
    /// Where its door is, in words.
    pub whereabouts: String,
}

/// A shop that was confirmed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ClaimedShop {
    /// Slug of the place.
    pub place: String,
    /// What it is called.
    pub title: String,
    /// In which street.
    pub street: String,
    /// What it gives.
    pub offers: Vec<String>,
    /// When it is open, in words.
    pub hours: String,
    /// Its public number; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// The last day of being listed: `2027-02-28`.
    pub listed_until: String,
    /// How many days that is from today; negative once it is past.
    pub days_left: i32,
    /// Whether that is so long past that it is on no list any more.
    pub is_off: bool,
    /// Whether the shop has asked to go on.
    pub asks: bool,
}

/// What somebody at the desk does about a claim.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimDeed {
    /// Somebody was there and it is so: it is published, for [`LISTED_DAYS`].
    Confirm,
    /// It is not put on the list; the shop's link says why.
    Decline,
}

/// `POST /api/desk/claims/{id}`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideClaim {
    /// What is done.
    pub deed: ClaimDeed,
    /// [`WaitingClaim::stamp`] of what was looked at.
    pub stamp: i64,
    /// Why it is declined, for the shop; at most [`MOST_IN_LINE`] characters.
    #[serde(default)]
    pub reason: String,
    /// To confirm: slug of the shop that it is, of [`WaitingClaim::alike`]. It keeps its name and street.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_false(is: &bool) -> bool {
    !is
}
