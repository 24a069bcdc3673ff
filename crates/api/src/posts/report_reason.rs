//! Why somebody reports a post.

use serde::{Deserialize, Serialize};

/// One of a few plain reasons. Nothing that the reporter writes is kept beside it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportReason {
    /// It hurts somebody.
    Hurtful,
    /// It names somebody's number or door.
    Private,
    /// It is not so.
    Untrue,
    /// It advertises.
    Advertising,
    /// Something else.
    Other,
}

impl ReportReason {
    /// All of them, with how each is stored and sent, and what it says.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Hurtful, "hurtful", "伤人"),
        (Self::Private, "private", "露了电话、住址"),
        (Self::Untrue, "untrue", "不是真的"),
        (Self::Advertising, "advertising", "广告"),
        (Self::Other, "other", "别的"),
    ];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(reason, ..)| *reason == self).map_or("", |(_, code, _)| code)
    }

    /// What it says.
    pub fn chinese(self) -> &'static str {
        Self::ALL.iter().find(|(reason, ..)| *reason == self).map_or("", |(.., words)| words)
    }
}

/// How many reported a post for the same reason.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReportCount {
    /// It.
    pub reason: ReportReason,
    /// So many.
    pub count: i64,
}
