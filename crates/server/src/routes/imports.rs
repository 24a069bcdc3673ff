//! 批量导入 at the desk: rows are read, checked, and become drafts together.

use std::collections::BTreeSet;

use api::error::ErrorBody;
use api::imports::{
    CHECKED_AT_ONCE, CheckRows, CheckedRows, Import, Imports, MOST_ROWS, NewImport, ReadRow, ReadRows, ReadTable, Row,
    Undone,
};
use api::paths;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use content::duplicates::Duplicates;
use content::front_matter::MAX_BODY;

use crate::blocking::Less;
use crate::refusal::Refusal;
use crate::sent::{Asked, Brought, Part, Sent};
use crate::speaking::Speaking;
use crate::who::Secretary;
use crate::{imports, shelf, tables};

/// A table that takes too long to read.
const SMALLER: Less =
    Less { field: "file", message: "这张表读的时间太长：分成几份，一份几百行，再放一次" };
/// Rows that take too long to check.
const FEWER: Less = Less {
    field: "rows", message: "这几行核对的时间太长：一行只写一句金句，长的截短，分几次核对"
};
/// No quotation or sentence is longer; a gloss is as long as a document.
const LONGEST: usize = 2_000;

/// One's own imports of the last days.
#[utoipa::path(get, path = paths::API_DESK_IMPORTS, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Imports), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_imports(
    State(speaking): State<Speaking>,
    secretary: Secretary,
) -> Result<Json<Imports>, Refusal> {
    Ok(Json(Imports { imports: speaking.store.imports(&secretary.me.id).await? }))
}

/// A table to fill in (.xlsx): the words above its columns are understood, and the one row in it is left out when it comes
/// back.
#[utoipa::path(get, path = paths::API_DESK_IMPORTS_TEMPLATE, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn import_template(_: Secretary) -> Result<impl IntoResponse, Refusal> {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    // A name of its own, whatever the browser is told of addresses.
    let name = "attachment; filename=\"template.xlsx\"; filename*=UTF-8''%E9%87%91%E5%8F%A5.xlsx";
    let bytes = imports::template().map_err(|fault| Refusal::fault(&fault))?;
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes))
}

/// Takes rows out of a file (.xlsx, .docx, .csv) or of what was pasted, and says which sheets and columns they are from. Nothing
/// is kept.
#[utoipa::path(post, path = paths::API_DESK_IMPORTS_READ, tag = "desk", params(ReadTable), request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("secretary" = [])), responses(
    (status = 200, body = ReadRows), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 413, body = ErrorBody),
    (status = 422, body = ErrorBody)))]
pub(crate) async fn read_import(
    State(speaking): State<Speaking>,
    _: Secretary,
    Asked(asked): Asked<ReadTable>,
    Brought(body): Brought,
) -> Result<Json<ReadRows>, Refusal> {
    let read = speaking.blocking.run(SMALLER, move |cancelled| {
        let mut read = imports::read(&body, &asked)?;
        read.rows.retain(|read| !imports::is_example(&read.row));
        if read.rows.len() > MOST_ROWS {
            return Err(Refusal::from(tables::TOO_MANY));
        }
        let mut earlier = Duplicates::default();
        for (at, ReadRow { row, repeats, .. }) in read.rows.iter_mut().enumerate() {
            if cancelled.is_cancelled() {
                break;
            }
            *repeats = earlier.find(&row.quote).first().and_then(|twin| twin.slug.parse().ok());
            if repeats.is_none() {
                earlier.add(&at.to_string(), &row.quote);
            }
        }
        Ok::<_, Refusal>(read)
    });
    read.await?.map(Json)
}

