//! 问一轮: places whose hours nobody has confirmed for long, and saying of one that it is still so.

use api::corrections::FieldGroup;
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
    OpenApiRouter::new().routes(routes!(list_round)).routes(routes!(confirm_hours))
}

/// Places whose hours nobody has confirmed for 30 days, or ever; oldest first.
#[utoipa::path(get, path = paths::API_DESK_ROUND, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Round), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_round(State(state): State<AppState>, _: Secretary) -> Json<Round> {
    Json(round::round(&state.site))
}

/// 还是这样: the hours that are written are confirmed today, and published. What riders said about them stays in 更正. Sent again, it is done once.
#[utoipa::path(post, path = "/api/desk/round/{place}", tag = "desk", params(("place" = String, Path)), request_body = StillSo, security(("secretary" = [])), responses(
    (status = 200, body = Round), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "readers are told other hours by now (`stale`); otherwise as for corrections")))]
pub(crate) async fn confirm_hours(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(place): PathArg<String>,
    JsonBody(still): JsonBody<StillSo>,
) -> Result<Json<Round>, ApiError> {
    let now = state.site.current();
    let shown = corrections::shown_place(&now.texts.library, &place).ok_or_else(ApiError::missing)?;
    if shown.written(FieldGroup::Hours) != still.hours {
        return Err(StoreError::Stale.into());
    }
    // Whoever goes through the round has not seen what waits there.
    let settling = Settling { place, groups: vec![FieldGroup::Hours], until: Some(0) };
    // Nothing is written where somebody did today.
    if let Some(confirming) = corrections::confirming(&state.site, settling, FieldGroup::Hours) {
        publish_confirmed(&state, &secretary, confirming).await?;
    }
    Ok(Json(round::round(&state.site)))
}
