//! 请一位骑手来念: the desk makes a link for one recording of a document; whoever has it reads the words on a plain page, and sends a
//! file by a plain form, without an account. Nothing of the sender is kept: how often is counted by address, in memory alone.

mod receiving;

use std::net::IpAddr;

use api::documents::RecordingMade;
use api::error::ErrorBody;
use api::paths;
use api::recording_invites::{
    InviteToRecord, MOST_OF_ONE, OfferedRecording, RecordingInvite, RecordingInviteMade, RecordingInvites,
};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use content::fragment::{self, Page, RECORD_FIELD, RecordEnd};
use serde::Deserialize;
use tokio::sync::Semaphore;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::recording_invites::{is_read_aloud, unheard, words};
use crate::publishing::unused_pictures;
use crate::store::recording_invites::{InviteRow, Made, Stands, id};
use crate::web::auth::Secretary;
use crate::web::client_ip::ClientIp;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, QueryArgs};
use crate::web::guard::RECORDING;
use crate::web::rate_limit::Rate;
use crate::web::routes::documents::named;
use crate::web::routes::pages;
use crate::web::routes::recording_invites::receiving::{
    FORM, Received, cut_off, digest, digest_of, file_of, receive, too_long,
};
use crate::web::routes::recordings::keep;
use crate::web::state::AppState;

/// Of what is longer so much is let pass unkept, by a link that can be used: a browser hears no answer while it still sends.
const PASSED: usize = 64 * 1024 * 1024;
/// The same by what is no link: no page of ours sends anything there.
const SMALL: usize = 64 * 1024;
/// So many are received at once: anybody who has a link that can be used may hold that much of the memory.
static RECEIVING: Semaphore = Semaphore::const_new(8);
/// Hexadecimal digits of a key: 128 random bits.
const KEY: usize = 32;

/// Of whoever was asked.
pub(crate) fn pages() -> Router<AppState> {
    Router::new().route("/record/{key}/", get(show_words).post(take_recording)).layer(DefaultBodyLimit::max(FORM))
}

/// The desk's.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_invited, invite_to_record)).routes(routes!(drop_invited))
}

/// Of which document.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct InvitesAsked {
    /// `cards/q010`.
    path: String,
}

/// What came for a document of those who were asked to read it aloud, and links by which nothing has come yet.
#[utoipa::path(get, path = paths::API_DESK_RECORDING_INVITES, tag = "desk", params(InvitesAsked), security(("secretary" = [])), responses(
    (status = 200, body = RecordingInvites), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 404, body = ErrorBody)))]
pub(crate) async fn list_invited(
    State(state): State<AppState>,
    _: Secretary,
    QueryArgs(asked): QueryArgs<InvitesAsked>,
) -> Result<Json<RecordingInvites>, ApiError> {
    let mut all = RecordingInvites::default();
    for row in state.store.recording_invites(&file(&asked.path)?).await? {
        let InviteRow { id, recording, open_until, ends_at, .. } = row;
        match recording {
            Some(name) => all.offered.push(OfferedRecording { id, recording: paths::recording(&name), ends_at }),
            None => all.open.push(RecordingInvite { id, ends_at: open_until }),
        }
    }
    Ok(Json(all))
}

/// Makes a link by which one recording of a document comes, for a week. Links that were made before go on.
#[utoipa::path(post, path = paths::API_DESK_RECORDING_INVITES, tag = "desk", request_body = InviteToRecord, security(("secretary" = [])), responses(
    (status = 201, body = RecordingInviteMade), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 404, body = ErrorBody, description = "there is nothing of it to be read aloud"), (status = 409, body = ErrorBody, description = "too many wait (`full`)"),
    (status = 422, body = ErrorBody, description = "such documents carry no recordings (`path`)")))]
