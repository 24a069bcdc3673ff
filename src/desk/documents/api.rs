//! The endpoints of documents, a function each.

use ::api::documents::{Document, Documents, Folder, FreeSlug, RevisionText, SaveDraft, Saved, TakeStep};
use ::api::paths;
use ::api::recording_invites::{InviteToRecord, RecordingInviteMade, RecordingInvites};

use crate::browser::dom;
use crate::client::api::{ApiError, ask, done};
use crate::desk::shell::api::{json, read};

/// Documents of a folder.
pub(super) async fn documents(folder: Folder) -> Result<Documents, ApiError> {
    read(ask("GET", &format!("{}?folder={}", paths::API_DESK_DOCUMENTS, folder.as_str()), None).await?)
}

/// A name for a new one.
pub(super) async fn free_slug(folder: Folder, title: &str) -> Result<String, ApiError> {
    let (folder, title) = (folder.as_str(), dom::encode(title));
    let url = format!("{}?folder={folder}&title={title}", paths::API_DESK_FREE_SLUG);
    read(ask("GET", &url, None).await?).map(|free: FreeSlug| free.slug)
}

/// All there is of one.
pub(super) async fn document(folder: Folder, slug: &str) -> Result<Document, ApiError> {
    read(ask("GET", &paths::api_document(folder.as_str(), slug), None).await?)
}

/// Saves its draft.
pub(super) async fn save_draft(folder: Folder, slug: &str, save: &SaveDraft) -> Result<Saved, ApiError> {
    read(ask("PUT", &paths::api_draft(folder.as_str(), slug), json(save)).await?)
}

/// Takes a step with it.
pub(super) async fn take_step(folder: Folder, slug: &str, step: &TakeStep) -> Result<Document, ApiError> {
    read(ask("POST", &paths::api_step(folder.as_str(), slug), json(step)).await?)
}

/// The text of one of its revisions.
pub(super) async fn revision(folder: Folder, slug: &str, number: i64) -> Result<String, ApiError> {
    let answer = ask("GET", &paths::api_revision(folder.as_str(), slug, number), None).await?;
    read(answer).map(|revision: RevisionText| revision.text)
}

/// Who is asked to read one aloud, and what came of that. `path`: such as `cards/q010`.
pub(super) async fn recording_invites(path: &str) -> Result<RecordingInvites, ApiError> {
    let url = format!("{}?path={path}", paths::API_DESK_RECORDING_INVITES);
    read(ask("GET", &url, None).await?)
}

/// Makes a link by which one recording of it comes.
pub(super) async fn invite_to_record(path: &str) -> Result<RecordingInviteMade, ApiError> {
    let asked = InviteToRecord { path: path.to_string() };
    read(ask("POST", paths::API_DESK_RECORDING_INVITES, json(&asked)).await?)
}

/// Lets such a link go, or what came by it.
pub(super) async fn drop_recording_invite(id: &str) -> Result<(), ApiError> {
    done(ask("DELETE", &paths::api_recording_invite(id), None).await?).map(drop)
}
