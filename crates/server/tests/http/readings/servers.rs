//! A reading when a server stops, and through two of them.

use crate::app::{App, Server};
use crate::database::Database;
use crate::phone::{Phone, device};
use crate::readings::Reading;

#[test]
fn stopping_ends_every_stream() {
    let mut app = App::start(Database::sqlite());
    let reading = Reading::begin(&app, &app.member);
    let mut told = reading.told(&app.anonymous());
    assert!(told.next().is_some());
    assert_eq!(app.terminate(), Some(0));
    assert_eq!(told.find(|told| told["seq"] == 9), None);
}

#[test]
fn a_move_on_one_server_is_seen_through_the_other() {
    let app = App::start(Database::postgres());
    let reading = Reading::begin(&app, &app.member);
    let other = Server::start(&app.database, &[]);
    let far = Phone::new(&other.url);
    let mut told = reading.told(&far);
    assert_eq!(told.next().unwrap()["card"], 0);
    reading.go(&app.member, &reading.token, 1, 1).is(200);
    assert!(told.any(|told| told["card"] == 1));
    reading.offer(&app.member, &reading.token).is(200);
    let next = device();
    reading.take(&far, &next).is(200);
    reading.go(&app.member, &reading.token, 1, 0).refuses(409, "not_leading");
    reading.go(&far, &next, 2, 2).is(200);
    let mut here = reading.told(&app.anonymous());
    assert!(here.any(|told| told["card"] == 2));
}

#[test]
fn those_who_follow_through_another_server_are_waited_for() {
    let app = App::start(Database::postgres());
    let reading = Reading::begin(&app, &app.member);
    let other = Server::start(&app.database, &[]);
    let far = Phone::new(&other.url);
    let following = || reading.go(&app.member, &reading.token, 1, 1).is(200)["following"].clone();
    let becomes = |wanted: &str| (0..1_000).any(|_| following() == wanted);
    let shows = |seq: i64| drop(far.get(&reading.at(&format!("?page=farpage01&shows={seq}"))).is(200));
    assert_eq!(following(), "nobody");
    let seq =
        (0..1_000).map(|_| reading.shown(&far)).find(|shown| shown["card"] == 1).unwrap()["seq"].as_i64().unwrap();
    shows(seq - 1);
    assert!(becomes("some"), "somebody is there, and not yet at the card");
    shows(seq);
    assert!(becomes("all"));
}
