//! 领读, live: one leads, everybody follows. Who follows is asked nothing; of whoever leads, or can, a token is known.

use std::convert::Infallible;

use api::error::ErrorBody;
use api::paths;
use api::readings::{Lead, Led, NewReading, Offer, Position, ReadingFound, ReadingStarted, Snapshot, Token, Volunteer};
use axum::Json;
use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode, header};
use axum::response::IntoResponse;
use serde::Deserialize;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::infra::secrets;
use crate::store::StoreError;
use crate::store::readings::{Beginning, Handing, ReadingRow};
use crate::web::auth::{Secretary, SignedIn};
use crate::web::client_ip::ClientIp;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, QueryArgs, is_uuid_v7};
use crate::web::rate_limit::Rate;
use crate::web::state::AppState;

/// Of readings.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start_reading))
        .routes(routes!(find_reading))
        .routes(routes!(show_reading))
        .routes(routes!(reading_events))
        .routes(routes!(move_reading))
        .routes(routes!(offer_reading))
        .routes(routes!(volunteer_for_reading))
        .routes(routes!(take_reading))
        .routes(routes!(end_reading))
}

/// What a page that follows says with its question.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Page {
    /// A word that the page has made for itself, and forgets: 8 to 32 letters and digits. It is kept in memory alone, while the page asks.
    page: Option<String>,
    /// `seq` of the snapshot that it shows.
    shows: Option<i64>,
}

impl Page {
    fn name(&self) -> Option<&str> {
        let is_name =
            |name: &&str| (8..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        self.page.as_deref().filter(is_name)
    }
}

/// The name of a room in a path. What is no name is no room.
#[derive(Debug)]
pub(crate) struct RoomName(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for RoomName {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let PathArg(room) = PathArg::<String>::from_request_parts(parts, state).await?;
        if secrets::is_room(&room) { Ok(Self(room)) } else { Err(no_reading()) }
    }
}

fn no_reading() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "no_reading", "这场领读已经结束了，或者没有这一场")
}

fn of_reading(error: StoreError) -> ApiError {
    match error {
        StoreError::Missing => no_reading(),
        error => error.into(),
    }
}

fn token(sent: &str) -> Result<String, ApiError> {
    match sent.len() == 64 && sent.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => Ok(sent.to_ascii_lowercase()),
        false => Err(ApiError::field("token", "unfit", "这部手机没有准备好，重新打开页面再试")),
    }
}

/// Starts a reading of a deck: a room, four digits, and whoever has the token leads. Sent again, it is the same reading.
#[utoipa::path(post, path = paths::API_READINGS, tag = "readings", request_body = NewReading, security(("signed_in" = [])), responses(
    (status = 200, body = ReadingStarted, description = "it goes on, begun now or before"), (status = 401, body = ErrorBody),
    (status = 404, body = ErrorBody, description = "readers are shown no such deck (`unknown_deck`)"),
    (status = 409, body = ErrorBody, description = "the id is that of another one (`taken`)")))]
pub(crate) async fn start_reading(
    State(state): State<AppState>,
    who: SignedIn,
    JsonBody(new): JsonBody<NewReading>,
) -> Result<Json<ReadingStarted>, ApiError> {
    if !is_uuid_v7(&new.id) {
        return Err(ApiError::field("id", "unfit", "没开起来，关了页面重新打开再试"));
    }
    let token = token(&new.token)?;
    let site = state.site.current();
    let library = &site.texts.library;
    let deck = library.decks.get(&new.deck).filter(|deck| deck.withdrawn.is_none());
    let cards = deck.map(|deck| library.cards_of(&deck.cards).map(|card| card.slug.clone()).collect::<Vec<_>>());
    let Some(cards) = cards.filter(|cards| !cards.is_empty()) else {
        return Err(ApiError::new(StatusCode::NOT_FOUND, "unknown_deck", "没有这一组卡片，换一组再领"));
    };
    state.limits.take(Rate::Readings, &who.me.id)?;
    let row = state.store.begin_reading(Beginning { id: new.id, deck: new.deck, cards, token }).await?;
    let cards = row.cards().map(str::to_string).collect();
    Ok(Json(ReadingStarted { snapshot: row.snapshot(), room: row.room, code: row.code, cards }))
}

/// The reading that four digits stand for. Digits that are wrong are counted, and soon nobody may try any more.
#[utoipa::path(get, path = "/api/readings/code/{digits}", tag = "readings", params(("digits" = String, Path)), responses(
    (status = 200, body = ReadingFound), (status = 404, body = ErrorBody, description = "no reading has them now (`no_reading`)"),
    (status = 429, body = ErrorBody, description = "too many were wrong: scan the code instead")))]
pub(crate) async fn find_reading(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    PathArg(digits): PathArg<String>,
) -> Result<Json<ReadingFound>, ApiError> {
    let room = find(&state, ip, &digits).await?;
    Ok(Json(ReadingFound { room }))
}

