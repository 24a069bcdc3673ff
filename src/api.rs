//! The JSON API: one function per endpoint, and the one error the interface tells apart in three.
//!
//! A success is only what has the shape that was asked for: the page of a Wi-Fi that wants a sign-in answers 200, too.

use ::api::error::ErrorBody;
use ::api::paths;
use ::api::people::{InviteSeen, Join, Me, Transfer};
use ::api::posts::{Agrees, Appeal, EditPost, Feed, MyPost, MyPosts, NewPost, Post};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::http::{self, Answer, Method};

/// Why something could not be had or done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// No answer came; whether the request arrived nobody knows.
    Offline,
    /// The server said no, and why.
    Rejected {
        /// The HTTP status.
        status: u16,
        /// A sentence for the person who caused it.
        body: ErrorBody,
        /// In how many seconds to ask again, where the server says so.
        retry_after: Option<u32>,
    },
    /// Something answered that is not this server, or is not well.
    Unexpected,
}

impl ApiError {
    /// Whether nobody is signed in here (any more).
    pub fn is_signed_out(&self) -> bool {
        matches!(self, Self::Rejected { status: 401, .. })
    }

    /// What to say where nothing more fitting can be said.
    pub fn sentence(&self) -> String {
        match self {
            Self::Offline => "没有网络，没办成。有网再试。".to_string(),
            Self::Rejected { body, .. } => body.message.clone(),
            Self::Unexpected => "网络通了，但答的不是我们这边。可能要先登录这个 Wi-Fi，或者过一会儿再试。".to_string(),
        }
    }
}

/// Who is signed in; also as it came, to be stored.
pub async fn me() -> Result<(Me, String), ApiError> {
    both(ask(Method::GET, paths::API_ME, None).await?)
}

/// What an invite is for.
pub async fn see_invite(code: &str) -> Result<InviteSeen, ApiError> {
    read(&ask(Method::GET, &paths::api_invite(code), None).await?)
}

/// Joins, or moves here with the code of another phone.
pub async fn join(join: &Join) -> Result<(Me, String), ApiError> {
    both(ask(Method::POST, paths::API_JOIN, json(join)).await?)
}

/// Signs out here.
pub async fn sign_out() -> Result<(), ApiError> {
    done(&ask(Method::POST, paths::API_SIGN_OUT, None).await?)
}

/// Takes everything of this member away, for good.
pub async fn delete_me() -> Result<(), ApiError> {
    done(&ask(Method::DELETE, paths::API_ME, None).await?)
}

/// A code for another phone.
pub async fn transfer() -> Result<Transfer, ApiError> {
    read(&ask(Method::POST, paths::API_TRANSFER, None).await?)
}

/// Everything the server has of this member, as it came.
pub async fn export() -> Result<String, ApiError> {
    let text = ask(Method::GET, paths::API_EXPORT, None).await?;
    done(&text).map(|()| text)
}

/// What members said, newest first, or what is older than a cursor; also as it came.
pub async fn list_posts(before: Option<&str>) -> Result<(Feed, String), ApiError> {
    let url = match before {
        Some(cursor) => format!("{}?before={}", paths::API_POSTS, crate::browser::dom::encode(cursor)),
        None => paths::API_POSTS.to_string(),
    };
    both(ask(Method::GET, &url, None).await?)
}

/// One approved post.
pub async fn find_post(id: &str) -> Result<Post, ApiError> {
    read(&ask(Method::GET, &paths::api_post(id), None).await?)
}

/// Sends a post; the same one again is the same post.
pub async fn create_post(post: &NewPost) -> Result<MyPost, ApiError> {
    of(&post.id, read(&ask(Method::POST, paths::API_POSTS, json(post)).await?)?)
}

/// Sends a returned post's new words.
pub async fn edit_post(id: &str, edit: &EditPost) -> Result<MyPost, ApiError> {
    of(id, read(&ask(Method::PATCH, &paths::api_post(id), json(edit)).await?)?)
}

