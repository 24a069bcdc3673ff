//! What every request of the API passes first: changes come from our own pages only, nobody comes too often, and no
//! answer is kept by anyone unless its handler says so.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::web::client_ip::client_ip;
use crate::web::error::ApiError;
use crate::web::rate_limit::Rate;
use crate::web::state::AppState;

/// A JSON body is at most so long: 300 characters, however they are escaped, and names.
pub(crate) const BODY: usize = 16 * 1024;
/// The same where whole documents are sent: [`content::front_matter::MAX_BODY`], escaped, and its head.
pub(crate) const DOCUMENT: usize = 256 * 1024;
/// The same where a file is sent: a book in Word with a few pictures.
pub(crate) const FILE: usize = 10 * 1024 * 1024;

/// The same of a picture as a phone takes it.
pub(crate) const PICTURE: usize = 8 * 1024 * 1024;

/// The same of a recording.
pub(crate) const RECORDING: usize = content::recording::MAX_BYTES;

/// The middleware.
pub(crate) async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (request, is_read) = match read_short(request).await {
        Ok(read) => read,
        Err(refusal) => return refusal.into_response(),
    };
    let mut response = match pass(&state, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if !is_read && !response.status().is_success() {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Reads a short body before anything is answered, and says whether all of it is read.
///
/// In HTTP/1, what is refused with its body still on the way ends the connection, and the next request on it, whoever
/// sends it through the same proxy, finds it dead. Of a long body it is worth the connection not to wait for it: that
/// answer says that it is the last one.
async fn read_short(request: Request) -> Result<(Request, bool), ApiError> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    match length {
        Some(0) => Ok((request, true)),
        None if !request.headers().contains_key(header::TRANSFER_ENCODING) => Ok((request, true)),
        Some(length) if length <= BODY => {
            let (head, body) = request.into_parts();
            let cut_off = |_| ApiError::new(StatusCode::BAD_REQUEST, "cut_off", "没传完，再来一次");
            let bytes = to_bytes(body, BODY).await.map_err(cut_off)?;
            Ok((Request::from_parts(head, Body::from(bytes)), true))
        }
        _ => Ok((request, false)),
    }
}

fn pass(state: &AppState, request: &Request) -> Result<(), ApiError> {
    let ip = client_ip(request.extensions(), request.headers(), &state.trusted);
    // A meeting's phones come by one address, and whoever leads with them: they share what their room has, and leave the
    // address what it has for everything else. Nobody guesses a room.
    let room = api::paths::room_of(request.uri().path()).filter(|room| state.readings.has(room));
    match room {
        Some(room) => state.limits.take(Rate::Room, room)?,
        None => state.limits.take(Rate::Ip, ip)?,
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(());
    }
    if room.is_none() {
        state.limits.take(Rate::Changes, ip)?;
    }
    let says = state.public_url();
    if is_own_page(request.headers(), says) {
        return Ok(());
    }
    if state.is_https() && is_ours_over_http(request.headers()) {
        // The browser would drop a cookie that is for https: whoever came in would be nobody, and their invite used up.
        let words = format!("在这个网址上登录不了，邀请也没有用掉：从 {} 打开。", says.unwrap_or_default());
        return Err(ApiError::new(StatusCode::FORBIDDEN, "not_https", &words));
    }
    Err(ApiError::new(StatusCode::FORBIDDEN, "cross_site", "这个请求不是从本站的页面发出的"))
}

/// Whether a page of this site has sent it. Browsers say at least one of the two with every change; what says neither is
/// no browser of the last years, and may not change anything.
fn is_own_page(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    // Whoever is between somebody and a plain http page of the same name has written that page.
    let needs_https = public_url.is_some_and(|url| url.starts_with("https://"));
    let is_own = |origin: &str| {
        let is_safe = !needs_https || origin.starts_with("https://");
        public_url == Some(origin) || is_safe && is_of_host(origin, headers)
    };
    match (text(headers, "sec-fetch-site"), text(headers, "origin")) {
        // Browsers alone can say this, and they know where the page came from, whatever a proxy has made of the host.
        (Some("same-origin"), _) => true,
        (None, Some(origin)) => is_own(origin),
        _ => false,
    }
}

/// Whether it was sent by a page of the host that it was sent to, which came without TLS.
fn is_ours_over_http(headers: &HeaderMap) -> bool {
    let origin = text(headers, "origin").filter(|origin| origin.starts_with("http://"));
    text(headers, "sec-fetch-site").is_none() && origin.is_some_and(|origin| is_of_host(origin, headers))
}

fn is_of_host(origin: &str, headers: &HeaderMap) -> bool {
    let host = text(headers, "host").filter(|host| !host.is_empty());
    let same = host.zip(origin.split_once("://")).map(|(host, (scheme, _))| plain(&format!("{scheme}://{host}")));
    same.flatten().is_some_and(|same| plain(origin) == Some(same))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// An origin as browsers write it, whoever wrote it: a proxy may add the port, a person may write large letters. `None`
/// where it is none of a host.
fn plain(origin: &str) -> Option<String> {
    let origin = Url::parse(origin).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(site: Option<&'static str>, origin: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("127.0.0.1:8080"));
        let mut add = |name: &'static str, value: Option<&'static str>| {
            value.map(|value| headers.insert(name, HeaderValue::from_static(value)))
        };
        add("sec-fetch-site", site);
        add("origin", origin);
        is_own_page(&headers, Some("https://nuanxin.example"))
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        assert!(passes(Some("same-origin"), Some("http://127.0.0.1:8080")));
        assert!(passes(Some("same-origin"), None) && passes(None, Some("https://nuanxin.example")));
        assert!(passes(None, Some("https://127.0.0.1:8080")));
        for (site, origin) in [
            (None, None),
            (None, Some("null")),
            (None, Some("https://evil.example")),
            // People come by https: a page that did not is somebody else's.
            (None, Some("http://127.0.0.1:8080")),
            (None, Some("http://nuanxin.example")),
            (None, Some("chrome-extension://127.0.0.1:8080")),
            (Some("cross-site"), None),
            (Some("same-site"), Some("http://127.0.0.1:8080")),
            (Some("none"), None),
        ] {
            assert!(!passes(site, origin), "{site:?} {origin:?}");
        }
    }
}
