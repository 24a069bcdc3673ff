//! 报名 at the desk: who comes to which slot, by nickname; moving one up by hand, and a line to all of them. Activities are the
//! district's: every desk sees the same. Nothing here says that somebody was there.

use api::activities::{DeskSlots, MOST_IN_LINE, TellAll};
use api::error::ErrorBody;
use api::{paths, rules};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::sign_ups;
use crate::infra::clock::now;
use crate::publishing::activity_slots;
use crate::store::StoreError;
use crate::store::activities::SlotFacts;
use crate::store::activities::at_desk::MovedUp;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, is_uuid_v7};
use crate::web::state::AppState;

/// Of the desk.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_sign_ups)).routes(routes!(move_up)).routes(routes!(tell_all))
}

/// Slots that are to come, and those of the last seven days for which somebody signed up, with nicknames; of those that are over,
/// other branches' members as numbers.
#[utoipa::path(get, path = paths::API_DESK_SIGN_UPS, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = DeskSlots), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_sign_ups(
    State(state): State<AppState>,
    secretary: Secretary,
) -> Result<Json<DeskSlots>, ApiError> {
    listed(&state, &secretary).await
}

/// 补上: a free seat for somebody who waits, also once signing up has ended and nobody moves up by itself. Sent again, it is done once.
#[utoipa::path(post, path = "/api/desk/sign-ups/{activity}/{slot}/{id}/seat", tag = "desk",
    params(("activity" = String, Path), ("slot" = String, Path), ("id" = String, Path)), security(("secretary" = [])), responses(
    (status = 200, body = DeskSlots), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 404, body = ErrorBody, description = "nobody has signed up under this id, or not any more"),
    (status = 409, body = ErrorBody, description = "no seat is free (`full`): somebody has moved up meanwhile; or it is over, or does not take place (`closed`)")))]
pub(crate) async fn move_up(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg((activity, slot, id)): PathArg<(String, String, String)>,
) -> Result<Json<DeskSlots>, ApiError> {
    if !is_uuid_v7(&id) {
        return Err(ApiError::missing());
    }
    let conflict = |code, message| Err(ApiError::new(StatusCode::CONFLICT, code, message));
    match state.store.move_up(activity, slot, id).await {
        Ok(MovedUp::Seated) => listed(&state, &secretary).await,
        Ok(MovedUp::Full) => conflict("full", "没有空位子了：刚才的已经给了别人。要多来人，先去加位子"),
        Ok(MovedUp::Closed) => conflict("closed", "这一场已经过了，或者不办了"),
        Err(StoreError::Missing) => {
            Err(ApiError::new(StatusCode::NOT_FOUND, "missing", "这一位已经退了，看看新的名单"))
        }
        Err(why) => Err(why.into()),
    }
}

/// 告诉大家: a line for all who signed up for a slot, on their own pages; it goes with the slot, seven days after it.
#[utoipa::path(put, path = "/api/desk/sign-ups/{activity}/{slot}/line", tag = "desk",
    params(("activity" = String, Path), ("slot" = String, Path)), request_body = TellAll, security(("secretary" = [])), responses(
    (status = 200, body = DeskSlots), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 404, body = ErrorBody, description = "there is no such slot, or it went seven days after its end (`unknown_slot`)"),
    (status = 409, body = ErrorBody, description = "another line is there by now (`stale`)"),
    (status = 422, body = ErrorBody, description = "`line` has somebody's number in it, or is too long")))]
pub(crate) async fn tell_all(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg((activity, slot)): PathArg<(String, String)>,
    JsonBody(tell): JsonBody<TellAll>,
) -> Result<Json<DeskSlots>, ApiError> {
    let line = line(&tell.line)?;
    let site = state.site.current();
    // One that is published no more is told that, too.
    let known = state.store.known_slots().await?.into_iter().map(|(facts, _)| facts);
    let is_it = |facts: &SlotFacts| (&facts.activity, &facts.slot) == (&activity, &slot);
    let published = activity_slots::find(&site.texts.library, &activity, &slot).filter(|facts| facts.ends_at > now());
    let facts = published
        .or_else(|| known.into_iter().find(is_it))
        .ok_or_else(|| ApiError::new(StatusCode::NOT_FOUND, "unknown_slot", "没有这一场了"))?;
    match state.store.tell_all(facts, line, tell.was).await {
        Err(StoreError::Stale) => Err(ApiError::new(StatusCode::CONFLICT, "stale", "别人刚刚写了一句，看看新的再写")),
        done => {
            done?;
            listed(&state, &secretary).await
        }
    }
}

/// In one form, and without anybody's number in it.
fn line(line: &str) -> Result<String, ApiError> {
    let line = rules::tidy(line).replace('\n', " ");
    if line.is_empty() {
        return Ok(line);
    }
    if rules::characters(&line) > MOST_IN_LINE {
        return Err(ApiError::field("line", "too_long", "这一句最多 100 个字"));
    }
    // Where to meet is what it is about.
    rules::check_body(&line, true).map_err(|mut error| {
        error.field = Some("line".into());
        ApiError::from(error)
    })?;
    Ok(line)
}

async fn listed(state: &AppState, secretary: &Secretary) -> Result<Json<DeskSlots>, ApiError> {
    Ok(Json(sign_ups::at_desk(&state.site, &state.store, secretary.actor().branch).await?))
}
