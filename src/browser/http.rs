//! Requests to this site.

use gloo_net::http::Request;

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
    let answer = Request::get(url).send().await.map_err(|_| Failure::Offline)?;
    if !answer.ok() {
        return Err(Failure::Refused);
    }
    answer.text().await.map_err(|_| Failure::Offline)
}
