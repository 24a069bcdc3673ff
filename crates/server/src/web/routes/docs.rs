//! The API's own document, for programs and for people.

use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use axum::Json;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use content::bundle::escape;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{Components, Info, OpenApi};

/// For programs.
pub(crate) const OPENAPI: &str = "/api/openapi.json";
/// For people.
pub(crate) const DOCS: &str = "/api/docs";

/// The document without any endpoint.
pub(crate) fn empty() -> OpenApi {
    let mut info = Info::new("nuanxin", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "Speaking: 我有话儿对党说. Changes need the cookie of `POST /api/join` or `POST /api/sign-in`, and come from this \
         site's own pages (`Origin`, `Sec-Fetch-Site`). Times are unix milliseconds. Every answer that is no success is an \
         `ErrorBody`; 429 and 503 carry `Retry-After`."
            .into(),
    );
    let mut components = Components::new();
    for (role, who) in [
        ("signed_in", "Anybody signed in"),
        ("member", "A member of a branch"),
        ("secretary", "A secretary, within the own branch; an admin, within all"),
        ("admin", "An admin"),
    ] {
        let cookie = ApiKeyValue::with_description("nuanxin", who);
        components.add_security_scheme(role, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
    let mut document = OpenApi::new(info, utoipa::openapi::Paths::new());
    document.components = Some(components);
    document
}

/// Answers with the document.
pub(crate) async fn openapi(document: Arc<OpenApi>) -> Response {
    ([(header::CACHE_CONTROL, "public, max-age=0, s-maxage=60")], Json(&*document)).into_response()
}

/// Answers with a page made from it.
pub(crate) async fn docs(document: Arc<OpenApi>) -> Response {
    static PAGE: OnceLock<String> = OnceLock::new();
    let html = PAGE.get_or_init(|| page(&document)).clone();
    ([(header::CACHE_CONTROL, "public, max-age=0, s-maxage=60")], Html(html)).into_response()
}

fn page(document: &OpenApi) -> String {
    let about = document.info.description.as_deref().unwrap_or_default();
    let mut html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>nuanxin API</title><h1>nuanxin API</h1><p>{}</p><p>The same for programs: <a href=\"{OPENAPI}\">{OPENAPI}</a></p>",
        escape(about)
    );
    for (path, item) in &document.paths.paths {
        for (method, operation) in operations(item) {
            write_operation(&mut html, path, method, operation);
        }
    }
    html += "<h2>Refusals</h2><p>Each with an <a href=\"#ErrorBody\">ErrorBody</a>.</p><ul>";
    for (name, refusal) in document.components.iter().flat_map(|components| &components.responses) {
        let says = serde_json::to_value(refusal).unwrap_or_default();
        let says = escape(says["description"].as_str().unwrap_or_default());
        let _ = write!(html, "<li id=\"{name}\">{name}: {says}</li>");
    }
    html += "</ul><h2>Shapes</h2>";
    for (name, schema) in document.components.iter().flat_map(|components| &components.schemas) {
        let shape = serde_json::to_string_pretty(schema).unwrap_or_default();
        let _ = write!(html, "<h3 id=\"{name}\">{name}</h3><pre>{}</pre>", escape(&shape));
    }
    html
}

/// The methods of a path, by name.
fn operations(item: &PathItem) -> impl Iterator<Item = (&'static str, &Operation)> {
    [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("PATCH", &item.patch), ("DELETE", &item.delete)]
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

fn write_operation(html: &mut String, path: &str, method: &str, operation: &Operation) {
    let json = serde_json::to_value(operation).unwrap_or_default();
    let who = json["security"].as_array().and_then(|all| all.first()?.as_object()?.keys().next().cloned());
    let says = operation.summary.as_deref().or(operation.description.as_deref()).unwrap_or_default();
    let _ = write!(
        html,
        "<h2>{method} {}</h2><p>{}</p><p>By: {}</p>",
        escape(path),
        escape(says),
        who.unwrap_or_else(|| "anyone".into())
    );
    let link = |reference: &serde_json::Value| {
        let name = reference.as_str()?.rsplit('/').next()?;
        Some(format!("<a href=\"#{name}\">{name}</a>"))
    };
    let shape = |content: &serde_json::Value| {
        let content = content.as_object().and_then(|kinds| kinds.values().next())?;
        link(&content["schema"]["$ref"])
    };
    if let Some(takes) = shape(&json["requestBody"]["content"]) {
        let _ = write!(html, "<p>Takes: {takes}</p>");
    }
    html.push_str("<ul>");
    for (status, answer) in json["responses"].as_object().into_iter().flatten() {
        let gives = link(&answer["$ref"]).or_else(|| shape(&answer["content"]));
        let says = answer["description"].as_str().unwrap_or_default();
        let _ = write!(html, "<li>{status} {} {}</li>", gives.unwrap_or_default(), escape(says));
    }
    html.push_str("</ul>");
}
