//! The API's own document.

use std::path::Path;

use crate::app::App;
use crate::database::Database;

/// What was agreed on last. `UPDATE_SNAPSHOTS=1` writes it anew, for a change that is meant.
#[test]
fn the_document_is_as_agreed() {
    let app = App::start(Database::sqlite());
    let document = app.anonymous().get("/api/openapi.json").is(200);
    let text = serde_json::to_string_pretty(&document).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speaking/openapi.json");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let agreed = std::fs::read_to_string(&path).unwrap_or_default();
    let line = text.lines().zip(agreed.lines()).position(|(now, then)| now != then);
    assert!(
        text == agreed,
        "the API has changed, first in line {line:?} of its document: if it is meant to, UPDATE_SNAPSHOTS=1"
    );
}

#[test]
fn people_read_it_as_a_page() {
    let app = App::start(Database::sqlite());
    let page = app.anonymous().get("/api/docs");
    assert!(
        page.header("content-type").starts_with("text/html")
            && page.header("content-security-policy").contains("script-src")
    );
    let text = page.text();
    for part in
        ["POST /api/posts</h2>", "By: member", "<a href=\"#MyPost\">MyPost</a>", "id=\"NewPost\"", "/api/openapi.json"]
    {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn the_version_says_that_somebody_answers() {
    let app = App::start(Database::sqlite());
    assert_eq!(app.anonymous().get("/version.json").is(200)["api"], true);
    app.anonymous().get("/api/nowhere").refuses(404, "not_found");
    app.member.put("/api/posts").refuses(405, "method_not_allowed");
}
