//! 报名 at the desk: nicknames, one moved up by hand, a line to all; and nothing of it eight days later.

use std::thread;

use serde_json::{Value, json};

use crate::activities::{day, publish_alone, trip};
use crate::app::App;
use crate::phone::{Answer, Phone, post_id};
use crate::sign_ups::{at, counts, mine, sent, sign_up, slots};

on_both!(
    the_desk_sees_nicknames_and_where_they_stand,
    every_desk_that_is_open_hears_who_comes_today,
    one_is_moved_up_by_hand_once_nobody_moves_up_by_itself,
    by_itself_and_by_hand_at_once_one_moves_up,
    a_line_reaches_all_who_signed_up_and_goes_with_the_slot,
    a_line_is_nobodys_number_and_overwrites_no_other,
);

const DESK: &str = "/api/desk/sign-ups";

/// The slot that all of these are about.
fn slot(all: &Value) -> Value {
    all["slots"].as_array().unwrap().iter().find(|slot| slot["activity"] == "trip").cloned().unwrap_or_default()
}

fn names(slot: &Value, part: &str) -> Vec<String> {
    slot[part].as_array().unwrap().iter().map(|who| who["nickname"].as_str().unwrap_or("?").to_string()).collect()
}

fn move_up(desk: &Phone, id: &str) -> Answer {
    desk.send("POST", &format!("{DESK}/trip/a/{id}/seat"), None)
}

fn tell(desk: &Phone, line: &str, was: &str) -> Answer {
    desk.send("PUT", &format!("{DESK}/trip/a/line"), Some(&json!({ "line": line, "was": was })))
}

fn the_desk_sees_nicknames_and_where_they_stand(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    let empty = slot(&app.secretary.get(DESK).is(200));
    assert_eq!((&empty["title"], &empty["seats"]), (&json!("雕版</script>和剪纸"), &json!(1)));
    assert_eq!((&empty["coming"], &empty["waiting"]), (&json!([]), &json!([])));
    sign_up(&app.member, "a", &sent()).is(200);
    sign_up(&app.other_member, "a", &sent()).is(200);
    // Activities are the district's: another branch's desk sees the same.
    for desk in [&app.secretary, &app.other_secretary, &app.admin] {
        let slot = slot(&desk.get(DESK).is(200));
        assert_eq!((names(&slot, "coming"), names(&slot, "waiting")), (vec!["小林".into()], vec!["老周".to_string()]));
        assert_eq!(slot["coming"][0]["branch"], "翠微支部");
        let fields: Vec<&String> = slot["coming"][0].as_object().unwrap().keys().collect();
        assert_eq!(fields, ["branch", "id", "nickname"]);
    }
    // It is told how many come today: this one is in three days.
    assert_eq!(app.secretary.counted_in("/desk/sign-ups/").next(), Some(0));
    publish_alone(app, &trip(&[format!("a {} 00:00-23:59 1 院子", day(0))]));
    assert_eq!(app.secretary.counted_in("/desk/sign-ups/").next(), Some(1));
    publish_alone(app, &trip(&[format!("a {} 00:00-23:59 1 院子 取消", day(0))]));
    assert_eq!(app.secretary.counted_in("/desk/sign-ups/").next(), Some(0));
    // Once it is over, another branch's members are a number.
    publish_alone(app, &trip(&[format!("a {} 14:00-15:30 1 院子", day(-1))]));
    for (desk, known) in
        [(&app.secretary, ["小林", "?"]), (&app.other_secretary, ["?", "老周"]), (&app.admin, ["小林", "老周"])]
    {
        let slot = slot(&desk.get(DESK).is(200));
        assert_eq!([names(&slot, "coming"), names(&slot, "waiting")].concat(), known);
        assert_eq!(slot["coming"][0]["id"] == "", known[0] == "?");
    }
}

fn every_desk_that_is_open_hears_who_comes_today(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    let [first, second] = [sent(), sent()];
    sign_up(&app.member, "a", &first).is(200);
    sign_up(&app.other_member, "a", &second).is(200);
    let desks = [&app.secretary, &app.other_secretary, &app.admin];
    let mut told = desks.map(|desk| desk.counted_in("/desk/sign-ups/"));
    for desk in &mut told {
        assert_eq!(desk.next(), Some(0));
    }
    publish_alone(app, &trip(&[format!("a {} 00:00-23:59 1 院子", day(0))]));
    for desk in &mut told {
        assert!(desk.any(|count| count == 1));
    }
    let today = app.secretary.get("/api/desk/today").is(200)["rooms"].clone();
    let said = today.as_array().unwrap().iter().find(|room| room["path"] == "/desk/sign-ups/").unwrap();
    assert_eq!((&said["what"], &said["count"]), (&json!("今天的活动：雕版</script>和剪纸，来 1 个"), &json!(1)));
    // One waits still, until they do not either.
    app.member.delete(&at("a", &first.id)).is(204);
    app.other_member.delete(&at("a", &second.id)).is(204);
    for desk in &mut told {
        assert!(desk.any(|count| count == 0));
    }
}

