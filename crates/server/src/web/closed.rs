//! What a deployment that has closed answers: its content as ever, and plain words where people signed in and spoke.

use std::sync::Arc;

use api::error::ErrorBody;
use api::paths;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use content::fragment;

use crate::infra::asset::{Asset, Lifetime};
use crate::publishing::site::Site;

/// Where pages were that need somebody behind them.
const GONE: [&str; 8] = [
    paths::POSTS,
    paths::JOIN,
    paths::DESK,
    paths::PREVIEW,
    paths::CLAIM,
    paths::RECORD,
    paths::READING,
    paths::QUESTIONS,
];

/// The middleware.
pub(crate) async fn closed(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    if !site.is_closed() {
        return next.run(request).await;
    }
    let path = request.uri().path();
    if path.starts_with(paths::API) {
        let body = ErrorBody::new("closed", "这个站点已经关闭，登录和说话都停了；金句和文章还可以看");
        return (StatusCode::GONE, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response();
    }
    let is_gone = |root: &&str| path == root.trim_end_matches('/') || path.starts_with(*root);
    if !GONE.iter().any(is_gone) {
        return next.run(request).await;
    }
    let now = site.current();
    let page = fragment::closed(&now.texts.library.site);
    let html = now.app.shell.compose_still(&now.publication.view_of(&page), "");
    Asset::new("text/html; charset=utf-8", Lifetime::Never, html.into(), 5).respond(StatusCode::GONE, &HeaderMap::new())
}
