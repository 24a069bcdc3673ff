//! Documents at the desk: drafts, revisions, and the steps between them.

use api::documents::permission::{self, Action};
use api::documents::{
    Document, Documents, Folder, FreeSlug, ORIGINAL, PlannedText, RevisionText, SaveDraft, Saved, Shown, Step, TakeStep,
};
use api::error::ErrorBody;
use api::{paths, rules};
use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::StatusCode;
use content::front_matter::{MAX_BODY, with_field, without_field};
use content::library::Library;
use content::slug::is_slug;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::corrections;
use crate::curation::documents::{self, Unshown};
use crate::curation::{activity_rows, verification};
use crate::infra::blocking::Less;
use crate::infra::clock::{now, today};
use crate::publishing::refresh::refresh;
use crate::publishing::texts::Texts;
use crate::publishing::visible;
use crate::store::StoreError;
use crate::store::documents::DraftRow;
use crate::store::documents::calendar::PlannedRow;
use crate::store::documents::step_request::{StepRequest, Verified};
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, QueryArgs};
use crate::web::guard::DOCUMENT;
use crate::web::state::AppState;

/// Whole documents: larger than posts.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_documents))
        .routes(routes!(free_slug))
        .routes(routes!(show_document))
        .routes(routes!(save_draft))
        .routes(routes!(take_step))
        .routes(routes!(show_revision))
        .layer(DefaultBodyLimit::max(DOCUMENT))
}

/// A line beside a step.
const NOTE: usize = 200;
/// A text that takes too long to check.
const SHORTER: Less =
    Less { field: "file", message: "这一份核对的时间太长：写短一点，长的分成几份" };
/// A moment may be past by so much, in milliseconds: the time it takes to press the button, and to get here.
const LATE: i64 = 60_000;
/// Nothing is planned for later than this, in milliseconds: a year.
const AHEAD: i64 = 366 * 86_400_000;

/// Which documents.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DocumentsAsked {
    /// `cards` unless asked otherwise.
    folder: Option<Folder>,
}

/// Documents of a folder with their drafts. Content belongs to the district: everybody at a desk is shown the same.
#[utoipa::path(get, path = paths::API_DESK_DOCUMENTS, tag = "desk", params(DocumentsAsked), security(("secretary" = [])), responses(
    (status = 200, body = Documents), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_documents(
    State(state): State<AppState>,
    secretary: Secretary,
    QueryArgs(asked): QueryArgs<DocumentsAsked>,
) -> Result<Json<Documents>, ApiError> {
    let (drafts, planned) = (state.store.drafts().await?, state.store.planned().await?);
    let aside = state.store.put_aside().await?;
    let (site, me, folder) = (&state.site, &secretary.me.id, asked.folder.unwrap_or_default());
    let now = site.current();
    let library = &now.texts.library;
    let sources = library.sources.values().map(|source| (source.slug.clone(), source.short.clone()));
    let mut rows = documents::rows(site, Unshown { drafts: &drafts, planned: &planned, aside: &aside }, folder, me);
    if folder == Folder::Places {
        let doubts = state.store.doubts().await?;
        for row in &mut rows {
            row.doubted = corrections::doubted(&doubts, &row.slug);
        }
    }
    if folder == Folder::Activities {
        activity_rows::tell(site, &state.store, &mut rows).await?;
    }
    Ok(Json(Documents {
        documents: rows,
        themes: library.site.themes.iter().map(|theme| theme.text.clone()).collect(),
        sources: sources.collect(),
    }))
}

/// For which document.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SlugAsked {
    /// Of which folder.
    folder: Folder,
    /// What it is called.
    #[serde(default)]
    title: String,
}

/// A name that no document of the folder has yet.
#[utoipa::path(get, path = paths::API_DESK_FREE_SLUG, tag = "desk", params(SlugAsked), security(("secretary" = [])), responses(
    (status = 200, body = FreeSlug), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn free_slug(
    State(state): State<AppState>,
    _: Secretary,
    QueryArgs(asked): QueryArgs<SlugAsked>,
) -> Result<Json<FreeSlug>, ApiError> {
    let known = state.store.known_paths(asked.folder).await?;
    Ok(Json(FreeSlug { slug: documents::free_slug(&state.site, &known, asked.folder, &asked.title) }))
}

