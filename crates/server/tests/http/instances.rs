//! Several servers on one PostgreSQL.

use std::thread;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::app::{self, App, Server};
use crate::database::Database;
use crate::line::Line;
use crate::phone::{Phone, post_id};

fn counts(phone: &Phone) -> impl Iterator<Item = i64> {
    let data = phone.listen("/api/desk/events").filter_map(|line| Some(line.strip_prefix("data:")?.trim().to_string()));
    data.map(|data| serde_json::from_str::<Value>(&data).unwrap()["pending"].as_i64().unwrap())
}

#[test]
fn what_happens_on_one_is_heard_on_the_other() {
    let app = App::start(Database::postgres());
    let other = Server::start(&app.database, &[]);
    let mut secretary = app.secretary.clone();
    secretary.move_to(&other.url);
    let feed = || Phone::new(&other.url).get("/api/posts").is(200)["posts"].as_array().unwrap().len();
    assert_eq!(feed(), 0);
    let mut counts = counts(&secretary);
    // The other may hear that it has begun to listen, and count again.
    let mut wait_for = |wanted: i64| assert!(counts.any(|count| count == wanted));
    wait_for(0);
    let id = app.member.say("在这一台说的");
    wait_for(1);
    app.secretary.decide(&id, "approve", 1).is(200);
    // Feed and queue are told together, in this order.
    wait_for(0);
    assert_eq!(feed(), 1);
}

#[test]
fn one_post_sent_to_two_servers_is_stored_once() {
    let app = App::start(Database::postgres());
    let other = Server::start(&app.database, &[]);
    for _ in 0..10 {
        let post = json!({ "id": post_id(), "body": "两台都收到", "signed": "branch" });
        let send = |number: usize| {
            let (mut phone, post) = (app.member.clone(), post.clone());
            if number % 2 == 1 {
                phone.move_to(&other.url);
            }
            thread::spawn(move || phone.post("/api/posts", &post).status)
        };
        let sent: Vec<_> = (0..4).map(send).collect();
        let mut statuses: Vec<u16> = sent.into_iter().map(|sent| sent.join().unwrap()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 201]);
    }
    assert_eq!(app.waiting().len(), 10);
}

#[test]
fn a_line_that_went_dead_is_noticed() {
    let app = App::start(Database::postgres());
    let line = Line::to(app.database.url.as_ref().unwrap());
    let far = Database { dir: TempDir::new().unwrap(), url: Some(line.url.clone()) };
    app::prepare(far.dir.path());
    let other = Server::start(&far, &[]);
    let mut secretary = app.secretary.clone();
    secretary.move_to(&other.url);
    let feed = || Phone::new(&other.url).get("/api/posts").is(200)["posts"].as_array().unwrap().len();
    let id = app.member.say("通着的时候说的");
    let mut counts = counts(&secretary);
    let mut wait_for = |wanted: i64| assert!(counts.any(|count| count == wanted));
    wait_for(1);
    app.secretary.decide(&id, "approve", 1).is(200);
    wait_for(0);
    assert_eq!(feed(), 1);
    line.go_dead();
    app.approved("没人听见的时候说的");
    app.member.say("也没人听见");
    wait_for(1);
    assert_eq!(feed(), 2);
}

/// A server that is told to answer before its disk has something is told otherwise.
#[test]
fn what_is_answered_is_on_the_disk() {
    let mut app = App::start(Database::postgres());
    let name = app.database.url.as_ref().unwrap().rsplit_once('/').unwrap().1.to_string();
    for sql in [
        &format!("ALTER DATABASE {name} SET synchronous_commit = off"),
        "CREATE TABLE seen (setting TEXT)",
        "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS \
         'BEGIN INSERT INTO seen VALUES (current_setting(''synchronous_commit'')); RETURN NULL; END'",
        "CREATE TRIGGER see AFTER INSERT ON posts FOR EACH ROW EXECUTE FUNCTION see()",
    ] {
        app.database.try_run(sql).unwrap();
    }
    app.kill_and_restart();
    app.member.say("存好了才算");
    assert_eq!(app.database.ask("SELECT setting, '' FROM seen")[0].0, "on");
}

/// Another instance that hangs while it writes: nobody waits for it without end.
#[test]
fn a_writer_that_hangs_elsewhere_stops_nobody_for_long() {
    let app = App::start(Database::postgres());
    let post = json!({ "id": post_id(), "body": "等别人写完", "signed": "branch" });
    app.database.during("SELECT pg_advisory_lock(7305806)", || {
        app.member.post("/api/posts", &post).refuses(503, "unavailable");
    });
    app.member.post("/api/posts", &post).is(201);
}

#[test]
fn a_database_that_was_away_is_found_again() {
    let app = App::start(Database::postgres());
    app.approved("之前说的");
    assert_eq!(app.feed().len(), 1);
    app.database.ask("SELECT pg_terminate_backend(pid)::text, '' FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    assert_eq!(app.feed().len(), 1);
    let post = json!({ "id": post_id(), "body": "之后说的", "signed": "branch" });
    let mut answers = (0..20).map(|_| app.member.post("/api/posts", &post).status);
    assert!(answers.any(|status| matches!(status, 200 | 201)), "nothing can be written any more");
    assert_eq!(app.waiting().len(), 1);
}
