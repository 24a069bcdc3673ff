//! What members send, change and take away.

use api::error::ErrorBody;
use api::paths;
use api::posts::{Appeal, EditPost, MyPost, NewPost, ReportReason, about};
use api::rules;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use content::opening::minute_at_unix_ms;
use content::slug::is_slug;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::infra::clock::now;
use crate::store::StoreError;
use crate::store::posts::incoming::Created;
use crate::web::auth::Member;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PostId, QueryArgs, is_uuid_v7};
use crate::web::rate_limit::Rate;
use crate::web::routes::feed::is_shown;
use crate::web::state::AppState;

/// Of the feed and of members, who write it.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(crate::web::routes::feed::list_posts, create_post))
        .routes(routes!(crate::web::routes::feed::show_post, edit_post, delete_post))
        .routes(routes!(agree, disagree))
        .routes(routes!(report_post))
        .routes(routes!(appeal_post))
        .routes(routes!(crate::web::routes::feed::show_summary))
}

/// Says something, once: the same id with the same words is answered with the post as it is now.
#[utoipa::path(post, path = paths::API_POSTS, tag = "posts", request_body = NewPost, security(("member" = [])), responses(
    (status = 201, body = MyPost), (status = 200, body = MyPost, description = "it was sent before"),
    (status = 401, body = ErrorBody), (status = 403, body = ErrorBody, description = "`someone_else` wrote it"),
    (status = 409, body = ErrorBody, description = "something else has this id"),
    (status = 410, body = ErrorBody, description = "its writer took it away"),
    (status = 422, body = ErrorBody, description = "`private_words` may be sent again with `confirmed`; of a question, the lecture is over (`over`), or its member has asked one before (`asked`)"), (status = 429, body = ErrorBody)))]
pub(crate) async fn create_post(
    State(state): State<AppState>,
    member: Member,
    JsonBody(post): JsonBody<NewPost>,
) -> Result<(StatusCode, Json<MyPost>), ApiError> {
    member.check_wrote(post.member.as_deref())?;
    if !is_uuid_v7(&post.id) {
        return Err(ApiError::field("id", "unfit", "这一条没有准备好，更新一下再试"));
    }
    let body = match check_post(&state, &member, &post).await {
        Ok(body) => body,
        // What was taken once is not refused when it is sent again: rules may have changed since, and it is no new one.
        Err(refusal) => {
            let known = state.store.find_replayed(&member.me.id, &post).await?;
            return known.map(|known| (StatusCode::OK, Json(known))).ok_or(refusal);
        }
    };
    match state.store.create_post(member.me.id, member.branch, post, body).await? {
        Created::New(post) => Ok((StatusCode::CREATED, Json(post))),
        Created::Known(post) => Ok((StatusCode::OK, Json(post))),
    }
}

/// The text as it is to be stored, of a post that may be.
async fn check_post(state: &AppState, member: &Member, post: &NewPost) -> Result<String, ApiError> {
    let body = rules::tidy(&post.body);
    rules::check_body(&body, post.confirmed)?;
    match post.card.as_deref() {
        Some(card) if paths::asked_about(card).is_some() => check_question(state, member, post, card).await?,
        Some(card) => {
            let is_known = is_slug(card) || card == about::NOMINATION || about::document(card).is_some();
            if !is_known || !is_shown(state, card) {
                return Err(ApiError::field("card", "unknown", "没有这张卡片；可以不带卡片发"));
            }
        }
        None => {}
    }
    state.limits.take(Rate::Posts, &member.me.id)?;
    Ok(body)
}

