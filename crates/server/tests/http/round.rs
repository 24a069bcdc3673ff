//! 问一轮: places of which nobody has confirmed something for long, oldest first; what is still so is confirmed, and nothing else.

use content::day::Day;
use serde_json::{Value, json};

use crate::app::App;
use crate::documents::{in_days, save, step};
use crate::phone::post_id;

on_both!(
    places_are_asked_oldest_first_and_what_is_still_so_leaves_the_round,
    each_group_of_fields_is_asked_about_by_itself,
    the_oldest_answer_of_a_place_is_what_counts_and_its_name_where_two_are_as_old,
    nobody_goes_over_what_another_is_at_work_on_or_has_changed,
);

fn day(days: i64) -> String {
    Day::at_unix_ms(in_days(days)).to_string()
}

fn publish(app: &App, slug: &str, more: &str) {
    publish_as(app, slug, &format!("示例驿站{slug}"), more);
}

fn publish_as(app: &App, slug: &str, title: &str, more: &str) {
    let at = format!("/api/desk/documents/places/{slug}");
    let text = format!(
        "---\ntitle: {title}\nkind: 驿站\nlevel: 点\nstreet: 示例街一\nlandmark: 蓝门头\n{more}phone: 025-0000 0001\nservices:\n  - 热水\n---\n"
    );
    let version = save(&app.secretary, &at, &text, 0).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, &at, "submit", version, Value::Null).is(200);
    step(&app.secretary, &at, "publish", version + 1, Value::Null).is(200);
}

/// All but the hours was confirmed some days ago.
fn rest(days: i64) -> String {
    format!("services_confirmed: {day}\nplace_confirmed: {day}\n", day = day(days))
}

fn slugs(round: &Value) -> Vec<&str> {
    round["places"].as_array().unwrap().iter().map(|place| place["place"].as_str().unwrap()).collect()
}

fn round(app: &App) -> Value {
    app.secretary.get("/api/desk/round").is(200)
}

fn places_are_asked_oldest_first_and_what_is_still_so_leaves_the_round(app: &mut App) {
    let hours = |days| format!("hours: 24小时，节假日照常\nhours_confirmed: {}\n{}", day(days), rest(-90));
    publish(app, "older", &hours(-31));
    publish(app, "oldest", &hours(-100));
    publish(app, "fresh", &hours(-30));
    publish(app, "never", &format!("hours: 24小时，节假日照常\n{}", rest(-2)));
    publish(app, "unknown", &rest(-2));
    publish(app, "gone", &format!("{}standing: 没了\n", hours(-100)));
    let all = round(app);
    assert_eq!(slugs(&all), ["never", "oldest", "older"]);
    let oldest = &all["places"][1];
    let asked = &oldest["groups"][0];
    assert_eq!((&asked["group"], &asked["confirmed"]), (&json!("hours"), &json!(day(-100))));
    assert_eq!((&oldest["phone"], oldest["groups"].as_array().unwrap().len()), (&json!("025-0000 0001"), 1));
    // The desk's list says what each is, and since when it is published.
    let listed = app.secretary.get("/api/desk/documents?folder=places").is(200);
    let row = listed["documents"].as_array().unwrap().iter().find(|row| row["slug"] == "gone").unwrap();
    let asked = Day::at_unix_ms(in_days(-100)).chinese();
    assert_eq!(row["about"], json!(format!("驿站 · 示例街一 · 没了 · 时间{asked}确认")));
    assert!((row["shown_since"].as_i64().unwrap() - in_days(0)).abs() < 60_000);
    // What riders said is not dealt with by that.
    let said = json!({ "id": post_id(), "kind": "shut" });
    app.anonymous().post("/api/places/oldest/corrections", &said).is(201);
    let still = json!({ "group": "hours", "written": oldest["groups"][0]["written"] });
    for _ in 0..2 {
        let now = app.secretary.post("/api/desk/round/oldest", &still).is(200);
        assert_eq!(slugs(&now), ["never", "older"]);
    }
    let text = app.secretary.get("/api/desk/documents/places/oldest").is(200)["text"].as_str().unwrap().to_string();
    assert!(text.contains(&format!("hours_confirmed: {}\n", day(0))) && text.contains(&rest(-90)));
    assert_eq!(app.secretary.get("/api/desk/corrections").is(200)["doubts"].as_array().unwrap().len(), 1);
    app.member.get("/api/desk/round").refuses(403, "forbidden");
}

fn each_group_of_fields_is_asked_about_by_itself(app: &mut App) {
    publish(
        app,
        "a",
        &format!("hours: 24小时，节假日照常\nhours_confirmed: {}\nservices_confirmed: {}\n", day(-30), day(-91)),
    );
    publish(app, "b", &format!("hours: 24小时，节假日照常\nhours_confirmed: {}\n{}", day(-31), rest(-200)));
    let groups = |round: &Value, at: usize| {
        let groups = round["places"][at]["groups"].as_array().unwrap().clone();
        groups.iter().map(|due| due["group"].as_str().unwrap().to_string()).collect::<Vec<_>>()
    };
    // What nobody has ever confirmed is asked for before hours that are a month old.
    let all = round(app);
    assert_eq!(slugs(&all), ["a", "b"]);
    assert_eq!(groups(&all, 0), ["services", "whereabouts"]);
    assert_eq!(groups(&all, 1), ["hours", "services", "whereabouts"]);
    let due = |at: usize| json!({ "group": all["places"][0]["groups"][at]["group"], "written": all["places"][0]["groups"][at]["written"] });
    assert_eq!(due(1)["written"], json!("蓝门头"));
    let now = app.secretary.post("/api/desk/round/a", &due(0)).is(200);
    assert_eq!(groups(&now, 0), ["whereabouts"]);
    let text = app.secretary.get("/api/desk/documents/places/a").is(200)["text"].as_str().unwrap().to_string();
    for (field, days) in [("services", 0), ("hours", -30)] {
        assert!(text.contains(&format!("{field}_confirmed: {}\n", day(days))), "{text}");
    }
    assert!(!text.contains("place_confirmed"));
    assert_eq!(slugs(&app.secretary.post("/api/desk/round/a", &due(1)).is(200)), ["b"]);
}

fn the_oldest_answer_of_a_place_is_what_counts_and_its_name_where_two_are_as_old(app: &mut App) {
    let hours = |days| format!("hours: 24小时，节假日照常\nhours_confirmed: {}\n", day(days));
    publish_as(app, "a", "甲", &(hours(-31) + &rest(-100)));
    publish_as(app, "b", "乙", &(hours(-2) + &rest(-200)));
    publish_as(app, "c", "丙", &(hours(-100) + &rest(-2)));
    assert_eq!(slugs(&round(app)), ["b", "c", "a"]);
}

fn nobody_goes_over_what_another_is_at_work_on_or_has_changed(app: &mut App) {
    publish(app, "a", "hours: 24小时，节假日照常\n");
    let still = json!({ "group": "hours", "written": round(app)["places"][0]["groups"][0]["written"] });
    let other = json!({ "group": "hours", "written": "每天 1:00–2:00" });
    assert_eq!(app.secretary.post("/api/desk/round/a", &other).status, 409);
    app.secretary.post("/api/desk/round/nowhere", &still).refuses(404, "not_found");
    save(&app.other_secretary, "/api/desk/documents/places/a", "---\ntitle: 改到一半\n---\n", 0).is(200);
    app.secretary.post("/api/desk/round/a", &still).refuses(409, "has_draft");
    assert_eq!(slugs(&round(app)), ["a"]);
}
