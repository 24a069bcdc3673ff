//! Recording invites: somebody without an account is asked to read a document aloud. The page behind the link is plain HTML
//! (`content::fragment`'s `record`); here is what the desk is told.

use serde::{Deserialize, Serialize};

/// So many days a link can be used.
pub const OPEN_DAYS: i64 = 7;
/// So many days what was sent waits for somebody at the desk.
pub const OFFERED_DAYS: i64 = 14;
/// So many links of one document are open, or have brought something that waits, at once.
pub const MOST_OF_ONE: i64 = 5;
/// The same of all documents.
pub const MOST: i64 = 100;

/// `POST /api/desk/recordings/invites`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteToRecord {
    /// What is to be read aloud: `cards/q010`.
    pub path: String,
}

/// A link that was just made. Nobody learns it again.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RecordingInviteMade {
    /// The link, below this site.
    pub link: String,
    /// What is to be said of it.
    pub invite: RecordingInvite,
}

/// A link by which nothing has come yet.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RecordingInvite {
    /// Which.
    pub id: String,
    /// Until when it can be used: Unix milliseconds.
    pub ends_at: i64,
}

/// What came by a link, and waits to be heard.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OfferedRecording {
    /// Of which link.
    pub id: String,
    /// Below this site: what a document's `recording` would name it by. The desk hears it.
    pub recording: String,
    /// When it goes by itself: Unix milliseconds.
    pub ends_at: i64,
}

/// `GET /api/desk/recordings/invites`: those of one document.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RecordingInvites {
    /// What came, the first before the others.
    pub offered: Vec<OfferedRecording>,
    /// By which nothing has come yet, those that end first before the others.
    pub open: Vec<RecordingInvite>,
}
