//! 批量导入 at the desk: rows are read, checked, and become drafts together.

use std::collections::BTreeSet;

use api::documents::Folder;
use api::error::ErrorBody;
use api::imports::{
    CHECKED_AT_ONCE, CheckRows, CheckedRows, Field, Import, Imports, MOST_ROWS, NewImport, ReadRow, ReadRows,
    ReadTable, Row, Undone,
};
use api::paths;
use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use content::duplicates::Duplicates;
use content::front_matter::MAX_BODY;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::documents;
use crate::curation::imports::{check, place_rows, table, template};
use crate::infra::blocking::Less;
use crate::tables;
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, QueryArgs, RawBody};
use crate::web::guard::FILE;
use crate::web::state::AppState;

/// Tables, as they come out of Excel.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_imports, create_import))
        .routes(routes!(import_template))
        .routes(routes!(places_table))
        .routes(routes!(read_import))
        .routes(routes!(check_rows))
        .routes(routes!(undo_import))
        .layer(DefaultBodyLimit::max(FILE))
}

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
    State(state): State<AppState>,
    secretary: Secretary,
) -> Result<Json<Imports>, ApiError> {
    Ok(Json(Imports { imports: state.store.imports(&secretary.me.id).await? }))
}

/// Of which kind.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TemplateAsked {
    /// `cards` unless asked otherwise; `places`.
    #[serde(default)]
    folder: Folder,
}

const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Names of their own, whatever the browser is told of addresses.
const CARDS_FILE: &str = "attachment; filename=\"template.xlsx\"; filename*=UTF-8''%E9%87%91%E5%8F%A5.xlsx";
const PLACES_FILE: &str = "attachment; filename=\"places.xlsx\"; filename*=UTF-8''%E5%9C%B0%E6%96%B9.xlsx";

/// A table to fill in (.xlsx): the words above its columns are understood, and the one row in it is left out when it comes
/// back.
#[utoipa::path(get, path = paths::API_DESK_IMPORTS_TEMPLATE, tag = "desk", params(TemplateAsked), security(("secretary" = [])), responses(
    (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 422, body = ErrorBody, description = "nothing is imported into that `folder`")))]
pub(crate) async fn import_template(
    _: Secretary,
    QueryArgs(asked): QueryArgs<TemplateAsked>,
) -> Result<impl IntoResponse, ApiError> {
    check_folder(asked.folder)?;
    let name = if asked.folder == Folder::Places { PLACES_FILE } else { CARDS_FILE };
    let bytes = template::template(asked.folder).map_err(|fault| ApiError::fault(&fault))?;
    Ok(([(header::CONTENT_TYPE, SPREADSHEET), (header::CONTENT_DISPOSITION, name)], bytes))
}

/// All places that readers are shown, as a table (.xlsx) with the columns that are understood when it comes back.
#[utoipa::path(get, path = paths::API_DESK_PLACES_TABLE, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn places_table(State(state): State<AppState>, _: Secretary) -> Result<impl IntoResponse, ApiError> {
    let bytes = template::places(&state.site.current().texts.library).map_err(|fault| ApiError::fault(&fault))?;
    Ok(([(header::CONTENT_TYPE, SPREADSHEET), (header::CONTENT_DISPOSITION, PLACES_FILE)], bytes))
}

/// Takes rows out of a file (.xlsx, .docx, .csv) or of what was pasted, and says which sheets and columns they are from. Nothing
/// is kept.
#[utoipa::path(post, path = paths::API_DESK_IMPORTS_READ, tag = "desk", params(ReadTable), request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("secretary" = [])), responses(
    (status = 200, body = ReadRows), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 413, body = ErrorBody),
    (status = 422, body = ErrorBody)))]
