//! What a desk begins with.

use api::error::ErrorBody;
use api::first_steps::FirstSteps;
use api::paths;
use axum::Json;
use axum::extract::State;

use crate::refusal::Refusal;
use crate::speaking::Speaking;
use crate::who::Secretary;

/// What there is already: a branch, a secretary, a source text, a member; for a secretary a member of their own branch.
#[utoipa::path(get, path = paths::API_DESK_FIRST_STEPS, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = FirstSteps), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn first_steps(
    State(speaking): State<Speaking>,
    secretary: Secretary,
) -> Result<Json<FirstSteps>, Refusal> {
    Ok(Json(speaking.store.first_steps(secretary.branch).await?))
}