/// The room of four digits.
pub(crate) async fn find(state: &AppState, ip: std::net::IpAddr, digits: &str) -> Result<String, ApiError> {
    const ASKED: [Rate; 2] = [Rate::ReadingCode, Rate::ReadingCodeAnywhere];
    let wrong = || ApiError::new(StatusCode::NOT_FOUND, "no_reading", "没有这四个数的领读，跟领的人对一下再输");
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    state.limits.take(ASKED[0], ip)?;
    state.limits.take(ASKED[1], "")?;
    let row = state.store.reading_by_code(digits).await?.ok_or_else(wrong)?;
    state.limits.give_back(ASKED[0], ip);
    state.limits.give_back(ASKED[1], "");
    Ok(row.room)
}

/// Where it stands. A page that says what it shows is one of those whom whoever leads hears of together: 大家都跟上了.
#[utoipa::path(get, path = "/api/readings/{room}", tag = "readings", params(("room" = String, Path), Page), responses(
    (status = 200, body = Snapshot), (status = 404, body = ErrorBody, description = "there is none, or it was over a day ago (`no_reading`)")))]
pub(crate) async fn show_reading(
    State(state): State<AppState>,
    RoomName(room): RoomName,
    QueryArgs(page): QueryArgs<Page>,
) -> Result<Response<Body>, ApiError> {
    if let (Some(name), Some(shows)) = (page.name(), page.shows) {
        state.readings.note(&room, name, shows).await.map_err(of_reading)?;
    }
    let ready = state.readings.newest(&room).await.map_err(of_reading)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], ready.json.clone()).into_response())
}

/// Where it stands, now and whenever that changes, and every few seconds anyhow. Each event is all there is to know.
#[utoipa::path(get, path = "/api/readings/{room}/events", tag = "readings", params(("room" = String, Path), Page), responses(
    (status = 200, body = Snapshot, content_type = "text/event-stream"), (status = 404, body = ErrorBody),
    (status = 429, body = ErrorBody, description = "too many listen from this address (`too_many_streams`): ask now and then instead"),
    (status = 503, body = ErrorBody, description = "too many listen (`busy`): ask now and then instead")))]
pub(crate) async fn reading_events(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    RoomName(room): RoomName,
    QueryArgs(page): QueryArgs<Page>,
) -> Result<Response<Body>, ApiError> {
    let open = state.following.open(&ip.to_string())?;
    // A wall has no name: nobody waits for it.
    let (newest, listening) = state.readings.listen(&room, page.name()).await.map_err(of_reading)?;
    // Newest only: what was missed in between is not sent any more. The end is the last of it.
    let mut is_over = false;
    let events = WatchStream::new(newest).map_while(move |ready| {
        let _here = (&open, &listening);
        let is_heard = !std::mem::replace(&mut is_over, ready.snapshot.ended);
        is_heard.then(|| Ok::<_, Infallible>(ready.event.clone()))
    });
    // nginx would hold it back until there is more.
    let headers = [(header::CONTENT_TYPE.as_str(), "text/event-stream"), ("x-accel-buffering", "no")];
    Ok((headers, Body::from_stream(events)).into_response())
}

/// Whoever leads is here now; sent every few seconds, it says that they are there. Only the holder moves.
#[utoipa::path(post, path = "/api/readings/{room}/position", tag = "readings", params(("room" = String, Path)), request_body = Position, responses(
    (status = 200, body = Led), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "somebody else leads by now (`not_leading`), or it is over (`reading_ended`)")))]
pub(crate) async fn move_reading(
    State(state): State<AppState>,
    RoomName(room): RoomName,
    JsonBody(mut to): JsonBody<Position>,
) -> Result<Json<Led>, ApiError> {
    to.token = token(&to.token)?;
    let known = state.readings.newest(&room).await.map_err(of_reading)?;
    let most = i64::try_from(known.row().cards().count()).unwrap_or(i64::MAX);
    // One behind the last card is the end.
    if !(0..=most).contains(&to.card) || !(0..=MOST_SENTENCES).contains(&to.sentence) {
        return Err(ApiError::field("card", "unfit", "这一组没有这一条"));
    }
    let (token, epoch) = (to.token.clone(), to.epoch);
    let row = state.store.move_reading(room, to).await.map_err(of_reading)?;
    if row.has_ended() {
        return Err(ended());
    }
    if !row.is_led_by(&token) || row.snapshot().epoch != epoch {
        return Err(conflict("not_leading", "现在是另一位在领，你这里跟着看就行"));
    }
    led(&state, row).await
}

/// A quotation has no more.
const MOST_SENTENCES: i64 = 100;

/// Asks who goes on: every phone shows 我来领. Or takes the question back.
#[utoipa::path(post, path = "/api/readings/{room}/offer", tag = "readings", params(("room" = String, Path)), request_body = Offer, responses(
    (status = 200, body = Led), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "somebody else leads by now (`not_leading`)")))]
