//! Files of the built app.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};

use crate::publishing::site::Site;
use crate::web::routes::pages;

pub(crate) async fn asset(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    request: HeaderMap,
) -> Response<Body> {
    let path = format!("{}{name}", api::paths::ASSETS);
    match site.current().app.files.get(&path) {
        Some(asset) => asset.respond(StatusCode::OK, &request),
        None => pages::not_found(),
    }
}