/// All there is of a document: what readers are shown, its draft, its past. One that nobody has begun is empty.
#[utoipa::path(get, path = "/api/desk/documents/{folder}/{slug}", tag = "desk", params(("folder" = Folder, Path), ("slug" = String, Path)), security(("secretary" = [])), responses(
    (status = 200, body = Document), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn show_document(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(at): PathArg<(String, String)>,
) -> Result<Json<Document>, ApiError> {
    let (folder, slug) = named(&at)?;
    Ok(Json(document(&state, &secretary.me.id, folder, slug).await?))
}

/// Saves the draft. A text with faults is saved too: they come back with it.
#[utoipa::path(put, path = "/api/desk/documents/{folder}/{slug}/draft", tag = "desk", params(("folder" = Folder, Path), ("slug" = String, Path)), request_body = SaveDraft, security(("secretary" = [])), responses(
    (status = 200, body = Saved), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody, description = "also where the draft is somebody else's"),
    (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "it has changed since, or is being looked at"), (status = 413, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn save_draft(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(at): PathArg<(String, String)>,
    JsonBody(save): JsonBody<SaveDraft>,
) -> Result<Json<Saved>, ApiError> {
    let (folder, slug) = named(&at)?;
    check_folder(folder, Action::Write, &secretary)?;
    if save.text.len() > 2 * MAX_BODY {
        return Err(ApiError::field("text", "too_long", "太长了，分成几篇"));
    }
    let (path, now) = (folder.path(slug), state.site.current());
    let base = match save.file_seen {
        true => documents::file(&now.texts, &path).map(|(_, hash)| hash),
        false => documents::made_of(&now.texts, &state.site.overlay(), &path),
    };
    let me = secretary.me.id.clone();
    let row = state.store.save_draft(secretary.actor(), path.clone(), save, base).await?;
    let planned = state.store.planned().await?;
    let faults = documents::faults(&documents::library_at(&now.texts.library, &planned, i64::MAX), &path, &row.text);
    let newest = state.store.newest_revision(&path).await?;
    Ok(Json(Saved { draft: row.into_draft(&me), faults, newest }))
}

/// Submits, takes back, returns, publishes, discards, unschedules, withdraws or restores; see `Step`.
#[utoipa::path(post, path = "/api/desk/documents/{folder}/{slug}/step", tag = "desk", params(("folder" = Folder, Path), ("slug" = String, Path)), request_body = TakeStep, security(("secretary" = [])), responses(
    (status = 200, body = Document), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody, description = "also where another person has to do it"),
    (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "it has changed since it was looked at, or does not stand where that could be done"),
    (status = 422, body = ErrorBody, description = "faults, or a quotation that was not verified")))]
pub(crate) async fn take_step(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(at): PathArg<(String, String)>,
    JsonBody(mut take): JsonBody<TakeStep>,
) -> Result<Json<Document>, ApiError> {
    let (folder, slug) = named(&at)?;
    check_folder(folder, Action::Take(take.step), &secretary)?;
    check_words(&mut take)?;
    let (path, site) = (folder.path(slug), state.site.current());
    let (draft, planned) = (state.store.draft(&path).await?, state.store.planned().await?);
    let until = match take.step {
        Step::Publish => take.publish_from.unwrap_or_default().max(now()),
        _ => i64::MAX,
    };
    let library = &documents::library_at(&site.texts.library, &planned, until);
    let (mut checked, mut verified) = (None, None);
    if let (Step::Submit | Step::Publish, Some(draft)) = (take.step, draft) {
        check_draft(&state, library, &draft).await?;
        if take.step == Step::Publish {
            check_others(&state, &planned, vec![(path.clone(), draft.text.clone())]).await?;
        }
        if take.step == Step::Publish && folder == Folder::Cards {
            verified = prove(&state, slug, &draft.text, take.unverified.as_deref()).await?;
        }
        checked = Some(draft.text);
    }
    let remake = match take.step {
        Step::Withdraw => withdrawn,
        _ => restored,
    };
    let (file, me) = (documents::file(&site.texts, &path), secretary.me.id.clone());
    let is_now = take.publish_from.is_none_or(|from| from <= now());
    let settles = corrections::dealt_with(&state.site, &path, take.step, checked.as_deref()).filter(|_| is_now);
    let request = StepRequest { path, step: take, file, remake, verified, checked, settles };
    state.store.take_step(secretary.actor(), request).await?;
    // Whoever publishes is shown that it is.
    refresh(&state.site, &state.store).await;
    Ok(Json(document(&state, &me, folder, slug).await?))
}

