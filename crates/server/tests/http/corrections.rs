//! What somebody says is wrong about a place: kept once, by nobody, until the desk has dealt with it.

use content::day::Day;
use serde_json::{Value, json};

use crate::app::App;
use crate::database::Database;
use crate::documents::{in_days, save, step};
use crate::phone::{Answer, Phone, post_id};

on_both!(
    a_correction_is_kept_once_however_often_it_is_sent,
    what_is_no_correction_is_refused_in_words,
    the_desk_sees_how_often_what_was_said_and_confirms_one_group,
    publishing_what_was_mended_ends_what_was_said_about_it,
    what_is_planned_for_later_ends_nothing_yet,
    of_what_a_hundred_say_no_more_is_kept,
    nobody_goes_over_a_draft_to_confirm,
    there_is_no_place_for_whoever_said_it,
);

const AT: &str = "/api/desk/documents/places/example";

/// A place whose hours and services were confirmed long ago.
pub fn place(more: &str) -> String {
    format!(
        "---\ntitle: 示例驿站\nkind: 驿站\nlevel: 点\nstreet: 示例街一\nlandmark: 蓝门头\nhours: 24小时\n\
         hours_confirmed: 2026-01-02\nservices_confirmed: 2026-01-02\nkeeper: 示例中心\n{more}services:\n  - 手机充电\n---\n"
    )
}

/// One secretary suffices for places.
pub fn publish(app: &App, text: &str, version: i64) -> Value {
    let version = save(&app.secretary, AT, text, version).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, AT, "submit", version, Value::Null).is(200);
    step(&app.secretary, AT, "publish", version + 1, Value::Null).is(200)
}

pub fn say(phone: &Phone, id: &str, kind: &str, line: &str) -> Answer {
    phone.post("/api/places/example/corrections", &json!({ "id": id, "kind": kind, "line": line }))
}

fn doubts(app: &App) -> Vec<Value> {
    app.secretary.get("/api/desk/corrections").is(200)["doubts"].as_array().unwrap().clone()
}

/// What is counted at the desk, now and whenever it changes.
fn counts(phone: &Phone) -> impl Iterator<Item = i64> {
    phone.counted_in("/desk/corrections/")
}

fn settle(phone: &Phone, group: &str, deed: &str, stamp: &Value) -> Answer {
    phone.post(&format!("/api/desk/corrections/example/{group}"), &json!({ "deed": deed, "stamp": stamp }))
}

fn a_correction_is_kept_once_however_often_it_is_sent(app: &mut App) {
    publish(app, &place(""), 0);
    let (phone, id) = (app.anonymous(), post_id());
    assert_eq!(say(&phone, &id, "shut", "敲门没人").is(201), json!({ "id": id }));
    assert_eq!(say(&phone, &id, "shut", "敲门没人").is(200), json!({ "id": id }));
    let all = doubts(app);
    assert_eq!((all.len(), &all[0]["said"]), (1, &json!([{ "kind": "shut", "count": 1 }])));
    // Dealt with, it is known all the same, and does not come back.
    settle(&app.secretary, "hours", "done", &all[0]["stamp"]).is(200);
    assert_eq!((say(&phone, &id, "shut", "敲门没人").status, doubts(app).len()), (200, 0));
    assert!(!app.database.holds("敲门没人"));
}

fn what_is_no_correction_is_refused_in_words(app: &mut App) {
    publish(app, &place(""), 0);
    let phone = app.anonymous();
    let unknown = json!({ "id": post_id(), "kind": "shut" });
    phone.post("/api/places/nowhere/corrections", &unknown).refuses(404, "unknown_place");
    phone.post("/api/places/A%20b/corrections", &unknown).refuses(404, "unknown_place");
    say(&phone, "0198c5a0-7b3e-4c11-9f00-0123456789ab", "shut", "").refuses(422, "unfit");
    let refused = say(&phone, &post_id(), "shut", "找我 138 1234 5678").refuses(422, "private_number");
    assert_eq!(refused["field"], "line");
    say(&phone, &post_id(), "shut", "11010519491231002X").refuses(422, "private_number");
    say(&phone, &post_id(), "shut", &"字".repeat(101)).refuses(422, "too_long");
    assert_eq!(say(&phone, &post_id(), "nonsense", "").status, 400);
    // Joiners make no long line short; what shows nothing is no line; where a door is may be said.
    say(&phone, &post_id(), "shut", &"字\u{200d}".repeat(101)).refuses(422, "too_long");
    say(&phone, &post_id(), "whereabouts", " \u{200b}\n ").is(201);
    say(&phone, &post_id(), "whereabouts", "搬到\n3号楼2单元了").is(201);
    assert_eq!(doubts(app)[0]["lines"], json!(["搬到 3号楼2单元了"]));
    app.member.get("/api/desk/corrections").refuses(403, "forbidden");
    phone.get("/api/desk/corrections").refuses(401, "signed_out");
}

