//! Activities, from the desk to readers and their calendars.

use serde_json::{Value, json};

use crate::app::App;
use crate::documents::{save, step};

on_both!(
    one_secretary_makes_an_activity_and_it_is_on_this_week,
    what_does_not_take_place_is_not_over_and_what_is_withdrawn_stands_last,
    a_call_up_says_how_one_is_safe_and_a_line_what_it_lacks,
    a_slot_that_moves_keeps_its_uid_and_what_is_cancelled_stays_in_the_feed,
);

const TRIP: &str = "/api/desk/documents/activities/trip";

/// So many days from today, as a file says it.
pub fn day(days: i64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    content::day::Day::at_unix_ms(i64::try_from(now.as_millis()).unwrap() + days * 86_400_000).to_string()
}

pub fn trip(slots: &[String]) -> String {
    let slots: String = slots.iter().map(|slot| format!("  - {slot}\n")).collect();
    format!("---\ntitle: 雕版</script>和剪纸\nkind: 研学游\nsummary: 印一张，剪一张\nslots:\n{slots}---\n")
}

pub fn publish_alone(app: &App, text: &str) -> Value {
    let version = save(&app.secretary, TRIP, text, 0).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, TRIP, "submit", version, json!({})).is(200);
    step(&app.secretary, TRIP, "publish", version + 1, json!({})).is(200)
}

fn one_secretary_makes_an_activity_and_it_is_on_this_week(app: &mut App) {
    let slots = [(3, "a", "院子"), (20, "b", "院子"), (-2, "c", "院子")]
        .map(|(days, id, place)| format!("{id} {} 14:00-15:30 12 {place}", day(days)));
    publish_alone(app, &trip(&slots));
    // At the desk what is next stands first, and what is over is called that.
    let over = "/api/desk/documents/activities/old";
    let version = save(&app.secretary, over, &trip(&[format!("a {} 14:00-15:30 12 院子", day(-5))]), 0);
    assert_eq!(version.is(200)["faults"], json!([]));
    step(&app.secretary, over, "submit", 1, json!({})).is(200);
    step(&app.secretary, over, "publish", 2, json!({})).is(200);
    let listed = app.secretary.get("/api/desk/documents?folder=activities").is(200)["documents"].clone();
    let said: Vec<_> = listed.as_array().unwrap().iter().map(|row| row["about"].as_str().unwrap()).collect();
    assert!(said[0].ends_with("14:00–15:30，还没人报名") && said[1..] == ["过去了"], "{said:?}");
    app.secretary.post(&format!("{over}/step"), &json!({ "step": "withdraw", "version": 1 })).is(200);
    let page = |path: &str| app.anonymous().get(path).text();
    let around = page("/around/");
    let week = around.split("id=\"week\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(week.matches("<li data-of").count(), 2, "{week}");
    // It will rise on a phone that has no network by then; what is over is gone.
    assert_eq!(week.matches("\" hidden><a class=\"when\"").count(), 1, "{week}");
    assert!(around.contains("id=\"activities\""), "{around}");
    let list = page("/activities/");
    assert!(list.contains("href=\"/activities/trip/\"") && !list.contains("以前的"), "{list}");
    let one = page("/activities/trip/");
    assert_eq!(one.matches("data-slot=").count(), 3, "{one}");
    let data = one.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    assert_eq!(data[0]["@type"], "Event");
    assert_eq!(data[0]["name"], "雕版</script>和剪纸");
    assert_eq!(data[0]["startDate"], format!("{}T14:00:00+08:00", day(3)));
}

fn what_does_not_take_place_is_not_over_and_what_is_withdrawn_stands_last(app: &mut App) {
    let listed = |app: &App| {
        let listed = app.secretary.get("/api/desk/documents?folder=activities").is(200)["documents"].clone();
        let row =
            |row: &Value| [&row["slug"], &row["about"]].map(|field| field.as_str().unwrap_or_default().to_string());
        listed.as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    // What was to come and does not is not over; what is withdrawn stands last, though it was to come.
    let off = "/api/desk/documents/activities/off";
    let slots_of_off = [format!("a {} 14:00-15:30 12 院子 取消", day(4)), format!("b {} 14:00-15:30 12 院子", day(-4))];
    let gone = "/api/desk/documents/activities/gone";
    for (at, slots) in [(off, &slots_of_off[..]), (gone, &[format!("a {} 14:00-15:30 12 院子", day(1))])] {
        save(&app.secretary, at, &trip(slots), 0).is(200);
        step(&app.secretary, at, "submit", 1, json!({})).is(200);
        step(&app.secretary, at, "publish", 2, json!({})).is(200);
    }
    assert_eq!(listed(app)[0][0], "gone");
    app.secretary.post(&format!("{gone}/step"), &json!({ "step": "withdraw", "version": 1 })).is(200);
    assert_eq!(listed(app), [["off", "都取消了"], ["gone", ""]]);
}

fn a_call_up_says_how_one_is_safe_and_a_line_what_it_lacks(app: &mut App) {
    let good = trip(&[format!("a {} 14:00-15:30 12 院子", day(3))]);
    for (from, to, field) in [
        ("kind: 研学游", "kind: 志愿招募\nsafety: 不上车道\ninsurance: 统一买", "cause"),
        ("kind: 研学游", "kind: 志愿招募\ncause: 交通引导\ninsurance: 统一买", "safety"),
        ("kind: 研学游", "kind: 志愿招募\ncause: 交通引导\nsafety: 不上车道", "insurance"),
        ("kind: 研学游", "kind: 聚餐", "kind"),
        ("kind: 研学游", "kind: 研学游\ndeck: nowhere", "deck"),
        ("kind: 研学游", "kind: 研学游\ncloses: 早一点", "closes"),
        ("12 院子", "12 nowhere", "slots"),
        ("12 院子", "院子", "slots"),
    ] {
        let saved = save(&app.secretary, TRIP, &good.replace(from, to), 0).is(200);
        assert_eq!(saved["faults"][0]["field"], field, "{saved:?}");
        let version = saved["draft"]["version"].as_i64().unwrap();
        step(&app.secretary, TRIP, "submit", version, json!({})).refuses(422, "faulty");
        step(&app.secretary, TRIP, "discard", version, json!({})).is(200);
    }
}

fn a_slot_that_moves_keeps_its_uid_and_what_is_cancelled_stays_in_the_feed(app: &mut App) {
    let line = |days: i64, more: &str| format!("a {} 14:00-15:30 12 院子{more}", day(days));
    publish_alone(app, &trip(&[line(3, "")]));
    let answer = app.anonymous().get("/activities/trip/a.ics");
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    let value = |text: &str, name: &str| {
        let begin = format!("{name}:");
        text.split("\r\n").find_map(|line| line.strip_prefix(&begin).map(str::to_string)).unwrap()
    };
    let first = answer.text();
    assert_eq!(value(&first, "STATUS"), "CONFIRMED");
    assert!(value(&first, "DTSTART").ends_with("T060000Z"), "{first}");
    publish_alone(app, &trip(&[line(4, " 取消")]));
    let feed = app.anonymous().get("/activities.ics").text();
    assert_eq!(value(&feed, "UID"), value(&first, "UID"));
    assert_eq!(value(&feed, "STATUS"), "CANCELLED");
    let sequence = |text: &str| value(text, "SEQUENCE").parse::<i64>().unwrap();
    assert!(sequence(&feed) > sequence(&first), "{feed}");
    assert_eq!(app.anonymous().get("/activities/trip/b.ics").status, 404);
}
