//! Publishing what was imported, all of it in one go: of places, for which one person suffices. What is a quotation is looked at one by
//! one, by somebody else.

use std::collections::{BTreeMap, BTreeSet};

use api::documents::permission::Refused;
use api::documents::{Folder, Stage, Step, TakeStep};
use api::error::ErrorBody;
use api::imports::{FaultyDraft, ImportedDraft, PUBLISHED_AT_ONCE, PublishImport, PublishedImport};
use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use content::front_matter::without_field;
use content::slug::is_slug;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::{corrections, documents};
use crate::infra::blocking::Less;
use crate::infra::clock::now;
use crate::publishing::refresh::refresh;
use crate::publishing::visible::shown_text;
use crate::store::StoreError;
use crate::store::documents::DraftRow;
use crate::store::documents::calendar::PlannedRow;
use crate::store::documents::step_request::StepRequest;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg};
use crate::web::guard::DOCUMENT;
use crate::web::routes::documents::{check_others, check_pictures, check_text};
use crate::web::state::AppState;

const FEWER: Less = Less { field: "drafts", message: "这些一次发布不完：少发几份再来" };

/// Of an import.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(publish_import)).layer(DefaultBodyLimit::max(DOCUMENT))
}

/// Publishes an import's drafts as they were looked at, in one publication: of places. What has faults, or was changed since, stays
/// a draft and is named. Sent again, it is done once.
#[utoipa::path(post, path = "/api/desk/imports/{id}/publish", tag = "desk", params(("id" = i64, Path)), request_body = PublishImport, security(("secretary" = [])), responses(
    (status = 200, body = PublishedImport), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody, description = "somebody else's import, or of documents that somebody else has to look at"),
    (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "one of them has changed in this very moment: none was published"),
    (status = 422, body = ErrorBody, description = "other documents could not be shown any more; or more than 200 at once (`too_many`): ask again for the others")))]
pub(crate) async fn publish_import(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(id): PathArg<i64>,
    JsonBody(asked): JsonBody<PublishImport>,
) -> Result<Json<PublishedImport>, ApiError> {
    if asked.drafts.len() > PUBLISHED_AT_ONCE {
        return Err(ApiError::field("drafts", "too_many", "一次发布的太多了"));
    }
    let drafts = state.store.drafts_of_import(&secretary.actor(), id).await?;
    let is_place = |draft: &DraftRow| Folder::of(&draft.path).is_some_and(|(folder, _)| folder == Folder::Places);
    if !drafts.iter().all(is_place) {
        return Err(StoreError::from(Refused::SamePerson).into());
    }
    let mut drafts: BTreeMap<String, DraftRow> = drafts.into_iter().map(|draft| (draft.path.clone(), draft)).collect();
    let (planned, site, overlay) = (state.store.planned().await?, state.site.current(), state.site.overlay());
    let is_shown = |path: &str| {
        shown_text(&site.texts, &overlay, path).is_some_and(|text| without_field(text, "withdrawn") == *text)
    };
    let (mut answer, mut as_it_was, mut seen) = (PublishedImport::default(), Vec::new(), BTreeSet::new());
    for ImportedDraft { slug, version, .. } in asked.drafts.into_iter().filter(|draft| is_slug(&draft.slug)) {
        if !seen.insert(slug.clone()) {
            continue;
        }
        let path = Folder::Places.path(&slug);
        let fault = |title: String, why: &str| FaultyDraft { slug, title, why: why.into() };
        match drafts.remove(&path) {
            Some(draft) if draft.version() == version && draft.stage() == Stage::Draft => as_it_was.push(draft),
            Some(draft) => answer.faulty.push(fault(documents::title(&draft.text), "看过以后有人改过，再看一眼")),
            // It was published before, here or by somebody else; or thrown away.
            None if is_shown(&path) => answer.published += 1,
            None => answer.faulty.push(fault(String::new(), "这份草稿已经没有了")),
        }
    }
    let mut ready = Vec::new();
    for (draft, fault) in checked(&state, &planned, as_it_was).await? {
        let fault = match fault {
            None => check_pictures(&state, &draft.text).await.err().map(|error| error.said().1),
            fault => fault,
        };
        match fault {
            None => ready.push(draft),
            Some(why) => {
                let slug = Folder::of(&draft.path).map(|(_, slug)| slug.to_string()).unwrap_or_default();
                answer.faulty.push(FaultyDraft { slug, title: documents::title(&draft.text), why });
            }
        }
    }
    if ready.is_empty() {
        return Ok(Json(answer));
    }
    let texts = ready.iter().map(|draft| (draft.path.clone(), draft.text.clone())).collect();
    check_others(&state, &planned, texts).await?;
    let requests = ready.iter().flat_map(|draft| steps(&state, draft)).collect();
    state.store.take_steps(secretary.actor(), requests).await?;
    answer.published += ready.len() as i64;
    refresh(&state.site, &state.store).await;
    Ok(Json(answer))
}

/// Each with what is wrong with it, away from where others are answered.
async fn checked(
    state: &AppState,
    planned: &[PlannedRow],
    drafts: Vec<DraftRow>,
) -> Result<Vec<(DraftRow, Option<String>)>, ApiError> {
    let (site, planned) = (state.site.current(), planned.to_vec());
    let checked = state.blocking.run(FEWER, move |cancelled| {
        let library = documents::library_at(&site.texts.library, &planned, now());
        let drafts = drafts.into_iter().take_while(|_| !cancelled.is_cancelled());
        let check = |draft: DraftRow| {
            let fault = check_text(&site.texts, &library, &draft).err().map(|error| error.said().1);
            (draft, fault)
        };
        drafts.map(check).collect()
    });
    Ok(checked.await?)
}

/// It is handed on, and published by the same person.
fn steps(state: &AppState, draft: &DraftRow) -> [StepRequest; 2] {
    let site = state.site.current();
    let request = |step: Step, version: i64| StepRequest {
        path: draft.path.clone(),
        step: TakeStep { step, version, note: None, publish_from: None, unverified: None, revision: None },
        file: documents::file(&site.texts, &draft.path),
        remake: |_| None,
        verified: None,
        checked: Some(draft.text.clone()),
        settles: None,
    };
    let mut publish = request(Step::Publish, draft.version() + 1);
    // Nothing was said about what nobody was shown.
    if Folder::of(&draft.path).is_some_and(|(_, slug)| site.texts.library.places.contains_key(slug)) {
        publish.settles = corrections::dealt_with(&state.site, &draft.path, Step::Publish, Some(&draft.text));
    }
    [request(Step::Submit, draft.version()), publish]
}