/// Takes a post of one's own away.
pub async fn delete_post(id: &str) -> Result<(), ApiError> {
    done(&ask(Method::DELETE, &paths::api_post(id), None).await?)
}

/// Asks for another secretary's look.
pub async fn appeal_post(id: &str, appeal: Appeal) -> Result<(), ApiError> {
    done(&ask(Method::POST, &paths::api_appeal(id), json(&appeal)).await?)
}

/// Says 同感, or takes it back.
pub async fn agree_post(id: &str, agrees: bool) -> Result<(), ApiError> {
    let method = if agrees { Method::PUT } else { Method::DELETE };
    done(&ask(method, &paths::api_agree(id), None).await?)
}

/// Tells a secretary to look at a post again.
pub async fn report_post(id: &str) -> Result<(), ApiError> {
    done(&ask(Method::POST, &paths::api_report(id), None).await?)
}

/// One's own posts; also as they came.
pub async fn my_posts() -> Result<(MyPosts, String), ApiError> {
    both(ask(Method::GET, paths::API_MY_POSTS, None).await?)
}

/// The ids of posts one said 同感 to; also as they came.
pub async fn my_agrees() -> Result<(Agrees, String), ApiError> {
    both(ask(Method::GET, paths::API_AGREES, None).await?)
}

pub(crate) async fn ask(method: Method, url: &str, body: Option<String>) -> Result<String, ApiError> {
    judge(http::send(method, url, body).await)
}

/// What an answer means, before its shape is looked at. Of one without a body only 204 is an answer of ours.
fn judge(answer: Option<Answer>) -> Result<String, ApiError> {
    let Some(Answer { status, retry_after, text }) = answer else { return Err(ApiError::Offline) };
    match status {
        204 => Ok(String::new()),
        200..300 if !text.trim().is_empty() => Ok(text),
        400.. => match serde_json::from_str::<ErrorBody>(&text) {
            Ok(body) => Err(ApiError::Rejected { status, body, retry_after }),
            Err(_) => Err(ApiError::Unexpected),
        },
        _ => Err(ApiError::Unexpected),
    }
}

pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| ApiError::Unexpected)
}

fn both<T: DeserializeOwned>(text: String) -> Result<(T, String), ApiError> {
    Ok((read(&text)?, text))
}

/// That something was done: nothing is said, or something in JSON.
pub(crate) fn done(text: &str) -> Result<(), ApiError> {
    match text.is_empty() || text.trim_start().starts_with(['{', '[']) {
        true => Ok(()),
        false => Err(ApiError::Unexpected),
    }
}

/// An answer about another post is no answer.
fn of(id: &str, post: MyPost) -> Result<MyPost, ApiError> {
    if post.id == id { Ok(post) } else { Err(ApiError::Unexpected) }
}

pub(crate) fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, text: &str) -> Option<Answer> {
        Some(Answer { status, retry_after: Some(7), text: text.into() })
    }

    #[test]
    fn the_page_of_a_captive_portal_is_no_answer() {
        let portal = judge(answer(200, "<html>请登录 Wi-Fi</html>")).unwrap();
        assert_eq!(read::<Feed>(&portal), Err(ApiError::Unexpected));
        assert_eq!(done(&portal), Err(ApiError::Unexpected));
        assert_eq!(judge(answer(200, " ")), Err(ApiError::Unexpected));
        assert_eq!(judge(answer(502, "<html>bad gateway</html>")), Err(ApiError::Unexpected));
        assert_eq!(judge(None), Err(ApiError::Offline));
    }

    #[test]
    fn a_refusal_keeps_its_sentence_and_when_to_come_again() {
        let refused = judge(answer(429, r#"{"code":"too_many","message":"慢一点"}"#)).unwrap_err();
        assert_eq!(refused.sentence(), "慢一点");
        assert!(matches!(refused, ApiError::Rejected { status: 429, retry_after: Some(7), .. }));
        assert!(judge(answer(401, r#"{"code":"signed_out","message":""}"#)).unwrap_err().is_signed_out());
        assert_eq!(judge(answer(204, "")).and_then(|text| done(&text)), Ok(()));
    }
}
