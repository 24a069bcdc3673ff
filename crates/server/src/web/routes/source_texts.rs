//! 原文库 at the desk: source texts, and looking quotations up in them.

use api::documents::{Folder, Step, TakeStep};
use api::error::ErrorBody;
use api::paths;
use api::sources::{AddSource, Find, Finding, SourceRow, SourceWords, Sources};
use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::StatusCode;
use content::day::Day;
use content::document::Kind;
use content::fault::Faults;
use content::front_matter::FrontMatter;
use content::source::Source;
use content::write::Writer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::imports::check;
use crate::curation::{documents, source_texts};
use crate::infra::blocking::Less;
use crate::store::documents::DraftRow;
use crate::store::documents::source_texts::{NewText, TextRow};
use crate::tables;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, QueryArgs, RawBody};
use crate::web::guard::{DOCUMENT, FILE};
use crate::web::routes::documents::take_step;
use crate::web::state::AppState;

/// Source texts, as they come out of Word, and looking quotations up.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_sources, add_source))
        .routes(routes!(show_source_text, remove_source_text))
        .layer(DefaultBodyLimit::max(FILE))
        .merge(OpenApiRouter::new().routes(routes!(find_quote)).layer(DefaultBodyLimit::max(DOCUMENT)))
}

/// No quotation is longer.
const QUOTE: usize = 2_000;
/// A quotation that takes too long to look up.
const SHORTER: Less =
    Less { field: "quote", message: "这一句核对的时间太长：截短一点，一次核对一句" };
/// A file that takes too long to read.
const SMALLER: Less = Less {
    field: "file",
    message: "这份文件读的时间太长：只留要引用的几章，或者另存为 .txt，再放一次",
};
/// Nor is any name of a source or file.
const NAME: usize = 200;

/// Sources that quotations may name, with their texts; those that still wait for somebody's look, too.
#[utoipa::path(get, path = paths::API_DESK_SOURCES, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Sources), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_sources(
    State(state): State<AppState>,
    secretary: Secretary,
) -> Result<Json<Sources>, ApiError> {
    Ok(Json(all(&state, &secretary.me.id).await?))
}

/// Puts a source text in: the body is a file (.docx, .md, .txt) or a pasted text. Of a source that is new a draft is made
/// and handed on: somebody else has to look at it before cards may name it.
#[utoipa::path(post, path = paths::API_DESK_SOURCES, tag = "desk", params(AddSource), request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("secretary" = [])), responses(
    (status = 200, body = Sources, description = "it was there already"), (status = 201, body = Sources), (status = 400, body = ErrorBody),
    (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 413, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn add_source(
    State(state): State<AppState>,
    secretary: Secretary,
    QueryArgs(add): QueryArgs<AddSource>,
    RawBody(body): RawBody,
) -> Result<(StatusCode, Json<Sources>), ApiError> {
    let (name, encoding) = (add.name.clone(), add.encoding.clone());
    let text = state.blocking.run(SMALLER, move |cancelled| {
        let cancelled = Some(cancelled);
        tables::paragraphs(tables::Brought { bytes: &body, name: &name, encoding: &encoding, cancelled })
    });
    let text = text.await??;
    let me = secretary.me.id.clone();
    let (source, draft) = document(&state, &add, &me).await?;
    let handed = draft.is_some().then(|| source.clone());
    let id = documents::hash(&format!("{source}\n{text}"))[..32].to_string();
    let title = if add.name.is_empty() { "粘贴的原文".to_string() } else { add.name.chars().take(NAME).collect() };
    let new = NewText { id, source, title, text, draft };
    let actor = secretary.actor();
    let is_new = state.store.add_source_text(actor, new).await?;
    if let Some(slug) = handed.filter(|_| is_new) {
        let (step, at) = (Step::Submit, (Folder::Sources.as_str().to_string(), slug));
        let step = TakeStep { step, version: 1, note: None, publish_from: None, unverified: None, revision: None };
        // Where it cannot be handed on now, it is a draft whose page offers to.
        drop(take_step(State(state.clone()), secretary, PathArg(at), JsonBody(step)).await);
    }
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(all(&state, &me).await?)))
}

/// The words of a source text: whoever reviews a source reads what quotations will be compared with.
#[utoipa::path(get, path = "/api/desk/sources/{id}", tag = "desk", params(("id" = String, Path)), security(("secretary" = [])), responses(
    (status = 200, body = SourceWords), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn show_source_text(
    State(state): State<AppState>,
    _: Secretary,
    PathArg(id): PathArg<String>,
) -> Result<Json<SourceWords>, ApiError> {
    Ok(Json(SourceWords { text: state.store.source_text(&id).await? }))
}

