//! What revisions are made for.

use serde::{Deserialize, Serialize};

/// What a revision was made for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RevisionKind {
    /// Kept on the way.
    Saved,
    /// Handed to somebody else.
    Submitted,
    /// Came back.
    Returned,
    /// Shown to readers, from its moment on.
    Published,
    /// Readers are shown that it was withdrawn.
    Withdrawn,
}

impl RevisionKind {
    /// All there are.
    pub const ALL: [Self; 5] = [Self::Saved, Self::Submitted, Self::Returned, Self::Published, Self::Withdrawn];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What people call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Saved => "存过",
            Self::Submitted => "送审",
            Self::Returned => "退回",
            Self::Published => "发布",
            Self::Withdrawn => "撤下",
        }
    }
}