pub(crate) async fn offer_reading(
    State(state): State<AppState>,
    RoomName(room): RoomName,
    JsonBody(offer): JsonBody<Offer>,
) -> Result<Json<Led>, ApiError> {
    let handed = state.store.hand_reading(token(&offer.token)?, Handing::Offer(offer.offered), room).await;
    let row = handed.map_err(of_reading)?;
    led(&state, row.ok_or_else(|| conflict("not_leading", "现在是另一位在领，你这里跟着看就行"))?).await
}

/// A phone says that it can go on when nobody hears of whoever leads: then it is asked before others are. Or that it can no more. A
/// hash of its token is kept with the reading, and nothing of whoever sends it. Sent again, it is as it was.
#[utoipa::path(post, path = "/api/readings/{room}/volunteer", tag = "readings", params(("room" = String, Path)), request_body = Volunteer, security(("signed_in" = [])), responses(
    (status = 200, body = Snapshot), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "it is over (`reading_ended`)")))]
pub(crate) async fn volunteer_for_reading(
    State(state): State<AppState>,
    who: SignedIn,
    RoomName(room): RoomName,
    JsonBody(mut said): JsonBody<Volunteer>,
) -> Result<Json<Snapshot>, ApiError> {
    said.token = token(&said.token)?;
    state.limits.take(Rate::Readings, &who.me.id)?;
    let row = state.store.volunteer(room, said).await.map_err(of_reading)?;
    if row.has_ended() { Err(ended()) } else { Ok(Json(row.snapshot())) }
}

/// Goes on with it, with a token of one's own: where whoever leads has asked; with an invite, where they were not heard of for
/// a while, those first who have said that they can; ten seconds long whoever has handed it over; a secretary always.
#[utoipa::path(post, path = "/api/readings/{room}/take", tag = "readings", params(("room" = String, Path)), request_body = Token, responses(
    (status = 200, body = Led), (status = 403, body = ErrorBody, description = "nobody leads, and whoever asks has no invite (`not_invited`)"),
    (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "somebody leads it (`held`), or those who have said that they can are asked (`asked`)")))]
pub(crate) async fn take_reading(
    State(state): State<AppState>,
    RoomName(room): RoomName,
    who: Role,
    JsonBody(sent): JsonBody<Token>,
) -> Result<Json<Led>, ApiError> {
    let Role { is_invited, is_secretary } = who;
    let taking = Handing::Take { is_invited, is_secretary };
    let row = state.store.hand_reading(token(&sent.token)?, taking, room.clone()).await.map_err(of_reading)?;
    let Some(row) = row else {
        return Err(match state.readings.newest(&room).await.map_err(of_reading)?.snapshot.lead {
            Lead::Gone => {
                ApiError::new(StatusCode::FORBIDDEN, "not_invited", "领读的人掉线了，请一位加入过支部的人接着领")
            }
            Lead::Asked => conflict("asked", "正在问说过可以接的人，等半分钟看看"),
            Lead::Held | Lead::Offered => conflict("held", "已经有人在领了，跟着看就行"),
        });
    };
    led(&state, row).await
}

/// Ends it, for whoever leads or a secretary. Its digits rest for a day.
#[utoipa::path(post, path = "/api/readings/{room}/end", tag = "readings", params(("room" = String, Path)), request_body = Token, responses(
    (status = 200, body = Led), (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "somebody else leads by now (`not_leading`)")))]
pub(crate) async fn end_reading(
    State(state): State<AppState>,
    RoomName(room): RoomName,
    Role { is_secretary, .. }: Role,
    JsonBody(sent): JsonBody<Token>,
) -> Result<Json<Led>, ApiError> {
    let handed = state.store.hand_reading(token(&sent.token)?, Handing::End { is_secretary }, room).await;
    let row = handed.map_err(of_reading)?;
    led(&state, row.ok_or_else(|| conflict("not_leading", "现在是另一位在领，由那一位来结束"))?).await
}

fn conflict(code: &str, message: &str) -> ApiError {
    ApiError::new(StatusCode::CONFLICT, code, message)
}

fn ended() -> ApiError {
    conflict("reading_ended", "这场领读已经结束了")
}

async fn led(state: &AppState, row: ReadingRow) -> Result<Json<Led>, ApiError> {
    let volunteers = row.has_volunteers;
    let (snapshot, following) = state.readings.tell(row).await.map_err(of_reading)?;
    Ok(Json(Led { snapshot, following, volunteers }))
}

/// Whether somebody with an invite asks, and whether a secretary. Who it is, nobody asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    pub(crate) is_invited: bool,
    pub(crate) is_secretary: bool,
}

impl FromRequestParts<AppState> for Role {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let is_secretary = Secretary::from_request_parts(parts, state).await.is_ok();
        let is_invited = is_secretary || SignedIn::from_request_parts(parts, state).await.is_ok();
        Ok(Self { is_invited, is_secretary })
    }
}
