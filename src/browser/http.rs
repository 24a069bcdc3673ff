//! Requests to this site.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response, window};

use super::files::Brought;
use super::{clock, network};

/// A network that has not delivered a file by then does not deliver, in milliseconds.
const PATIENCE: u32 = 40_000;
/// The same for a few bytes.
const PATIENCE_FOR_LITTLE: u32 = 10_000;
/// The same for what somebody wrote and waits to see arrive.
const PATIENCE_FOR_WORDS: u32 = 20_000;
/// The same for a file that goes up a slow line.
const PATIENCE_FOR_FILES: u32 = 180_000;

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer came.
    Offline,
    /// The answer was not a success.
    Refused,
}

/// What came back, whatever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// In how many seconds to ask again, where the server says so.
    pub retry_after: Option<u32>,
    /// The body; empty where a file was asked for and refused.
    pub text: String,
}

/// The text at a URL of this site.
pub async fn get_text(url: &str) -> Result<String, Failure> {
    get(url, RequestCache::Default, PATIENCE).await
}

/// The same, asking the server whatever the browser's cache says.
pub async fn get_fresh_text(url: &str) -> Result<String, Failure> {
    get(url, RequestCache::NoCache, PATIENCE_FOR_LITTLE).await
}

/// Sends a request, with a body in JSON or without one; `None` where no answer came, or only a part of one.
pub async fn send(method: &str, url: &str, body: Option<String>) -> Option<Answer> {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_cache(RequestCache::NoStore);
    if let Some(json) = body {
        let headers = js_sys::Object::new();
        let _ = Reflect::set(&headers, &"content-type".into(), &"application/json".into());
        init.set_headers(&headers);
        init.set_body(&JsValue::from(json));
    }
    within(url, &init, PATIENCE_FOR_WORDS).await
}

/// Sends a picture: it takes longer than words do.
#[cfg(feature = "desk")]
pub async fn send_picture(url: &str, picture: &super::picture::Picture) -> Option<Answer> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_cache(RequestCache::NoStore);
    init.set_body(&picture.0);
    within(url, &init, PATIENCE).await
}

/// Sends a file, or a text as if it were one; `None` where no answer came.
pub async fn bring(url: &str, brought: &Brought) -> Option<Answer> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_cache(RequestCache::NoStore);
    let headers = js_sys::Object::new();
    let _ = Reflect::set(&headers, &"content-type".into(), &"application/octet-stream".into());
    init.set_headers(&headers);
    match brought {
        Brought::File(file) => init.set_body(file),
        Brought::Text(text) => init.set_body(&JsValue::from(text)),
    }
    within(url, &init, PATIENCE_FOR_FILES).await
}

async fn get(url: &str, cache: RequestCache, patience: u32) -> Result<String, Failure> {
    let init = RequestInit::new();
    init.set_cache(cache);
    match within(url, &init, patience).await {
        Some(Answer { status: 200..300, text, .. }) => Ok(text),
        Some(_) => Err(Failure::Refused),
        None => Err(Failure::Offline),
    }
}

async fn within(url: &str, init: &RequestInit, patience: u32) -> Option<Answer> {
    let answer = clock::within(patience, answer(url, init)).await.flatten();
    // One request that fails proves nothing; what is asked for time and again does.
    let is_proof = url == api::paths::VERSION;
    let is_page = |text: &str| text.starts_with('<');
    match &answer {
        None if is_proof => network::heard(false),
        // A Wi-Fi that wants a sign-in answers everything with its own page; a gateway's error says nothing of the network.
        Some(Answer { status: ..500, text, .. }) if is_page(text) && is_proof => network::heard(false),
        Some(Answer { status: ..500, text, .. }) if !is_page(text) => network::heard(true),
        _ => {}
    }
    answer
}

async fn answer(url: &str, init: &RequestInit) -> Option<Answer> {
    let asked = window()?.fetch_with_str_and_init(url, init);
    let response: Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    let retry_after = response.headers().get("retry-after").ok()?.and_then(|seconds| seconds.parse().ok());
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(Answer { status: response.status(), retry_after, text })
}
