//! Nobody's request holds the server up: work has a bound, ends with whoever asked for it, and does not outlive a signal.

use std::io::Write;
use std::iter;
use std::net::TcpStream;

use serde_json::json;

use crate::app::App;
use crate::database::Database;
use crate::phone::Phone;

on_both!(a_free_name_is_found_for_every_folder_and_title);

fn a_free_name_is_found_for_every_folder_and_title(app: &mut App) {
    // The second one is cut behind a hyphen, which no name may end with.
    let long = format!("{}-{}", "a".repeat(55), "b".repeat(60));
    for folder in ["cards", "articles", "decks", "sources", "site"] {
        for title in ["", &long, &"%E9%95%BF".repeat(200), "-", "%20"] {
            let free = app.secretary.get(&format!("/api/desk/documents/free?folder={folder}&title={title}")).is(200);
            assert!(!free["slug"].as_str().unwrap().is_empty(), "{folder} {title}");
        }
    }
    let site = app.secretary.get("/api/desk/documents/free?folder=site&title=").is(200);
    assert_eq!(site["slug"], "site");
}

/// A check that takes seconds: fifty long quotations, each of which has a little in common with a text that repeats itself.
fn costly(app: &App) -> String {
    let text = "一顿饭送得准时，等饭的人就多一段午休。".repeat(8_000);
    app.secretary.bring("/api/desk/sources?source=report", text.as_bytes()).is(201);
    let quote = "等饭的人就少一段午休，一顿饭送得不准时，".repeat(45);
    json!({ "rows": vec![json!({ "quote": quote }); 50] }).to_string()
}

/// Asks, and does not wait for the answer.
fn ask(phone: &Phone, url: &str, body: &str) -> TcpStream {
    let host = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    let head = format!(
        "POST /api/desk/imports/check HTTP/1.1\r\nhost: {host}\r\norigin: {url}\r\ncookie: {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        phone.cookie.as_ref().unwrap(),
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    stream
}

#[test]
fn work_that_nobody_waits_for_any_more_is_left() {
    let app = App::start(Database::sqlite());
    let body = costly(&app);
    drop((0..12).map(|_| ask(&app.secretary, &app.url, &body)).collect::<Vec<_>>());
    let find = || app.secretary.post("/api/desk/sources/find", &json!({ "quote": "一顿饭送得准时" }));
    // Each check alone would take minutes here. The server may still be hearing that those who asked are gone.
    let found = iter::repeat_with(find).take(100).find(|answer| answer.status != 503).unwrap().is(200);
    assert_eq!(found["collation"]["found"], "verbatim");
}

#[test]
fn work_that_takes_too_long_says_what_to_send_less_of() {
    let mut app = App::start(Database::sqlite());
    let body = costly(&app);
    app.kill_and_restart_with(&[("NUANXIN_WORK_TIMEOUT", "1")]);
    // Until the text is ready; on a busy machine that takes longer, and is not begun anew each time.
    let find = || app.secretary.post("/api/desk/sources/find", &json!({ "quote": "一顿饭送得准时" }));
    iter::repeat_with(find).take(100).find(|answer| answer.status == 200).unwrap();
    let check = || app.secretary.post("/api/desk/imports/check", &serde_json::from_str(&body).unwrap());
    // What came before may still be ending.
    let refused = iter::repeat_with(check).take(100).find(|answer| answer.status != 503).unwrap();
    assert_eq!(refused.header("retry-after"), "");
    let told = refused.refuses(422, "too_much");
    assert!(told["field"] == "rows" && told["message"].as_str().unwrap().contains("截短"), "{told}");
}

#[test]
fn stopping_works_whatever_is_going_on() {
    let mut app = App::start(Database::sqlite());
    let body = costly(&app);
    let busy: Vec<_> = (0..4).map(|_| ask(&app.secretary, &app.url, &body)).collect();
    let mut listening = app.secretary.listen("/api/desk/events");
    assert!(listening.any(|line| line.starts_with("data:")));
    assert_eq!(app.terminate(), Some(0));
    assert_eq!(listening.find(|line| line.starts_with("data:")), None);
    drop(busy);
}
