//! Connections that are slow, idle or many.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::app::{App, own_content};
use crate::database::Database;
use crate::phone::{Phone, post_id};

/// Time-outs that a test can wait for. What is opened under them may be let go at any time, where this machine is busy: it
/// is opened again.
const SHORT: [(&str, &str); 4] = [
    ("NUANXIN_HEADER_TIMEOUT", "0.3"),
    ("NUANXIN_BODY_TIMEOUT", "0.3"),
    ("NUANXIN_IDLE_TIMEOUT", "0.3"),
    ("NUANXIN_WRITE_TIMEOUT", "0.3"),
];
/// Nothing takes longer, however busy this machine is.
const FOR_EVER: Duration = Duration::from_secs(60);

/// A server with these settings, where everybody has come in before.
fn hasty(settings: &[(&str, &str)]) -> App {
    let mut app = App::start(Database::sqlite());
    app.kill_and_restart_with(settings);
    app
}

/// What comes of it in the end.
fn at_last<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(done) = attempt() {
            return done;
        }
        assert!(begun.elapsed() < FOR_EVER, "it never comes");
        thread::yield_now();
    }
}

fn connect(app: &App) -> TcpStream {
    let stream = TcpStream::connect(app.url.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(FOR_EVER)).unwrap();
    stream
}

/// Asks, and hears until this is said.
fn try_to_hear(app: &App, question: &str, until: &str) -> Result<TcpStream, String> {
    let mut stream = connect(app);
    let _ = stream.write_all(question.as_bytes());
    let mut said = String::new();
    match hear(&mut stream, &mut said, until) {
        true => Ok(stream),
        false => Err(said),
    }
}

/// Hears until this is said; `false` where the other side closes before.
fn hear(stream: &mut TcpStream, said: &mut String, until: &str) -> bool {
    let mut part = [0; 4_096];
    while !said.contains(until) {
        match stream.read(&mut part) {
            Ok(read @ 1..) => said.push_str(&String::from_utf8_lossy(&part[..read])),
            Err(error) if is_time_out(&error) => panic!("{until} is never said: {said}"),
            _ => return false,
        }
    }
    true
}