fn the_desk_sees_how_often_what_was_said_and_confirms_one_group(app: &mut App) {
    publish(app, &place(""), 0);
    let secretary = app.secretary.clone();
    let mut told = counts(&secretary);
    assert_eq!(told.next(), Some(0));
    say(&app.anonymous(), &post_id(), "services", "").is(201);
    assert_eq!(told.next(), Some(1));
    for line in ["敲门没人", ""] {
        say(&app.anonymous(), &post_id(), "shut", line).is(201);
    }
    say(&app.anonymous(), &post_id(), "hours", "周日不开").is(201);
    assert!(told.any(|count| count == 2));
    // Whoever looks at the list of places is told as well.
    let listed = app.secretary.get("/api/desk/documents?folder=places").is(200);
    let row = listed["documents"].as_array().unwrap().iter().find(|row| row["slug"] == "example").unwrap();
    assert_eq!(row["doubted"][0], json!("shut"));
    // Oldest waiting first.
    let all = doubts(app);
    let groups: Vec<&Value> = all.iter().map(|doubt| &doubt["group"]).collect();
    assert_eq!(groups, ["services", "hours"]);
    let hours = all[1].clone();
    assert_eq!((&hours["title"], &hours["written"]), (&json!("示例驿站"), &json!("24小时")));
    assert_eq!((&hours["confirmed"], &hours["keeper"]), (&json!("2026-01-02"), &json!("示例中心")));
    let said = json!([{ "kind": "shut", "count": 2 }, { "kind": "hours", "count": 1 }]);
    assert_eq!((&hours["said"], &hours["lines"]), (&said, &json!(["周日不开", "敲门没人"])));
    // What comes in while somebody looks is not settled with it.
    say(&app.anonymous(), &post_id(), "shut", "又来一次").is(201);
    let left = settle(&app.secretary, "hours", "confirm", &hours["stamp"]).is(200)["doubts"].clone();
    let today = Day::at_unix_ms(crate::documents::in_days(0)).to_string();
    assert_eq!(left[1]["lines"], json!(["又来一次"]));
    assert_eq!(left[1]["confirmed"], json!(today));
    // Confirming one group makes no other young.
    let shown = app.secretary.get(AT).is(200);
    let text = shown["text"].as_str().unwrap();
    assert!(text.contains(&format!("hours_confirmed: {today}\n")) && text.contains("services_confirmed: 2026-01-02\n"));
    assert_eq!((&shown["draft"], &shown["revisions"][0]["kind"]), (&Value::Null, &json!("published")));
    let page = app.anonymous().get("/places/example/").text();
    assert!(page.contains(&format!("data-seen=\"{today}\"")), "{page}");
    // Sent again, it is done once; dealt with, nothing waits.
    settle(&app.secretary, "hours", "confirm", &hours["stamp"]).is(200);
    assert_eq!(
        app.secretary.get(AT).is(200)["revisions"].as_array().unwrap().len(),
        shown["revisions"].as_array().unwrap().len()
    );
    for doubt in doubts(app) {
        settle(&app.other_secretary, doubt["group"].as_str().unwrap(), "done", &doubt["stamp"]).is(200);
    }
    assert!(doubts(app).is_empty() && told.any(|count| count == 0));
    settle(&app.secretary, "nonsense", "done", &json!(0)).refuses(404, "not_found");
}

