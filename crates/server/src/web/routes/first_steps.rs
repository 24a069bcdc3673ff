//! What a desk begins with.

use api::error::ErrorBody;
use api::first_steps::FirstSteps;
use api::paths;
use axum::Json;
use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::state::AppState;

/// The first steps.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(first_steps))
}

/// What there is already: a branch, a secretary, a source text, a member; for a secretary a member of their own branch.
#[utoipa::path(get, path = paths::API_DESK_FIRST_STEPS, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = FirstSteps), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn first_steps(
    State(state): State<AppState>,
    secretary: Secretary,
) -> Result<Json<FirstSteps>, ApiError> {
    Ok(Json(state.store.first_steps(secretary.branch).await?))
}