/// The text of a revision; of 0 the file in the content folder.
#[utoipa::path(get, path = "/api/desk/documents/{folder}/{slug}/revisions/{number}", tag = "desk", params(("folder" = Folder, Path), ("slug" = String, Path), ("number" = i64, Path)), security(("secretary" = [])), responses(
    (status = 200, body = RevisionText), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn show_revision(
    State(state): State<AppState>,
    _: Secretary,
    PathArg((folder, slug, number)): PathArg<(String, String, i64)>,
) -> Result<Json<RevisionText>, ApiError> {
    let at = (folder, slug);
    let (folder, slug) = named(&at)?;
    let path = folder.path(slug);
    let text = match number {
        ORIGINAL => documents::file(&state.site.current().texts, &path).ok_or_else(ApiError::missing)?.0,
        number => state.store.revision_text(&path, number).await?,
    };
    Ok(Json(RevisionText { text }))
}

async fn document(state: &AppState, me: &str, folder: Folder, slug: &str) -> Result<Document, ApiError> {
    let path = folder.path(slug);
    let draft = state.store.draft(&path).await?;
    let revisions = state.store.revisions(&path).await?;
    let (now, overlay) = (state.site.current(), state.site.overlay());
    let planned = state.store.planned().await?;
    let library = documents::library_at(&now.texts.library, &planned, i64::MAX);
    let faults = draft.as_ref().map(|draft| documents::faults(&library, &path, &draft.text)).unwrap_or_default();
    let shown = visible::shown(&now.texts, &overlay, &path);
    let coming = planned.iter().rfind(|planned| planned.path == path);
    let last = revisions.first().filter(|_| shown == Shown::Nothing && draft.is_none() && coming.is_none());
    let put_aside = match last {
        Some(last) => Some(state.store.revision_text(&path, last.number).await?),
        None => None,
    };
    Ok(Document {
        folder,
        slug: slug.into(),
        shown,
        text: visible::shown_text(&now.texts, &overlay, &path).cloned(),
        changed_file: documents::changed(&now.texts, &overlay, &path, draft.as_ref()),
        planned: coming.map(|coming| PlannedText { text: coming.text.clone(), publish_from: coming.from }),
        put_aside,
        draft: draft.map(|draft| draft.into_draft(me)),
        faults,
        revisions,
        has_original: now.texts.files.contains_key(&path),
        unverified: documents::reason(&library, &path),
        quoted_in: documents::quoted_in(&now.texts.library, &path),
        one_person: permission::one_suffices(folder, state.one_person),
    })
}

/// What is no document's address is nothing.
pub(crate) fn named((folder, slug): &(String, String)) -> Result<(Folder, &str), ApiError> {
    let folder = Folder::named(folder).ok_or_else(ApiError::missing)?;
    let is_named = is_slug(slug) && (folder != Folder::Site || slug == "site");
    if is_named { Ok((folder, slug)) } else { Err(ApiError::missing()) }
}

/// Before the text is looked into. The store asks the rest beside the draft, where nobody changes it at the same time.
fn check_folder(folder: Folder, action: Action, secretary: &Secretary) -> Result<(), ApiError> {
    permission::in_folder(folder, action, secretary.branch.is_none())
        .map_err(|refused| StoreError::from(refused).into())
}

/// The line of the lock that publishing needs.
async fn prove(state: &AppState, slug: &str, text: &str, why: Option<&str>) -> Result<Option<Verified>, ApiError> {
    let texts = state.sources.ready(&state.blocking, &state.store, Some(&documents::source(text))).await?;
    let (site, slug, text) = (state.site.current(), slug.to_string(), text.to_string());
    let why = why.map(str::to_string);
    let proven = state.blocking.run(SHORTER, move |cancelled| {
        verification::prove(&site.texts.library, &texts, &slug, &text, why.as_deref(), cancelled)
    });
    Ok(proven.await??)
}

/// Whether a draft may be handed on.
pub(crate) async fn check_draft(state: &AppState, library: &Library, draft: &DraftRow) -> Result<(), ApiError> {
    check_text(&state.site.current().texts, library, draft)?;
    check_pictures(state, &draft.text).await
}

