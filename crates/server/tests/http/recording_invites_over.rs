//! Links to read aloud that are over, or end while something comes.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

use crate::app::App;
use crate::documents::{card, publish, save, step};
use crate::recording_invites::{CARD, INVITES, ask, form, invite, listed, send};
use crate::recordings::mp3;

on_both!(
    what_is_withdrawn_is_read_aloud_by_nobody,
    who_has_no_link_keeps_nobody_waiting,
    a_link_that_ends_while_something_comes_says_so,
);

/// The head of a form whose file is to come, as the server waits for it.
fn waited_for(app: &App, link: &str, length: usize) -> TcpStream {
    let host = app.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!(
        "POST {link} HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\nconnection: close\r\nexpect: 100-continue\r\n\
         content-type: multipart/form-data; boundary=----parts\r\ncontent-length: {length}\r\n\r\n",
        app.url
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut told = [0; 25];
    stream.read_exact(&mut told).unwrap();
    assert_eq!(&told, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

fn what_is_withdrawn_is_read_aloud_by_nobody(app: &mut App) {
    publish(app, CARD, &card("大家看到的。"), Value::Null);
    let link = ask(&app.secretary, "cards/q001").is(201)["link"].as_str().unwrap().to_string();
    assert_eq!(app.anonymous().get(&link).status, 200);
    step(&app.secretary, CARD, "withdraw", 2, Value::Null).is(200);
    save(&app.secretary, CARD, &card("接着写的。"), 0).is(200);
    let says = |link: &str| {
        for answer in [app.anonymous().get(link), send(app, link, &mp3(40))] {
            assert_eq!((answer.status, answer.text().contains("先不念了")), (410, true), "{}", answer.text());
        }
    };
    says(&link);
    ask(&app.secretary, "cards/q001").refuses(404, "not_found");
    // A person's story whose last day is over, and the draft that is left of it.
    let story = |until: &str, body: &str| {
        format!("---\ntitle: 一把雨伞\nsummary: 一句。\nabout: 人\nagreed: 2025-01-02\nuntil: {until}\n---\n{body}\n")
    };
    let at = "/api/desk/documents/stories/s1";
    publish(app, at, &story("2025-03-01", "正文。"), Value::Null);
    save(&app.secretary, at, &story("2025-03-01", "接着写的。"), 0).is(200);
    ask(&app.secretary, "stories/s1").refuses(404, "not_found");
    // Nor one that never was shown.
    save(&app.secretary, "/api/desk/documents/stories/s2", &story("2025-03-01", "正文。"), 0).is(200);
    ask(&app.secretary, "stories/s2").refuses(404, "not_found");
}

fn who_has_no_link_keeps_nobody_waiting(app: &mut App) {
    let (used, late, link) = (invite(app), invite(app), invite(app));
    assert_eq!(send(app, &used, &mp3(80)).status, 200);
    let id = listed(app)["open"][0]["id"].as_str().unwrap().to_string();
    app.secretary.delete(&format!("{INVITES}/{id}")).is(204);
    let over = [late.as_str(), link.as_str()].into_iter().find(|link| app.anonymous().get(link).status == 410);
    let over = over.unwrap().to_string();
    let link = if over == late { link } else { late };
    let waits: Vec<TcpStream> = ["/record/x/", "/record/0123456789abcdef0123456789abcdef/", &used, &over]
        .iter()
        .flat_map(|link| (0..8).map(|_| waited_for(app, link, 1_000_000)))
        .collect();
    assert_eq!(send(app, &link, &mp3(40)).status, 200);
    drop(waits);
}

fn a_link_that_ends_while_something_comes_says_so(app: &mut App) {
    let sent = form(&mp3(40));
    let answer = |mut stream: TcpStream| {
        stream.write_all(&sent).unwrap();
        let mut said = Vec::new();
        stream.read_to_end(&mut said).unwrap();
        String::from_utf8_lossy(&said).into_owned()
    };
    let dropped = waited_for(app, &invite(app), sent.len());
    let id = listed(app)["open"][0]["id"].as_str().unwrap().to_string();
    app.secretary.delete(&format!("{INVITES}/{id}")).is(204);
    let said = answer(dropped);
    assert!(said.contains("HTTP/1.1 410") && said.contains("先不念了"), "{said}");
    let late = waited_for(app, &invite(app), sent.len());
    app.database.try_run("UPDATE recording_invites SET open_until = 1").unwrap();
    let said = answer(late);
    assert!(said.contains("HTTP/1.1 410") && said.contains("过期了"), "{said}");
}
