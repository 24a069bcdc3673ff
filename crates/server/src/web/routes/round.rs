//! 问一轮: places of which nobody has confirmed something for long, and saying of one that it is still so.

use api::error::ErrorBody;
use api::paths;
use api::round::{Round, StillSo};
use axum::Json;
use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::{corrections, round};
use crate::store::StoreError;
use crate::store::corrections::Settling;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg};
use crate::web::routes::corrections::publish_confirmed;
use crate::web::state::AppState;

/// Of places.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_round)).routes(routes!(confirm_group))
}

/// Places whose hours nobody has confirmed for 30 days, or of which something else is as it was 90 days ago, or ever: what was
/// confirmed longest ago first.
#[utoipa::path(get, path = paths::API_DESK_ROUND, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Round), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_round(State(state): State<AppState>, _: Secretary) -> Json<Round> {
    Json(round::round(&state.site))
}

/// 还是这样: what is written in a group of fields is confirmed today, and published; no other is. What riders said about it stays in 更正. Sent again, it is done once.
#[utoipa::path(post, path = "/api/desk/round/{place}", tag = "desk", params(("place" = String, Path)), request_body = StillSo, security(("secretary" = [])), responses(
    (status = 200, body = Round), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "readers are told something else by now (`stale`); otherwise as for corrections")))]
pub(crate) async fn confirm_group(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(place): PathArg<String>,
    JsonBody(still): JsonBody<StillSo>,
) -> Result<Json<Round>, ApiError> {
    let now = state.site.current();
    let shown = corrections::shown_place(&now.texts.library, &place).ok_or_else(ApiError::missing)?;
    if shown.written(still.group) != still.written {
        return Err(StoreError::Stale.into());
    }
    // Whoever goes through the round has not seen what waits there.
    let settling = Settling { place, groups: vec![still.group], until: Some(0) };
    // Nothing is written where somebody did today.
    if let Some(confirming) = corrections::confirming(&state.site, settling, still.group) {
        publish_confirmed(&state, &secretary, confirming).await?;
    }
    Ok(Json(round::round(&state.site)))
}
