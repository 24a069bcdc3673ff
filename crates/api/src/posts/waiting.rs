//! What waits for somebody at a desk, or came back to them.

use serde::{Deserialize, Serialize};

use crate::documents::Folder;

/// An event of `GET /api/desk/events` (`event: queue`): how many of what is in [`Waiting`], and of posts.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QueueCount {
    /// Posts that ask for this person's look: nobody has looked yet, or they were reported since.
    pub pending: i64,
    /// As [`crate::posts::Queue::stamp`].
    #[serde(default)]
    pub stamp: i64,
    /// Posts about which somebody else is asked, because this person has decided first.
    #[serde(default)]
    pub with_others: i64,
    /// Drafts of documents that wait for this person's look; folders where none does are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_review: Vec<ToReview>,
    /// Drafts of theirs that came back; folders where none did are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returned: Vec<ToReview>,
    /// Documents whose file somebody has changed meanwhile, and about which this person may choose; folders where none has are
    /// left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub file_changed: Vec<ToReview>,
    /// How many things wait in every other room ([`Today`]); an address may be there twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<RoomCount>,
    /// Whether something about documents may have changed since the event before.
    #[serde(default)]
    pub documents: bool,
    /// A draft that was saved just now, where that is all the news: whoever has it open on another device goes on with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftSaved>,
}

/// A draft that was saved.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DraftSaved {
    /// Of its file: `cards/q001.md`.
    pub path: String,
    /// [`crate::documents::Draft::version`] since then.
    pub version: i64,
}

/// How many things wait in a room.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoomCount {
    /// As [`WaitingRoom::path`].
    pub path: String,
    /// How many.
    pub count: i64,
}

/// How many drafts of a folder wait for somebody.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ToReview {
    /// The folder.
    pub folder: Folder,
    /// How many.
    pub count: i64,
}

/// `GET /api/desk/waiting`: documents that wait for somebody, the one that has waited longest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Others', for this person's look.
    pub to_review: Vec<WaitingDraft>,
    /// Their own, that came back.
    pub returned: Vec<WaitingDraft>,
    /// Documents whose file somebody has changed meanwhile: their own drafts, and what readers are shown instead of a file,
    /// which anybody may choose about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub file_changed: Vec<WaitingDraft>,
}

/// A document that waits.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WaitingDraft {
    /// Its folder.
    pub folder: Folder,
    /// Its name.
    pub slug: String,
    /// Its quotation or title.
    pub title: String,
    /// The line it came back with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Since when its draft is as it is; 0 of what has none.
    pub at: i64,
}

/// `GET /api/desk/today`: rooms of the desk in which something waits, beside the documents of [`Waiting`].
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Today {
    /// What has waited longest first.
    pub rooms: Vec<WaitingRoom>,
}

/// What waits in a room of the desk. Its words are for whoever sits there.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WaitingRoom {
    /// Where it is dealt with.
    pub path: String,
    /// What it is.
    pub what: String,
    /// What becomes of it where nobody does anything.
    pub otherwise: String,
    /// How many of it there are.
    pub count: i64,
    /// Since when the first of it waits: Unix milliseconds.
    pub since: i64,
}
