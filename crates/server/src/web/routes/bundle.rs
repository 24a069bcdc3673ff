//! Files of the published bundles.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};

use crate::publishing::site::Site;
use crate::web::routes::pages;

pub(crate) async fn bundle_file(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    request: HeaderMap,
) -> Response<Body> {
    // Looking at the content again reads a folder: not on a thread that others wait for.
    let found = tokio::task::spawn_blocking(move || site.bundle_file(&name)).await.ok().flatten();
    let Some(asset) = found else { return pages::not_found() };
    let mut response = asset.respond(StatusCode::OK, &request);
    // Fragments are parts of pages, not pages.
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response
}
