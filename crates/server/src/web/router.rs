//! Router: every subject's `routes()` merged, and what is no API.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::publishing::watch::Changes;
use crate::web::error::ApiError;
use crate::web::routes::{
    activities, archive, bundle, calendar, claims, corrections, docs, documents, feed, files, first_steps, imports,
    join, live, me, moderation, pages, people, pictures, posts, previews, publish_import, questions, reading_pages,
    readings, recording_invites, recordings, round, sign_ups, source_texts, version, waiting, withdraw_import,
};
use crate::web::state::AppState;
use crate::web::{closed, guard, openapi, security_headers};

/// Everything this server answers. `changes` is there in the edit loop only.
pub(crate) fn router(state: AppState, changes: Option<Changes>) -> Router {
    let site = state.site.clone();
    let mut router = Router::new()
        .route(api::paths::HEALTH, get(version::health))
        .route(api::paths::VERSION, get(version::version))
        .route("/bundle/{name}", get(bundle::bundle_file))
        .route("/assets/{name}", get(files::asset))
        .route("/pictures/{name}", get(pictures::picture))
        .route("/recordings/{name}", get(recordings::recording))
        .route("/notes/{folder}/{slug}/", get(feed::show_notes))
        .route("/preview/{token}/", get(previews::show_preview))
        .merge(claims::pages())
        .merge(recording_invites::pages())
        .merge(questions::pages())
        .merge(reading_pages::routes())
        .merge(json(state.clone()))
        .fallback(get(pages::page_or_file).fallback(pages::wrong_method))
        .method_not_allowed_fallback(pages::wrong_method);
    if let Some(changes) = changes {
        router = router
            .route("/dev/events", get(live::events).with_state(changes))
            .route("/dev/reload.js", get(live::script));
    }
    router
        .layer(middleware::from_fn_with_state(site.clone(), closed::closed))
        .layer(CatchPanicLayer::custom(pages::after_panic(site.clone())))
        .layer(middleware::from_fn_with_state(site, security_headers::headers))
        .with_state(state)
}

/// The API behind its guard. Nothing is added to it but by [`endpoints`], so that its document lists all there is.
fn json(state: AppState) -> Router<AppState> {
    let (router, document) = endpoints().split_for_parts();
    let document: Arc<OpenApi> = Arc::new(openapi::completed(document));
    let for_people = document.clone();
    router
        .route(docs::OPENAPI, get(move || docs::openapi(document)))
        .route(docs::DOCS, get(move || docs::docs(for_people)))
        .route("/api/{*rest}", axum::routing::any(pages::no_endpoint))
        .method_not_allowed_fallback(pages::wrong_method)
        .layer(CatchPanicLayer::custom(|_| ApiError::fault(&"a handler panicked").into_response()))
        .layer(DefaultBodyLimit::max(guard::BODY))
        .layer(middleware::from_fn_with_state(state, guard::guard))
}

/// Who may call each is the type its handler asks for; see [`crate::web::auth`].
fn endpoints() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(docs::empty())
        .merge(join::routes())
        .merge(me::routes())
        .merge(posts::routes())
        .merge(moderation::routes())
        .merge(waiting::routes())
        .merge(people::routes())
        .merge(first_steps::routes())
        .merge(documents::routes())
        .merge(corrections::routes())
        .merge(activities::routes())
        .merge(sign_ups::routes())
        .merge(readings::routes())
        .merge(claims::routes())
        .merge(round::routes())
        .merge(calendar::routes())
        .merge(previews::routes())
        .merge(archive::routes())
        .merge(pictures::routes())
        .merge(recordings::routes())
        .merge(recording_invites::routes())
        .merge(source_texts::routes())
        .merge(imports::routes())
        .merge(publish_import::routes())
        .merge(withdraw_import::routes())
}
