//! The whole URL table.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::closed;
use crate::gate;
use crate::openapi;
use crate::refusal::Refusal;
use crate::routes::{
    bundle, calendar, desk, desk_people, docs, documents, feed, files, first_steps, imports, join, live, me, pages,
    pictures, posts, previews, sources, takeout, version, waiting,
};
use crate::security;
use crate::speaking::Speaking;
use crate::watch::Changes;

/// Everything this server answers. `changes` is there in the edit loop only.
pub(crate) fn router(speaking: Speaking, changes: Option<Changes>) -> Router {
    let site = speaking.site.clone();
    let mut router = Router::new()
        .route(api::paths::HEALTH, get(version::health))
        .route(api::paths::VERSION, get(version::version))
        .route("/bundle/{name}", get(bundle::bundle_file))
        .route("/assets/{name}", get(files::asset))
        .route("/pictures/{name}", get(pictures::picture))
        .route("/preview/{token}/", get(previews::show_preview))
        .merge(json(speaking.clone()))
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
        .layer(middleware::from_fn_with_state(site, security::headers))
        .with_state(speaking)
}

/// The API behind its gate. Nothing is added to it but by [`endpoints`], so that its document lists all there is.
fn json(speaking: Speaking) -> Router<Speaking> {
    let (router, document) = endpoints().split_for_parts();
    let document: Arc<OpenApi> = Arc::new(openapi::completed(document));
    let for_people = document.clone();
    router
        .route(docs::OPENAPI, get(move || docs::openapi(document)))
        .route(docs::DOCS, get(move || docs::docs(for_people)))
        .route("/api/{*rest}", axum::routing::any(pages::no_endpoint))
        .method_not_allowed_fallback(pages::wrong_method)
        .layer(CatchPanicLayer::custom(|_| Refusal::fault(&"a handler panicked").into_response()))
        .layer(DefaultBodyLimit::max(gate::BODY))
        .layer(middleware::from_fn_with_state(speaking, gate::gate))
}

/// Who may call each is the type its handler asks for; see [`crate::who`].
fn endpoints() -> OpenApiRouter<Speaking> {
    OpenApiRouter::with_openapi(docs::empty())
        .routes(routes!(join::see_invite))
        .routes(routes!(join::join))
        .routes(routes!(join::sign_in))
        .routes(routes!(me::sign_out))
        .routes(routes!(me::show_me, me::leave))
        .routes(routes!(me::change_passphrase))
        .routes(routes!(me::transfer))
        .routes(routes!(me::export_me))
        .routes(routes!(me::list_agrees))
        .routes(routes!(me::list_my_posts))
        .routes(routes!(feed::list_posts, posts::create_post))
        .routes(routes!(feed::show_post, posts::edit_post, posts::delete_post))
        .routes(routes!(posts::agree, posts::disagree))
        .routes(routes!(posts::report_post))
        .routes(routes!(posts::appeal_post))
        .routes(routes!(feed::show_summary))
        .routes(routes!(desk::list_queue))
        .routes(routes!(desk::decide_post))
        .routes(routes!(desk::reply_to_post))
        .routes(routes!(desk::remove_reply))
        .routes(routes!(desk::queue_events))
        .routes(routes!(waiting::list_waiting))
        .routes(routes!(desk_people::list_invites, desk_people::make_invites))
        .routes(routes!(desk_people::revoke_invite))
        .routes(routes!(first_steps::first_steps))
        .routes(routes!(desk_people::list_people))
        .routes(routes!(desk_people::move_person, desk_people::remove_person))
        .routes(routes!(desk_people::reset_passphrase))
        .routes(routes!(desk_people::list_branches, desk_people::add_branch))
        .routes(routes!(desk_people::rename_branch))
        .merge(curating())
}

/// Whole documents are larger than posts.
fn curating() -> OpenApiRouter<Speaking> {
    OpenApiRouter::new()
        .routes(routes!(documents::list_documents))
        .routes(routes!(documents::free_slug))
        .routes(routes!(documents::show_document))
        .routes(routes!(documents::save_draft))
        .routes(routes!(documents::take_step))
        .routes(routes!(documents::show_revision))
        .routes(routes!(sources::find_quote))
        .routes(routes!(calendar::show_calendar))
        .routes(routes!(calendar::choose_card))
        .routes(routes!(previews::make_preview))
        .routes(routes!(takeout::take_out))
        .layer(DefaultBodyLimit::max(gate::DOCUMENT))
        .merge(bringing())
        .merge(OpenApiRouter::new().routes(routes!(pictures::add_picture)).layer(DefaultBodyLimit::max(gate::PICTURE)))
}

/// What comes out of Word and Excel.
fn bringing() -> OpenApiRouter<Speaking> {
    OpenApiRouter::new()
        .routes(routes!(sources::list_sources, sources::add_source))
        .routes(routes!(sources::show_source_text, sources::remove_source_text))
        .routes(routes!(imports::list_imports, imports::create_import))
        .routes(routes!(imports::import_template))
        .routes(routes!(imports::read_import))
        .routes(routes!(imports::check_rows))
        .routes(routes!(imports::undo_import))
        .layer(DefaultBodyLimit::max(gate::FILE))
}
