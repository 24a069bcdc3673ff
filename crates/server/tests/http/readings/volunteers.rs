//! Who has said 我可以接: asked first when nobody hears of whoever leads, and known to nobody.

use std::thread;

use serde_json::{Value, json};

use crate::app::{App, Server};
use crate::database::Database;
use crate::phone::{Phone, device};
use crate::readings::Reading;

on_both!(
    those_who_have_said_that_they_can_are_asked_first,
    where_nobody_of_them_goes_on_others_may,
    it_is_said_once_however_often_it_is_sent,
    whoever_leads_comes_back_before_anybody_went_on,
);

const PATIENCE: (&str, &str) = ("NUANXIN_READING_PATIENCE", "2");
/// They are asked for as long as a test needs, however slow the machine is.
const STAY: &str = "UPDATE readings SET asked_at = asked_at + 3600000 WHERE lead = 'asked'";
const STAY_NO_MORE: &str = "UPDATE readings SET asked_at = asked_at - 3600000 WHERE lead = 'asked'";

/// Whoever led is gone, and those who have said that they can are asked.
fn until_asked(app: &App, told: &mut impl Iterator<Item = Value>) {
    assert!(told.any(|told| told["lead"] == "asked"));
    app.database.try_run(STAY).unwrap();
}

fn volunteers(reading: &Reading, by: &Phone) -> Value {
    reading.go(by, &reading.token, 1, 1).is(200)["volunteers"].clone()
}

fn rows(app: &App) -> usize {
    app.database.ask("SELECT reading, reading FROM reading_volunteers").len()
}

fn those_who_have_said_that_they_can_are_asked_first(app: &mut App) {
    app.kill_and_restart_with(&[PATIENCE]);
    let reading = Reading::begin(app, &app.member);
    let tokens: [String; 4] = std::array::from_fn(|_| device());
    let can = app.another_member();
    for token in &tokens {
        reading.volunteer(&can, token, true).is(200);
    }
    let mut told = reading.told(&app.anonymous());
    until_asked(app, &mut told);
    // Neither a member who has not said so, nor a guest who has seen a token.
    reading.take(&app.other_member, &device()).refuses(409, "asked");
    reading.take(&app.anonymous(), &tokens[0]).refuses(409, "asked");
    // All at once: one leads.
    let taken: Vec<(u16, &String)> = thread::scope(|scope| {
        let (can, reading) = (&can, &reading);
        let all: Vec<_> =
            tokens.iter().map(|token| scope.spawn(move || (reading.take(can, token).status, token))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let leads: Vec<&String> = taken.iter().filter(|(status, _)| *status == 200).map(|(_, token)| *token).collect();
    assert_eq!(leads.len(), 1, "{taken:?}");
    assert!(taken.iter().all(|(status, _)| [200, 409].contains(status)), "{taken:?}");
    assert_eq!(told.find(|told| told["lead"] == "held").unwrap()["epoch"], 2);
    // The answer was cut, and the phone asks again.
    assert_eq!(reading.take(&can, leads[0]).is(200)["snapshot"]["epoch"], 2);
    reading.go(&app.member, &reading.token, 1, 0).refuses(409, "not_leading");
    // Whoever leads is none of those who could; sent once more, it changes nothing.
    assert_eq!(rows(app), 3);
    reading.volunteer(&can, leads[0], true).is(200);
    assert_eq!(rows(app), 3);
    // A secretary needs no list.
    until_asked(app, &mut told);
    assert_eq!(reading.take(&app.secretary, &device()).is(200)["snapshot"]["epoch"], 3);
}

fn where_nobody_of_them_goes_on_others_may(app: &mut App) {
    app.kill_and_restart_with(&[PATIENCE]);
    let reading = Reading::begin(app, &app.member);
    let (can, could) = (device(), app.another_member());
    reading.volunteer(&could, &can, true).is(200);
    let mut told = reading.told(&app.anonymous());
    until_asked(app, &mut told);
    app.database.try_run(STAY_NO_MORE).unwrap();
    assert!(told.any(|told| told["lead"] == "gone"));
    reading.take(&app.anonymous(), &device()).refuses(403, "not_invited");
    let next = device();
    reading.take(&app.other_member, &next).is(200);
    // The last one takes it back while they are asked: nobody is waited for.
    until_asked(app, &mut told);
    reading.volunteer(&could, &can, false).is(200);
    assert!(told.any(|told| told["lead"] == "gone"));
    assert_eq!(reading.take(&app.member, &device()).is(200)["snapshot"]["epoch"], 3);
}

fn it_is_said_once_however_often_it_is_sent(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    let can = device();
    reading.volunteer(&app.anonymous(), &can, true).refuses(401, "signed_out");
    reading.volunteer(&app.other_member, "short", true).refuses(422, "unfit");
    assert_eq!(volunteers(&reading, &app.member), false);
    for _ in 0..3 {
        reading.volunteer(&app.other_member, &can, true).is(200);
    }
    assert_eq!((rows(app), volunteers(&reading, &app.member)), (1, json!(true)));
    // While somebody leads, it gives nobody the lead.
    reading.take(&app.other_member, &can).refuses(409, "held");
    app.kill_and_restart();
    assert_eq!(volunteers(&reading, &app.member), true);
    for _ in 0..2 {
        reading.volunteer(&app.other_member, &can, false).is(200);
    }
    assert_eq!((rows(app), volunteers(&reading, &app.member)), (0, json!(false)));
    // It goes with its reading.
    reading.volunteer(&app.other_member, &can, true).is(200);
    reading.end(&app.member, &reading.token).is(200);
    reading.volunteer(&app.other_member, &device(), true).refuses(409, "reading_ended");
    app.database.try_run("UPDATE readings SET ended_at = ended_at - 86400000").unwrap();
    app.kill_and_restart();
    assert!((0..100).any(|_| app.anonymous().get(&reading.at("")).status == 404));
    assert_eq!(rows(app), 0);
}

fn whoever_leads_comes_back_before_anybody_went_on(app: &mut App) {
    app.kill_and_restart_with(&[PATIENCE]);
    let reading = Reading::begin(app, &app.member);
    let can = device();
    reading.volunteer(&app.other_member, &can, true).is(200);
    let mut told = reading.told(&app.anonymous());
    until_asked(app, &mut told);
    assert_eq!(reading.go(&app.member, &reading.token, 1, 0).is(200)["snapshot"]["lead"], "held");
    reading.take(&app.other_member, &can).refuses(409, "held");
    assert!(told.any(|told| told["lead"] == "held"));
}

#[test]
fn what_was_said_through_one_server_holds_on_the_other() {
    let app = App::start_with(Database::postgres(), &[PATIENCE]);
    let reading = Reading::begin(&app, &app.member);
    let other = Server::start(&app.database, &[PATIENCE]);
    let mut far = app.other_member.clone();
    far.move_to(&other.url);
    let can = device();
    reading.volunteer(&far, &can, true).is(200);
    assert_eq!(volunteers(&reading, &app.member), true);
    let (mut here, mut there) = (reading.told(&app.anonymous()), reading.told(&far));
    until_asked(&app, &mut here);
    assert!(there.any(|told| told["lead"] == "asked"));
    reading.take(&app.another_member(), &device()).refuses(409, "asked");
    reading.take(&far, &can).is(200);
    assert!(here.any(|told| told["epoch"] == 2));
}
