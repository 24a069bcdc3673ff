//! What came with the content folder stays within reach, whatever was written over it.

use serde_json::{Value, json};

use crate::activities::{day, publish_alone, trip};
use crate::app::App;
use crate::documents::{publish, save, step};

on_both!(what_was_there_before_the_first_edit_comes_back, where_one_suffices_publishing_is_one_step);

fn what_was_there_before_the_first_edit_comes_back(app: &mut App) {
    let at = "/api/desk/documents/cards/good";
    let before = app.secretary.get(at).is(200);
    let original = before["text"].as_str().unwrap().to_string();
    assert_eq!((&before["has_original"], &before["revisions"]), (&json!(true), &json!([])));
    let after = publish(app, at, &format!("{original}多说一句。\n"), Value::Null);
    let newest = after["revisions"][0]["number"].as_i64().unwrap();
    assert_eq!(app.secretary.get(&format!("{at}/revisions/0")).is(200)["text"], original);
    let back = step(&app.secretary, at, "restore", newest, json!({ "revision": 0 })).is(200);
    assert_eq!((&back["draft"]["text"], &back["draft"]["stage"]), (&json!(original), &json!("draft")));
    // Of what was begun here there is none.
    let own = "/api/desk/documents/cards/q001";
    assert_eq!(save(&app.secretary, own, &original, 0).is(200)["draft"]["version"], 1);
    assert_eq!(app.secretary.get(own).is(200)["has_original"], false);
    app.secretary.get(&format!("{own}/revisions/0")).is(404);
}

fn where_one_suffices_publishing_is_one_step(app: &mut App) {
    let published = publish_alone(app, &trip(&[format!("a {} 14:00-15:30 12 院子", day(3))]));
    let kinds: Vec<_> = published["revisions"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["published"]);
}
