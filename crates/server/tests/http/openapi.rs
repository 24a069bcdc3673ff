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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/openapi.json");
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

#[test]
fn the_document_says_of_every_endpoint_what_its_kind_answers() {
    let app = App::start(Database::sqlite());
    let document = app.anonymous().get("/api/openapi.json").is(200);
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let answers = operation["responses"].as_object().unwrap();
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let is_in_path = path.contains(&format!("{{{}}}", parameter["name"].as_str().unwrap()));
                assert_eq!(parameter["in"], if is_in_path { "path" } else { "query" }, "{method} {path}: {parameter}");
            }
            let body = operation["requestBody"]["content"].as_object();
            let takes_json = body.is_some_and(|kinds| kinds.contains_key("application/json"));
            let mut expected = vec!["410", "429", "503"];
            expected.extend(if takes_json { &["400", "413", "415", "422"][..] } else { &[] });
            for status in expected {
                assert!(answers.contains_key(status), "{method} {path} does not say {status}");
            }
            // Said once, and referred to.
            for (status, answer) in answers.iter().filter(|(status, _)| status.as_str() >= "400") {
                assert!(answer["$ref"].is_string(), "{method} {path} {status}");
            }
            let file = body.and_then(|kinds| kinds.get("application/octet-stream"));
            assert!(file.is_none_or(|file| file["schema"]["format"] == "binary"), "{method} {path}");
        }
    }
}
