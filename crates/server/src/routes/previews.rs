//! A draft as its page will be, for whoever has the link: a colleague without an account, or one's own phone.

use api::documents::{Folder, Preview};
use api::error::ErrorBody;
use api::paths;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::{body::Body, response::IntoResponse};
use content::day::Day;
use content::fragment;

use super::documents::named;
use crate::asset::{Asset, Lifetime};
use crate::refusal::Refusal;
use crate::sent::Part;
use crate::speaking::Speaking;
use crate::who::Secretary;

/// Makes a link that shows the draft as it is at the time, for three days.
#[utoipa::path(post, path = "/api/desk/documents/{folder}/{slug}/preview", tag = "desk", params(("folder" = Folder, Path), ("slug" = String, Path)), security(("secretary" = [])), responses(
    (status = 201, body = Preview), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 404, body = ErrorBody, description = "there is no draft"), (status = 422, body = ErrorBody, description = "it has no page of its own")))]
pub(crate) async fn make_preview(
    State(speaking): State<Speaking>,
    _: Secretary,
    Part(at): Part<(String, String)>,
) -> Result<(StatusCode, Json<Preview>), Refusal> {
    let (folder, slug) = named(&at)?;
    if folder == Folder::Sources {
        return Err(Refusal::field("folder", "unfit", "出处没有自己的页面，看引用它的金句"));
    }
    let made = speaking.store.make_preview(folder.path(slug)).await?;
    let preview = Preview { path: paths::preview(&made.token), expires_at: made.expires_at };
    Ok((StatusCode::CREATED, Json(preview)))
}

/// The page behind such a link. Nobody keeps it, no search engine finds it, and the app does not take it over.
pub(crate) async fn show_preview(
    State(speaking): State<Speaking>,
    Part(token): Part<String>,
    request: HeaderMap,
) -> Response<Body> {
    let found = match speaking.store.preview(&token).await {
        Ok(found) => found,
        Err(error) => return Refusal::from(error).into_response(),
    };
    let now = speaking.site.current();
    let library = &now.texts.library;
    let page = found.and_then(|(path, text, expires_at)| {
        // Said to the minute, in Beijing.
        let minutes = (expires_at + 8 * 3_600_000) / 60_000 % 1_440;
        let until = format!("{} {:02}:{:02}", Day::at_unix_ms(expires_at).chinese(), minutes / 60, minutes % 60);
        fragment::preview(&path, &text, library, &until)
    });
    let (status, page) = match page {
        Some(page) => (StatusCode::OK, page),
        None => (StatusCode::NOT_FOUND, fragment::no_preview(&library.site.name)),
    };
    let html =
        now.app.shell.compose_still(&now.publication.view_of(&page), "<meta name=\"robots\" content=\"noindex\">");
    let asset = Asset::for_request("text/html; charset=utf-8", Lifetime::Never, html.into(), 5, &request);
    let mut response = asset.respond(status, &HeaderMap::new());
    let headers = response.headers_mut();
    headers.remove(header::ETAG);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
