//! The JSON API: one function per endpoint, and the one error the interface tells apart in three.
//!
//! A success is only what has the shape that was asked for: the page of a Wi-Fi that wants a sign-in answers 200, too.

use ::api::error::ErrorBody;
use ::api::paths;
use ::api::people::{InviteSeen, Join, Me};
use ::api::posts::{Appeal, EditPost, Feed, MyPost, NewPost, Post};

#[cfg(feature = "desk")]
use crate::browser::files::Brought;
use crate::browser::http::{self, Answer};
use crate::browser::{dom, storage};
use crate::client::json::Json;
use crate::client::wire;

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
        body: Box<ErrorBody>,
        /// In how many seconds to ask again, where the server says so.
        retry_after: Option<u32>,
    },
    /// Something answered that is not this server, or is not well.
    Unexpected,
    /// The file that was to be sent is another one by now, or is not there any more. Nothing was sent.
    #[cfg(feature = "desk")]
    Changed,
}

impl ApiError {
    /// The HTTP status of a refusal; 0 of anything else.
    pub fn status(&self) -> u16 {
        match self {
            Self::Rejected { status, .. } => *status,
            _ => 0,
        }
    }

    /// Whether nobody is signed in here (any more).
    pub fn is_signed_out(&self) -> bool {
        self.status() == 401
    }

    /// Whether that is so because they left for good, here or on another phone.
    pub fn has_left(&self) -> bool {
        matches!(self, Self::Rejected { body, .. } if body.code == "left")
    }

    /// What to say where nothing more fitting can be said.
    pub fn sentence(&self) -> String {
        match self {
            Self::Offline => "没有网络，没办成。有网再试。".to_string(),
            Self::Rejected { body, .. } => body.message.clone(),
            Self::Unexpected => "没连到我们这边：可能要先登录这个 Wi-Fi，或者过一会儿再试。".to_string(),
            #[cfg(feature = "desk")]
            Self::Changed => "这个文件选好以后又改过，或者挪走了，没有送出去。存好，再选一次。".to_string(),
        }
    }
}

/// What came: as it is used, and as it can be stored.
pub type Got<T> = Result<(T, String), ApiError>;

/// Who is signed in.
pub async fn me() -> Got<Me> {
    read(ask("GET", paths::API_ME, None).await?, wire::me)
}

/// What an invite is for.
pub async fn see_invite(code: &str) -> Got<InviteSeen> {
    read(ask("GET", &paths::api_invite(code), None).await?, wire::invite_seen)
}

/// Joins, or moves here with the code of another phone.
pub async fn join(join: &Join) -> Got<Me> {
    read(ask("POST", paths::API_JOIN, Some(wire::join(join))).await?, wire::me)
}

/// Signs out here.
pub async fn sign_out() -> Result<String, ApiError> {
    done(ask("POST", paths::API_SIGN_OUT, None).await?)
}

/// Takes everything of this member away, for good.
pub async fn delete_me() -> Result<String, ApiError> {
    done(ask("DELETE", paths::API_ME, None).await?)
}

/// A code for another phone.
pub async fn transfer() -> Got<String> {
    read(ask("POST", paths::API_TRANSFER, None).await?, |json| json.text("code"))
}

/// Everything the server has of this member, as it came.
pub async fn export() -> Result<String, ApiError> {
    done(ask("GET", paths::API_EXPORT, None).await?)
}

/// What members said, newest first, or what is older than a cursor.
pub async fn list_posts(before: &str) -> Got<Feed> {
    let mut url = paths::API_POSTS.to_string();
    if !before.is_empty() {
        url += "?before=";
        url += &dom::encode(before);
    }
    read(ask("GET", &url, None).await?, wire::feed)
}

/// One approved post.
pub async fn find_post(id: &str) -> Got<Post> {
    read(ask("GET", &paths::api_post(id), None).await?, wire::post)
}

/// Sends a post; the same one again is the same post.
pub async fn create_post(post: &NewPost) -> Got<MyPost> {
    of(&post.id, ask("POST", paths::API_POSTS, Some(wire::new_post(post))).await?)
}

/// Sends a returned post's new words.
pub async fn edit_post(id: &str, edit: &EditPost) -> Got<MyPost> {
    of(id, ask("PATCH", &paths::api_post(id), Some(wire::edit_post(edit))).await?)
}

