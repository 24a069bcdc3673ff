//! A draft as its page will be, for whoever has the link: a colleague without an account, or one's own phone.

use api::documents::{Folder, Preview};
use api::error::ErrorBody;
use api::paths;
use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode};
use axum::{body::Body, response::IntoResponse};
use content::day::Day;
use content::fragment;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::infra::clock::today;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::PathArg;
use crate::web::guard::DOCUMENT;
use crate::web::routes::documents::named;
use crate::web::routes::pages;
use crate::web::state::AppState;

/// Links to drafts.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(make_preview)).layer(DefaultBodyLimit::max(DOCUMENT))
}

/// Makes a link that shows the draft as it is at the time, for three days.
#[utoipa::path(post, path = "/api/desk/documents/{folder}/{slug}/preview", tag = "desk", params(("folder" = Folder, Path), ("slug" = String, Path)), security(("secretary" = [])), responses(
    (status = 201, body = Preview), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 404, body = ErrorBody, description = "there is no draft"), (status = 422, body = ErrorBody, description = "it has no page of its own")))]
pub(crate) async fn make_preview(
    State(state): State<AppState>,
    _: Secretary,
    PathArg(at): PathArg<(String, String)>,
) -> Result<(StatusCode, Json<Preview>), ApiError> {
    let (folder, slug) = named(&at)?;
    if folder == Folder::Sources {
        return Err(ApiError::field("folder", "unfit", "出处没有自己的页面，看引用它的金句"));
    }
    let made = state.store.make_preview(folder.path(slug)).await?;
    let preview = Preview { path: paths::preview(&made.token), expires_at: made.expires_at };
    Ok((StatusCode::CREATED, Json(preview)))
}

/// The page behind such a link. Nobody keeps it, no search engine finds it, and the app does not take it over.
pub(crate) async fn show_preview(
    State(state): State<AppState>,
    PathArg(token): PathArg<String>,
    request: HeaderMap,
) -> Response<Body> {
    let found = match state.store.preview(&token).await {
        Ok(found) => found,
        Err(error) => return ApiError::from(error).into_response(),
    };
    let now = state.site.current();
    let library = &now.texts.library;
    let page = found.and_then(|(path, text, expires_at)| {
        // Said to the minute, in Beijing.
        let minutes = (expires_at + 8 * 3_600_000) / 60_000 % 1_440;
        let until = format!("{} {:02}:{:02}", Day::at_unix_ms(expires_at).chinese(), minutes / 60, minutes % 60);
        fragment::preview(&path, &text, library, &until, today())
    });
    let (status, page) = match page {
        Some(page) => (StatusCode::OK, page),
        None => (StatusCode::NOT_FOUND, fragment::no_preview(&library.site.name)),
    };
    pages::by_link(&now, &page, (status, "no-store"), &request)
}