pub(crate) async fn read_import(
    State(state): State<AppState>,
    _: Secretary,
    QueryArgs(asked): QueryArgs<ReadTable>,
    RawBody(body): RawBody,
) -> Result<Json<ReadRows>, ApiError> {
    check_folder(asked.folder)?;
    let site = state.site.current();
    let read = state.blocking.run(SMALLER, move |cancelled| {
        let mut read = table::read(&body, &asked, cancelled)?;
        read.rows.retain(|read| !template::is_example(&read.row));
        if read.rows.len() > MOST_ROWS {
            return Err(ApiError::from(tables::TOO_MANY));
        }
        if asked.folder == Folder::Places {
            for read in &mut read.rows {
                let (row, doubt) = place_rows::tidied(&site.texts.library, std::mem::take(&mut read.row));
                read.row = row;
                read.doubt =
                    [read.doubt.take(), doubt].into_iter().flatten().reduce(|one, other| format!("{one}；{other}"));
            }
            place_rows::repeats(&mut read.rows);
            return Ok(read);
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
        Ok::<_, ApiError>(read)
    });
    read.await?.map(Json)
}

/// Says of each row where its quotation stands, which cards it may already be on, and what it lacks. Nothing is kept.
#[utoipa::path(post, path = paths::API_DESK_IMPORTS_CHECK, tag = "desk", request_body = CheckRows, security(("secretary" = [])), responses(
    (status = 200, body = CheckedRows), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 413, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn check_rows(
    State(state): State<AppState>,
    _: Secretary,
    JsonBody(asked): JsonBody<CheckRows>,
) -> Result<Json<CheckedRows>, ApiError> {
    if asked.rows.len() > CHECKED_AT_ONCE {
        return Err(ApiError::field("rows", "too_many", "一次核对的行太多了"));
    }
    check_folder(asked.folder)?;
    check_lengths(&asked.rows)?;
    let texts = state.sources.ready(&state.blocking, &state.store, None).await?;
    let (drafts, planned) = (state.store.drafts().await?, state.store.planned().await?);
    let site = state.site.current();
    let checked = state.blocking.run(FEWER, move |cancelled| {
        let library = &site.texts.library;
        let rows = asked.rows.into_iter().take_while(|_| !cancelled.is_cancelled());
        if asked.folder == Folder::Places {
            let known = place_rows::known(library, &drafts, &planned);
            return CheckedRows { rows: rows.map(|row| place_rows::check(library, &known, row)).collect() };
        }
        let known = check::known(library, &drafts, &planned);
        CheckedRows { rows: rows.map(|row| check::check(library, &texts, &known, row, cancelled)).collect() }
    });
    Ok(Json(checked.await?))
}

/// Makes drafts of rows, all or none; the same import sent again is the same.
#[utoipa::path(post, path = paths::API_DESK_IMPORTS, tag = "desk", request_body = NewImport, security(("secretary" = [])), responses(
    (status = 200, body = Import, description = "it was made already"), (status = 201, body = Import), (status = 400, body = ErrorBody),
    (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 409, body = ErrorBody, description = "other rows became drafts under this token"),
    (status = 413, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn create_import(
    State(state): State<AppState>,
    secretary: Secretary,
    JsonBody(new): JsonBody<NewImport>,
) -> Result<(StatusCode, Json<Import>), ApiError> {
    let is_token = (16..=64).contains(&new.token.len()) && new.token.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_token {
        return Err(ApiError::field("token", "unfit", "这次导入的编号不对，重新打开这一页再来"));
    }
    check_folder(new.folder)?;
    if new.rows.is_empty() || new.rows.len() > MOST_ROWS {
        return Err(ApiError::field("rows", "unfit", "选 1 到 2000 行"));
    }
    check_lengths(&new.rows)?;
    let (site, overlay) = (state.site.current(), state.site.overlay());
    let (texts_of, rows, folder) = (site.texts.clone(), new.rows, new.folder);
    let written = state.blocking.run(FEWER, move |_| {
        let text = |mut row: Row| {
            let stem = documents::stem(folder, &row.quote);
            if folder == Folder::Places {
                return (stem, place_rows::text(&row));
            }
            if let Some(slug) = check::source_of(&texts_of.library, &row.source) {
                row.source = slug.to_string();
            }
            (stem, check::text(&row))
        };
        let digest = documents::hash(&serde_json::to_string(&rows).map_err(|fault| ApiError::fault(&fault))?);
        Ok::<_, ApiError>((digest, rows.into_iter().map(text).collect()))
    });
    let (digest, texts) = written.await??;
    let taken: BTreeSet<String> = site.texts.files.keys().chain(overlay.texts.keys()).cloned().collect();
    let (import, is_new) =
        state.store.create_import(secretary.actor(), new.token, digest, folder, texts, taken).await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(import)))
}

/// Takes an import's drafts away. Those that somebody has changed or handed on stay, and are counted.
#[utoipa::path(delete, path = "/api/desk/imports/{id}", tag = "desk", params(("id" = i64, Path)), security(("secretary" = [])), responses(
    (status = 200, body = Undone), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn undo_import(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(id): PathArg<i64>,
) -> Result<Json<Undone>, ApiError> {
    Ok(Json(state.store.undo_import(secretary.actor(), id).await?))
}

/// Of what rows can become.
fn check_folder(folder: Folder) -> Result<(), ApiError> {
    match folder {
        Folder::Cards | Folder::Places => Ok(()),
        _ => Err(ApiError::field("folder", "unfit", "批量导入只收金句和地方")),
    }
}

fn check_lengths(rows: &[Row]) -> Result<(), ApiError> {
    for (at, row) in rows.iter().enumerate() {
        let short = [&row.quote, &row.sentence, &row.before, &row.after, &row.source, &row.section, &row.theme];
        if short.iter().any(|text| text.chars().count() > LONGEST) || row.gloss.len() > MAX_BODY {
            return Err(ApiError::field("rows", "too_long", &format!("第 {} 行太长，一行一句金句", at + 1)));
        }
        let is_known = |key: &String| Field::of(Folder::Places).iter().any(|field| field.as_str() == key);
        if row.place.iter().any(|(key, text)| !is_known(key) || text.chars().count() > LONGEST) {
            return Err(ApiError::field("rows", "too_long", &format!("第 {} 行太长，一行一个地方", at + 1)));
        }
    }
    Ok(())
}
