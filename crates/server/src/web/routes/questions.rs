//! What was asked before a lecture: a page of the server's own. Asking is writing a post, answering is a reply below it.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use content::fragment;
use content::opening::minute_at_unix_ms;

use crate::infra::asset::{Asset, Lifetime};
use crate::infra::clock::now;
use crate::store::posts::feed::{FeedPage, Filter};
use crate::web::error::ApiError;
use crate::web::extract::PathArg;
use crate::web::state::AppState;

/// So many of them are on the page: the newest.
const MOST: i64 = 50;
/// Brotli's quality of what is made while somebody waits.
const QUALITY: i32 = 4;

/// Of the server.
pub(crate) fn pages() -> Router<AppState> {
    Router::new().route("/questions/{activity}/", get(show_questions))
}

async fn show_questions(
    State(state): State<AppState>,
    PathArg(slug): PathArg<String>,
    request: HeaderMap,
) -> Response<Body> {
    let site = state.site.current();
    let library = &site.texts.library;
    let lecture =
        library.activities.get(&slug).filter(|activity| activity.is_lecture() && activity.withdrawn.is_none());
    let Some(lecture) = lecture else { return ApiError::missing().into_response() };
    let card = [api::paths::QUESTION, &slug].concat();
    let filter = Filter { card: Some(card), branch: None };
    let feed = match state.store.feed(FeedPage { before: None, limit: MOST, filter }).await {
        Ok(feed) => feed,
        Err(error) => return ApiError::from(error).into_response(),
    };
    let at = minute_at_unix_ms(now());
    let is_open = lecture.slots.iter().any(|slot| slot.end > at && !slot.is_cancelled);
    let page = fragment::questions(&library.site, lecture, &feed, is_open);
    let html =
        site.app.shell.compose_still(&site.publication.view_of(&page), "<meta name=\"robots\" content=\"noindex\">");
    Asset::for_request("text/html; charset=utf-8", Lifetime::Feed, html.into(), QUALITY, &request)
        .respond(StatusCode::OK, &request)
}
