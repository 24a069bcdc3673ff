//! 认领: the keeper's pages, which are plain forms without an account, and what the desk does about them. Nothing of the sender is
//! kept: how often is counted by address, in memory alone.

use api::claims::{ClaimDeed, Claims, DecideClaim, MOST_IN_LINE};
use api::documents::Folder;
use api::error::ErrorBody;
use api::{paths, rules};
use axum::body::Body;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use axum::{Form, Json, Router};
use content::fragment::{self, ClaimFault, ClaimForm, Page};
use content::slug::is_slug;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::{claims, documents};
use crate::infra::secrets;
use crate::publishing::refresh::refresh;
use crate::store::StoreError;
use crate::store::claims::{ClaimRow, Kept};
use crate::web::auth::Secretary;
use crate::web::client_ip::ClientIp;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg};
use crate::web::rate_limit::Rate;
use crate::web::routes::corrections::publish_confirmed;
use crate::web::routes::pages;
use crate::web::state::AppState;

/// A form is no longer, in bytes.
const FORM: usize = 16 * 1024;
/// Hexadecimal digits of a key: 128 random bits.
const KEY: usize = 32;

/// The keeper's.
pub(crate) fn pages() -> Router<AppState> {
    Router::new()
        .route("/claim", get(|| async { Redirect::permanent(paths::CLAIM) }))
        .route(paths::CLAIM, get(show_form).post(send_form))
        .route("/claim/{key}/", get(show_claim).post(ask_to_go_on))
        .layer(DefaultBodyLimit::max(FORM))
}

/// The desk's.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_claims)).routes(routes!(decide_claim)).routes(routes!(confirm_shop))
}

/// What a browser sends: a box that is not ticked is not there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    key: String,
    title: String,
    street: String,
    whereabouts: String,
    water: Option<String>,
    stay: Option<String>,
    food: Option<String>,
    hours: String,
    phone: String,
    door: Option<String>,
    step: String,
}

/// Behind `?`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    street: String,
}

impl Sent {
    fn into_form(self) -> ClaimForm {
        let key = if is_key(&self.key) { self.key } else { new_key() };
        let offers = [self.water, self.stay, self.food].map(|sent| sent.is_some());
        let Self { title, street, whereabouts, hours, phone, door, .. } = self;
        let (is_on_door, decided) = (door.is_some(), String::new());
        claims::tidied(ClaimForm { key, title, street, whereabouts, offers, hours, phone, is_on_door, decided })
    }
}

fn new_key() -> String {
    secrets::hex(&secrets::random::<16>())
}

