//! Everything published, in one file.

use api::error::ErrorBody;
use api::paths;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Response, header};
use tokio_stream::wrappers::ReceiverStream;

use crate::site::today;
use crate::speaking::Speaking;
use crate::takeout::Takeout;
use crate::who::Secretary;

/// Everything published, as markdown with its pictures, in one zip: what `content import` takes back. Equal content is
/// an equal file.
#[utoipa::path(get, path = paths::API_DESK_EXPORT, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Vec<u8>, content_type = "application/zip"), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn take_out(State(speaking): State<Speaking>, _: Secretary) -> Response<Body> {
    let (now, overlay) = (speaking.site.current(), speaking.site.overlay());
    let pieces = Takeout::of(&now.texts, &overlay).zip(speaking.pictures);
    let mut response = Response::new(Body::from_stream(ReceiverStream::new(pieces)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let name = format!("attachment; filename=\"nuanxin-{}.zip\"", today());
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
