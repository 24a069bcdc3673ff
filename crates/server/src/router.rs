//! The whole URL table.

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use crate::routes::{bundle, files, live, pages, version};
use crate::security;
use crate::site::Site;
use crate::watch::Changes;

/// Everything this server answers. `changes` is there in the edit loop only.
pub(crate) fn router(site: Arc<Site>, changes: Option<Changes>) -> Router {
    let mut router = Router::new()
        .route(api::paths::HEALTH, get(version::health))
        .route(api::paths::VERSION, get(version::version))
        .route("/bundle/{name}", get(bundle::bundle_file))
        .route("/assets/{name}", get(files::asset))
        .route("/api/{*rest}", axum::routing::any(pages::no_endpoint))
        .fallback(get(pages::page_or_file).fallback(pages::wrong_method))
        .method_not_allowed_fallback(pages::wrong_method);
    if let Some(changes) = changes {
        router = router
            .route("/dev/events", get(live::events).with_state(changes))
            .route("/dev/reload.js", get(live::script));
    }
    router
        .layer(CatchPanicLayer::custom(pages::after_panic(site.clone())))
        .layer(middleware::from_fn_with_state(site.clone(), security::headers))
        .with_state(site)
}