fn is_time_out(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// What the server still says until it closes.
fn rest(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    // A connection that is reset has ended too.
    if let Err(error) = stream.read_to_end(&mut said) {
        assert!(!is_time_out(&error), "it is not let go");
    }
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

/// A request whose body is to come.
const BODY_TO_COME: &str = "POST /api/sign-in HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\n\
    expect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n";

/// One whose body the server waits for.
fn waited_for(app: &App) -> TcpStream {
    try_to_hear(app, BODY_TO_COME, "100 Continue\r\n\r\n").unwrap()
}

#[test]
fn whoever_sends_nothing_or_drips_is_let_go() {
    let app = hasty(&SHORT);
    let (idle, head) = (connect(&app), connect(&app));
    let _ = (&head).write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n");
    drip(head.try_clone().unwrap(), b"x-drip: 1\r\n");
    let body = at_last(|| try_to_hear(&app, BODY_TO_COME, "100 Continue\r\n\r\n").ok());
    drip(body.try_clone().unwrap(), b" ");
    for stream in [idle, head, body] {
        assert_eq!(rest(stream), "");
    }
    // Between two requests it is the same.
    let kept = at_last(|| try_to_hear(&app, "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n", "\r\n\r\nok").ok());
    assert_eq!(rest(kept), "");
}

#[test]
fn whoever_takes_nothing_is_let_go() {
    let app = hasty(&SHORT);
    let stream = connect(&app);
    let question = "GET /api/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n";
    // More than all buffers on the way hold; what is asked once it has closed is not taken any more.
    let mut writing = stream.try_clone().unwrap();
    writing.set_write_timeout(Some(FOR_EVER)).unwrap();
    let ended = (0..9_000_000).find_map(|_| writing.write_all(question.as_bytes()).err());
    assert!(!is_time_out(&ended.unwrap()));
}

/// A picture that is longer than all buffers on the way hold: the content it belongs to, its name and its length.
fn long_picture(database: &Database) -> (String, String, usize) {
    let pictures = own_content(database).join("pictures");
    fs::create_dir_all(&pictures).unwrap();
    let (name, length) = (format!("{}-9x9.jpg", "a".repeat(32)), 40_000_000);
    fs::write(pictures.join(&name), vec![7; length]).unwrap();
    (pictures.parent().unwrap().to_str().unwrap().to_string(), name, length)
}

/// Asks for it, and takes as little of it as possible.
fn try_to_see(app: &App, name: &str) -> Result<TcpStream, String> {
    let cookie = app.secretary.cookie.as_ref().unwrap();
    let question = format!("GET /pictures/{name} HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n");
    try_to_hear(app, &question, "HTTP/1.1 200 OK\r\n")
}

#[test]
fn whoever_takes_a_long_answer_slowly_gets_all_of_it() {
    let database = Database::sqlite();
    let (content, name, length) = long_picture(&database);
    let content = ("NUANXIN_CONTENT_DIR", content.as_str());
    let mut app = App::start_with(database, &[content]);
    app.kill_and_restart_with(&[content, ("NUANXIN_IDLE_TIMEOUT", "0.3")]);
    let mut stream = at_last(|| try_to_see(&app, &name).ok());
    // Three others are let go meanwhile, one after the other.
    (0..3).for_each(|_| drop(rest(connect(&app))));
    // And when all is taken, it is let go too.
    let mut said = Vec::new();
    stream.read_to_end(&mut said).unwrap();
    // But for what was taken with its head.
    assert!(said.len() > length - 4_096, "{} of {length}", said.len());
}

#[test]
fn a_stream_that_says_nothing_for_long_goes_on() {
    let app = hasty(&SHORT);
    let mut listening = at_last(|| try_to_begin(&app, &app.secretary).ok());
    // Three others are let go meanwhile, one after the other.
    (0..3).for_each(|_| drop(rest(connect(&app))));
    // Sent again, it is the same post.
    let post = json!({ "id": post_id(), "body": "过一会儿才说的", "signed": "branch" });
    at_last(|| app.member.try_send("POST", "/api/posts", Some(&post)).ok().filter(|answer| answer.status < 300));
    assert!(hear(&mut listening, &mut String::new(), "\"pending\":1"));
}

#[test]
fn idle_connections_shut_nobody_out() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_MAX_CONNECTIONS", "20")]);
    let idle: Vec<_> = (0..100).map(|_| connect(&app)).collect();
    assert_eq!(app.anonymous().get("/healthz").text(), "ok");
    drop(idle);
}

/// Somebody comes in, if not at once.
fn somebody_comes_in(app: &App) {
    let ask = || app.anonymous().try_send("GET", "/healthz", None).ok().filter(|answer| answer.status == 200);
    assert_eq!(at_last(ask).text(), "ok");
}

/// Few connections, and no time-out that would make room.
const FEW: [(&str, &str); 3] =
    [("NUANXIN_MAX_CONNECTIONS", "4"), ("NUANXIN_BODY_TIMEOUT", "600"), ("NUANXIN_WRITE_TIMEOUT", "600")];

#[test]
fn dripping_bodies_shut_nobody_out() {
    let app = App::start_with(Database::sqlite(), &FEW);
    let bodies: Vec<_> = (0..4).map(|_| waited_for(&app)).collect();
    bodies.iter().for_each(|body| drip(body.try_clone().unwrap(), b" "));
    somebody_comes_in(&app);
}

#[test]
fn whoever_takes_nothing_shuts_nobody_out() {
    let database = Database::sqlite();
    let (content, name, _) = long_picture(&database);
    let app = App::start_with(database, &[&FEW[..], &[("NUANXIN_CONTENT_DIR", &content)]].concat());
    let taking: Vec<_> = (0..4).map(|_| try_to_see(&app, &name).unwrap()).collect();
    somebody_comes_in(&app);
    drop(taking);
}

#[test]
fn where_everybody_is_at_work_the_next_one_is_told_so() {
    let app = App::start_with(Database::sqlite(), &FEW);
    let mut bodies: Vec<_> = (0..4).map(|_| waited_for(&app)).collect();
    // Nearly all at once: for as many seconds as there are kilobytes it is as fast as it need be.
    bodies.iter_mut().for_each(|body| body.write_all(&[b' '; 8_999]).unwrap());
    let said = rest(connect(&app));
    assert!(said.starts_with("HTTP/1.1 503 ") && said.contains("retry-after: 5") && said.contains("过几秒"), "{said}");
    for body in &mut bodies {
        body.write_all(b" ").unwrap();
        assert!(hear(body, &mut String::new(), "bad_json"), "it was let go");
    }
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
fn streams_leave_room_for_those_who_read() {
    // Of 64 files 24 are connections.
    let app = App::start_with_files(Database::sqlite(), 64);
    let people = [&app.secretary, &app.other_secretary, &app.admin];
    let begun = people.iter().flat_map(|phone| (0..6).map(|_| try_to_begin(&app, phone))).collect::<Vec<_>>();
    assert_eq!(begun.iter().filter(|begun| begun.is_ok()).count(), 12);
    assert!(begun.iter().skip(12).all(|told| told.as_ref().is_err_and(|told| told.starts_with("HTTP/1.1 503 "))));
    let idle: Vec<_> = (0..24).map(|_| connect(&app)).collect();
    app.anonymous().get("/api/posts").is(200);
    drop((begun, idle));
}

#[test]
fn where_the_system_gives_no_connections_it_is_said_once() {
    let app = App::start(Database::sqlite());
    let files = fs::read_dir(format!("/proc/{}/fd", app.pid())).unwrap().count() + 4;
    let limit = ["--pid", &app.pid().to_string(), &format!("--nofile={files}:{files}")];
    let done = Command::new("prlimit").args(limit).status();
    assert!(done.expect("prlimit (util-linux) is needed").success());
    // Each but the first few is given once another has made room.
    let idle: Vec<_> = (0..40).map(|_| connect(&app)).collect();
    somebody_comes_in(&app);
    let said = |app: &App| app.said().matches("no new connection").count();
    at_last(|| (said(&app) > 0).then_some(()));
    assert_eq!(said(&app), 1, "{}", app.said());
    drop(idle);
}

/// A stream that has begun, or what is said instead.
fn try_to_begin(app: &App, phone: &Phone) -> Result<TcpStream, String> {
    let cookie = phone.cookie.as_ref().unwrap();
    let question = format!("GET /api/desk/events HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n");
    try_to_hear(app, &question, "data:")
}

#[test]
fn streams_are_counted_of_one_person_and_in_all() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_MAX_STREAMS", "8")]);
    let own: Vec<_> = (0..6).map(|_| try_to_begin(&app, &app.secretary).unwrap()).collect();
    app.secretary.get("/api/desk/events").refuses(429, "too_many_streams");
    let others: Vec<_> = (0..2).map(|_| try_to_begin(&app, &app.admin).unwrap()).collect();
    app.other_secretary.get("/api/desk/events").refuses(503, "busy");
    drop((own, others));
    // There is room again as soon as somebody has gone.
    drop(at_last(|| app.other_secretary.listen_if(200, "/api/desk/events")));
}

on_both!(a_stream_ends_with_its_session);

fn a_stream_ends_with_its_session(app: &mut App) {
    let ends = |phone: &Phone, end: &dyn Fn(), as_what: &str| {
        let mut listening = phone.listen("/api/desk/events");
        assert!(listening.any(|line| line.starts_with("data:")));
        end();
        // The phone gives up after half a minute.
        assert_eq!(listening.find(|line| line.starts_with("data:")), None);
        phone.get("/api/desk/posts").refuses(401, as_what);
    };
    let (one, two) = (app.another_secretary(), app.other_secretary.clone());
    let id = one.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    let removed = || drop(app.admin.delete(&format!("/api/desk/people/{id}")).is(204));
    ends(&one, &removed, "left");
    let signed_out = || drop(two.post("/api/sign-out?everywhere=true", &serde_json::Value::Null).is(204));
    ends(&two, &signed_out, "signed_out");
}

#[test]
fn a_stream_looks_by_itself_whether_its_session_is_over() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_STREAM_CHECK", "0.2")]);
    let mut listening = app.secretary.listen("/api/desk/events");
    assert!(listening.any(|line| line.starts_with("data:")));
    app.database.try_run("UPDATE sessions SET ends_on = 0").unwrap();
    assert_eq!(listening.find(|line| line.starts_with("data:")), None);
}