/// The part of it that takes a processor's time.
pub(crate) fn check_text(texts: &Texts, library: &Library, draft: &DraftRow) -> Result<(), ApiError> {
    if let Some(fault) = documents::faults(library, &draft.path, &draft.text).into_iter().next() {
        let message = format!("第 {} 行：{}", fault.line, fault.message);
        return Err(ApiError::field(&fault.field, "faulty", &message));
    }
    if documents::changed_beside(texts, draft).is_some() {
        let message = "内容文件夹里的这一份刚有人改过：两份都看一眼，选一份";
        return Err(ApiError::new(StatusCode::CONFLICT, "file_changed", message));
    }
    if without_field(&draft.text, "withdrawn") != draft.text {
        let message = "草稿里不写 withdrawn：要撤下，点“撤下”";
        return Err(ApiError::field("withdrawn", "unfit", message));
    }
    Ok(())
}

/// A text may name a picture or a recording that was never sent, or that was thrown away while no text named it; a recording may have
/// been taken back.
pub(crate) async fn check_pictures(state: &AppState, text: &str) -> Result<(), ApiError> {
    for name in content::recording::names(text) {
        if state.store.is_taken_back(name).await? {
            return Err(ApiError::field("recording", "taken_back", "这段录音本人收回了：点“拿掉”，再发布"));
        }
        if !state.pictures.has(name).await.map_err(|error| ApiError::unavailable(&error))? {
            return Err(ApiError::field("recording", "no_recording", "这段录音不在了：点“拿掉”，再上传一次"));
        }
    }
    for name in content::picture::names(text) {
        if !state.pictures.has(name).await.map_err(|error| ApiError::unavailable(&error))? {
            let line = text.lines().position(|line| line.contains(name)).map_or(1, |at| at + 1);
            let message = format!("第 {line} 行的图片不在了：删掉这一行，再点“加图片”放一次");
            return Err(ApiError::field("body", "no_picture", &message));
        }
    }
    Ok(())
}

/// Nobody makes other documents disappear without being told.
pub(crate) async fn check_others(
    state: &AppState,
    planned: &[PlannedRow],
    new: Vec<(String, String)>,
) -> Result<(), ApiError> {
    let (site, overlay, planned) = (state.site.current(), state.site.overlay(), planned.to_vec());
    let harm = state.blocking.run(SHORTER, move |_| documents::breaks_others(&site.texts, &overlay, &planned, &new));
    match harm.await? {
        None => Ok(()),
        Some(fault) => {
            let title = title_at(state, &fault.path);
            let message = format!("这样发布，“{title}”就不能给读者看了：{}。先改好那一份", fault.message);
            Err(ApiError::field("file", "harms_others", &message))
        }
    }
}

/// What a document is called; its path where it has no title yet.
fn title_at(state: &AppState, path: &str) -> String {
    let (site, overlay) = (state.site.current(), state.site.overlay());
    let title = visible::shown_text(&site.texts, &overlay, path).map(|text| documents::title(text));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| path.to_string())
}

fn check_words(take: &mut TakeStep) -> Result<(), ApiError> {
    take.note = take.note.take().map(|note| rules::tidy(&note)).filter(|note| !note.is_empty());
    match &take.note {
        Some(note) if rules::characters(note) > NOTE => {
            return Err(ApiError::field("note", "too_long", "写短一点，200 字以内"));
        }
        None if take.step == Step::Return => {
            return Err(ApiError::field("note", "missing", "写一句哪里要改，起草的人才知道"));
        }
        _ => {}
    }
    if take.publish_from.is_some_and(|from| from > now() + AHEAD) {
        return Err(ApiError::field("publish_from", "too_late", "最远只能定到一年以内"));
    }
    // A device's clock may be wrong by a day; what was to wait must not go out at once.
    if take.publish_from.is_some_and(|from| from < now() - LATE) {
        return Err(ApiError::field("publish_from", "too_early", "这个时间已经过了；要现在发，就不定时间"));
    }
    match (take.step, take.revision) {
        (Step::Restore, None) => Err(StoreError::Unfit("revision").into()),
        _ => Ok(()),
    }
}

/// What readers are shown of a document that is not there any more.
pub(crate) fn withdrawn(text: &str) -> Option<String> {
    let is_already = without_field(text, "withdrawn") != text;
    if is_already { None } else { with_field(text, "withdrawn", &today().to_string()) }
}

fn restored(text: &str) -> Option<String> {
    Some(without_field(text, "withdrawn"))
}
