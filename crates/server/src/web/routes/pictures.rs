//! Pictures of articles: sent by secretaries, seen by everybody while something shows them.

use std::sync::{Mutex, PoisonError};

use api::documents::PictureMade;
use api::error::ErrorBody;
use api::paths;
use axum::Json;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use content::media;
use content::picture::MAX_SIDE;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::infra::asset::{Asset, Lifetime};
use crate::infra::blocking::Less;
use crate::pictures::shrink::{Shrunk, Unfit, is_moving, shrink};
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::RawBody;
use crate::web::guard::PICTURE;
use crate::web::routes::pages;
use crate::web::state::AppState;

/// Pictures, as phones take them.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(add_picture)).layer(DefaultBodyLimit::max(PICTURE))
}

/// One is read at a time: each may take the memory of a cheap server.
static READING: Mutex<()> = Mutex::new(());

/// Takes a JPEG, PNG or WebP of at most 8 MB and keeps a smaller one, written anew: at most 1600 pixels and 200 KB,
/// without anything else that was in the file.
#[utoipa::path(post, path = paths::API_DESK_PICTURES, tag = "desk", request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("secretary" = [])), responses(
    (status = 201, body = PictureMade), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 413, body = ErrorBody), (status = 422, body = ErrorBody, description = "no such picture, or too many pixels")))]
pub(crate) async fn add_picture(
    State(state): State<AppState>,
    _: Secretary,
    RawBody(bytes): RawBody,
) -> Result<(StatusCode, Json<PictureMade>), ApiError> {
    // Within the pool, so that whoever waits for it has a place there. The reading goes on where the sender has hung up.
    let less =
        Less { field: "picture", message: "这张图片处理的时间太长：在相册里裁小一点，再发" };
    let made = state.blocking.run(less, move |_| {
        let _reading = READING.lock().unwrap_or_else(PoisonError::into_inner);
        shrink(&bytes).map(|made| (made, is_moving(&bytes)))
    });
    let (Shrunk { name, bytes, width, height }, is_moving) = made.await?.map_err(|why| match why {
        Unfit::NoPicture => ApiError::field("picture", "no_picture", "这不是能用的图片，要 JPG、PNG 或 WebP"),
        Unfit::Other("视频") => ApiError::field("picture", "no_picture", "这是视频，这里只放图片：截一张图再发"),
        Unfit::Other(kind) => {
            let message = format!("这是 {kind} 图片，这里不收：打开它截一张图，或另存为 JPG、PNG 再发");
            ApiError::field("picture", "no_picture", &message)
        }
        Unfit::CutOff => ApiError::field("picture", "cut_off", "这张图只有一半，没有存完整；打开原图看看，再发一次"),
        Unfit::Heic => ApiError::field(
            "picture",
            "no_picture",
            "这是苹果手机的 HEIC：打开它截一张图再发，或在相机设置里选“兼容性最佳”再拍",
        ),
        Unfit::TooManyPixels => {
            ApiError::field("picture", "too_many_pixels", "这张图太大了：在相册里裁一下，或打开它截一张图，再发")
        }
    })?;
    // Its letters were half as large as they can be read, or less.
    let is_strip = width.max(height) == MAX_SIDE && width.min(height) * 3 < MAX_SIDE;
    let warning = is_strip.then(|| {
        let side = if height > width { "宽" } else { "高" };
        format!("这张图太长，缩小后只有 {} 像素{side}，字会看不清：裁成几段，一段一段放", width.min(height))
    });
    let moving = is_moving.then(|| "会动的图在这里不动，只留第一张".to_string());
    let warning = [moving, warning].into_iter().flatten().reduce(|one, other| format!("{one}；{other}"));
    let size = bytes.len() as i64;
    state.pictures.put(&name, bytes).await.map_err(|error| ApiError::unavailable(&error))?;
    let (width, height) = (i64::from(width), i64::from(height));
    let made = PictureMade { path: paths::picture(&name), width, height, size, warning };
    Ok((StatusCode::CREATED, Json(made)))
}

/// One of them, while something shows it. What is under a name never changes.
pub(crate) async fn picture(
    State(state): State<AppState>,
    Path(name): Path<String>,
    mut request: Parts,
) -> Result<Response<Body>, ApiError> {
    let is_shown = state.visible_pictures.has(&state.site, &name);
    if !is_shown && !may_see(&state, &name, &mut request).await? {
        return Ok(pages::not_found());
    }
    let kind = if name.ends_with(".webp") { "image/webp" } else { "image/jpeg" };
    let lifetime = if is_shown { Lifetime::Picture } else { Lifetime::Never };
    match state.pictures.get(&name).await {
        Ok(Some(bytes)) => Ok(Asset::new(kind, lifetime, bytes, 0).respond(StatusCode::OK, &request.headers)),
        Ok(None) => Ok(pages::not_found()),
        Err(error) => Err(ApiError::unavailable(&error)),
    }
}

/// What readers are not shown, or not yet, the desk sees, and whoever has a link to a draft with it.
pub(super) async fn may_see(state: &AppState, name: &str, request: &mut Parts) -> Result<bool, ApiError> {
    let is_of_desk = Secretary::from_request_parts(request, state).await.is_ok();
    Ok(is_of_desk || media::folder(name).is_some() && state.store.is_previewed(name).await?)
}
