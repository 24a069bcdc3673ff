//! Stories of places and people, thanks below them, and whom members nominate.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::app::App;
use crate::documents::{publish, save};
use crate::phone::{Phone, post_id};
use crate::recordings::mp3;

on_both!(
    thanks_stand_below_a_story_once_somebody_has_looked,
    a_nomination_is_the_secretaries_alone,
    nobody_is_in_a_story_who_was_not_asked
);

const STORY: &str = "/api/desk/documents/stories/s1";

fn story(more: &str) -> String {
    format!("---\ntitle: 一把雨伞\nsummary: 一句。\n{more}\n---\n正文。\n")
}

fn say(phone: &Phone, body: &str, about: &str) -> String {
    let id = post_id();
    phone.post("/api/posts", &json!({ "id": id, "body": body, "signed": "nickname", "card": about })).is(201);
    id
}

fn thanks_stand_below_a_story_once_somebody_has_looked(app: &mut App) {
    publish(app, STORY, &story("about: 地方"), Value::Null);
    let page = app.anonymous().get("/stories/s1/").text();
    assert!(page.contains("data-notes=\"stories/s1\"") && page.contains("/posts/new/#stories/s1"), "{page}");
    assert!(app.anonymous().get("/stories/").text().contains("一把雨伞"));
    let id = say(&app.member, "雨天那碗面，谢谢<b>", "stories/s1");
    let notes = |app: &App| app.anonymous().get("/notes/stories/s1/");
    assert!(!notes(app).text().contains("那碗面"));
    assert_eq!(app.waiting()[0]["card"], "stories/s1");
    app.secretary.decide(&id, "approve", 1).is(200);
    let said = notes(app);
    assert!(said.text().contains("雨天那碗面，谢谢&lt;b&gt;") && said.text().contains(&format!("/posts/{id}/")));
    let found = app.anonymous().get("/api/posts?card=stories/s1").is(200);
    assert_eq!(found["posts"][0]["id"], id.as_str());
    app.member.delete(&format!("/api/posts/{id}")).is(204);
    assert!(!notes(app).text().contains("那碗面"));
    // Below what is not there nothing is said.
    let unknown = json!({ "id": post_id(), "body": "谢谢", "signed": "nickname", "card": "stories/s2" });
    app.member.post("/api/posts", &unknown).refuses(422, "unknown");
    app.anonymous().get("/notes/site/site/").is(404);
    app.anonymous().get("/notes/stories/s2/").is(404);
}

fn a_nomination_is_the_secretaries_alone(app: &mut App) {
    let id = say(&app.member, "怎么称呼：示例老周\n做了什么：扶过人\n怎么找：站里", "stories/nominate");
    assert_eq!(app.waiting()[0]["card"], "stories/nominate");
    app.secretary.decide(&id, "approve", 1).is(200);
    // Taken, it has a list of its own, beside what everybody reads.
    let listed = |more: &str| {
        let posts = app.secretary.get(&format!("/api/desk/posts?state=approved{more}")).is(200)["posts"].clone();
        posts.as_array().unwrap().iter().map(|post| post["id"].clone()).collect::<Vec<_>>()
    };
    let said = app.approved("大家看的一句");
    assert_eq!((listed(""), listed("&nominations=true")), (vec![json!(said)], vec![json!(id)]));
    app.member.delete(&format!("/api/posts/{said}")).is(204);
    // Nobody else's to read it is still.
    assert_eq!(app.member.get("/api/me/posts").is(200)["posts"][0]["state"], "approved");
    assert!(app.feed().is_empty());
    app.anonymous().get(&format!("/api/posts/{id}")).is(404);
    app.anonymous().get("/api/posts?card=stories/nominate").is(400);
    app.anonymous().get("/notes/stories/nominate/").is(404);
    assert!(!app.anonymous().get("/posts/").text().contains("示例老周"));
    // Long after, whoever was named is in nothing here; what else was decided then stays.
    let other = app.approved("别的话");
    app.database.try_run("UPDATE posts SET decided_at = 1").unwrap();
    app.kill_and_restart();
    let begun = Instant::now();
    while app.database.holds("示例老周") {
        assert!(begun.elapsed() < Duration::from_secs(10), "{}", app.said());
    }
    assert_eq!(app.feed()[0]["id"], other.as_str());
}

fn nobody_is_in_a_story_who_was_not_asked(app: &mut App) {
    let at = "/api/desk/documents/stories/s2";
    let saved = save(&app.secretary, at, &story("about: 人"), 0).is(200);
    assert_eq!(saved["faults"][0]["field"], "agreed");
    let saved = save(&app.secretary, at, &story("about: 人\nagreed: 2026-01-02\nuntil: 2028-01-02"), 1).is(200);
    assert_eq!(saved["faults"][0]["field"], "until");
    let sent = app.secretary.post_bytes("/api/desk/recordings", &mp3(40)).is(201)["path"].clone();
    let (recording, over) = (sent.as_str().unwrap(), "about: 人\nagreed: 2025-01-02\nuntil: 2025-03-01");
    publish(app, STORY, &story(&format!("{over}\nrecording: {recording}")), Value::Null);
    // Its last day is over: it is gone by itself, as what is withdrawn.
    assert_eq!(app.anonymous().get("/stories/s1/").status, 410);
    assert!(!app.anonymous().get("/stories/").text().contains("一把雨伞"));
    // So is whoever's voice it was, and what was said below, and nothing more is said there.
    app.anonymous().get(recording).is(404);
    app.anonymous().get("/notes/stories/s1/").is(404);
    let late = json!({ "id": post_id(), "body": "谢谢", "signed": "nickname", "card": "stories/s1" });
    app.member.post("/api/posts", &late).refuses(422, "unknown");
}
