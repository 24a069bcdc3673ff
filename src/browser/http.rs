//! Requests to this site.

use futures_util::future::{Either, select};
pub use gloo_net::http::Method;
use gloo_net::http::{Request, RequestBuilder};
use web_sys::RequestCache;

use super::clock;

/// A network that has not delivered a file by then does not deliver, in milliseconds.
const PATIENCE: u32 = 40_000;
/// The same for a few bytes.
const PATIENCE_FOR_LITTLE: u32 = 10_000;

/// The same for what somebody wrote and waits to see arrive.
const PATIENCE_FOR_WORDS: u32 = 20_000;

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer came.
    Offline,
    /// The answer was not a success.
    Refused,
}

/// The text at a URL of this site.
pub async fn get_text(url: &str) -> Result<String, Failure> {
    get(Request::get(url), PATIENCE).await
}

/// The same, asking the server whatever the browser's cache says.
pub async fn get_fresh_text(url: &str) -> Result<String, Failure> {
    get(Request::get(url).cache(RequestCache::NoCache), PATIENCE_FOR_LITTLE).await
}

/// What came back, whatever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// In how many seconds to ask again, where the server says so.
    pub retry_after: Option<u32>,
    /// The body.
    pub text: String,
}

/// Sends a request, with a body in JSON or without one; `None` where no answer came, or only a part of one.
pub async fn send(method: Method, url: &str, body: Option<String>) -> Option<Answer> {
    let request = RequestBuilder::new(url).method(method).cache(RequestCache::NoStore);
    let request = match body {
        Some(json) => request.header("content-type", "application/json").body(json),
        None => request.build(),
    };
    let answer = async {
        let answer = request.ok()?.send().await.ok()?;
        let retry_after = answer.headers().get("retry-after").and_then(|seconds| seconds.parse().ok());
        Some(Answer { status: answer.status(), retry_after, text: answer.text().await.ok()? })
    };
    match select(Box::pin(answer), Box::pin(clock::sleep(PATIENCE_FOR_WORDS))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => None,
    }
}

async fn get(request: RequestBuilder, patience: u32) -> Result<String, Failure> {
    match select(Box::pin(answer(request)), Box::pin(clock::sleep(patience))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err(Failure::Offline),
    }
}

async fn answer(request: RequestBuilder) -> Result<String, Failure> {
    let answer = request.send().await.map_err(|_| Failure::Offline)?;
    if !answer.ok() {
        return Err(Failure::Refused);
    }
    answer.text().await.map_err(|_| Failure::Offline)
}
