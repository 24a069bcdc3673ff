//! The calendar: which card is today's on which day, and what will be published when. Days are 北京时间, written
//! `2026-11-23`.

use serde::{Deserialize, Serialize};

use crate::documents::Folder;

/// So many days are answered at once: six weeks.
pub const DAYS: i32 = 42;

/// A day at the desk.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CalendarDay {
    /// Which day.
    pub day: String,
    /// Slug of the card that readers are shown, as far as is known today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// Its quotation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Slug of the card that somebody chose, whether or not it may be shown yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    /// Its quotation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub choice_quote: String,
    /// From when on readers may be shown that card, in unix milliseconds, where that is still to come. By the beginning of the
    /// day it will be the day's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice_from: Option<i64>,
    /// Grows with each choice; what is sent back with the next one. 0: nobody has chosen yet.
    pub version: i64,
    /// Readers have been shown it: it does not change any more, except by withdrawal.
    pub is_served: bool,
    /// What is published on that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub planned: Vec<Planned>,
}

/// A revision that will be shown.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Planned {
    /// Its folder.
    pub folder: Folder,
    /// Its name.
    pub slug: String,
    /// Its quotation or title.
    pub title: String,
    /// From when on, in unix milliseconds.
    pub publish_from: i64,
}

/// `GET /api/desk/calendar?from=2026-11-23`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Calendar {
    /// Today by the server's clock.
    pub today: String,
    /// [`DAYS`] of them.
    pub days: Vec<CalendarDay>,
}

/// `PUT /api/desk/calendar/{day}`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChooseCard {
    /// Slug of the card; none takes the choice back.
    #[serde(default)]
    pub card: Option<String>,
    /// [`CalendarDay::version`] of what was looked at.
    pub version: i64,
}
