//! Who asks. A handler names one of these types, and so says who may call it; a handler that names none is for
//! everybody. Roles are looked up with each request: a change holds at once.

use api::people::{Me, Role};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::limits::Rate;
use crate::refusal::Refusal;
use crate::speaking::Speaking;
use crate::store::Judge;

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
    /// See [`Judge::is_alone`].
    is_alone: bool,
}

/// An admin.
#[derive(Debug)]
pub(crate) struct Admin(pub(crate) Me);

impl Member {
    /// Refuses what somebody else wrote: another may have come in on the same phone since.
    pub(crate) fn check_wrote(&self, writer: Option<&str>) -> Result<(), Refusal> {
        match writer {
            Some(writer) if writer != self.me.id => Err(Refusal::new(
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
    pub(crate) fn judge(&self) -> Judge {
        Judge { id: self.me.id.clone(), branch: self.branch, is_alone: self.is_alone }
    }
}

impl FromRequestParts<Speaking> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, speaking: &Speaking) -> Result<Self, Refusal> {
        let token = token(&parts.headers, speaking.is_https()).ok_or_else(Refusal::signed_out)?;
        let Some(me) = speaking.store.signed_in(&token).await? else {
            let has_left = speaking.store.has_left(&token).await?;
            return Err(if has_left { Refusal::left() } else { Refusal::signed_out() });
        };
        speaking.limits.take(Rate::Person, &me.id)?;
        Ok(Self { me, token })
    }
}

impl FromRequestParts<Speaking> for Member {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, speaking: &Speaking) -> Result<Self, Refusal> {
        let SignedIn { me, .. } = SignedIn::from_request_parts(parts, speaking).await?;
        match (me.role, &me.branch) {
            (Role::Member, Some(branch)) => Ok(Self { branch: branch.id, me }),
            _ => Err(Refusal::forbidden()),
        }
    }
}

impl FromRequestParts<Speaking> for Secretary {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, speaking: &Speaking) -> Result<Self, Refusal> {
        let SignedIn { me, token } = SignedIn::from_request_parts(parts, speaking).await?;
        let is_alone = speaking.one_person;
        match (me.role, &me.branch) {
            (Role::Admin, _) => Ok(Self { me, token, branch: None, is_alone }),
            (Role::Secretary, Some(branch)) => Ok(Self { branch: Some(branch.id), me, token, is_alone }),
            _ => Err(Refusal::forbidden()),
        }
    }
}

impl FromRequestParts<Speaking> for Admin {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, speaking: &Speaking) -> Result<Self, Refusal> {
        let SignedIn { me, .. } = SignedIn::from_request_parts(parts, speaking).await?;
        if me.role == Role::Admin { Ok(Self(me)) } else { Err(Refusal::forbidden()) }
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
