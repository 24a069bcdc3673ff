//! The calendar at the desk: which card is today's on which day.

use api::calendar::{Calendar, CalendarDay, ChooseCard, DAYS, Planned};
use api::documents::Folder;
use api::error::ErrorBody;
use api::paths;
use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::StatusCode;
use content::day::Day;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::documents;
use crate::infra::clock::today;
use crate::publishing::refresh::refresh;
use crate::publishing::site::Current;
use crate::store::documents::calendar::PlannedRow;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, QueryArgs};
use crate::web::guard::DOCUMENT;
use crate::web::state::AppState;

/// The calendar.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_calendar))
        .routes(routes!(choose_card))
        .layer(DefaultBodyLimit::max(DOCUMENT))
}

/// Nothing is chosen for later than this, in days: a year.
const AHEAD: i32 = 366;
/// Nobody looks further back, in days.
const BACK: i32 = 3_660;

/// From which day on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct CalendarAsked {
    /// `2026-11-23`; today where it is missing.
    from: Option<String>,
}

/// Six weeks from a day: what readers are shown, what was chosen, and what will be published. The calendar belongs to the
/// district: everybody at a desk is shown the same.
#[utoipa::path(get, path = paths::API_DESK_CALENDAR, tag = "desk", params(CalendarAsked), security(("secretary" = [])), responses(
    (status = 200, body = Calendar), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn show_calendar(
    State(state): State<AppState>,
    _: Secretary,
    QueryArgs(asked): QueryArgs<CalendarAsked>,
) -> Result<Json<Calendar>, ApiError> {
    let from = match asked.from {
        Some(text) => Day::parse(&text).filter(is_near).ok_or_else(ApiError::missing)?,
        None => today(),
    };
    Ok(Json(calendar(&state, from, DAYS).await?))
}

/// Chooses a card for a day, or takes the choice back. A day that readers have been shown does not change.
#[utoipa::path(put, path = "/api/desk/calendar/{day}", tag = "desk", params(("day" = String, Path, description = "`2026-11-23`")), request_body = ChooseCard, security(("secretary" = [])), responses(
    (status = 200, body = CalendarDay), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "it was shown already, or somebody else has chosen meanwhile"), (status = 422, body = ErrorBody)))]
pub(crate) async fn choose_card(
    State(state): State<AppState>,
    _: Secretary,
    PathArg(day): PathArg<String>,
    JsonBody(choose): JsonBody<ChooseCard>,
) -> Result<Json<CalendarDay>, ApiError> {
    let day = Day::parse(&day).filter(is_near).ok_or_else(ApiError::missing)?;
    if is_served(&state.site.current(), day) {
        let message = "这一天的已经给大家看了，不再换。从明天起的可以换";
        return Err(ApiError::new(StatusCode::CONFLICT, "served", message));
    }
    if let Some(card) = &choose.card {
        check_card(&state, day, card).await?;
    }
    state.store.choose_card(day.to_string(), choose.card, choose.version).await?;
    // Whoever chooses is shown that it is so.
    refresh(&state.site, &state.store).await;
    calendar(&state, day, 1).await?.days.pop().map(Json).ok_or_else(ApiError::missing)
}

/// A card that readers have, or will have when the day begins.
async fn check_card(state: &AppState, day: Day, slug: &str) -> Result<(), ApiError> {
    let now = state.site.current();
    if now.texts.library.cards.get(slug).is_some_and(|card| card.withdrawn.is_none()) {
        return Ok(());
    }
    let path = Folder::Cards.path(slug);
    let planned = state.store.planned().await?;
    match planned.iter().find(|planned| planned.path == path) {
        Some(planned) if planned.from <= day.start_unix_ms() => Ok(()),
        Some(_) => Err(ApiError::field("card", "too_late", "这一句那天零点还没发布，把发布时间定早一点")),
        None => Err(ApiError::field("card", "unknown", "没有这一句，或者它已经撤下")),
    }
}

/// Whether a day stays as it is: today, all before it, and what readers were shown before the clock was put back.
fn is_served(now: &Current, day: Day) -> bool {
    day <= today() || now.publication.served.contains(&day)
}

fn is_near(day: &Day) -> bool {
    (today().plus(-BACK)..=today().plus(AHEAD)).contains(day)
}

async fn calendar(state: &AppState, from: Day, count: i32) -> Result<Calendar, ApiError> {
    let last = from.plus(count - 1);
    let mut choices = state.store.choices(&from.to_string(), &last.to_string()).await?;
    let planned = state.store.planned().await?;
    let now = state.site.current();
    let quote = |slug: &Option<String>| {
        let slug = slug.as_deref()?;
        let published = now.texts.library.cards.get(slug).map(|card| card.quote.clone());
        let path = Folder::Cards.path(slug);
        let coming =
            || planned.iter().find(|planned| planned.path == path).map(|planned| documents::title(&planned.text));
        published.or_else(coming)
    };
    let coming = |slug: &Option<String>| {
        let slug = slug.as_deref()?;
        let is_out = now.texts.library.cards.get(slug).is_some_and(|card| card.withdrawn.is_none());
        let path = Folder::Cards.path(slug);
        planned.iter().find(|planned| planned.path == path && !is_out).map(|planned| planned.from)
    };
    let mut days = Vec::new();
    for at in 0..count {
        let day = from.plus(at);
        let choice = choices.remove(&day.to_string());
        let (choice, version) = choice.map_or((None, 0), |choice| (choice.card, choice.version));
        let card = now.publication.index.days.get(&day.to_string()).cloned();
        days.push(CalendarDay {
            day: day.to_string(),
            quote: quote(&card).unwrap_or_default(),
            card,
            choice_quote: quote(&choice).unwrap_or_default(),
            choice_from: coming(&choice),
            choice,
            version,
            is_served: is_served(&now, day),
            planned: planned.iter().filter_map(|planned| on(day, planned)).collect(),
        });
    }
    Ok(Calendar { today: today().to_string(), days })
}

/// What is planned, if it is for that day.
fn on(day: Day, planned: &PlannedRow) -> Option<Planned> {
    let (folder, slug) = Folder::of(&planned.path).filter(|_| Day::at_unix_ms(planned.from) == day)?;
    Some(Planned { folder, slug: slug.into(), title: documents::title(&planned.text), publish_from: planned.from })
}
