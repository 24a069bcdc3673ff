//! Pages of 领读: four digits, starting one, following it, and the same on a wall. No app takes them over, nobody keeps them.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use content::fragment::{self, ReadingFiles, ReadingPage};
use content::slug::is_slug;
use serde::Deserialize;

use crate::infra::asset::{Asset, Lifetime};
use crate::infra::clock::today;
use crate::infra::qr;
use crate::publishing::site::Current;
use crate::store::StoreError;
use crate::web::client_ip::ClientIp;
use crate::web::error::ApiError;
use crate::web::extract::QueryArgs;
use crate::web::routes::readings::{Role, RoomName, find};
use crate::web::state::AppState;

/// Brotli's quality of what is made while somebody waits.
const QUALITY: i32 = 4;

/// Below `/reading/`.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/reading", get(|| async { Redirect::permanent(api::paths::READING) }))
        .route("/reading/", get(enter_reading))
        .route("/reading/new/", get(new_reading))
        .route("/reading/{room}/", get(follow_reading))
        .route("/reading/{room}/wall/", get(follow_on_wall))
}

#[derive(Debug, Deserialize)]
struct Digits {
    code: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Of {
    deck: Option<String>,
}

/// Four digits that are right lead on; others are said to be wrong.
async fn enter_reading(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    QueryArgs(asked): QueryArgs<Digits>,
    request: HeaderMap,
) -> Response<Body> {
    let now = state.site.current();
    let Some(code) = asked.code else { return entry(&now, StatusCode::OK, "", &request) };
    match find(&state, ip, &code).await.map_err(|error| error.into_response().status()) {
        Ok(room) => Redirect::to(&api::paths::reading(&room)).into_response(),
        Err(status @ StatusCode::TOO_MANY_REQUESTS) => {
            entry(&now, status, "这里输错得太多了，扫码进来，或者过一会儿再输。", &request)
        }
        Err(status @ StatusCode::NOT_FOUND) => {
            entry(&now, status, "没有这四个数的领读，看看墙上，再输一次。", &request)
        }
        Err(status) => entry(&now, status, "这会儿没连上，再输一次。", &request),
    }
}

async fn new_reading(
    State(state): State<AppState>,
    QueryArgs(of): QueryArgs<Of>,
    request: HeaderMap,
) -> Response<Body> {
    let now = state.site.current();
    let library = &now.texts.library;
    let deck = of.deck.filter(|slug| is_slug(slug)).and_then(|slug| library.decks.get(&slug));
    let html = fragment::reading_new(library, files(&now), today(), deck.filter(|deck| deck.withdrawn.is_none()));
    answer(StatusCode::OK, html, &request)
}

async fn follow_reading(
    State(state): State<AppState>,
    room: Result<RoomName, ApiError>,
    role: Role,
    request: HeaderMap,
) -> Response<Body> {
    show(&state, room, For::Phone(role), &request).await
}

async fn follow_on_wall(
    State(state): State<AppState>,
    room: Result<RoomName, ApiError>,
    request: HeaderMap,
) -> Response<Body> {
    show(&state, room, For::Wall, &request).await
}

/// Whom a reading's page is for.
#[derive(Clone, Copy, Debug)]
enum For {
    Phone(Role),
    Wall,
}

async fn show(state: &AppState, room: Result<RoomName, ApiError>, whom: For, request: &HeaderMap) -> Response<Body> {
    const OVER: &str = "这场领读已经结束了，或者没有这一场。";
    let now = state.site.current();
    let Ok(RoomName(room)) = room else { return entry(&now, StatusCode::NOT_FOUND, OVER, request) };
    let ready = match state.readings.newest(&room).await {
        Ok(ready) => ready,
        Err(StoreError::Missing) => return entry(&now, StatusCode::NOT_FOUND, OVER, request),
        Err(error) => {
            let status = ApiError::from(error).into_response().status();
            return entry(&now, status, "这会儿没连上，过几秒再打开一次。", request);
        }
    };
    let row = ready.row();
    let cards: Vec<&str> = row.cards().collect();
    let snapshot = &ready.snapshot;
    let at = if snapshot.ended { cards.len() } else { usize::try_from(snapshot.card).unwrap_or_default() };
    let page = ReadingPage {
        room: &room,
        code: &row.code,
        deck: &row.deck,
        cards: &cards,
        snapshot: &String::from_utf8_lossy(&ready.json),
        at,
        qr: &qr::svg(&(own_address(state, request) + &api::paths::reading(&room))),
        is_wall: matches!(whom, For::Wall),
        is_secretary: matches!(whom, For::Phone(Role { is_secretary: true, .. })),
        is_member: matches!(whom, For::Phone(Role { is_invited: true, is_secretary: false })),
    };
    answer(StatusCode::OK, fragment::reading(&now.texts.library, files(&now), &page), request)
}

/// Where this site is reached from outside; where nobody said so, where whoever asks has reached it.
fn own_address(state: &AppState, request: &HeaderMap) -> String {
    let asked = || request.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    state.public_url().map_or_else(|| ["http://", asked()].concat(), str::to_string)
}

fn files(now: &Current) -> ReadingFiles<'_> {
    ReadingFiles { style: &now.app.follow.style, script: &now.app.follow.script }
}

fn entry(now: &Current, status: StatusCode, said: &str, request: &HeaderMap) -> Response<Body> {
    answer(status, fragment::reading_entry(&now.texts.library, files(now), today(), said), request)
}

fn answer(status: StatusCode, html: String, request: &HeaderMap) -> Response<Body> {
    let asset = Asset::for_request("text/html; charset=utf-8", Lifetime::Never, html.into(), QUALITY, request);
    let mut response = asset.respond(status, request);
    let headers = response.headers_mut();
    headers.remove(header::ETAG);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response
}
