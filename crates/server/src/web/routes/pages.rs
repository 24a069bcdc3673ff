//! Pages, and what there is instead of one.

use std::any::Any;
use std::sync::Arc;

use api::documents::Folder;
use api::error::ErrorBody;
use axum::Json;
use axum::body::Body;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use content::fragment::Page;
use content::publish::Found;
use content::slug::is_slug;

use crate::infra::asset::{Asset, Lifetime};
use crate::publishing::feed_cache::FeedCache;
use crate::publishing::manifest;
use crate::publishing::site::{Current, Site};

/// The frame without a page: for the service worker, not for search engines.
const SHELL: &str = "/shell.html";

/// The one page of the desk.
const DESK: &str = "/desk/index.html";

/// What a calendar file is.
const CALENDAR: &str = "text/calendar; charset=utf-8";

/// Brotli's quality of what is made while somebody waits: that page, the manifest, and calendars.
const DESK_QUALITY: i32 = 5;

/// Whether the desk's one page is at a path: also at those of documents, which the app tells apart.
fn is_desk(path: &str) -> bool {
    let is_below = |folder: &Folder| {
        let list = api::paths::desk_list(folder.as_str());
        path == list || api::paths::slug_below(&list, path).is_some_and(is_slug)
    };
    api::pages::DESK_PAGES.contains(&path) || Folder::ALL.iter().any(is_below)
}

/// The desk's page, which tells the app what this site calls its people and its office.
fn desk(page: &Asset, site: &content::site::Site, request: &HeaderMap) -> Asset {
    const ROOT: &str = "<div id=\"desk\"";
    let [speaker, committee] = [site.speaker(), &site.committee].map(content::bundle::escape);
    let named = format!("{ROOT} data-speaker=\"{speaker}\" data-committee=\"{committee}\"");
    let html = page.text().replacen(ROOT, &named, 1);
    Asset::for_request("text/html; charset=utf-8", Lifetime::Never, html.into(), DESK_QUALITY, request)
}

/// A page, or a file at the top level such as `sw.js`.
pub(crate) async fn page_or_file(
    State(site): State<Arc<Site>>,
    State(posts): State<Arc<FeedCache>>,
    OriginalUri(uri): OriginalUri,
    request: HeaderMap,
) -> Response<Body> {
    let path = uri.path();
    if let Some(asset) = site.current().app.files.get(path) {
        if path == manifest::PATH {
            let named = manifest::named(&asset.text(), &site.current().texts.library.site);
            return Asset::for_request(manifest::KIND, Lifetime::Day, named, DESK_QUALITY, &request)
                .respond(StatusCode::OK, &request);
        }
        let mut response = asset.respond(StatusCode::OK, &request);
        if path == SHELL {
            response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
        }
        return response;
    }
    let now = site.current();
    let desk_page = now.app.files.get(DESK).filter(|_| path.starts_with(api::paths::DESK));
    if let Some(page) = desk_page.filter(|_| is_desk(path)) {
        return desk(page, &now.texts.library.site, &request).respond(StatusCode::OK, &request);
    }
    if let Some(text) = now.publication.calendars.get(path) {
        return Asset::for_request(CALENDAR, Lifetime::Page, text.clone().into(), DESK_QUALITY, &request)
            .respond(StatusCode::OK, &request);
    }
    if path == api::paths::POSTS {
        match posts.first_page().await {
            Ok(ready) => site.show_feed(ready.changes, &ready.feed),
            // The page is there, and the app fills it when it can.
            Err(_) => site.hide_feed(),
        }
    }
    let (found, page) = site.page(path);
    match found {
        Found::Page(_) => page.respond(StatusCode::OK, &request),
        Found::Withdrawn(_) => page.respond(StatusCode::GONE, &request),
        Found::Missing(_) => match canonical(&site, path) {
            Some(canonical) => Redirect::permanent(&canonical).into_response(),
            // Whoever is at work there goes on from its own frame.
            None if let Some(page) = desk_page => {
                desk(page, &now.texts.library.site, &request).respond(StatusCode::NOT_FOUND, &request)
            }
            None => page.respond(StatusCode::NOT_FOUND, &request),
        },
    }
}

/// The path of the page that was meant, where it is another: people leave out the slash at the end.
fn canonical(site: &Site, path: &str) -> Option<String> {
    let meant = api::address::page_path(path);
    if meant == path || meant.starts_with("//") {
        return None;
    }
    let is_there =
        || !matches!(site.current().publication.find(&meant, crate::infra::clock::today()), Found::Missing(_));
    (is_desk(&meant) || is_there()).then_some(meant)
}

/// An unknown URL below `/api/`.
pub(crate) async fn no_endpoint() -> Response<Body> {
    not_found()
}

/// A page behind a link that only some people have, without the app: no search engine finds it. `kept`: its `cache-control`.
pub(crate) fn by_link(
    now: &Current,
    page: &Page,
    (status, kept): (StatusCode, &'static str),
    request: &HeaderMap,
) -> Response<Body> {
    let html =
        now.app.shell.compose_still(&now.publication.view_of(page), "<meta name=\"robots\" content=\"noindex\">");
    let asset = Asset::for_request("text/html; charset=utf-8", Lifetime::Never, html.into(), 5, request);
    let mut response = asset.respond(status, &HeaderMap::new());
    let headers = response.headers_mut();
    headers.remove(header::ETAG);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}

/// A 404 for programs.
pub(crate) fn not_found() -> Response<Body> {
    refuse(StatusCode::NOT_FOUND, "not_found", "没有这个地址。")
}

/// A method that nothing here understands.
pub(crate) async fn wrong_method() -> Response<Body> {
    refuse(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "这个地址只能打开，不能这样用。")
}

fn refuse(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let body = ErrorBody::new(code, message);
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// The page for a fault of this server; what went wrong is for the log alone.
pub(crate) fn after_panic(site: Arc<Site>) -> impl Fn(Box<dyn Any + Send>) -> Response<Body> + Clone {
    move |_| {
        let now = site.current();
        let html = now.app.shell.compose(&now.publication.failed(), None, "");
        Asset::new("text/html; charset=utf-8", Lifetime::Never, html.into(), 1)
            .respond(StatusCode::INTERNAL_SERVER_ERROR, &HeaderMap::new())
    }
}
