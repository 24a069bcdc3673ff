//! What somebody says is wrong about a place, and what the desk does about it. Nobody is asked who they are, and nothing of
//! them is kept: how often is counted by address, in memory alone.

use api::corrections::{CorrectionTaken, Corrections, FieldGroup, MOST_IN_LINE, NewCorrection, Settle, SettleDeed};
use api::error::ErrorBody;
use api::{paths, rules};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use content::slug::is_slug;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::{corrections, documents};
use crate::infra::clock::now;
use crate::publishing::refresh::refresh;
use crate::store::StoreError;
use crate::store::corrections::Settling;
use crate::store::documents::confirming::Confirming;
use crate::web::auth::Secretary;
use crate::web::client_ip::ClientIp;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, is_uuid_v7};
use crate::web::rate_limit::Rate;
use crate::web::state::AppState;

/// Of places.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create_correction))
        .routes(routes!(list_corrections))
        .routes(routes!(settle_correction))
}

/// A phone sends nothing that was said longer ago, in milliseconds; its clock may be wrong.
const SAID: i64 = 30 * 86_400_000;

/// Says what is wrong about a place, without an account: once, however often it is sent.
#[utoipa::path(post, path = "/api/places/{slug}/corrections", tag = "places", params(("slug" = String, Path)), request_body = NewCorrection, responses(
    (status = 201, body = CorrectionTaken), (status = 200, body = CorrectionTaken, description = "it was sent before"),
    (status = 404, body = ErrorBody, description = "readers are shown no such place (`unknown_place`)"),
    (status = 422, body = ErrorBody, description = "`line` has somebody's number in it, or is too long"), (status = 429, body = ErrorBody)))]
pub(crate) async fn create_correction(
    State(state): State<AppState>,
    ClientIp(ip): ClientIp,
    PathArg(slug): PathArg<String>,
    JsonBody(mut new): JsonBody<NewCorrection>,
) -> Result<(StatusCode, Json<CorrectionTaken>), ApiError> {
    if !is_uuid_v7(&new.id) {
        return Err(ApiError::field("id", "unfit", "这一条没有准备好，更新一下再试"));
    }
    let taken = Json(CorrectionTaken { id: new.id.clone() });
    // What was taken once is not refused when it is sent again: the place may have gone since, or it was too often.
    if state.store.knows_correction(&new.id).await? {
        return Ok((StatusCode::OK, taken));
    }
    let is_known = is_slug(&slug) && corrections::shown_place(&state.site.current().texts.library, &slug).is_some();
    if !is_known {
        return Err(ApiError::new(StatusCode::NOT_FOUND, "unknown_place", "名单上已经没有这个地方了"));
    }
    new.line = line(&new.line)?;
    state.limits.take(Rate::Corrections, ip)?;
    let said_at = said_at(&new.id);
    let is_new = state.store.create_correction(slug, new, said_at).await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, taken))
}

/// In one form, and without anybody's number in it.
fn line(line: &str) -> Result<String, ApiError> {
    let line = rules::tidy(line).replace('\n', " ");
    if line.is_empty() {
        return Ok(line);
    }
    if rules::characters(&line) > MOST_IN_LINE {
        return Err(ApiError::field("line", "too_long", "补的那一句最多 100 个字"));
    }
    // Where something is, is what it is about: doors are no secret here.
    rules::check_body(&line, true).map_err(|mut error| {
        error.field = Some("line".into());
        ApiError::from(error)
    })?;
    Ok(line)
}

/// When it was said: its id begins with that. A clock that cannot be right is not believed.
fn said_at(id: &str) -> i64 {
    let digits: String = id.chars().filter(char::is_ascii_hexdigit).take(12).collect();
    let (said, now) = (i64::from_str_radix(&digits, 16).unwrap_or_default(), now());
    if (now - SAID..=now).contains(&said) { said } else { now }
}

