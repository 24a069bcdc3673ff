//! What a desk begins with, and how far it is.

use serde::{Deserialize, Serialize};

/// `GET /api/desk/first-steps`: what there is already, within one's sight. Who is signed in, and when, is no part of it.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FirstSteps {
    /// 建支部: a branch.
    pub branch: bool,
    /// 请书记: a secretary of any branch.
    pub secretary: bool,
    /// 放原文: a text to look quotations up in.
    pub source_text: bool,
    /// 请骑手: a member.
    pub member: bool,
}

impl FirstSteps {
    /// Whether nothing is left to begin with.
    pub fn is_all(self) -> bool {
        self.branch && self.secretary && self.source_text && self.member
    }
}