pub(crate) async fn invite_to_record(
    State(state): State<AppState>,
    _: Secretary,
    JsonBody(asked): JsonBody<InviteToRecord>,
) -> Result<(StatusCode, Json<RecordingInviteMade>), ApiError> {
    let file = file(&asked.path)?;
    if words(&state.site, &state.store, &file).await?.is_none() {
        let message = "没有可以念的：先写几个字，存好了再请人来念；撤下的不念";
        return Err(ApiError::new(StatusCode::NOT_FOUND, "not_found", message));
    }
    let full = |message: &str| Err(ApiError::new(StatusCode::CONFLICT, "full", message));
    let waiting = unheard(&state.site, &state.store).await?;
    let all = waiting.iter().map(|one| one.count as i64).sum();
    let of_one = waiting.iter().filter(|one| one.file == file).map(|one| one.count as i64).sum();
    match state.store.invite_to_record(file, all, of_one).await? {
        Made::Done { key, id, open_until } => {
            let invite = RecordingInvite { id, ends_at: open_until };
            Ok((StatusCode::CREATED, Json(RecordingInviteMade { link: paths::record(&key), invite })))
        }
        Made::FullOfOne => {
            full(&format!("这一份已经请了 {MOST_OF_ONE} 次，还没听或还没传：先听听传来的，或者作废一个链接，再请"))
        }
        Made::Full => full("一共请的人太多了：先听听传来的，过几天再请"),
    }
}

