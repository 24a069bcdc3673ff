//! Who wants to come: one seat is given once, whoever waits moves up, and a week later nobody was there.

use std::thread;

use serde_json::{Value, json};

use crate::activities::{day, publish_alone, trip};
use crate::app::{App, Server};
use crate::database::Database;
use crate::phone::{Phone, post_id};

on_both!(
    whoever_waits_moves_up_and_what_is_sent_again_is_once,
    a_code_takes_a_wish_back_once_and_says_nothing,
    a_second_phone_takes_back_what_the_first_had,
    a_line_that_is_used_again_next_week_is_another_one,
    nobody_moves_up_once_signing_up_has_ended,
    what_moves_or_is_cancelled_is_told_to_whoever_signed_up,
    whoever_leaves_gives_their_seat_away,
    eight_days_later_nothing_says_who_was_there,
    many_phones_and_one_seat,
);

pub struct Sent {
    pub id: String,
    code: String,
}

/// A code as a phone makes it.
fn code() -> String {
    post_id().replace('-', "")[24..].to_string()
}

pub fn sent() -> Sent {
    Sent { id: post_id(), code: code() }
}

pub fn at(slot: &str, id: &str) -> String {
    format!("/api/activities/trip/{slot}/sign-ups/{id}")
}

pub fn sign_up(phone: &Phone, slot: &str, sent: &Sent) -> crate::phone::Answer {
    phone.send("PUT", &at(slot, &sent.id), Some(&json!({ "code": sent.code })))
}

pub fn slots(seats: u32) -> Vec<String> {
    vec![format!("a {} 14:00-15:30 {seats} 院子", day(3))]
}

/// Coming and waiting, as everybody is told.
pub fn counts(app: &App) -> (i64, i64) {
    let all = app.anonymous().get("/api/activities").is(200);
    let slot = all["slots"].as_array().unwrap().iter().find(|slot| slot["activity"] == "trip").unwrap().clone();
    (slot["coming"].as_i64().unwrap(), slot["waiting"].as_i64().unwrap())
}

pub fn mine(phone: &Phone) -> Value {
    phone.get("/api/me/activities").is(200)["sign_ups"].clone()
}

fn whoever_waits_moves_up_and_what_is_sent_again_is_once(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    let third = app.another_member();
    let [first, second, last] = [sent(), sent(), sent()];
    app.anonymous().send("PUT", &at("a", &first.id), Some(&json!({ "code": first.code }))).is(401);
    let came = sign_up(&app.member, "a", &first).is(200);
    assert_eq!((&came["state"], &came["id"]), (&json!("coming"), &json!(first.id)));
    // The answer was cut, and the phone sends it again; a second phone of the same member has another id.
    assert_eq!(sign_up(&app.member, "a", &first).is(200), came);
    assert_eq!(sign_up(&app.member, "a", &sent()).is(200), came);
    assert_eq!(sign_up(&app.other_member, "a", &second).is(200)["ahead"], 0);
    let waits = sign_up(&third, "a", &last).is(200);
    assert_eq!((&waits["state"], &waits["ahead"]), (&json!("waiting"), &json!(1)));
    assert_eq!(counts(app), (1, 2));
    // Nobody takes back what is somebody else's.
    app.other_member.delete(&at("a", &first.id)).is(404);
    for _ in 0..2 {
        app.member.delete(&at("a", &first.id)).is(204);
    }
    assert_eq!(counts(app), (1, 1));
    assert_eq!(mine(&app.other_member)[0]["state"], "coming");
    assert_eq!(mine(&third)[0]["ahead"], 0);
    // Sent before it was taken back, and arrived after: nothing comes of it. Nor of one that was overtaken on its way.
    assert_eq!(sign_up(&app.member, "a", &first).is(200)["state"], "withdrawn");
    let overtaken = sent();
    app.member.delete(&at("a", &overtaken.id)).is(204);
    assert_eq!(sign_up(&app.member, "a", &overtaken).is(200)["state"], "withdrawn");
    // Who waits can leave the line.
    third.delete(&at("a", &last.id)).is(204);
    assert_eq!((counts(app), mine(&third)), ((1, 0), json!([])));
    // With more seats whoever waits moves up.
    sign_up(&third, "a", &sent()).is(200);
    publish_alone(app, &trip(&slots(2)));
    assert_eq!(counts(app), (2, 0));
    sign_up(&app.member, "z", &sent()).refuses(404, "unknown_slot");
    let public = app.anonymous().get("/api/activities");
    assert_eq!(public.bytes, app.member.get("/api/activities").bytes);
}