fn one_is_moved_up_by_hand_once_nobody_moves_up_by_itself(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    let third = app.another_member();
    let [first, second, last] = [sent(), sent(), sent()];
    for (phone, sent) in [(&app.member, &first), (&app.other_member, &second), (&third, &last)] {
        sign_up(phone, "a", sent).is(200);
    }
    move_up(&app.secretary, &last.id).refuses(409, "full");
    app.database.try_run("UPDATE activity_slots SET closes_at = 1").unwrap();
    app.member.delete(&at("a", &first.id)).is(204);
    assert_eq!(counts(app), (0, 2));
    // Whoever stands first in the line is not the one: the secretary has asked who can still come.
    for _ in 0..2 {
        let after = slot(&move_up(&app.secretary, &last.id).is(200));
        assert_eq!(names(&after, "waiting"), ["老周"]);
    }
    assert_eq!((counts(app), &mine(&third)[0]["state"]), ((1, 1), &json!("coming")));
    move_up(&app.other_secretary, &second.id).refuses(409, "full");
    move_up(&app.secretary, &first.id).is(404);
    move_up(&app.secretary, &post_id()).is(404);
    app.database.try_run("UPDATE activity_slots SET ends_at = 1").unwrap();
    third.delete(&at("a", &last.id)).is(204);
    move_up(&app.secretary, &second.id).refuses(409, "closed");
}

/// Somebody gives their seat back and the desk moves up another one than the line would, at the same moment, whoever is first;
/// and two desks move up two.
fn by_itself_and_by_hand_at_once_one_moves_up(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    let third = app.another_member();
    for round in 0..6 {
        let [first, second, last] = [sent(), sent(), sent()];
        for (phone, sent) in [(&app.member, &first), (&app.other_member, &second), (&third, &last)] {
            sign_up(phone, "a", sent).is(200);
        }
        if round % 2 == 1 {
            // Nobody moves up by itself any more: two desks at once.
            app.database.try_run("UPDATE activity_slots SET closes_at = 1").unwrap();
        }
        let (desk, other, member) = (app.secretary.clone(), app.other_secretary.clone(), app.member.clone());
        let (leaving, by_hand) = (at("a", &first.id), [second.id.clone(), last.id.clone()]);
        let mut hands = vec![thread::spawn(move || member.delete(&leaving).status)];
        let [of_second, of_last] = by_hand;
        hands.push(thread::spawn(move || move_up(&desk, &of_last).status));
        hands.push(thread::spawn(move || move_up(&other, &of_second).status));
        let answers: Vec<u16> = hands.into_iter().map(|hand| hand.join().unwrap()).collect();
        assert_eq!(answers[0], 204);
        assert!(answers[1..].iter().all(|status| [200, 409].contains(status)), "{answers:?}");
        let moved = answers[1..].iter().filter(|status| **status == 200).count() as i64;
        let (coming, waiting) = counts(app);
        assert_eq!(coming + waiting, 2);
        assert!(coming <= 1 && moved <= coming, "{coming} come, {answers:?}");
        assert!(round % 2 == 1 || coming == 1, "{answers:?}");
        app.database.try_run("UPDATE activity_slots SET closes_at = ends_at").unwrap();
        for (phone, sent) in [(&app.other_member, &second), (&third, &last)] {
            phone.delete(&at("a", &sent.id)).is(204);
        }
    }
}

fn a_line_reaches_all_who_signed_up_and_goes_with_the_slot(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    // Before anybody has signed up, too.
    tell(&app.secretary, "  在西门\n集合 ", "").is(200);
    sign_up(&app.member, "a", &sent()).is(200);
    let waits = sign_up(&app.other_member, "a", &sent()).is(200);
    assert_eq!((&waits["state"], &waits["line"]), (&json!("waiting"), &json!("在西门 集合")));
    assert_eq!(mine(&app.member)[0]["line"], "在西门 集合");
    let after = slot(&tell(&app.secretary, "改到东门", "在西门 集合").is(200));
    assert_eq!(after["line"], "改到东门");
    assert_eq!(mine(&app.member)[0]["line"], "改到东门");
    // Numbers are public, and lines are not.
    assert!(!app.anonymous().get("/api/activities").text().contains("东门"));
    let other = app.another_member();
    assert_eq!(mine(&other), json!([]));
    for path in ["/trip/z/line", "/nothing/a/line"] {
        let body = json!({ "line": "在西门", "was": "" });
        app.secretary.send("PUT", &format!("{DESK}{path}"), Some(&body)).refuses(404, "unknown_slot");
    }
    // Eight days after it nothing of it is anywhere.
    publish_alone(app, &trip(&[format!("a {} 14:00-15:30 1 院子", day(-8))]));
    app.kill_and_restart();
    let is_gone = |app: &App| !app.database.holds("东门") && !app.database.holds("西门");
    assert!(std::iter::repeat_with(|| is_gone(app)).take(200).any(|is_gone| is_gone));
    assert!(slot(&app.secretary.get(DESK).is(200)).is_null());
}

fn a_line_is_nobodys_number_and_overwrites_no_other(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    tell(&app.secretary, "打 13812345678 找我", "").is(422);
    tell(&app.secretary, &"好".repeat(101), "").refuses(422, "too_long");
    tell(&app.secretary, "在西门", "").is(200);
    // Sent again it is once; somebody who has not seen it is told so.
    tell(&app.secretary, "在西门", "").is(200);
    tell(&app.other_secretary, "在东门", "").refuses(409, "stale");
    assert_eq!(slot(&app.secretary.get(DESK).is(200))["line"], "在西门");
    tell(&app.other_secretary, "", "在西门").is(200);
    assert!(slot(&app.secretary.get(DESK).is(200))["line"].is_null());
}
