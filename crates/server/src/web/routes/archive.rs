//! Everything published, in one file.

use api::error::ErrorBody;
use api::paths;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::{HeaderValue, Response, header};
use serde::Deserialize;
use tokio_stream::wrappers::ReceiverStream;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::infra::clock::today;
use crate::publishing::archive::Archive;
use crate::web::auth::Secretary;
use crate::web::extract::QueryArgs;
use crate::web::guard::DOCUMENT;
use crate::web::state::AppState;

/// Everything published, in one file.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(take_out)).layer(DefaultBodyLimit::max(DOCUMENT))
}

/// What comes along beside the content.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ArchiveAsked {
    /// Whether what members said and everybody reads comes along, as tables.
    #[serde(default)]
    posts: bool,
    /// Whether the calendar comes along, as a table.
    #[serde(default)]
    calendar: bool,
}

/// Everything published, as markdown with its pictures, in one zip: what `content import` takes back. Equal content is
/// an equal file. Beside it, where they are asked for, tables (.csv) of the posts that everybody reads and of the calendar.
#[utoipa::path(get, path = paths::API_DESK_EXPORT, tag = "desk", params(ArchiveAsked), security(("secretary" = [])), responses(
    (status = 200, body = Vec<u8>, content_type = "application/zip"), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn take_out(
    State(state): State<AppState>,
    _: Secretary,
    QueryArgs(asked): QueryArgs<ArchiveAsked>,
) -> Response<Body> {
    let (now, overlay) = (state.site.current(), state.site.overlay());
    let mut archive = Archive::of(&now.texts, &overlay);
    if asked.calendar {
        archive = archive.with_calendar(&now.texts, &overlay);
    }
    if asked.posts {
        archive = archive.with_posts(state.store.clone());
    }
    let pieces = archive.zip(state.pictures.clone());
    let mut response = Response::new(Body::from_stream(ReceiverStream::new(pieces)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let name = format!("attachment; filename=\"nuanxin-{}.zip\"", today());
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
