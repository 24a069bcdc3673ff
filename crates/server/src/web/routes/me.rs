//! Whoever is signed in: what there is of them, what they come in with, and leaving.

use api::error::ErrorBody;
use api::people::{ChangePassphrase, Export, Me, Role, Transfer};
use api::posts::{Agrees, MyPosts};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::store::posts::LISTED;
use crate::web::auth::{Member, Secretary, SignedIn, cookie};
use crate::web::client_ip::ClientIp;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, QueryArgs};
use crate::web::routes::join::{try_passphrase, with_cookie};
use crate::web::state::AppState;

/// Of whoever is signed in.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(sign_out))
        .routes(routes!(show_me, leave))
        .routes(routes!(change_passphrase))
        .routes(routes!(transfer))
        .routes(routes!(export_me))
        .routes(routes!(list_agrees))
        .routes(routes!(list_my_posts))
}

/// Where else to sign out.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Everywhere {
    /// On every phone and browser, not only here.
    #[serde(default)]
    everywhere: bool,
}

/// Who is signed in. A member's cookie is renewed.
#[utoipa::path(get, path = api::paths::API_ME, tag = "people", security(("signed_in" = [])), responses(
    (status = 200, body = Me), (status = 401, body = ErrorBody)))]
pub(crate) async fn show_me(State(state): State<AppState>, who: SignedIn) -> Response {
    match who.me.role {
        Role::Member => with_cookie(&state, who.me, &who.token),
        Role::Secretary | Role::Admin => Json(who.me).into_response(),
    }
}

/// Takes everything of theirs away, for good: account, posts, 同感, sessions. What a secretary or admin has written for a
/// branch stays, by nobody: answers, reasons, drafts and what was published are its word to others.
#[utoipa::path(delete, path = api::paths::API_ME, tag = "people", security(("signed_in" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody)))]
pub(crate) async fn leave(State(state): State<AppState>, who: SignedIn) -> Result<Response, ApiError> {
    state.store.leave(who.me.id).await?;
    Ok(without_cookie(&state))
}

/// Signs out, here or everywhere.
#[utoipa::path(post, path = api::paths::API_SIGN_OUT, tag = "people", params(Everywhere), security(("signed_in" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody)))]
pub(crate) async fn sign_out(
    State(state): State<AppState>,
    who: SignedIn,
    QueryArgs(asked): QueryArgs<Everywhere>,
) -> Result<Response, ApiError> {
    state.store.sign_out(&who.me.id, &who.token, asked.everywhere).await?;
    Ok(without_cookie(&state))
}

/// Another passphrase for whoever is signed in at the desk. Wherever else they are signed in they are not any more.
#[utoipa::path(put, path = api::paths::API_PASSPHRASE, tag = "people", request_body = ChangePassphrase, security(("secretary" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 422, body = ErrorBody, description = "`wrong`: the old one is another"), (status = 429, body = ErrorBody),
    (status = 503, body = ErrorBody, description = "it could not be stored: the old one holds")))]
pub(crate) async fn change_passphrase(
    State(state): State<AppState>,
    ClientIp(from): ClientIp,
    Secretary { me, token, .. }: Secretary,
    JsonBody(change): JsonBody<ChangePassphrase>,
) -> Result<StatusCode, ApiError> {
    let name = me.nickname.unwrap_or_default();
    if try_passphrase(&state, from, &name, change.old).await?.is_none() {
        return Err(ApiError::field("old", "wrong", "原来的口令不对"));
    }
    let hashed = state.passphrases.hash(change.passphrase, &name).await?;
    let changed = state.store.change_passphrase(&token, hashed).await;
    let not_stored = "新口令没存好，原来的还能用：硬盘可能满了，腾出地方再换一次";
    changed.map_err(|error| ApiError::from(error).said_of_storing(not_stored))?;
    Ok(StatusCode::NO_CONTENT)
}

/// A code that brings this member to another phone or browser, once, within ten minutes.
#[utoipa::path(post, path = api::paths::API_TRANSFER, tag = "people", security(("member" = [])), responses(
    (status = 201, body = Transfer), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn transfer(
    State(state): State<AppState>,
    member: Member,
) -> Result<(StatusCode, Json<Transfer>), ApiError> {
    let made = state.store.make_transfer(&member.me).await?;
    Ok((StatusCode::CREATED, Json(Transfer { code: made.code, expires_at: made.expires_at })))
}

/// Everything the server has of them.
#[utoipa::path(get, path = api::paths::API_EXPORT, tag = "people", security(("signed_in" = [])), responses(
    (status = 200, body = Export), (status = 401, body = ErrorBody)))]
pub(crate) async fn export_me(State(state): State<AppState>, who: SignedIn) -> Result<Json<Export>, ApiError> {
    Ok(Json(state.store.export(&who.me.id).await?))
}

/// The ids of posts one said 同感 to.
#[utoipa::path(get, path = api::paths::API_AGREES, tag = "people", security(("member" = [])), responses(
    (status = 200, body = Agrees), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_agrees(State(state): State<AppState>, member: Member) -> Result<Json<Agrees>, ApiError> {
    Ok(Json(Agrees { posts: state.store.agrees(&member.me.id).await? }))
}

/// One's own posts, newest first.
#[utoipa::path(get, path = api::paths::API_MY_POSTS, tag = "posts", security(("member" = [])), responses(
    (status = 200, body = MyPosts), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_my_posts(State(state): State<AppState>, member: Member) -> Result<Json<MyPosts>, ApiError> {
    Ok(Json(MyPosts { posts: state.store.my_posts(&member.me.id, LISTED).await? }))
}

fn without_cookie(state: &AppState) -> Response {
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie(state.is_https(), "", 0))]).into_response()
}
