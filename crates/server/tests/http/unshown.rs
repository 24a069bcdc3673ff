//! A document that readers are not shown has words all the same: in every state it is answered with them, to everybody at
//! a desk.

use serde_json::{Value, json};

use crate::app::App;
use crate::documents::{card, in_days, publish, save, step};

on_both!(a_document_has_its_words_in_every_state, of_what_was_planned_the_last_is_told);

const CARD: &str = "/api/desk/documents/cards/q001";

/// Where an answer has the words of a document: the field, its words, and what the list says of it.
fn told(app: &App, at: &str) -> (&'static str, String, Option<Value>) {
    let document = app.other_secretary.get(at).is(200);
    assert_eq!(app.admin.get(at).is(200)["text"], document["text"], "the same for everybody");
    let (folder, slug) = at.trim_start_matches("/api/desk/documents/").split_once('/').unwrap();
    let listed = app.other_secretary.get(&format!("/api/desk/documents?folder={folder}")).is(200);
    let row = listed["documents"].as_array().unwrap().iter().find(|row| row["slug"] == slug).cloned();
    for (field, words) in [
        ("draft", &document["draft"]["text"]),
        ("planned", &document["planned"]["text"]),
        ("shown", &document["text"]),
        ("put aside", &document["put_aside"]),
    ] {
        if let Some(words) = words.as_str() {
            return (field, words.into(), row);
        }
    }
    ("nowhere", String::new(), row)
}

fn a_document_has_its_words_in_every_state(app: &mut App) {
    let words = card("一直在的字。");
    let is = |state: &str, at: &str, field: &str| {
        let (where_, text, row) = told(app, at);
        assert_eq!((where_, text.contains("一直在的字。")), (field, true), "{state}");
        let row = row.unwrap_or_else(|| panic!("{state}: it is in the list"));
        assert_eq!(row["title"], "青年强，则国家强。", "{state}");
        row
    };
    assert_eq!(told(app, CARD).0, "nowhere");
    save(&app.secretary, CARD, &words, 0).is(200);
    is("begun", CARD, "draft");
    step(&app.secretary, CARD, "submit", 1, Value::Null).is(200);
    is("in review", CARD, "draft");
    step(&app.other_secretary, CARD, "return", 2, json!({ "note": "短一点" })).is(200);
    is("returned", CARD, "draft");
    step(&app.secretary, CARD, "submit", 3, Value::Null).is(200);
    let soon = in_days(1);
    step(&app.other_secretary, CARD, "publish", 4, json!({ "publish_from": soon })).is(200);
    assert_eq!(is("planned", CARD, "planned")["publish_from"], soon);
    assert_eq!(app.secretary.get(CARD).is(200)["planned"]["publish_from"], soon);
    step(&app.secretary, CARD, "unschedule", 4, Value::Null).is(200);
    is("called off", CARD, "draft");
    step(&app.secretary, CARD, "discard", 1, Value::Null).is(200);
    let row = is("put aside", CARD, "put aside");
    assert!(row.get("stage").is_none() && row.get("publish_from").is_none() && row["shown"] == "nothing");
    // Whoever finds it goes on with it.
    let newest = app.secretary.get(CARD).is(200)["revisions"][0]["number"].as_i64().unwrap();
    step(&app.other_secretary, CARD, "restore", newest, json!({ "revision": newest })).is(200);
    is("brought back", CARD, "draft");
    assert!(app.secretary.get(CARD).is(200).get("put_aside").is_none());

    let other = "/api/desk/documents/cards/q002";
    publish(app, other, &words, Value::Null);
    is("published", other, "shown");
    step(&app.secretary, other, "withdraw", 2, Value::Null).is(200);
    assert_eq!(is("withdrawn", other, "shown")["shown"], "withdrawn");
    // A file has its own.
    let (field, text, _) = told(app, "/api/desk/documents/cards/good");
    assert_eq!((field, text.is_empty()), ("shown", false));
}

fn of_what_was_planned_the_last_is_told(app: &mut App) {
    publish(app, CARD, &card("周一的。"), json!({ "publish_from": in_days(3) }));
    let planned = publish(app, CARD, &card("周三的。"), json!({ "publish_from": in_days(5) }));
    assert!(planned["planned"]["text"].as_str().unwrap().contains("周三的。"), "{planned}");
    // Called off, it is the one before that is left; and its words are never those that were shown.
    let left = step(&app.secretary, CARD, "unschedule", 4, Value::Null).is(200);
    assert!(left["planned"]["text"].as_str().unwrap().contains("周一的。"), "{left}");
    publish_now(app, &left);
    assert!(app.secretary.get(CARD).is(200).get("planned").is_none());
}

/// What is shown now takes the place of all that was planned.
fn publish_now(app: &App, left: &Value) {
    let version = left["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, CARD, "submit", version, Value::Null).is(200);
    step(&app.other_secretary, CARD, "publish", version + 1, Value::Null).is(200);
}
