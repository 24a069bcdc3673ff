//! An answer as the desk sees it.

use serde::{Deserialize, Serialize};

/// What a branch has answered below a post, with what takes it away again: `DELETE /api/desk/replies/{id}`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeskReply {
    /// Its id, as it was sent.
    pub id: String,
    /// Who wrote it, by their own name; none once they have left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Plain text.
    pub body: String,
    /// The name of the secretary's branch.
    pub branch: String,
    /// When.
    pub at: i64,
}
