//! Addresses that the desk is given: a link to a draft, a name that is free.

use serde::{Deserialize, Serialize};

/// `POST /api/desk/documents/{folder}/{slug}/preview`: a link to the draft as it is at the time.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Preview {
    /// Below this site.
    pub path: String,
    /// Until when it is good.
    pub expires_at: i64,
}

/// `GET /api/desk/documents/free?folder=&title=`: a name that no document has.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FreeSlug {
    /// It.
    pub slug: String,
}
