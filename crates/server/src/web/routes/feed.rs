//! What everybody reads: the same bytes for everyone, and no cookie is looked at.

use api::error::ErrorBody;
use api::paths;
use api::posts::{Feed, Post, Summary, about};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode};
use content::day::Day;
use content::feed;
use content::publish::Found;
use content::slug::is_slug;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::infra::asset::{Asset, Lifetime};
use crate::infra::clock::{month, now, today};
use crate::publishing::feed_cache::{PAGE, answer};
use crate::store::connection::cursor;
use crate::store::posts::feed::{FeedPage, Filter};
use crate::web::error::ApiError;
use crate::web::extract::{PathArg, PostId, QueryArgs, unreadable};
use crate::web::routes::pages;
use crate::web::state::AppState;

/// Nobody needs more at once.
const MOST: i64 = 50;

/// Which part of the feed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FeedAsked {
    /// `next` of the part before.
    before: Option<String>,
    /// 1 to 50; 20 unless asked otherwise.
    limit: Option<i64>,
    /// Only those about this card, or below this document (`stories/square`); `activities/` and a lecture's slug: what was asked before it, which the feed leaves out otherwise.
    card: Option<String>,
    /// Only those of this branch.
    branch: Option<i64>,
}

/// The feed: what was approved last comes first.
#[utoipa::path(get, path = api::paths::API_POSTS, tag = "posts", params(FeedAsked), responses(
    (status = 200, body = Feed), (status = 304), (status = 400, body = ErrorBody)))]
pub(crate) async fn list_posts(
    State(state): State<AppState>,
    QueryArgs(asked): QueryArgs<FeedAsked>,
    request: HeaderMap,
) -> Result<Response<Body>, ApiError> {
    let limit = asked.limit.unwrap_or(PAGE).clamp(1, MOST);
    let before = asked.before.map(|cursor| cursor::parse_feed(&cursor).ok_or_else(unreadable)).transpose()?;
    let is_about = |card: &str| is_slug(paths::asked_about(card).unwrap_or(card)) || about::document(card).is_some();
    if asked.card.as_deref().is_some_and(|card| !is_about(card)) {
        return Err(unreadable());
    }
    let filter = Filter { card: asked.card, branch: asked.branch };
    if before.is_none() && limit == PAGE && filter == Filter::default() {
        return Ok(state.posts.first_page().await?.asset.respond(StatusCode::OK, &request));
    }
    Ok(state.posts.page(FeedPage { before, limit, filter }, &request).await?)
}

/// One approved post.
#[utoipa::path(get, path = "/api/posts/{id}", tag = "posts", params(("id" = String, Path)), responses(
    (status = 200, body = Post), (status = 304), (status = 404, body = ErrorBody)))]
pub(crate) async fn show_post(
    State(state): State<AppState>,
    PostId(id): PostId,
    request: HeaderMap,
) -> Result<Response<Body>, ApiError> {
    let post = state.store.public_post(&id).await?;
    Ok(answer(&post, &request))
}

/// What members said below a document, as a piece of its page: the same bytes for everyone.
pub(crate) async fn show_notes(
    State(state): State<AppState>,
    PathArg((folder, slug)): PathArg<(String, String)>,
    request: HeaderMap,
) -> Result<Response<Body>, ApiError> {
    let about = format!("{folder}/{slug}");
    // What was said goes with what it was said of.
    if about::document(&about).is_none() || !is_shown(&state, &about) {
        return Ok(pages::not_found());
    }
    let filter = Filter { card: Some(about), branch: None };
    let feed = state.store.feed(FeedPage { before: None, limit: PAGE, filter }).await?;
    let current = state.site.current();
    let html = feed::notes(&feed, current.texts.library.site.speaker(), now());
    let asset = Asset::for_request("text/html; charset=utf-8", Lifetime::Feed, html.into_bytes(), 5, &request);
    Ok(asset.respond(StatusCode::OK, &request))
}

/// Whether there is what a post is about. Of a card that was withdrawn words may still be on their way; below a document they stand
/// while that is shown.
pub(crate) fn is_shown(state: &AppState, about: &str) -> bool {
    match state.site.current().publication.find(&about::page(about), today()) {
        Found::Page(_) => true,
        Found::Withdrawn(_) => about::document(about).is_none(),
        Found::Missing(_) => false,
    }
}

/// Which month.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SummaryAsked {
    /// `2026-11`, in 北京时间: a month that is over; the last one unless asked otherwise.
    month: Option<String>,
}

/// What was done with posts in a month that is over, without names. Counts of one that goes on would tell everybody what
/// waits in a branch: whoever knows of all but one branch's posts sees each of that one's come in.
#[utoipa::path(get, path = api::paths::API_SUMMARY, tag = "posts", params(SummaryAsked), responses(
    (status = 200, body = Summary), (status = 304), (status = 400, body = ErrorBody)))]
pub(crate) async fn show_summary(
    State(state): State<AppState>,
    QueryArgs(asked): QueryArgs<SummaryAsked>,
    request: HeaderMap,
) -> Result<Response<Body>, ApiError> {
    let (today, month_of) = (today(), |day: Day| month(day.start_unix_ms()));
    let month = asked.month.unwrap_or_else(|| month_of(today.plus(-today.civil().2)));
    let is_month = month.len() == 7
        && month.bytes().enumerate().all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_digit() });
    if !is_month {
        return Err(unreadable());
    }
    if month >= month_of(today) {
        return Err(ApiError::new(StatusCode::BAD_REQUEST, "not_over", "这个月还没过完，过完了才有汇总"));
    }
    Ok(answer(&state.store.summary(&month).await?, &request))
}