/// What was said, by place and group of fields. Content belongs to the district: everybody at a desk is shown the same.
#[utoipa::path(get, path = paths::API_DESK_CORRECTIONS, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Corrections), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_corrections(
    State(state): State<AppState>,
    _: Secretary,
) -> Result<Json<Corrections>, ApiError> {
    listed(&state).await
}

/// Deals with what was said about a group of a place's fields: confirms what is written, or says that it is dealt with. Sent
/// again, it is done once.
#[utoipa::path(post, path = "/api/desk/corrections/{place}/{group}", tag = "desk", params(("place" = String, Path), ("group" = FieldGroup, Path)), request_body = Settle, security(("secretary" = [])), responses(
    (status = 200, body = Corrections), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "to confirm: somebody is at work on the place (`has_draft`), its file is another one by now (`file_changed`), nothing is written there (`nothing_written`), it could not be published (`faulty`), or readers are shown another text by now (`stale`)")))]
pub(crate) async fn settle_correction(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg((place, group)): PathArg<(String, String)>,
    JsonBody(settle): JsonBody<Settle>,
) -> Result<Json<Corrections>, ApiError> {
    let group = FieldGroup::named(&group).filter(|_| is_slug(&place)).ok_or_else(ApiError::missing)?;
    let settling = Settling { place: place.clone(), groups: vec![group], until: Some(settle.stamp) };
    let doubts = state.store.doubts().await?;
    let Some(row) = doubts.into_iter().find(|row| row.place == place && row.group == group) else {
        // It was dealt with, here or by somebody else.
        return listed(&state).await;
    };
    if row.first > settle.stamp {
        return listed(&state).await;
    }
    if settle.deed == SettleDeed::Done {
        state.store.settle_corrections(settling).await?;
        return listed(&state).await;
    }
    confirm(&state, &secretary, settling, group).await?;
    listed(&state).await
}

async fn confirm(
    state: &AppState,
    secretary: &Secretary,
    settling: Settling,
    group: FieldGroup,
) -> Result<(), ApiError> {
    let conflict = |code, message| Err(ApiError::new(StatusCode::CONFLICT, code, message));
    let site = state.site.current();
    let Some(place) = corrections::shown_place(&site.texts.library, &settling.place) else {
        return conflict("nothing_written", "读者现在看不到这个地方：点“处理了”");
    };
    if place.written(group).is_empty() {
        return conflict("nothing_written", "这一项还没写过，没有可确认的：点“去改”写上");
    }
    let Some(confirming) = corrections::confirming(&state.site, settling.clone(), group) else {
        // Somebody did today.
        return Ok(state.store.settle_corrections(settling).await?);
    };
    publish_confirmed(state, secretary, confirming).await
}

/// Publishes a place's document in which what is written is confirmed. Whoever confirms is shown that it is.
pub(crate) async fn publish_confirmed(
    state: &AppState,
    secretary: &Secretary,
    confirming: Confirming,
) -> Result<(), ApiError> {
    let conflict = |code, message| Err(ApiError::new(StatusCode::CONFLICT, code, message));
    let (site, path) = (state.site.current(), confirming.path.clone());
    if documents::changed(&site.texts, &state.site.overlay(), &path, None).is_some() {
        return conflict("file_changed", "内容文件夹里的这一份有人改过：点“去改”，两份都看一眼，选一份");
    }
    if !documents::faults(&site.texts.library, &path, &confirming.text).is_empty() {
        return conflict("faulty", "这一份现在发布不了：点“去改”，按那里说的改好");
    }
    match state.store.confirm_place(secretary.actor(), confirming).await {
        Err(StoreError::OutOfPlace) => {
            conflict("has_draft", "有一份改过的还没发布：点“去改”，在里面写上今天确认，一起发布")
        }
        done => {
            done?;
            refresh(&state.site, &state.store).await;
            Ok(())
        }
    }
}

async fn listed(state: &AppState) -> Result<Json<Corrections>, ApiError> {
    let doubts = state.store.doubts().await?;
    Ok(Json(Corrections { doubts: doubts.into_iter().map(|row| corrections::doubt(&state.site, row)).collect() }))
}