/// A link is good no more, or what came by it is not wanted: then that is deleted, but where a text or another link's offer names it.
/// The same again is the same.
#[utoipa::path(delete, path = "/api/desk/recordings/invites/{id}", tag = "desk", params(("id" = String, Path)), security(("secretary" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn drop_invited(
    State(state): State<AppState>,
    _: Secretary,
    PathArg(id): PathArg<String>,
) -> Result<StatusCode, ApiError> {
    // First the bytes: where that fails, it is there to be let go again.
    let row = state.store.recording_invite(&id).await?;
    if let Some(name) = row.and_then(|row| row.recording) {
        throw_away(&state, &id, &name).await?;
    }
    state.store.drop_recording_invite(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The file of a document such as `cards/q010`, of a kind that is read aloud.
fn file(path: &str) -> Result<String, ApiError> {
    let (folder, slug) = path.split_once('/').ok_or_else(ApiError::missing)?;
    let at = (folder.to_string(), slug.to_string());
    let (folder, slug) = named(&at)?;
    if !is_read_aloud(folder) {
        return Err(ApiError::field("path", "unfit", "这一类没有录音，请人念金句、文章或故事"));
    }
    Ok(folder.path(slug))
}

/// The words, or why there are none.
async fn show_words(
    State(state): State<AppState>,
    PathArg(key): PathArg<String>,
    request: HeaderMap,
) -> Response<Body> {
    match standing(&state, &key).await {
        Ok(Standing::Open(_, words)) => form(&state, &key, &words, "", StatusCode::OK, &request),
        Ok(Standing::Over(_, end)) => ended(&state, end, &request),
        Err(error) => error.into_response(),
    }
}

/// Takes one file, once; the same again is answered as it was.
async fn take_recording(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    PathArg(key): PathArg<String>,
    request: Request,
) -> Response<Body> {
    let headers = request.headers().clone();
    let (row, words) = match standing(&state, &key).await {
        Ok(Standing::Open(row, words)) => (row, words),
        // Whoever has no link that can be used uses up nothing of those who have one.
        Ok(Standing::Over(row, end)) => {
            return match state.limits.take(Rate::Changes, ip) {
                Ok(()) => ended(&state, said_again(row, end, request).await, &headers),
                Err(error) => error.into_response(),
            };
        }
        Err(error) => return error.into_response(),
    };
    match offer(&state, ip, &key, row, request).await {
        Ok(end) => ended(&state, end, &headers),
        // Nothing is used up: the same page, with what is wrong beside the field.
        Err(error) => {
            let (status, message) = error.said();
            form(&state, &key, &words, &message, status, &headers)
        }
    }
}

/// What is said to whoever sends something by a link that is over: where it is what came by it, that it came. Nothing of it is kept.
async fn said_again(row: Option<InviteRow>, end: RecordEnd, request: Request) -> RecordEnd {
    let Some(row) = row else {
        receive(request.into_body(), &mut None, SMALL).await;
        return end;
    };
    match digest_of(&row.id, request).await {
        Ok(digest) if row.has_brought(&digest) => RecordEnd::Taken,
        _ => end,
    }
}

/// Looks at what was sent as at any recording, and puts it where the desk hears it.
async fn offer(
    state: &AppState,
    ip: IpAddr,
    key: &str,
    row: InviteRow,
    request: Request,
) -> Result<RecordEnd, ApiError> {
    let (head, body) = request.into_parts();
    if let Err(error) = state.limits.take(Rate::Recordings, ip) {
        receive(body, &mut None, FORM).await;
        return Err(error);
    }
    let mut place = RECEIVING.try_acquire().ok();
    let is_busy = place.is_none();
    let bytes = match receive(body, &mut place, PASSED).await {
        Received::Whole(bytes) => file_of(Request::from_parts(head, Body::from(bytes))).await?,
        Received::Passed if is_busy => return Err(ApiError::busy()),
        Received::Passed => return Err(too_long()),
        Received::CutOff => return Err(cut_off()),
    };
    if bytes.is_empty() {
        return Err(ApiError::field(RECORD_FIELD, "empty", "先选录好的那一段，再传"));
    }
    if bytes.len() > RECORDING {
        return Err(too_long());
    }
    let digest = digest(&row.id, &bytes);
    let RecordingMade { path, .. } = keep(state, bytes).await?;
    let name = path.trim_start_matches(paths::RECORDINGS);
    let is_there = state.store.offer_recording(row.id.clone(), name.to_string(), digest).await;
    let is_there = is_there.map_err(|error| ApiError::from(error).said_of_storing("现在存不上，过一会儿再传一次"))?;
    if is_there {
        return Ok(RecordEnd::Taken);
    }
    // Meanwhile the desk has let the link go, or its week is over, or something else came by it.
    throw_away(state, &row.id, name).await?;
    Ok(match standing(state, key).await? {
        Standing::Over(_, end) => end,
        Standing::Open(..) => RecordEnd::Used,
    })
}

/// Deletes what came by an invite, where no text and no other invite's offer names it.
async fn throw_away(state: &AppState, invite: &str, name: &str) -> Result<(), ApiError> {
    let is_named = state.store.is_offered_beside(invite, name).await?
        || unused_pictures::named(&state.store, &state.site).await?.contains(name);
    if is_named {
        return Ok(());
    }
    state.pictures.delete(name).await.map_err(|error| ApiError::unavailable(&error))
}

/// Whether a link can be used.
enum Standing {
    /// And for which words.
    Open(InviteRow, String),
    /// Why not; the row, where there is one.
    Over(Option<InviteRow>, RecordEnd),
}

async fn standing(state: &AppState, key: &str) -> Result<Standing, ApiError> {
    let is_key = key.len() == KEY && key.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let row = if is_key { state.store.recording_invite(&id(key)).await? } else { None };
    let Some(row) = row else { return Ok(Standing::Over(None, RecordEnd::Unknown)) };
    Ok(match row.stands() {
        Stands::Late => Standing::Over(Some(row), RecordEnd::Late),
        Stands::Used => Standing::Over(Some(row), RecordEnd::Used),
        Stands::Dropped => Standing::Over(Some(row), RecordEnd::Dropped),
        Stands::Open => match words(&state.site, &state.store, &row.path).await? {
            Some(words) => Standing::Open(row, words),
            None => Standing::Over(Some(row), RecordEnd::Dropped),
        },
    })
}

fn form(
    state: &AppState,
    key: &str,
    words: &str,
    fault: &str,
    status: StatusCode,
    request: &HeaderMap,
) -> Response<Body> {
    let now = state.site.current();
    shown(state, &fragment::record_form(&now.texts.library.site, key, words, fault), status, request)
}

fn ended(state: &AppState, end: RecordEnd, request: &HeaderMap) -> Response<Body> {
    let status = match end {
        RecordEnd::Taken => StatusCode::OK,
        RecordEnd::Unknown => StatusCode::NOT_FOUND,
        RecordEnd::Used | RecordEnd::Late | RecordEnd::Dropped => StatusCode::GONE,
    };
    let now = state.site.current();
    shown(state, &fragment::record_end(&now.texts.library.site, end), status, request)
}

/// Nobody keeps it.
fn shown(state: &AppState, page: &Page, status: StatusCode, request: &HeaderMap) -> Response<Body> {
    pages::by_link(&state.site.current(), page, (status, "no-store"), request)
}