/// Says of each row where its quotation stands, which cards it may already be on, and what it lacks. Nothing is kept.
#[utoipa::path(post, path = paths::API_DESK_IMPORTS_CHECK, tag = "desk", request_body = CheckRows, security(("secretary" = [])), responses(
    (status = 200, body = CheckedRows), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 413, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn check_rows(
    State(speaking): State<Speaking>,
    _: Secretary,
    Sent(asked): Sent<CheckRows>,
) -> Result<Json<CheckedRows>, Refusal> {
    if asked.rows.len() > CHECKED_AT_ONCE {
        return Err(Refusal::field("rows", "too_many", "一次核对的行太多了"));
    }
    check_lengths(&asked.rows)?;
    let texts = speaking.sources.ready(&speaking.blocking, &speaking.store, None).await?;
    let (drafts, planned) = (speaking.store.drafts().await?, speaking.store.planned().await?);
    let site = speaking.site.current();
    let checked = speaking.blocking.run(FEWER, move |cancelled| {
        let library = &site.texts.library;
        let known = imports::known(library, &drafts, &planned);
        let rows = asked.rows.into_iter().take_while(|_| !cancelled.is_cancelled());
        CheckedRows { rows: rows.map(|row| imports::check(library, &texts, &known, row, cancelled)).collect() }
    });
    checked.await.map(Json)
}

/// Makes drafts of rows, all or none; the same import sent again is the same.
#[utoipa::path(post, path = paths::API_DESK_IMPORTS, tag = "desk", request_body = NewImport, security(("secretary" = [])), responses(
    (status = 200, body = Import, description = "it was made already"), (status = 201, body = Import), (status = 400, body = ErrorBody),
    (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 409, body = ErrorBody, description = "other rows became drafts under this token"),
    (status = 413, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn create_import(
    State(speaking): State<Speaking>,
    secretary: Secretary,
    Sent(new): Sent<NewImport>,
) -> Result<(StatusCode, Json<Import>), Refusal> {
    let is_token = (16..=64).contains(&new.token.len()) && new.token.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_token {
        return Err(Refusal::field("token", "unfit", "这次导入的编号不对，重新打开这一页再来"));
    }
    if new.rows.is_empty() || new.rows.len() > MOST_ROWS {
        return Err(Refusal::field("rows", "unfit", "选 1 到 2000 行"));
    }
    check_lengths(&new.rows)?;
    let (site, overlay) = (speaking.site.current(), speaking.site.overlay());
    let (texts_of, rows) = (site.texts.clone(), new.rows);
    let written = speaking.blocking.run(FEWER, move |_| {
        let text = |mut row: Row| {
            if let Some(slug) = imports::source_of(&texts_of.library, &row.source) {
                row.source = slug.to_string();
            }
            imports::text(&row)
        };
        let digest = shelf::hash(&serde_json::to_string(&rows).map_err(|fault| Refusal::fault(&fault))?);
        Ok::<_, Refusal>((digest, rows.into_iter().map(text).collect()))
    });
    let (digest, texts) = written.await??;
    let taken: BTreeSet<String> = site.texts.files.keys().chain(overlay.texts.keys()).cloned().collect();
    let (import, is_new) = speaking.store.create_import(secretary.judge(), new.token, digest, texts, taken).await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(import)))
}

/// Takes an import's drafts away. Those that somebody has changed or handed on stay, and are counted.
#[utoipa::path(delete, path = "/api/desk/imports/{id}", tag = "desk", params(("id" = i64, Path)), security(("secretary" = [])), responses(
    (status = 200, body = Undone), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn undo_import(
    State(speaking): State<Speaking>,
    secretary: Secretary,
    Part(id): Part<i64>,
) -> Result<Json<Undone>, Refusal> {
    Ok(Json(speaking.store.undo_import(secretary.judge(), id).await?))
}

fn check_lengths(rows: &[Row]) -> Result<(), Refusal> {
    for (at, row) in rows.iter().enumerate() {
        let short = [&row.quote, &row.sentence, &row.before, &row.after, &row.source, &row.section, &row.theme];
        if short.iter().any(|text| text.chars().count() > LONGEST) || row.gloss.len() > MAX_BODY {
            return Err(Refusal::field("rows", "too_long", &format!("第 {} 行太长，一行一句金句", at + 1)));
        }
    }
    Ok(())
}
