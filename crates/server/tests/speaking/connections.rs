//! Connections that are slow, idle or many.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use crate::app::App;
use crate::database::Database;
use crate::phone::Phone;

/// Time-outs that a test can wait for.
const SHORT: [(&str, &str); 4] = [
    ("NUANXIN_HEADER_TIMEOUT", "0.3"),
    ("NUANXIN_BODY_TIMEOUT", "0.3"),
    ("NUANXIN_IDLE_TIMEOUT", "0.3"),
    ("NUANXIN_WRITE_TIMEOUT", "0.3"),
];

fn connect(app: &App) -> TcpStream {
    let stream = TcpStream::connect(app.url.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// What the server still says until it closes.
fn rest(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    // A connection that is reset has ended too.
    let _ = stream.read_to_end(&mut said);
    String::from_utf8_lossy(&said).into_owned()
}

/// Sends something for as long as somebody listens, a little at a time.
fn drip(mut stream: TcpStream, part: &'static [u8]) {
    thread::spawn(move || {
        while stream.write_all(part).is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    });
}

#[test]
fn whoever_sends_nothing_or_drips_is_let_go() {
    let app = App::start_with(Database::sqlite(), &SHORT);
    let idle = connect(&app);
    let (head, body) = (connect(&app), connect(&app));
    (&head).write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n").unwrap();
    drip(head.try_clone().unwrap(), b"x-drip: 1\r\n");
    let begun = "POST /api/sign-in HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\n\
                 content-type: application/json\r\ncontent-length: 9000\r\n\r\n";
    (&body).write_all(begun.as_bytes()).unwrap();
    drip(body.try_clone().unwrap(), b" ");
    for stream in [idle, head, body] {
        assert_eq!(rest(stream), "");
    }
    // Between two requests it is the same.
    let kept = connect(&app);
    (&kept).write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let said = rest(kept);
    assert!(said.starts_with("HTTP/1.1 200 ") && said.ends_with("ok"), "{said}");
}

#[test]
fn whoever_takes_nothing_is_let_go() {
    let app = App::start_with(Database::sqlite(), &SHORT);
    let stream = connect(&app);
    let question = "GET /api/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n";
    // More than all buffers on the way hold; what is asked once it has closed is not taken any more.
    let mut writing = stream.try_clone().unwrap();
    writing.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
    let ended = (0..9_000_000).find_map(|_| writing.write_all(question.as_bytes()).err());
    assert!(!matches!(ended.unwrap().kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut));
}

#[test]
fn whoever_takes_a_long_answer_slowly_gets_all_of_it() {
    let database = Database::sqlite();
    let pictures = crate::app::own_content(&database).join("pictures");
    std::fs::create_dir_all(&pictures).unwrap();
    // More than all buffers on the way hold.
    let (name, length) = (format!("{}-9x9.jpg", "a".repeat(32)), 40_000_000);
    std::fs::write(pictures.join(&name), vec![7; length]).unwrap();
    let content = pictures.parent().unwrap().to_str().unwrap().to_string();
    let app = App::start_with(database, &[("NUANXIN_CONTENT_DIR", content.as_str()), ("NUANXIN_IDLE_TIMEOUT", "0.3")]);
    let stream = connect(&app);
    let cookie = app.secretary.cookie.as_ref().unwrap();
    let question = format!("GET /pictures/{name} HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n");
    (&stream).write_all(question.as_bytes()).unwrap();
    let mut said = vec![0; 1_000];
    (&stream).read_exact(&mut said).unwrap();
    // Three others are let go meanwhile, one after the other.
    (0..3).for_each(|_| drop(rest(connect(&app))));
    // And when all is taken, it is let go too.
    (&stream).read_to_end(&mut said).unwrap();
    assert!(said.len() > length, "{} of {length}", said.len());
}

#[test]
fn a_stream_that_says_nothing_for_long_goes_on() {
    let app = App::start_with(Database::sqlite(), &SHORT);
    let mut listening = app.secretary.listen("/api/desk/events");
    assert!(listening.any(|line| line.contains("\"pending\":0")));
    // Three others are let go meanwhile, one after the other.
    (0..3).for_each(|_| drop(rest(connect(&app))));
    app.member.say("过一会儿才说的");
    assert!(listening.any(|line| line.contains("\"pending\":1")));
}

#[test]
fn idle_connections_shut_nobody_out() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_MAX_CONNECTIONS", "20")]);
    let idle: Vec<_> = (0..100).map(|_| connect(&app)).collect();
    assert_eq!(app.anonymous().get("/healthz").text(), "ok");
    drop(idle);
}

#[test]
fn few_files_are_shared_out() {
    let app = App::start_with_files(Database::sqlite(), 64);
    let idle: Vec<_> = (0..100).map(|_| connect(&app)).collect();
    assert_eq!(app.anonymous().get("/healthz").text(), "ok");
    app.member.say("还能说话");
    app.anonymous().get("/api/posts").is(200);
    drop(idle);
}

#[test]
fn where_everybody_is_being_answered_the_next_one_is_told_so() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_MAX_CONNECTIONS", "4")]);
    let listening: Vec<_> = (0..4).map(|_| begin(&app, &app.secretary)).collect();
    let said = rest(connect(&app));
    assert!(said.starts_with("HTTP/1.1 503 ") && said.contains("retry-after: 5") && said.contains("过几秒"), "{said}");
    drop(listening);
}