/// Before a lecture, until it is over; one a member.
async fn check_question(state: &AppState, member: &Member, post: &NewPost, card: &str) -> Result<(), ApiError> {
    let refused = |code, message| Err(ApiError::field("card", code, message));
    let is_open = {
        let site = state.site.current();
        let activity = paths::asked_about(card).and_then(|slug| site.texts.library.activities.get(slug));
        let lecture = activity.filter(|activity| activity.is_lecture() && activity.withdrawn.is_none());
        let now = minute_at_unix_ms(now());
        lecture.map(|lecture| lecture.slots.iter().any(|slot| slot.end > now && !slot.is_cancelled))
    };
    match is_open {
        None => refused("unknown", "没有这一场讲座了；复制下来，可以到“心里话”里说"),
        Some(false) => refused("over", "这一场已经讲完了，问不上了；复制下来，可以到“心里话”里说"),
        Some(true) if state.store.has_asked(&member.me.id, card, &post.id).await? => Err(StoreError::Asked.into()),
        Some(true) => Ok(()),
    }
}

/// New words for a returned post: it waits for another look.
#[utoipa::path(patch, path = "/api/posts/{id}", tag = "posts", params(("id" = String, Path)), request_body = EditPost, security(("member" = [])), responses(
    (status = 200, body = MyPost), (status = 401, body = ErrorBody),
    (status = 403, body = ErrorBody, description = "`someone_else` wrote it"), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "it has changed, or is not returned"), (status = 422, body = ErrorBody)))]
pub(crate) async fn edit_post(
    State(state): State<AppState>,
    member: Member,
    PostId(id): PostId,
    JsonBody(edit): JsonBody<EditPost>,
) -> Result<Json<MyPost>, ApiError> {
    member.check_wrote(edit.member.as_deref())?;
    let body = rules::tidy(&edit.body);
    rules::check_body(&body, edit.confirmed)?;
    state.limits.take(Rate::Posts, &member.me.id)?;
    Ok(Json(state.store.edit_post(member.me.id, id, edit, body).await?))
}

/// Takes a post away, for good.
#[utoipa::path(delete, path = "/api/posts/{id}", tag = "posts", params(("id" = String, Path)), security(("member" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn delete_post(
    State(state): State<AppState>,
    member: Member,
    PostId(id): PostId,
) -> Result<StatusCode, ApiError> {
    state.store.delete_post(member.me.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Asks another secretary to look at a returned or removed post; once a post.
#[utoipa::path(post, path = "/api/posts/{id}/appeal", tag = "posts", params(("id" = String, Path)), request_body = Appeal, security(("member" = [])), responses(
    (status = 200, body = MyPost), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody)))]
pub(crate) async fn appeal_post(
    State(state): State<AppState>,
    member: Member,
    PostId(id): PostId,
    JsonBody(appeal): JsonBody<Appeal>,
) -> Result<Json<MyPost>, ApiError> {
    Ok(Json(state.store.appeal_post(member.me.id, id, appeal.version).await?))
}

/// Says 同感.
#[utoipa::path(put, path = "/api/posts/{id}/agree", tag = "posts", params(("id" = String, Path)), security(("member" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn agree(
    State(state): State<AppState>,
    member: Member,
    PostId(id): PostId,
) -> Result<StatusCode, ApiError> {
    state.store.agree(member.me.id, id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes 同感 back.
#[utoipa::path(delete, path = "/api/posts/{id}/agree", tag = "posts", params(("id" = String, Path)), security(("member" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn disagree(
    State(state): State<AppState>,
    member: Member,
    PostId(id): PostId,
) -> Result<StatusCode, ApiError> {
    state.store.agree(member.me.id, id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why somebody reports a post.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReportAsked {
    /// One of a few; none is an answer, too.
    reason: Option<ReportReason>,
}

/// Reports a post to its branch's secretary. Three reports hide it until somebody has looked.
#[utoipa::path(post, path = "/api/posts/{id}/report", tag = "posts", params(("id" = String, Path), ReportAsked), security(("member" = [])), responses(
    (status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn report_post(
    State(state): State<AppState>,
    member: Member,
    PostId(id): PostId,
    QueryArgs(asked): QueryArgs<ReportAsked>,
) -> Result<StatusCode, ApiError> {
    state.store.report_post(member.me.id, id, asked.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}