/// Takes a source text out. Cards that were verified with it stay so.
#[utoipa::path(delete, path = "/api/desk/sources/{id}", tag = "desk", params(("id" = String, Path)), security(("secretary" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn remove_source_text(
    State(state): State<AppState>,
    _: Secretary,
    PathArg(id): PathArg<String>,
) -> Result<StatusCode, ApiError> {
    state.store.remove_source_text(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Looks a quotation up: where it stands, or how it differs from the nearest passage.
#[utoipa::path(post, path = paths::API_DESK_FIND, tag = "desk", request_body = Find, security(("secretary" = [])), responses(
    (status = 200, body = Finding), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 422, body = ErrorBody)))]
pub(crate) async fn find_quote(
    State(state): State<AppState>,
    _: Secretary,
    JsonBody(asked): JsonBody<Find>,
) -> Result<Json<Finding>, ApiError> {
    if asked.quote.chars().count() > QUOTE {
        return Err(ApiError::field("quote", "too_long", "太长了，一次核对一句或几句"));
    }
    let texts = state.sources.ready(&state.blocking, &state.store, asked.source.as_deref()).await?;
    let (drafts, planned) = (state.store.drafts().await?, state.store.planned().await?);
    let site = state.site.current();
    let finding = state.blocking.run(SHORTER, move |cancelled| {
        let (text, collation) = source_texts::find(&texts, &asked.quote, cancelled);
        let twins = check::known(&site.texts.library, &drafts, &planned).find(&asked.quote);
        let (source, text) = text.map(|text| (text.row.source.clone(), text.row.to_row())).unzip();
        Finding { source, text, collation, twins }
    });
    Ok(Json(finding.await?))
}

async fn all(state: &AppState, me: &str) -> Result<Sources, ApiError> {
    let (texts, drafts) = (state.store.source_texts(None).await?, state.store.drafts().await?);
    let site = state.site.current();
    let draft = |slug: &str| drafts.iter().find(|draft| draft.path == Folder::Sources.path(slug));
    let row = |source: &Source, is_published: bool| SourceRow {
        slug: source.slug.clone(),
        stage: draft(&source.slug).map(DraftRow::stage),
        is_mine: draft(&source.slug).is_some_and(|draft| draft.is_of(me)),
        title: source.title.clone(),
        short: source.short.clone(),
        author: source.author.clone(),
        date: source.date.to_string(),
        published_in: source.published_in.clone(),
        is_published,
        texts: texts.iter().filter(|text| text.source == source.slug).map(TextRow::to_row).collect(),
    };
    let published = &site.texts.library.sources;
    let mut sources: Vec<SourceRow> = published.values().map(|source| row(source, true)).collect();
    for draft in &drafts {
        if let Some((Folder::Sources, slug)) = Folder::of(&draft.path)
            && !published.contains_key(slug)
        {
            let mut faults = Faults::of("");
            sources.push(row(&Source::read(slug, FrontMatter::parse(&draft.text, &mut faults), &mut faults), false));
        }
    }
    sources.sort_by(|one, other| one.slug.cmp(&other.slug));
    Ok(Sources { sources })
}

/// The slug of the source a text is of, and the draft of its document where it is new.
async fn document(state: &AppState, add: &AddSource, me: &str) -> Result<(String, Option<(String, String)>), ApiError> {
    if !add.source.is_empty() {
        let is_known = all(state, me).await?.sources.iter().any(|source| source.slug == add.source);
        return if is_known { Ok((add.source.clone(), None)) } else { Err(ApiError::missing()) };
    }
    let said = |text: &str| text.trim().chars().take(NAME).collect::<String>();
    let short = if add.short.trim().is_empty() { said(&add.title) } else { said(&add.short) };
    let fields = [
        ("title", said(&add.title), "写上全名"),
        ("author", said(&add.author), "写上谁写的、谁讲的"),
        ("published_in", said(&add.published_in), "写上公开发表在哪里，别人才查得到"),
    ];
    for (field, value, message) in &fields {
        if value.is_empty() {
            return Err(ApiError::field(field, "missing", message));
        }
    }
    if Day::parse(&add.date).is_none() {
        return Err(ApiError::field("date", "unfit", "日期写成 2026-11-23 这样"));
    }
    // The same source sent again, because the answer was cut, is the one that was made then.
    let again = all(state, me).await?.sources.into_iter().find(|source| source.title == fields[0].1);
    if let Some(source) = again {
        return Ok((source.slug, None));
    }
    let known = state.store.known_paths(Folder::Sources).await?;
    let slug = documents::free_slug(&state.site, &known, Folder::Sources, &short);
    let text = Writer::default()
        .field("title", &fields[0].1)
        .field("short", &short)
        .field("author", &fields[1].1)
        .field("date", &add.date)
        .field("published_in", &fields[2].1)
        .body("");
    let path = Folder::Sources.path(&slug);
    Ok((slug, Some((path, text))))
}
