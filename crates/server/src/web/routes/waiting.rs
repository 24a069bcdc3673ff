//! Documents that wait for somebody, or came back to them.

use api::documents::{Folder, Stage};
use api::error::ErrorBody;
use api::paths;
use api::posts::{Today, Waiting, WaitingDraft};
use axum::Json;
use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::{documents, today};
use crate::store::documents::DraftRow;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::state::AppState;

/// What waits at the desk.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_waiting)).routes(routes!(list_rooms))
}

/// Drafts that wait for one's own look, one's own that came back, and documents whose file has changed meanwhile. How many there are comes with each event.
#[utoipa::path(get, path = paths::API_DESK_WAITING, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Waiting), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_waiting(
    State(state): State<AppState>,
    secretary: Secretary,
) -> Result<Json<Waiting>, ApiError> {
    let rows = state.store.waiting_drafts(&secretary.me.id).await?;
    let (to_review, returned): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.stage() == Stage::Review);
    let all =
        |rows: Vec<&DraftRow>| rows.into_iter().filter_map(|row| waiting(&row.path, Some(row), &row.text)).collect();
    let (now, overlay, drafts) = (state.site.current(), state.site.overlay(), state.store.drafts().await?);
    let mut file_changed = documents::to_choose(&now.texts, &overlay, &drafts, &secretary.actor());
    file_changed.sort_by_key(|(path, draft, _)| (draft.map_or(0, |draft| draft.changed_at), *path));
    let file_changed = file_changed.into_iter().filter_map(|(path, draft, text)| waiting(path, draft, text));
    Ok(Json(Waiting { to_review: all(to_review), returned: all(returned), file_changed: file_changed.collect() }))
}

/// 今天: rooms in which something waits, what has waited longest first, each with what becomes of it where nobody does anything.
#[utoipa::path(get, path = paths::API_DESK_TODAY, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Today), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_rooms(State(state): State<AppState>, secretary: Secretary) -> Result<Json<Today>, ApiError> {
    Ok(Json(Today { rooms: today::rooms(&state.site, &state.store, &secretary.actor()).await? }))
}

fn waiting(path: &str, draft: Option<&DraftRow>, text: &str) -> Option<WaitingDraft> {
    let (folder, slug) = Folder::of(path)?;
    let note = draft.and_then(DraftRow::came_back).map(str::to_string);
    let at = draft.map_or(0, |draft| draft.changed_at);
    Some(WaitingDraft { folder, slug: slug.to_string(), title: documents::title(text), note, at })
}
