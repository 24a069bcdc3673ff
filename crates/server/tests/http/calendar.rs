//! The calendar: which card is today's on which day, and what is published when, across restarts and clocks.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use content::day::Day;
use serde_json::{Value, json};

use crate::app::App;
use crate::phone::{Answer, Phone};

on_both!(
    a_choice_is_published_for_its_day_and_stays,
    a_day_that_was_shown_is_not_changed,
    two_who_choose_at_once_are_told,
    a_withdrawn_choice_gives_way_and_comes_back,
    a_card_that_is_planned_is_chosen_for_days_that_have_it,
    what_comes_due_while_the_server_is_down_is_shown_on_its_day,
    a_day_that_was_shown_stays_when_the_clock_goes_back,
    a_day_that_was_shown_is_shown_alike_by_an_instance_of_its_own,
);

const CARD: &str = "/api/desk/documents/cards/q001";

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as i64
}

/// So many days from today, in Beijing.
fn day(ahead: i32) -> Day {
    Day::at_unix_ms(now()).plus(ahead)
}

fn choose(phone: &Phone, day: Day, card: Option<&str>, version: i64) -> Answer {
    phone.send("PUT", &format!("/api/desk/calendar/{day}"), Some(&json!({ "card": card, "version": version })))
}

/// What readers' phones are told of a day.
fn shown(app: &App, day: Day) -> Value {
    let version = app.anonymous().get("/version.json").is(200);
    let index = app.anonymous().get(&format!("/bundle/{}", version["bundle"].as_str().unwrap())).is(200);
    index["days"][day.to_string()].clone()
}

/// The other one of the two cards there are.
fn other(card: &Value) -> &'static str {
    if card == "good" { "long" } else { "good" }
}

/// What the desk is told of a day.
fn at_desk(app: &App, day: Day) -> Value {
    app.secretary.get(&format!("/api/desk/calendar?from={day}")).is(200)["days"][0].clone()
}

/// A card drafted by one secretary and published by the other from a moment on.
fn plan(app: &App, publish_from: i64) {
    let text = "---\nquote: 青年强，则国家强。\nsentence: 青年强，则国家强。\nsource: report\nsection: 结束语\ntheme: 青年\n---\n";
    let draft = json!({ "text": text, "version": 0 });
    app.secretary.send("PUT", &format!("{CARD}/draft"), Some(&draft)).is(200);
    app.secretary.post(&format!("{CARD}/step"), &json!({ "step": "submit", "version": 1 })).is(200);
    let publish = json!({ "step": "publish", "version": 2, "publish_from": publish_from });
    app.other_secretary.post(&format!("{CARD}/step"), &publish).is(200);
}

fn a_choice_is_published_for_its_day_and_stays(app: &mut App) {
    let (day, before) = (day(3), shown(app, day(3)));
    let chosen = other(&before);
    let seq = app.anonymous().get("/version.json").is(200)["seq"].as_u64();
    let answer = choose(&app.secretary, day, Some(chosen), 0).is(200);
    assert_eq!((&answer["card"], &answer["choice"], &answer["version"]), (&json!(chosen), &json!(chosen), &json!(1)));
    assert!(!answer["quote"].as_str().unwrap().is_empty());
    assert_eq!(shown(app, day), chosen);
    assert!(app.anonymous().get("/version.json").is(200)["seq"].as_u64() > seq);
    app.kill_and_restart();
    assert_eq!(shown(app, day), chosen);
    // Another branch's secretary sees it, and takes it back.
    let seen = app.other_secretary.get(&format!("/api/desk/calendar?from={day}")).is(200);
    assert_eq!(seen["days"].as_array().unwrap().len(), 42);
    assert_eq!(seen["days"][0]["choice"], chosen);
    let back = choose(&app.other_secretary, day, None, 1).is(200);
    assert_eq!((&back["card"], &back["choice"], &back["version"]), (&before, &Value::Null, &json!(2)));
    assert_eq!(shown(app, day), before);
}

fn a_day_that_was_shown_is_not_changed(app: &mut App) {
    let today = shown(app, day(0));
    for ahead in [0, -1, -30] {
        choose(&app.admin, day(ahead), Some(other(&today)), 0).refuses(409, "served");
    }
    assert_eq!(shown(app, day(0)), today);
    let asked = app.secretary.get("/api/desk/calendar").is(200);
    assert_eq!(asked["today"], day(0).to_string());
    let served: Vec<_> = asked["days"].as_array().unwrap().iter().map(|day| day["is_served"] == true).collect();
    assert_eq!(served.iter().filter(|served| **served).count(), 1);
    assert!(served[0]);
    for nonsense in ["2026-02-30", "morgen", "9999-01-01"] {
        app.secretary.get(&format!("/api/desk/calendar?from={nonsense}")).refuses(404, "not_found");
        let body = json!({ "card": "good", "version": 0 });
        app.secretary.send("PUT", &format!("/api/desk/calendar/{nonsense}"), Some(&body)).refuses(404, "not_found");
    }
    choose(&app.secretary, day(2), Some("nothing"), 0).refuses(422, "unknown");
    choose(&app.secretary, day(2), Some(""), 0).refuses(422, "unknown");
}

