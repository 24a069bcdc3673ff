//! What is published, and whether the process serves.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::publishing::site::Site;

pub(crate) async fn health() -> &'static str {
    "ok"
}

pub(crate) async fn version(State(site): State<Arc<Site>>) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-cache")], Json(site.current().version(!site.is_closed())))
}
