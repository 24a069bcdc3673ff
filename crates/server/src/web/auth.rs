//! Who asks. A handler names one of these types, and so says who may call it; a handler that names none is for
//! everybody. Roles are looked up with each request: a change holds at once.

use api::people::{Me, Role};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::store::actor::Actor;
use crate::web::error::ApiError;
use crate::web::rate_limit::Rate;
use crate::web::state::AppState;

/// Anybody signed in, with the token of this browser.
#[derive(Debug)]
pub(crate) struct SignedIn {
    /// Who.
    pub(crate) me: Me,
    /// The cookie's value.
    pub(crate) token: String,
}

/// A member of a branch.
#[derive(Debug)]
pub(crate) struct Member {
    /// Who.
    pub(crate) me: Me,
    /// Of which branch.
    pub(crate) branch: i64,
}

/// A secretary, or an admin, who sees all branches.
#[derive(Debug)]
pub(crate) struct Secretary {
    /// Who.
    pub(crate) me: Me,
    /// The cookie's value.
    pub(crate) token: String,
    /// What they see: `None` is all.
    pub(crate) branch: Option<i64>,
    /// See [`Actor::is_alone`].
    is_alone: bool,
}

/// An admin.
#[derive(Debug)]
pub(crate) struct Admin(pub(crate) Me);

impl Member {
    /// Refuses what somebody else wrote: another may have come in on the same phone since.
    pub(crate) fn check_wrote(&self, writer: Option<&str>) -> Result<(), ApiError> {
        match writer {
            Some(writer) if writer != self.me.id => Err(ApiError::new(
                StatusCode::FORBIDDEN,
                "someone_else",
                "这句话是这部手机上另一个人写的，不能用现在这个人的名义发",
            )),
            _ => Ok(()),
        }
    }
}

impl Secretary {
    /// For the store.
    pub(crate) fn actor(&self) -> Actor {
        Actor { id: self.me.id.clone(), branch: self.branch, is_alone: self.is_alone }
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let token = token(&parts.headers, state.is_https()).ok_or_else(ApiError::signed_out)?;
        let Some(me) = state.store.signed_in(&token).await? else {
            let has_left = state.store.has_left(&token).await?;
            return Err(if has_left { ApiError::left() } else { ApiError::signed_out() });
        };
        state.limits.take(Rate::Person, &me.id)?;
        Ok(Self { me, token })
    }
}

impl FromRequestParts<AppState> for Member {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn { me, .. } = SignedIn::from_request_parts(parts, state).await?;
        match (me.role, &me.branch) {
            (Role::Member, Some(branch)) => Ok(Self { branch: branch.id, me }),
            _ => Err(ApiError::forbidden()),
        }
    }
}

impl FromRequestParts<AppState> for Secretary {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn { me, token } = SignedIn::from_request_parts(parts, state).await?;
        let is_alone = state.one_person;
        match (me.role, &me.branch) {
            (Role::Admin, _) => Ok(Self { me, token, branch: None, is_alone }),
            (Role::Secretary, Some(branch)) => Ok(Self { branch: Some(branch.id), me, token, is_alone }),
            _ => Err(ApiError::forbidden()),
        }
    }
}

impl FromRequestParts<AppState> for Admin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn { me, .. } = SignedIn::from_request_parts(parts, state).await?;
        if me.role == Role::Admin { Ok(Self(me)) } else { Err(ApiError::forbidden()) }
    }
}

/// `__Host-` binds the cookie to this very host, and needs https.
fn cookie_name(is_https: bool) -> &'static str {
    if is_https { "__Host-nuanxin" } else { "nuanxin" }
}

/// The token of this browser.
fn token(headers: &HeaderMap, is_https: bool) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == cookie_name(is_https)).map(|(_, token)| token.to_string())
}

/// A cookie for `days`; none of them takes it away.
pub(crate) fn cookie(is_https: bool, token: &str, days: i64) -> HeaderValue {
    let (name, secure) = (cookie_name(is_https), if is_https { "; Secure" } else { "" });
    let seconds = days * 86_400;
    let cookie = format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let mut value = HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}
