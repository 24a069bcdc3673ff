//! Who wants to come to an activity: a member says so and takes it back without a reason. Numbers are public, and the same bytes
//! for everyone; who comes is for the desk (`sign_ups.rs`).

use api::activities::{MySignUp, MySignUps, NewSignUp, Slots, Withdrawal, tidy_code};
use api::error::ErrorBody;
use api::paths;
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode};
use content::slug::is_slug;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::publishing::activity_slots;
use crate::store::StoreError;
use crate::store::activities::Wish;
use crate::web::auth::Member;
use crate::web::client_ip::ClientIp;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, is_uuid_v7};
use crate::web::rate_limit::Rate;
use crate::web::state::AppState;

/// Of activities.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(count_sign_ups))
        .routes(routes!(sign_up, withdraw))
        .routes(routes!(withdraw_by_code))
        .routes(routes!(my_sign_ups))
}

/// How many come to each slot that is not over.
#[utoipa::path(get, path = paths::API_ACTIVITIES, tag = "activities", responses((status = 200, body = Slots), (status = 304)))]
pub(crate) async fn count_sign_ups(
    State(state): State<AppState>,
    request: HeaderMap,
) -> Result<Response<Body>, ApiError> {
    Ok(state.sign_up_counts.asset(&state.site, &state.store).await?.respond(StatusCode::OK, &request))
}

/// 我想去: a seat, or a place in the line. Sent again, it is once; a second one of the same member is answered with the first.
#[utoipa::path(put, path = "/api/activities/{activity}/{slot}/sign-ups/{id}", tag = "activities",
    params(("activity" = String, Path), ("slot" = String, Path), ("id" = String, Path)), request_body = NewSignUp, security(("member" = [])), responses(
    (status = 200, body = MySignUp), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody, description = "`someone_else` meant it"),
    (status = 404, body = ErrorBody, description = "readers are shown no such slot (`unknown_slot`)"),
    (status = 409, body = ErrorBody, description = "nobody signs up for it any more (`closed`), or something else has this id (`taken`)"),
    (status = 422, body = ErrorBody), (status = 429, body = ErrorBody)))]
pub(crate) async fn sign_up(
    State(state): State<AppState>,
    member: Member,
    PathArg((activity, slot, id)): PathArg<(String, String, String)>,
    JsonBody(new): JsonBody<NewSignUp>,
) -> Result<Json<MySignUp>, ApiError> {
    member.check_wrote(new.member.as_deref())?;
    if !is_uuid_v7(&id) {
        return Err(ApiError::field("id", "unfit", "没报上，关了页面重新打开再试"));
    }
    let code =
        tidy_code(&new.code).ok_or_else(|| ApiError::field("code", "unfit", "退位码没做好，关了页面重新打开再试"))?;
    state.limits.take(Rate::SignUps, &member.me.id)?;
    let facts = activity_slots::find(&state.site.current().texts.library, &activity, &slot)
        .ok_or_else(|| ApiError::new(StatusCode::NOT_FOUND, "unknown_slot", "没有这一场了"))?;
    let code = state.store.code_trace(&code);
    match state.store.sign_up(Wish { id, member: member.me.id, code, slot: facts }).await {
        Err(StoreError::TooLate) => Err(ApiError::new(StatusCode::CONFLICT, "closed", "这一场已经截止，或者不办了")),
        taken => Ok(Json(taken?)),
    }
}

/// 不去了, without a reason; whoever waits longest moves up. Sent again, it is once.
#[utoipa::path(delete, path = "/api/activities/{activity}/{slot}/sign-ups/{id}", tag = "activities",
    params(("activity" = String, Path), ("slot" = String, Path), ("id" = String, Path)), security(("member" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 422, body = ErrorBody), (status = 429, body = ErrorBody)))]
pub(crate) async fn withdraw(
    State(state): State<AppState>,
    member: Member,
    PathArg((activity, slot, id)): PathArg<(String, String, String)>,
) -> Result<StatusCode, ApiError> {
    if !is_uuid_v7(&id) || !is_slug(&activity) {
        return Err(ApiError::missing());
    }
    state.limits.take(Rate::SignUps, &member.me.id)?;
    let facts = activity_slots::find(&state.site.current().texts.library, &activity, &slot);
    state.store.withdraw(member.me.id, id, facts).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// 不去了 from any phone, by the code that was shown once. It says nothing of whose it was.
#[utoipa::path(post, path = paths::API_WITHDRAWALS, tag = "activities", request_body = Withdrawal, responses(
    (status = 204), (status = 404, body = ErrorBody, description = "no such code, or it was used (`unknown_code`)"), (status = 429, body = ErrorBody)))]
pub(crate) async fn withdraw_by_code(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    JsonBody(withdrawal): JsonBody<Withdrawal>,
) -> Result<StatusCode, ApiError> {
    let unknown = || ApiError::new(StatusCode::NOT_FOUND, "unknown_code", "没有这个退位码，或者已经退过了");
    state.limits.take(Rate::Codes, ip)?;
    let code = tidy_code(&withdrawal.code).ok_or_else(unknown)?;
    match state.store.withdraw_by_code(state.store.code_trace(&code)).await {
        Err(StoreError::Missing) => Err(unknown()),
        done => Ok(done.map(|()| StatusCode::NO_CONTENT)?),
    }
}

/// One's own wishes: who comes, who waits and behind how many, what has moved and what does not take place.
#[utoipa::path(get, path = paths::API_MY_ACTIVITIES, tag = "me", security(("member" = [])), responses(
    (status = 200, body = MySignUps), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn my_sign_ups(State(state): State<AppState>, member: Member) -> Result<Json<MySignUps>, ApiError> {
    Ok(Json(MySignUps { sign_ups: state.store.my_sign_ups(&member.me.id).await? }))
}
