//! Drafts that wait for somebody, or came back to them.

use api::documents::{Folder, Stage};
use api::error::ErrorBody;
use api::paths;
use api::posts::{Waiting, WaitingDraft};
use axum::Json;
use axum::extract::State;

use crate::refusal::Refusal;
use crate::shelf;
use crate::speaking::Speaking;
use crate::store::documents::DraftRow;
use crate::who::Secretary;

/// Drafts that wait for one's own look, and one's own that came back. How many there are comes with each event.
#[utoipa::path(get, path = paths::API_DESK_WAITING, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Waiting), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_waiting(
    State(speaking): State<Speaking>,
    secretary: Secretary,
) -> Result<Json<Waiting>, Refusal> {
    let rows = speaking.store.waiting_drafts(&secretary.me.id).await?;
    let (to_review, returned): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.stage() == Stage::Review);
    let all = |rows: Vec<&DraftRow>| rows.into_iter().filter_map(waiting).collect();
    Ok(Json(Waiting { to_review: all(to_review), returned: all(returned) }))
}

fn waiting(row: &DraftRow) -> Option<WaitingDraft> {
    let (folder, slug) = Folder::of(&row.path)?;
    let (title, note) = (shelf::title(&row.text), row.came_back().map(str::to_string));
    Some(WaitingDraft { folder, slug: slug.to_string(), title, note, at: row.changed_at })
}