fn two_who_choose_at_once_are_told(app: &mut App) {
    choose(&app.secretary, day(4), Some("good"), 0).is(200);
    choose(&app.other_secretary, day(4), Some("long"), 0).refuses(409, "stale");
    // The answer was cut, and it is sent again.
    assert_eq!(choose(&app.secretary, day(4), Some("good"), 0).is(200)["version"], 1);
    choose(&app.other_secretary, day(4), Some("long"), 1).is(200);
    choose(&app.other_secretary, day(4), None, 2).is(200);
    // Who looked before all that is told, although there is no choice again.
    choose(&app.secretary, day(4), Some("good"), 0).refuses(409, "stale");
    choose(&app.secretary, day(4), Some("good"), 3).is(200);
    assert_eq!(shown(app, day(4)), "good");
}

fn a_withdrawn_choice_gives_way_and_comes_back(app: &mut App) {
    choose(&app.secretary, day(5), Some("long"), 0).is(200);
    let long = "/api/desk/documents/cards/long";
    app.secretary.post(&format!("{long}/step"), &json!({ "step": "withdraw", "version": 0 })).is(200);
    assert_eq!(shown(app, day(5)), "good");
    let seen = at_desk(app, day(5));
    assert_eq!((&seen["card"], &seen["choice"]), (&json!("good"), &json!("long")));
    choose(&app.secretary, day(6), Some("long"), 0).refuses(422, "unknown");
    app.secretary.post(&format!("{long}/step"), &json!({ "step": "restore", "version": 1, "revision": 1 })).is(200);
    app.secretary.post(&format!("{long}/step"), &json!({ "step": "submit", "version": 1 })).is(200);
    app.other_secretary.post(&format!("{long}/step"), &json!({ "step": "publish", "version": 2 })).is(200);
    assert_eq!(shown(app, day(5)), "long");
}

fn a_card_that_is_planned_is_chosen_for_days_that_have_it(app: &mut App) {
    let monday = day(3);
    plan(app, monday.start_unix_ms());
    let seen = at_desk(app, monday);
    assert_eq!(seen["planned"][0]["slug"], "q001");
    assert_eq!(seen["planned"][0]["title"], "青年强，则国家强。");
    assert_eq!(seen["planned"][0]["publish_from"], monday.start_unix_ms());
    assert_eq!(at_desk(app, monday.plus(1))["planned"], Value::Null);
    choose(&app.secretary, monday.plus(-1), Some("q001"), 0).refuses(422, "too_late");
    let chosen = choose(&app.secretary, monday, Some("q001"), 0).is(200);
    // Until it is there readers' phones are told of another.
    assert_eq!((&chosen["choice"], &chosen["choice_quote"]), (&json!("q001"), &json!("青年强，则国家强。")));
    assert_ne!(chosen["card"], "q001");
    app.kill_and_restart();
    let seen = at_desk(app, monday);
    assert_eq!((&seen["choice"], &seen["planned"][0]["slug"]), (&json!("q001"), &json!("q001")));
}

fn what_comes_due_while_the_server_is_down_is_shown_on_its_day(app: &mut App) {
    let moment = now() + 2_500;
    plan(app, moment);
    choose(&app.secretary, day(1), Some("q001"), 0).is(200);
    assert_ne!(shown(app, day(1)), "q001");
    app.kill();
    while now() < moment {
        std::thread::yield_now();
    }
    app.kill_and_restart();
    assert_eq!(shown(app, day(1)), "q001");
    assert_eq!(app.anonymous().get("/cards/q001/").status, 200);
}

fn a_day_that_was_shown_stays_when_the_clock_goes_back(app: &mut App) {
    let tomorrow = day(1);
    let before = shown(app, tomorrow);
    choose(&app.secretary, tomorrow, Some(before.as_str().unwrap()), 0).is(200);
    app.kill();
    // As if the clock had been a day ahead, and readers had been shown tomorrow's card: another than was chosen since.
    let file = app.database.data_dir().join("published.json");
    let mut history: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    history["days"][tomorrow.to_string()] = json!(other(&before));
    fs::write(&file, history.to_string()).unwrap();
    app.kill_and_restart();
    assert_eq!(shown(app, tomorrow), other(&before));
    let seen = at_desk(app, tomorrow);
    assert_eq!((&seen["is_served"], &seen["choice"]), (&json!(true), &before));
    choose(&app.secretary, tomorrow, None, 1).refuses(409, "served");
    // The days after it are free, and what was chosen for them is there.
    choose(&app.secretary, tomorrow.plus(1), Some("long"), 0).is(200);
    assert_eq!(shown(app, tomorrow.plus(1)), "long");
}

fn a_day_that_was_shown_is_shown_alike_by_an_instance_of_its_own(app: &mut App) {
    let today = day(0);
    let before = shown(app, today);
    app.kill();
    // Another machine with nothing but the database, which would show another card if it decided by itself.
    fs::remove_file(app.database.data_dir().join("published.json")).unwrap();
    let card = other(&before);
    app.database
        .try_run(&format!("INSERT INTO calendar (day, card, version) VALUES ('{today}', '{card}', 1)"))
        .unwrap();
    app.kill_and_restart();
    assert_eq!(shown(app, today), before);
}
