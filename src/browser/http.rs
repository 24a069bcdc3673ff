//! Requests to this site.

use futures_util::future::{Either, select};
use gloo_net::http::{Request, RequestBuilder};
use web_sys::RequestCache;

use super::clock;

/// A network that has not delivered a file by then does not deliver, in milliseconds.
const PATIENCE: u32 = 40_000;
/// The same for a few bytes.
const PATIENCE_FOR_LITTLE: u32 = 10_000;

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
