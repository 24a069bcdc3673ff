//! What was done with posts in a month.

use serde::{Deserialize, Serialize};

use super::ReasonCode;

/// `GET /api/summary?month=2026-11`: what was done with posts in a month that is over, without names.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Summary {
    /// `2026-11`, in 北京时间.
    pub month: String,
    /// Came in.
    pub received: i64,
    /// Went to the feed.
    pub approved: i64,
    /// Went back.
    pub returned: i64,
    /// Were taken down.
    pub removed: i64,
    /// Reasons given, most frequent first.
    pub reasons: Vec<ReasonCount>,
}

/// How often a reason was given.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReasonCount {
    /// The reason.
    pub code: ReasonCode,
    /// How often.
    pub count: i64,
}
