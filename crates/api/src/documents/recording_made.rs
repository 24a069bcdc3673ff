//! A recording that was sent.

use serde::{Deserialize, Serialize};

/// `POST /api/desk/recordings`: a recording as it is kept.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RecordingMade {
    /// Below this site: what a card's or an article's `recording` names it by.
    pub path: String,
    /// How long it takes; a begun second counts.
    pub seconds: i64,
    /// In bytes.
    pub size: i64,
}