/// Takes a post of one's own away.
pub async fn delete_post(id: &str) -> Result<String, ApiError> {
    done(ask("DELETE", &paths::api_post(id), None).await?)
}

/// Asks for another secretary's look.
pub async fn appeal_post(id: &str, appeal: Appeal) -> Result<String, ApiError> {
    done(ask("POST", &paths::api_appeal(id), Some(format!("{{\"version\":{}}}", appeal.version))).await?)
}

/// Says 同感, or takes it back.
pub async fn agree_post(id: &str, agrees: bool) -> Result<String, ApiError> {
    done(ask(if agrees { "PUT" } else { "DELETE" }, &paths::api_agree(id), None).await?)
}

/// Tells a secretary to look at a post again.
/// `reason`: see `ReportReason`.
pub async fn report_post(id: &str, reason: &str) -> Result<String, ApiError> {
    done(ask("POST", &[&paths::api_report(id), "?reason=", reason].concat(), None).await?)
}

/// One's own posts.
pub async fn my_posts() -> Got<Vec<MyPost>> {
    read(ask("GET", paths::API_MY_POSTS, None).await?, wire::my_posts)
}

/// The ids of posts one said 同感 to.
pub async fn my_agrees() -> Got<Vec<String>> {
    read(ask("GET", paths::API_AGREES, None).await?, wire::ids)
}

/// Key of `localStorage`: everything was cleared where the server could not hear of it, and it still has to.
pub(crate) const LEAVING: &str = "leaving";

pub(crate) async fn ask(method: &str, url: &str, body: Option<String>) -> Result<String, ApiError> {
    // The next one to hold this phone must not speak as the one before. What everybody said can be read meanwhile.
    let is_public = method == "GET" && url.starts_with(paths::API_POSTS);
    if !is_public && storage::get(LEAVING).is_some() {
        match judge(http::send("POST", paths::API_SIGN_OUT, None).await) {
            Err(error) if !error.is_signed_out() => return Err(error),
            _ => storage::set(LEAVING, ""),
        };
    }
    judge(http::send(method, url, body).await)
}

/// The same with a picture.
#[cfg(feature = "desk")]
pub(crate) async fn ask_with_picture(
    url: &str,
    picture: &crate::browser::picture::Picture,
) -> Result<String, ApiError> {
    judge(http::send_picture(url, picture).await)
}

/// Sends a file.
#[cfg(feature = "desk")]
pub(crate) async fn bring(url: &str, brought: &Brought) -> Result<String, ApiError> {
    let answer = http::bring(url, brought).await;
    if answer.is_none() && !brought.is_as_chosen().await {
        return Err(ApiError::Changed);
    }
    judge(answer)
}

/// What an answer means, before its shape is looked at. Of one without a body only 204 is an answer of ours.
fn judge(answer: Option<Answer>) -> Result<String, ApiError> {
    let Some(Answer { status, retry_after, text }) = answer else { return Err(ApiError::Offline) };
    match status {
        204 => Ok(String::new()),
        200..300 if !text.trim().is_empty() => Ok(text),
        400.. => match Json::parse(&text).as_ref().and_then(wire::error_body) {
            Some(body) => Err(ApiError::Rejected { status, body: Box::new(body), retry_after }),
            None => Err(ApiError::Unexpected),
        },
        _ => Err(ApiError::Unexpected),
    }
}

fn read<T>(text: String, read: fn(&Json) -> Option<T>) -> Got<T> {
    match Json::parse(&text).as_ref().and_then(read) {
        Some(value) => Ok((value, text)),
        None => Err(ApiError::Unexpected),
    }
}

/// That something was done: nothing is said, or something in JSON.
pub(crate) fn done(text: String) -> Result<String, ApiError> {
    match text.is_empty() || text.trim_start().starts_with(['{', '[']) {
        true => Ok(text),
        false => Err(ApiError::Unexpected),
    }
}

/// An answer about another post is no answer.
fn of(id: &str, text: String) -> Got<MyPost> {
    let got = read(text, wire::my_post)?;
    if got.0.id == id { Ok(got) } else { Err(ApiError::Unexpected) }
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
        assert_eq!(read(portal.clone(), wire::feed), Err(ApiError::Unexpected));
        assert_eq!(done(portal), Err(ApiError::Unexpected));
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
        assert_eq!(judge(answer(204, "")).and_then(done), Ok(String::new()));
    }
}