fn is_key(text: &str) -> bool {
    text.len() == KEY && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What is stored of a key.
fn id(key: &str) -> String {
    secrets::hex(&secrets::hash(key))
}

async fn show_form(
    State(state): State<AppState>,
    asked: Result<Query<Asked>, QueryRejection>,
    request: HeaderMap,
) -> Response<Body> {
    let street = asked.map(|Query(asked)| asked.street).unwrap_or_default();
    let form = claims::tidied(ClaimForm { key: new_key(), street, ..ClaimForm::default() });
    form_page(&state, &form, &[], StatusCode::OK, &request)
}

/// Shows it as it will be read, or what is wrong with it; and keeps it where somebody has said that it is so.
async fn send_form(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    request: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response<Body> {
    let Ok(Form(sent)) = sent else {
        let form = ClaimForm { key: new_key(), ..ClaimForm::default() };
        let fault = fault("没有收全，再写一遍");
        return form_page(&state, &form, &[fault], StatusCode::BAD_REQUEST, &request);
    };
    let step = sent.step.clone();
    let form = sent.into_form();
    if step == "change" {
        return form_page(&state, &form, &[], StatusCode::OK, &request);
    }
    let now = state.site.current();
    let library = &now.texts.library;
    let faults = claims::faults(library, &form);
    if !faults.is_empty() {
        return form_page(&state, &form, &faults, StatusCode::UNPROCESSABLE_ENTITY, &request);
    }
    let text = claims::text(&form);
    if step != "send" {
        let hours = content::hours::compile(&form.hours).ok();
        let advice = hours.as_ref().map(content::hours::advice).unwrap_or_default();
        let read = hours.map(|hours| hours.chinese()).unwrap_or_default();
        let advice = advice.first().map(ToString::to_string).unwrap_or_default();
        let page = fragment::claim_review(&library.site, &form, &read, &advice);
        return shown(&state, &page, StatusCode::OK, &request);
    }
    match keep(&state, ip, &form.key, text).await {
        Ok(true) => Redirect::to(&paths::claim(&form.key)).into_response(),
        // Nothing that was typed is lost: it is there once more, as a claim of its own.
        Ok(false) => {
            let form = ClaimForm { decided: form.key, key: new_key(), ..form };
            form_page(&state, &form, &[fault(DECIDED)], StatusCode::CONFLICT, &request)
        }
        Err(error) => {
            let (status, message) = error.said();
            form_page(&state, &form, &[fault(&message)], status, &request)
        }
    }
}

/// What a keeper is told whose other words come after somebody has decided.
const DECIDED: &str = "上一份书记已经看过了，改的这些没赶上。你写的都在下面：看一遍，再交一次，就是新的一份";

/// What was taken once is not refused when it is sent again. `false`: somebody has decided about other words by that key.
async fn keep(state: &AppState, ip: std::net::IpAddr, key: &str, text: String) -> Result<bool, ApiError> {
    let id = id(key);
    if state.store.claim(&id).await?.is_none() {
        state.limits.take(Rate::Claims, ip)?;
    }
    let digest = secrets::hex(&secrets::hash(&[key, &text].concat()));
    match state.store.create_claim(id, text, digest).await? {
        Kept::There => Ok(true),
        Kept::Decided => Ok(false),
        Kept::Full => {
            let message = "等着看的店太多了，过几天再来。写好的先截个图";
            Err(ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "busy", message))
        }
    }
}

fn fault(message: &str) -> ClaimFault {
    ClaimFault { field: String::new(), message: message.into() }
}

/// A shop's own link.
async fn show_claim(
    State(state): State<AppState>,
    PathArg(key): PathArg<String>,
    request: HeaderMap,
) -> Response<Body> {
    let row = match found(&state, &key).await {
        Ok(row) => row,
        Err(error) => return error.into_response(),
    };
    let now = state.site.current();
    let library = &now.texts.library;
    match row {
        Some(row) => {
            let page = fragment::claim_state(&library.site, &key, &claims::state(library, &row));
            shown(&state, &page, StatusCode::OK, &request)
        }
        None => shown(&state, &fragment::no_claim(&library.site), StatusCode::NOT_FOUND, &request),
    }
}

/// 接着认领: the listing stays as it is, and the desk is asked to come by.
async fn ask_to_go_on(State(state): State<AppState>, PathArg(key): PathArg<String>) -> Response<Body> {
    let asked = async {
        let Some(row) = found(&state, &key).await? else { return Ok(()) };
        let now = state.site.current();
        let library = &now.texts.library;
        if !claims::state(library, &row).may_ask() {
            return Ok::<(), ApiError>(());
        }
        let stays = claims::stays(library, &row);
        state.store.ask_to_go_on(row.id, stays).await?;
        refresh(&state.site, &state.store).await;
        Ok(())
    };
    match asked.await {
        Ok(()) => Redirect::to(&paths::claim(&key)).into_response(),
        Err(error) => error.into_response(),
    }
}

async fn found(state: &AppState, key: &str) -> Result<Option<ClaimRow>, ApiError> {
    if is_key(key) { Ok(state.store.claim(&id(key)).await?) } else { Ok(None) }
}

fn form_page(
    state: &AppState,
    form: &ClaimForm,
    faults: &[ClaimFault],
    status: StatusCode,
    request: &HeaderMap,
) -> Response<Body> {
    let now = state.site.current();
    let library = &now.texts.library;
    let page = fragment::claim_form(&library.site, &claims::streets(library), form, faults);
    shown(state, &page, status, request)
}

/// Nobody keeps it but the browser's way back, which has nothing of an answer that is never stored.
fn shown(state: &AppState, page: &Page, status: StatusCode, request: &HeaderMap) -> Response<Body> {
    pages::by_link(&state.site.current(), page, (status, "private, no-cache"), request)
}

/// What keepers of shops said, and the shops that were confirmed. Content belongs to the district: everybody at a desk is shown
/// the same.
#[utoipa::path(get, path = paths::API_DESK_CLAIMS, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Claims), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_claims(State(state): State<AppState>, _: Secretary) -> Result<Json<Claims>, ApiError> {
    listed(&state).await
}

