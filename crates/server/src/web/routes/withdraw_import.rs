//! Withdrawing what was imported and published, all of it in one go: of places, as they went out.

use api::documents::{Folder, Step, TakeStep};
use api::error::ErrorBody;
use api::imports::{KeptPlace, PUBLISHED_AT_ONCE, WithdrawnImport};
use axum::Json;
use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::{corrections, documents};
use crate::publishing::refresh::refresh;
use crate::publishing::visible::shown_text;
use crate::store::documents::imports::{Fate, FromImport};
use crate::store::documents::step_request::StepRequest;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::PathArg;
use crate::web::routes::documents::withdrawn;
use crate::web::state::AppState;

/// For whoever reads a place's past.
const NOTE: &str = "整张表导入的，一起撤下";

/// Of an import.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(withdraw_import))
}

/// Withdraws the places that were published out of an import, in one publication. What somebody has changed since, or is at, stays
/// and is named. Sent again, it is done once.
#[utoipa::path(post, path = "/api/desk/imports/{id}/withdraw", tag = "desk", params(("id" = i64, Path)), security(("secretary" = [])), responses(
    (status = 200, body = WithdrawnImport), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody, description = "somebody else's import"),
    (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "one of them has changed in this very moment: none was withdrawn"),
    (status = 422, body = ErrorBody, description = "an import of other documents")))]
pub(crate) async fn withdraw_import(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(id): PathArg<i64>,
) -> Result<Json<WithdrawnImport>, ApiError> {
    let published = state.store.published_of_import(&secretary.actor(), id).await?;
    if published.iter().any(|one| slug(one).is_none()) {
        return Err(ApiError::field("folder", "unfit", "一起撤下的只有地方，别的一份一份撤"));
    }
    let (site, overlay) = (state.site.current(), state.site.overlay());
    let (mut answer, mut going) = (WithdrawnImport::default(), Vec::new());
    for one in published {
        match one.fate() {
            Fate::AsItWas if going.len() < PUBLISHED_AT_ONCE => going.push(one),
            Fate::AsItWas => answer.left += 1,
            Fate::Withdrawn => answer.withdrawn += 1,
            Fate::Changed => {
                let title = shown_text(&site.texts, &overlay, &one.path).map(|text| documents::title(text));
                let slug = slug(&one).unwrap_or_default().to_string();
                answer.kept.push(KeptPlace { slug, title: title.unwrap_or_default() });
            }
        }
    }
    if going.is_empty() {
        return Ok(Json(answer));
    }
    answer.withdrawn += going.len() as i64;
    let requests = going.into_iter().map(|one| step(&state, one)).collect();
    state.store.take_steps(secretary.actor(), requests).await?;
    refresh(&state.site, &state.store).await;
    Ok(Json(answer))
}

fn slug(one: &FromImport) -> Option<&str> {
    Folder::of(&one.path).filter(|(folder, _)| *folder == Folder::Places).map(|(_, slug)| slug)
}

/// As one of them is withdrawn alone.
fn step(state: &AppState, one: FromImport) -> StepRequest {
    let (step, note) = (Step::Withdraw, Some(NOTE.to_string()));
    StepRequest {
        step: TakeStep { step, version: one.newest, note, publish_from: None, unverified: None, revision: None },
        file: documents::file(&state.site.current().texts, &one.path),
        remake: withdrawn,
        verified: None,
        checked: None,
        settles: corrections::dealt_with(&state.site, &one.path, step, None),
        path: one.path,
    }
}
