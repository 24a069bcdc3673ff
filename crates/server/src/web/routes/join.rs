//! Coming in: with an invite, or with name and passphrase.

use std::net::IpAddr;

use api::error::ErrorBody;
use api::people::{InviteSeen, Join, Me, Role, SignIn};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::infra::secrets;
use crate::people::names;
use crate::store::StoreError;
use crate::store::people::invites::Joining;
use crate::web::auth::cookie;
use crate::web::client_ip::ClientIp;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg};
use crate::web::rate_limit::Rate;
use crate::web::state::AppState;

/// Coming in.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(see_invite)).routes(routes!(join)).routes(routes!(sign_in))
}

/// What an invite is for. Looking never uses it up.
#[utoipa::path(get, path = "/api/invites/{code}", tag = "people", params(("code" = String, Path)), responses(
    (status = 200, body = InviteSeen), (status = 404, body = ErrorBody), (status = 410, body = ErrorBody, description = "`used_up`, also where it was taken back; `expired`")))]
pub(crate) async fn see_invite(
    State(state): State<AppState>,
    ClientIp(from): ClientIp,
    PathArg(code): PathArg<String>,
) -> Result<Json<InviteSeen>, ApiError> {
    state.limits.take(Rate::Join, from)?;
    let code = secrets::tidy_code(&code).ok_or_else(ApiError::missing)?;
    // Whoever used it and had no answer knows that without looking, and sends the same again.
    match state.store.see_invite(&code).await? {
        (seen, true) if seen.resets.is_some() => Err(StoreError::ResetUsed.into()),
        (_, true) => Err(StoreError::UsedUp.into()),
        (seen, false) => Ok(Json(seen)),
    }
}

/// Joins with a code: the answer brings the cookie. The same code and device are answered again for a day.
#[utoipa::path(post, path = api::paths::API_JOIN, tag = "people", request_body = Join, responses(
    (status = 201, body = Me), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "the name is taken"),
    (status = 410, body = ErrorBody, description = "used, revoked or over"), (status = 422, body = ErrorBody)))]
pub(crate) async fn join(
    State(state): State<AppState>,
    ClientIp(from): ClientIp,
    JsonBody(sent): JsonBody<Join>,
) -> Result<Response, ApiError> {
    state.limits.take(Rate::Join, from)?;
    let code = secrets::tidy_code(&sent.code).ok_or_else(ApiError::missing)?;
    // Asked first: nobody is made to wait for a hash that is not needed, and no name is tried with a code that is none.
    let (seen, is_used) = state.store.see_invite(&code).await?;
    if let Some(name) = &seen.resets {
        return reset(&state, from, code, name, is_used, sent.passphrase).await;
    }
    let joining = match (seen.transfer, seen.role) {
        (true, _) => Joining { code, device: device(sent.device)?, ..Joining::default() },
        (false, Role::Member) => member(&state, code, sent)?,
        (false, Role::Secretary | Role::Admin) => desk(&state, code, sent).await?,
    };
    let (me, token) = state.store.join(joining).await?;
    Ok((StatusCode::CREATED, with_cookie(&state, me, &token)).into_response())
}

/// Another passphrase by a code. Sent again after a cut answer it opens the door that it has opened: to whoever knows the
/// passphrase, and to nobody who has only found the code.
async fn reset(
    state: &AppState,
    from: IpAddr,
    code: String,
    name: &str,
    is_used: bool,
    passphrase: Option<String>,
) -> Result<Response, ApiError> {
    let passphrase = passphrase.ok_or_else(|| ApiError::field("passphrase", "empty", "还没写口令"))?;
    let (me, token) = if is_used {
        let known = try_passphrase(state, from, name, passphrase).await?;
        let (id, role, hashed) = known.ok_or(StoreError::ResetUsed)?;
        let token = state.store.sign_in(id.clone(), role, &hashed).await?;
        (state.store.person(&id).await?, token)
    } else {
        let passphrase = Some(state.passphrases.hash(passphrase, name).await?);
        let joined = state.store.join(Joining { code, passphrase, ..Joining::default() }).await;
        // Tapped twice, or its time ran out while that was hashed.
        joined.map_err(|error| if matches!(error, StoreError::UsedUp) { StoreError::ResetUsed } else { error })?
    };
    Ok((StatusCode::CREATED, with_cookie(state, me, &token)).into_response())
}

