//! What nobody's browser sends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use crate::app::App;
use crate::database::Database;

on_both!(nothing_odd_in_an_address_is_a_fault_of_ours, no_nul_comes_in, a_version_beyond_all_numbers_is_stale);

/// The head of one answer on a connection, its body read and left.
fn answer(from: &mut BufReader<TcpStream>) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(from.read_line(&mut head).unwrap(), 0, "the connection ended after: {head}");
    }
    let head = head.to_lowercase();
    let length = head.split_once("content-length: ").map(|(_, rest)| rest.lines().next().unwrap().parse().unwrap());
    from.read_exact(&mut vec![0; length.unwrap_or(0)]).unwrap();
    head
}

/// A body sent after its head: the answer does not come before the server has asked for it.
fn post_slowly(app: &App, length: usize) -> (TcpStream, BufReader<TcpStream>) {
    let mut stream = TcpStream::connect(app.url.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let head = format!(
        "POST /api/posts HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\nexpect: 100-continue\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let reader = BufReader::new(stream.try_clone().unwrap());
    (stream, reader)
}

#[test]
fn a_refusal_leaves_the_connection_to_the_next_request() {
    let app = App::start(Database::sqlite());
    let (mut stream, mut reader) = post_slowly(&app, 2);
    assert!(answer(&mut reader).starts_with("http/1.1 100 "));
    stream.write_all(b"{}").unwrap();
    let refusal = answer(&mut reader);
    assert!(refusal.starts_with("http/1.1 401 ") && !refusal.contains("connection: close"), "{refusal}");
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    assert!(answer(&mut reader).starts_with("http/1.1 200 "));
}

#[test]
fn a_refusal_that_does_not_wait_for_a_long_body_ends_the_connection_and_says_so() {
    let app = App::start(Database::sqlite());
    let (_stream, mut reader) = post_slowly(&app, 100_000);
    let refusal = answer(&mut reader);
    assert!(refusal.starts_with("http/1.1 401 ") && refusal.contains("connection: close"), "{refusal}");
}

fn nothing_odd_in_an_address_is_a_fault_of_ours(app: &mut App) {
    // A cursor of the queue whose id is one zero byte.
    for path in ["/api/desk/posts?after=AgAAAAAAAAAAAA", "/api/desk/posts?after=Ag", "/api/desk/posts?after=%00"] {
        app.secretary.get(path).refuses(400, "bad_query");
    }
    for query in
        ["card=%00", "card=a%00b", "card=../good", "card=%FF", "branch=x", "limit=-", "before=%00", "before=AQ"]
    {
        app.anonymous().get(&format!("/api/posts?{query}")).refuses(400, "bad_query");
    }
    app.anonymous().get("/api/summary?month=%00").refuses(400, "bad_query");
    for id in ["%00", "a%00", "%FF", "%E4%BA%BA", "nobody"] {
        app.admin.delete(&format!("/api/desk/people/{id}")).refuses(404, "not_found");
        app.admin.patch(&format!("/api/desk/people/{id}"), &json!({ "branch": 1 })).refuses(404, "not_found");
        app.admin.delete(&format!("/api/desk/invites/{id}")).refuses(404, "not_found");
        app.anonymous().get(&format!("/api/posts/{id}")).refuses(404, "not_found");
        app.anonymous().get(&format!("/api/invites/{id}")).refuses(404, "not_found");
    }
    assert!(!app.said().contains("ERROR"), "{}", app.said());
}

fn no_nul_comes_in(app: &mut App) {
    let secretary = &app.secretary;
    secretary.bring("/api/desk/sources?source=report&name=a%00", "一句。".as_bytes()).refuses(400, "bad_query");
    secretary.delete("/api/desk/sources/%00").refuses(404, "not_found");
    secretary.post("/api/desk/sources/find", &json!({ "quote": "一句", "source": "a\0" })).refuses(422, "unfit");
    let (step, rows) =
        (json!({ "step": "submit", "version": 1, "note": "\0" }), json!({ "rows": [{ "quote": "\0" }] }));
    secretary.post("/api/desk/documents/cards/q001/step", &step).refuses(422, "unfit");
    secretary.post("/api/desk/imports/check", &rows).refuses(422, "unfit");
    // These six characters are text like any other.
    secretary.post("/api/desk/sources/find", &json!({ "quote": "\\u0000" })).is(200);
    assert!(!app.said().contains("ERROR"), "{}", app.said());
}

fn a_version_beyond_all_numbers_is_stale(app: &mut App) {
    let days = app.secretary.get("/api/desk/calendar").is(200)["days"].clone();
    let day = format!("/api/desk/calendar/{}", days[9]["day"].as_str().unwrap());
    let id = app.member.say("等着看的话");
    for version in [i64::MAX, i64::MIN] {
        app.secretary.decide(&id, "approve", version).refuses(409, "stale");
        app.member
            .patch(&format!("/api/posts/{id}"), &json!({ "body": "改", "signed": "branch", "version": version }))
            .refuses(409, "stale");
        let taken_back = json!({ "card": null, "version": version });
        app.secretary.send("PUT", &day, Some(&taken_back)).refuses(409, "stale");
        app.member.post(&format!("/api/posts/{id}/appeal"), &json!({ "version": version })).refuses(409, "stale");
    }
    app.secretary.decide(&id, "approve", 1).is(200);
}
