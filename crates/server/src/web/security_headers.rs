//! Headers that every answer carries.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::publishing::site::Site;

/// No opener policy: it would make browsers start another process for the first page, which costs a cheap phone a third
/// of the time to its first words, and no page of ours hands out its window.
const ALWAYS: [(HeaderName, &str); 3] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"),
];
/// Half a year, in seconds.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=15552000");

/// Adds them; HTML also gets the content security policy.
pub(crate) async fn headers(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let response_is_unchanged = response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if site.folders().public_url.as_deref().is_some_and(|url| url.starts_with("https://")) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    if response_is_unchanged {
        // What the browser has came with its policy, and this answer must not replace it.
        return response;
    }
    let is_html = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let policy = if is_html {
        HeaderValue::from_str(&format!("{}; frame-ancestors 'none'", site.current().app.policy)).ok()
    } else {
        // A service worker's own policy rules what it may fetch.
        Some(HeaderValue::from_static("default-src 'none'; connect-src 'self'; frame-ancestors 'none'"))
    };
    if let Some(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}