/// Signs in with name and passphrase. An unknown name is answered like a wrong passphrase, and as slowly.
#[utoipa::path(post, path = api::paths::API_SIGN_IN, tag = "people", request_body = SignIn, responses(
    (status = 200, body = Me), (status = 401, body = ErrorBody), (status = 429, body = ErrorBody)))]
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    ClientIp(from): ClientIp,
    JsonBody(sent): JsonBody<SignIn>,
) -> Result<Response, ApiError> {
    let Some((id, role, hashed)) = try_passphrase(&state, from, &sent.name, sent.passphrase).await? else {
        return Err(ApiError::new(StatusCode::UNAUTHORIZED, "wrong", "名字或口令不对"));
    };
    let token = state.store.sign_in(id.clone(), role, &hashed).await?;
    let me = state.store.person(&id).await?;
    Ok(with_cookie(&state, me, &token))
}

/// Whose name and passphrase these are, if anybody's, and its hash; as often as somebody may try. Whoever is right has not
/// tried.
pub(crate) async fn try_passphrase(
    state: &AppState,
    from: IpAddr,
    name: &str,
    passphrase: String,
) -> Result<Option<(String, Role, String)>, ApiError> {
    let name = names::folded(name);
    let account = secrets::hex(&secrets::hash(&name));
    // First the account: whoever goes on at one from behind a shared address does not use up what the others there have.
    let tries = [
        (Rate::Account, format!("{account} {from}")),
        (Rate::SignIn, from.to_string()),
        (Rate::AccountAnywhere, account),
    ];
    for (rate, who) in &tries {
        state.limits.take(*rate, who)?;
    }
    let known = state.store.passphrase(&name).await?;
    let hashed = known.as_ref().map(|(_, _, hashed)| hashed.clone());
    if !state.passphrases.is_right(passphrase, hashed).await {
        return Ok(None);
    }
    for (rate, who) in tries {
        state.limits.give_back(rate, who);
    }
    Ok(known)
}

/// Who is signed in, with the cookie for it.
pub(crate) fn with_cookie(state: &AppState, me: Me, token: &str) -> Response {
    use crate::store::people::sessions::{DESK_DAYS, MEMBER_DAYS};
    let days = if me.role == Role::Member { MEMBER_DAYS } else { DESK_DAYS };
    ([(header::SET_COOKIE, cookie(state.is_https(), token, days))], Json(me)).into_response()
}

/// 256 random bits of a phone, in hexadecimal.
fn device(sent: Option<String>) -> Result<Option<String>, ApiError> {
    match sent {
        Some(device) if device.len() != 64 || !device.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            Err(ApiError::field("device", "unfit", "这部手机没有准备好，重新打开页面再试"))
        }
        device => Ok(device.map(|device| device.to_ascii_lowercase())),
    }
}

fn member(state: &AppState, code: String, sent: Join) -> Result<Joining, ApiError> {
    let device = device(sent.device)?;
    if device.is_none() {
        return Err(ApiError::field("device", "unfit", "这部手机没有准备好，重新打开页面再试"));
    }
    let nickname = sent.nickname.filter(|typed| !typed.trim().is_empty());
    let texts = state.site.current().texts.clone();
    let reserved: Vec<&str> = texts.library.site.reserved().collect();
    let nickname = nickname.map(|typed| names::nickname(&typed, &reserved)).transpose()?;
    Ok(Joining { code, device, nickname, ..Joining::default() })
}

async fn desk(state: &AppState, code: String, sent: Join) -> Result<Joining, ApiError> {
    let name = sent.name.ok_or_else(|| ApiError::field("name", "empty", "还没写名字"))?;
    let (name, sign_in) = names::desk_name(&name)?;
    let passphrase = sent.passphrase.ok_or_else(|| ApiError::field("passphrase", "empty", "还没写口令"))?;
    let passphrase = Some(state.passphrases.hash(passphrase, &name).await?);
    let device = device(sent.device)?;
    Ok(Joining { code, device, nickname: Some(name), sign_in: Some(sign_in), passphrase })
}
