//! Requests to this site.

use gloo_net::http::{Request, RequestBuilder};
use web_sys::RequestCache;

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
    get(Request::get(url)).await
}

/// The same, asking the server whatever the browser's cache says.
pub async fn get_fresh_text(url: &str) -> Result<String, Failure> {
    get(Request::get(url).cache(RequestCache::NoCache)).await
}

async fn get(request: RequestBuilder) -> Result<String, Failure> {
    let answer = request.send().await.map_err(|_| Failure::Offline)?;
    if !answer.ok() {
        return Err(Failure::Refused);
    }
    answer.text().await.map_err(|_| Failure::Offline)
}