fn a_code_takes_a_wish_back_once_and_says_nothing(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    let lost = sent();
    sign_up(&app.member, "a", &lost).is(200);
    assert!(!app.database.holds(&lost.code));
    let by = |code: &str| app.anonymous().post("/api/activities/withdrawals", &json!({ "code": code }));
    by("00000000").refuses(404, "unknown_code");
    by("00").refuses(404, "unknown_code");
    let typed = format!(" {}-{}", lost.code[..4].to_uppercase(), &lost.code[4..]);
    by(&typed).is(204);
    assert_eq!(counts(app), (0, 0));
    by(&lost.code).refuses(404, "unknown_code");
}

fn a_second_phone_takes_back_what_the_first_had(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    let [first, second] = [sent(), sent()];
    let by = |code: &str| app.anonymous().post("/api/activities/withdrawals", &json!({ "code": code }));
    sign_up(&app.member, "a", &first).is(200);
    // The answer, that it is the first one, was cut.
    sign_up(&app.member, "a", &second).is(200);
    app.member.delete(&at("a", &second.id)).is(204);
    assert_eq!(counts(app), (0, 0));
    assert_eq!(sign_up(&app.member, "a", &second).is(200)["state"], "withdrawn");
    // And the code that was shown last is the one.
    let [first, second] = [sent(), sent()];
    sign_up(&app.member, "a", &first).is(200);
    sign_up(&app.member, "a", &second).is(200);
    by(&first.code).refuses(404, "unknown_code");
    // Somebody else's phone has made the same: nobody learns of it.
    let same = Sent { id: post_id(), code: second.code.clone() };
    sign_up(&app.other_member, "a", &same).is(200);
    by(&second.code).is(204);
    assert_eq!(counts(app), (0, 0));
}

fn a_line_that_is_used_again_next_week_is_another_one(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    sign_up(&app.member, "a", &sent()).is(200);
    app.database.try_run("UPDATE activity_slots SET starts_at = 1, closes_at = 1, ends_at = 2").unwrap();
    publish_alone(app, &trip(&[format!("a {} 14:00-15:30 1 院子", day(9))]));
    assert_eq!((counts(app), mine(&app.member)), ((0, 0), json!([])));
    assert_eq!(sign_up(&app.other_member, "a", &sent()).is(200)["state"], "coming");
}

fn nobody_moves_up_once_signing_up_has_ended(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    let [first, second] = [sent(), sent()];
    sign_up(&app.member, "a", &first).is(200);
    sign_up(&app.other_member, "a", &second).is(200);
    app.database.try_run("UPDATE activity_slots SET closes_at = 1").unwrap();
    app.member.delete(&at("a", &first.id)).is(204);
    assert_eq!(counts(app), (0, 1));
    sign_up(&app.member, "a", &sent()).refuses(409, "closed");
    // Who waits can leave, and what was taken before is answered.
    assert_eq!(sign_up(&app.other_member, "a", &second).is(200)["state"], "waiting");
    app.other_member.delete(&at("a", &second.id)).is(204);
    assert_eq!(counts(app), (0, 0));
}

fn what_moves_or_is_cancelled_is_told_to_whoever_signed_up(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    sign_up(&app.member, "a", &sent()).is(200);
    assert_eq!(mine(&app.member)[0]["was_at"], Value::Null);
    publish_alone(app, &trip(&[format!("a {} 14:00-15:30 1 另一个院子 改期", day(3))]));
    assert_eq!((&mine(&app.member)[0]["was_at"], &mine(&app.member)[0]["is_elsewhere"]), (&Value::Null, &json!(true)));
    publish_alone(app, &trip(&[format!("a {} 14:00-15:30 1 院子 改期", day(5))]));
    let moved = mine(&app.member)[0].clone();
    assert_eq!(moved["starts_at"].as_i64().unwrap() - moved["was_at"].as_i64().unwrap(), 2 * 86_400_000);
    publish_alone(app, &trip(&[format!("a {} 14:00-15:30 1 院子 取消", day(5))]));
    assert_eq!(mine(&app.member)[0]["is_cancelled"], true);
    sign_up(&app.other_member, "a", &sent()).refuses(409, "closed");
    // A line that is gone takes no place either.
    publish_alone(app, &trip(&slots(1)));
    assert_eq!(mine(&app.member)[0]["is_cancelled"], false);
    publish_alone(app, &trip(&[format!("b {} 14:00-15:30 1 院子", day(5))]));
    assert_eq!(mine(&app.member)[0]["is_cancelled"], true);
}

