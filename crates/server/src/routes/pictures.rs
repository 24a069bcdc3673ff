//! Pictures of articles: sent by secretaries, seen by everybody.

use api::documents::PictureMade;
use api::error::ErrorBody;
use api::paths;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};
use tokio::sync::Semaphore;

use super::pages;
use crate::asset::{Asset, Lifetime};
use crate::pictures::{Shrunk, Unfit, shrink};
use crate::refusal::Refusal;
use crate::sent::Brought;
use crate::speaking::Speaking;
use crate::who::Secretary;

/// One is read at a time: each may take the memory of a cheap server.
static READING: Semaphore = Semaphore::const_new(1);

/// Takes a JPEG, PNG or WebP of at most 8 MB and keeps a smaller one, written anew: at most 1600 pixels and 200 KB,
/// without anything else that was in the file.
#[utoipa::path(post, path = paths::API_DESK_PICTURES, tag = "desk", request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("secretary" = [])), responses(
    (status = 201, body = PictureMade), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 413, body = ErrorBody), (status = 422, body = ErrorBody, description = "no such picture, or too many pixels")))]
pub(crate) async fn add_picture(
    State(speaking): State<Speaking>,
    _: Secretary,
    Brought(bytes): Brought,
) -> Result<(StatusCode, Json<PictureMade>), Refusal> {
    let _reading = READING.acquire().await.map_err(|error| Refusal::fault(&error))?;
    let made = tokio::task::spawn_blocking(move || shrink(&bytes)).await;
    let Shrunk { name, bytes, width, height } =
        made.map_err(|error| Refusal::fault(&error))?.map_err(|why| match why {
            Unfit::NoPicture => Refusal::field("picture", "no_picture", "这不是能用的图片，要 JPG、PNG 或 WebP"),
            Unfit::TooManyPixels => Refusal::field("picture", "too_many_pixels", "这张图太大了，先缩小再发"),
        })?;
    let size = bytes.len() as i64;
    speaking.pictures.put(&name, bytes).await.map_err(|error| Refusal::unavailable(&error))?;
    let made = PictureMade { path: paths::picture(&name), width: i64::from(width), height: i64::from(height), size };
    Ok((StatusCode::CREATED, Json(made)))
}

/// One of them. What is under a name never changes.
pub(crate) async fn picture(
    State(speaking): State<Speaking>,
    Path(name): Path<String>,
    request: HeaderMap,
) -> Response<Body> {
    let kind = if name.ends_with(".webp") { "image/webp" } else { "image/jpeg" };
    match speaking.pictures.get(&name).await {
        Ok(Some(bytes)) => Asset::new(kind, Lifetime::Forever, bytes, 0).respond(StatusCode::OK, &request),
        Ok(None) => pages::not_found(),
        Err(error) => axum::response::IntoResponse::into_response(Refusal::unavailable(&error)),
    }
}