/// A stream that has begun.
fn begin(app: &App, phone: &Phone) -> TcpStream {
    let mut stream = connect(app);
    let cookie = phone.cookie.as_ref().unwrap();
    stream
        .write_all(format!("GET /api/desk/events HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n").as_bytes())
        .unwrap();
    let mut said = Vec::new();
    while !String::from_utf8_lossy(&said).contains("data:") {
        let mut part = [0; 1_024];
        let read = stream.read(&mut part).unwrap();
        assert_ne!(read, 0, "{}", String::from_utf8_lossy(&said));
        said.extend(&part[..read]);
    }
    stream
}

#[test]
fn streams_are_counted_of_one_person_and_in_all() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_MAX_STREAMS", "8")]);
    let own: Vec<_> = (0..6).map(|_| begin(&app, &app.secretary)).collect();
    app.secretary.get("/api/desk/events").refuses(429, "too_many_streams");
    let others: Vec<_> = (0..2).map(|_| begin(&app, &app.admin)).collect();
    app.other_secretary.get("/api/desk/events").refuses(503, "busy");
    drop((own, others));
    // There is room again as soon as somebody has gone.
    let start = std::time::Instant::now();
    while app.other_secretary.listen_if(200, "/api/desk/events").is_none() {
        assert!(start.elapsed() < Duration::from_secs(10), "nobody makes room");
        thread::yield_now();
    }
}

on_both!(a_stream_ends_with_its_session);

fn a_stream_ends_with_its_session(app: &mut App) {
    let ends = |phone: &Phone, end: &dyn Fn()| {
        let mut listening = phone.listen("/api/desk/events");
        assert!(listening.any(|line| line.starts_with("data:")));
        end();
        // The phone gives up after half a minute.
        assert_eq!(listening.find(|line| line.starts_with("data:")), None);
        phone.get("/api/desk/posts").refuses(401, "signed_out");
    };
    let (one, two) = (app.another_secretary(), app.other_secretary.clone());
    let id = one.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    let removed = || drop(app.admin.delete(&format!("/api/desk/people/{id}")).is(204));
    ends(&one, &removed);
    ends(&two, &|| drop(two.post("/api/sign-out?everywhere=true", &serde_json::Value::Null).is(204)));
}

#[test]
fn a_stream_looks_by_itself_whether_its_session_is_over() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_STREAM_CHECK", "0.2")]);
    let mut listening = app.secretary.listen("/api/desk/events");
    assert!(listening.any(|line| line.starts_with("data:")));
    app.database.try_run("UPDATE sessions SET ends_on = 0").unwrap();
    assert_eq!(listening.find(|line| line.starts_with("data:")), None);
}