fn whoever_leaves_gives_their_seat_away(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    sign_up(&app.member, "a", &sent()).is(200);
    sign_up(&app.other_member, "a", &sent()).is(200);
    let taken = app.member.get("/api/me/export").is(200);
    assert_eq!(taken["sign_ups"][0]["activity"], "trip");
    app.member.delete("/api/me").is(204);
    assert_eq!((counts(app), &mine(&app.other_member)[0]["state"]), ((1, 0), &json!("coming")));
}

fn eight_days_later_nothing_says_who_was_there(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    sign_up(&app.member, "a", &sent()).is(200);
    sign_up(&app.other_member, "a", &sent()).is(200);
    let rows = |app: &App| app.database.ask("SELECT id, slot FROM sign_ups").len();
    let me = app.member.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    assert_eq!(app.database.tables_with(&[&me, "trip"]), ["sign_ups"]);
    // It is put to another day, and that day is six days ago, then eight. The start cleans up.
    for (days, left) in [(6, 2), (8, 0)] {
        publish_alone(app, &trip(&[format!("a {} 14:00-15:30 1 院子", day(-days))]));
        app.kill_and_restart();
        let is_clean = std::iter::repeat_with(|| rows(app)).take(200).any(|there| there == left);
        assert!(is_clean, "{days} days: {} rows", rows(app));
    }
    assert_eq!(app.database.tables_with(&[&me, "trip"]), [""; 0]);
}

/// How many phones and rounds: few with each commit; `NUANXIN_RACE=64x1000` runs what was promised.
fn size(rounds: usize) -> (usize, usize) {
    let asked = std::env::var("NUANXIN_RACE").ok();
    let asked = asked.as_deref().and_then(|size| size.split_once('x'));
    asked.map_or((8, rounds), |(phones, rounds)| (phones.parse().unwrap(), rounds.parse().unwrap()))
}

/// All are answered, and nothing changes any more: that the other server has changed something is heard of a moment later.
fn settles(app: &App, expected: (i64, i64)) {
    let is_so = std::iter::repeat_with(|| counts(app)).take(500).any(|counts| counts == expected);
    assert!(is_so, "{:?} and not {expected:?}", counts(app));
}

/// Many phones at once, some rounds: one comes, the others wait in one line.
fn race(app: &App, servers: &[&str], rounds: usize) {
    let (many, rounds) = size(rounds);
    let begun = std::time::Instant::now();
    let mut phones: Vec<Phone> = (2..many).map(|_| app.another_member()).collect();
    phones.extend([app.member.clone(), app.other_member.clone()]);
    for (at, phone) in phones.iter_mut().enumerate() {
        phone.move_to(servers[at % servers.len()]);
    }
    for _ in 0..rounds {
        let wishes: Vec<(Phone, Sent)> = phones.iter().map(|phone| (phone.clone(), sent())).collect();
        let asked = wishes.into_iter().map(|(phone, sent)| {
            thread::spawn(move || {
                let state = sign_up(&phone, "a", &sent).is(200)["state"].as_str().unwrap().to_string();
                (phone, sent, state)
            })
        });
        let asked: Vec<_> = asked.collect();
        let came: Vec<_> = asked.into_iter().map(|asked| asked.join().unwrap()).collect();
        assert_eq!(came.iter().filter(|(_, _, state)| state == "coming").count(), 1);
        settles(app, (1, came.len() as i64 - 1));
        // All of them leave at once, whoever comes and whoever waits.
        let left: Vec<_> = came
            .into_iter()
            .map(|(phone, sent, _)| thread::spawn(move || phone.delete(&at("a", &sent.id)).is(204)))
            .collect();
        left.into_iter().for_each(|left| drop(left.join().unwrap()));
        settles(app, (0, 0));
    }
    println!("{many} phones, {} servers, {rounds} rounds: {:.1} s", servers.len(), begun.elapsed().as_secs_f64());
}

fn many_phones_and_one_seat(app: &mut App) {
    publish_alone(app, &trip(&slots(1)));
    race(app, &[&app.url], 5);
}

#[test]
fn many_phones_at_two_servers_and_one_seat() {
    let app = App::start(Database::postgres());
    let other = Server::start(&app.database, &[]);
    publish_alone(&app, &trip(&slots(1)));
    // The other one has heard of it once it shows it.
    let there = || Phone::new(&other.url).get("/activities/trip/").status == 200;
    assert!(std::iter::repeat_with(there).take(2_000).any(|is_there| is_there));
    race(&app, &[&app.url, &other.url], 10);
}