/// Confirms a claim on the spot, by which it is published and listed for 90 days, or declines it with a reason. Sent again, it is done once.
#[utoipa::path(post, path = "/api/desk/claims/{id}", tag = "desk", params(("id" = String, Path)), request_body = DecideClaim, security(("secretary" = [])), responses(
    (status = 200, body = Claims), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "the keeper has sent other words since (`stale`); to confirm also as for corrections"),
    (status = 422, body = ErrorBody, description = "declined without a reason (`reason`)")))]
pub(crate) async fn decide_claim(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(id): PathArg<String>,
    JsonBody(decide): JsonBody<DecideClaim>,
) -> Result<Json<Claims>, ApiError> {
    let reason = rules::tidy(&decide.reason).replace('\n', " ");
    if decide.deed == ClaimDeed::Decline {
        check_reason(&reason)?;
    }
    let row = state.store.claim(&id).await?.filter(|row| row.state == "waiting");
    let Some(row) = row else {
        // It was decided, here or by somebody else.
        return listed(&state).await;
    };
    if row.number != decide.stamp {
        return Err(StoreError::Stale.into());
    }
    if decide.deed == ClaimDeed::Decline {
        state.store.decline_claim(id, decide.stamp, reason).await?;
        return listed(&state).await;
    }
    let known = state.store.known_paths(Folder::Places).await?;
    let free = |title: &str| documents::free_slug(&state.site, &known, Folder::Places, title);
    let confirming =
        claims::confirming(&state.site, &row, decide.into.as_deref(), free).ok_or_else(ApiError::missing)?;
    publish_confirmed(&state, &secretary, confirming).await?;
    listed(&state).await
}

fn check_reason(reason: &str) -> Result<(), ApiError> {
    if reason.is_empty() {
        return Err(ApiError::field("reason", "empty", "写一句为什么，店家好改"));
    }
    if rules::characters(reason) > MOST_IN_LINE {
        return Err(ApiError::field("reason", "too_long", "最多 60 个字"));
    }
    rules::check_body(reason, true).map_err(|mut error| {
        error.field = Some("reason".into());
        ApiError::from(error)
    })
}

/// 再确认: somebody was in the shop once more, and nothing has changed. It is listed for 90 days from today.
#[utoipa::path(post, path = "/api/desk/claims/shops/{place}", tag = "desk", params(("place" = String, Path)), security(("secretary" = [])), responses(
    (status = 200, body = Claims), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "as for corrections")))]
pub(crate) async fn confirm_shop(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(place): PathArg<String>,
) -> Result<Json<Claims>, ApiError> {
    let confirming =
        Some(place).filter(|place| is_slug(place)).and_then(|place| claims::confirming_again(&state.site, &place));
    publish_confirmed(&state, &secretary, confirming.ok_or_else(ApiError::missing)?).await?;
    listed(&state).await
}

async fn listed(state: &AppState) -> Result<Json<Claims>, ApiError> {
    Ok(Json(claims::claims(&state.site, &state.store.claims().await?)))
}