fn publishing_what_was_mended_ends_what_was_said_about_it(app: &mut App) {
    publish(app, &place(""), 0);
    for kind in ["shut", "services"] {
        say(&app.anonymous(), &post_id(), kind, "").is(201);
    }
    let waits =
        |app: &App| doubts(app).iter().map(|doubt| doubt["group"].as_str().unwrap().to_string()).collect::<Vec<_>>();
    // A name that is mended is not what was asked for.
    publish(app, &place("").replace("示例驿站", "示例大驿站"), 0);
    assert_eq!(waits(app), ["hours", "services"]);
    publish(app, &place("").replace("24小时", "每天 9:00-21:00"), 0);
    assert_eq!(waits(app), ["services"]);
    say(&app.anonymous(), &post_id(), "whereabouts", "").is(201);
    publish(app, &place("standing: 没了\n"), 0);
    assert_eq!(waits(app), Vec::<String>::new());
    say(&app.anonymous(), &post_id(), "gone", "").is(201);
    let version = app.secretary.get(AT).is(200)["revisions"][0]["number"].clone();
    step(&app.secretary, AT, "withdraw", version.as_i64().unwrap(), Value::Null).is(200);
    assert_eq!(waits(app), Vec::<String>::new());
    say(&app.anonymous(), &post_id(), "gone", "").refuses(404, "unknown_place");
}

fn what_is_planned_for_later_ends_nothing_yet(app: &mut App) {
    publish(app, &place(""), 0);
    say(&app.anonymous(), &post_id(), "shut", "").is(201);
    let mended = place("").replace("24小时", "每天 9:00-21:00");
    let version = save(&app.secretary, AT, &mended, 0).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, AT, "submit", version, Value::Null).is(200);
    step(&app.secretary, AT, "publish", version + 1, json!({ "publish_from": in_days(1) })).is(200);
    // Readers still have the hours that are wrong.
    assert_eq!(doubts(app).len(), 1);
}

fn of_what_a_hundred_say_no_more_is_kept(app: &mut App) {
    publish(app, &place(""), 0);
    let phone = app.anonymous();
    let last = post_id();
    for id in (0..104).map(|_| post_id()).chain([last.clone()]) {
        say(&phone, &id, "shut", "门锁着").is(201);
    }
    say(&phone, &last, "shut", "门锁着").is(200);
    assert_eq!(doubts(app)[0]["said"], json!([{ "kind": "shut", "count": 100 }]));
}

fn nobody_goes_over_a_draft_to_confirm(app: &mut App) {
    publish(app, &place(""), 0);
    say(&app.anonymous(), &post_id(), "offers", "").is(201);
    say(&app.anonymous(), &post_id(), "hours", "").is(201);
    let stamp = doubts(app)[1]["stamp"].clone();
    settle(&app.secretary, "offers", "confirm", &stamp).refuses(409, "nothing_written");
    save(&app.other_secretary, AT, &place("lacks: 厕所\n"), 0).is(200);
    settle(&app.secretary, "hours", "confirm", &stamp).refuses(409, "has_draft");
    assert_eq!(doubts(app).len(), 2);
    settle(&app.secretary, "offers", "done", &stamp).is(200);
    assert_eq!(doubts(app).len(), 1);
}

fn there_is_no_place_for_whoever_said_it(app: &mut App) {
    let columns = app.database.columns();
    let own: Vec<&str> =
        columns.iter().filter(|(table, _)| table == "corrections").map(|(_, column)| column.as_str()).collect();
    let mut own = own;
    own.sort_unstable();
    assert_eq!(own, ["id", "kind", "line", "number", "place", "said_at", "taken_at"]);
    publish(app, &place(""), 0);
    // A member who is signed in leaves no more than anybody else.
    let (member, id) = (app.member.get("/api/me").is(200)["id"].as_str().unwrap().to_string(), post_id());
    say(&app.member, &id, "shut", "").is(201);
    let rows = app.database.ask(&format!(
        "SELECT COALESCE(place, ''), COALESCE(kind, '') || COALESCE(line, '') FROM corrections WHERE id = '{id}'"
    ));
    assert_eq!(rows, [("example".to_string(), "shut".to_string())]);
    assert!(!app.member.get("/api/me/export").text().contains(&id) && !rows[0].1.contains(&member));
}

#[test]
fn one_source_cannot_say_it_for_ever() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "on")]);
    publish(&app, &place(""), 0);
    let (phone, first) = (app.anonymous(), post_id());
    say(&phone, &first, "shut", "").is(201);
    let statuses: Vec<u16> = (0..62).map(|_| say(&phone, &post_id(), "shut", "").status).collect();
    assert!(statuses.iter().filter(|status| **status == 201).count() >= 59 && statuses.contains(&429));
    // What was taken is not refused when its answer was cut.
    say(&phone, &first, "shut", "").is(200);
}
