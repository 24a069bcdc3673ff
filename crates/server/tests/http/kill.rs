//! A power cut while people speak.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::app::App;
use crate::phone::{Phone, post_id};

on_both!(no_acknowledged_post_is_lost_or_doubled_when_the_server_is_killed);

const ROUNDS: usize = 5;
const WRITERS: usize = 4;
/// So many are acknowledged before the cut; others are then under way.
const ENOUGH: usize = 40;

fn no_acknowledged_post_is_lost_or_doubled_when_the_server_is_killed(app: &mut App) {
    let acknowledged = Arc::new(Mutex::new(HashSet::new()));
    let mut unanswered = Vec::new();
    for _ in 0..ROUNDS {
        let before = acknowledged.lock().unwrap().len();
        let is_over = Arc::new(AtomicBool::new(false));
        let write = |_| {
            let (phone, acknowledged, is_over) = (app.member.clone(), acknowledged.clone(), is_over.clone());
            thread::spawn(move || speak(&phone, &acknowledged, &is_over))
        };
        let writers: Vec<_> = (0..WRITERS).map(write).collect();
        let start = Instant::now();
        while acknowledged.lock().unwrap().len() < before + ENOUGH {
            assert!(start.elapsed() < Duration::from_secs(30), "nothing is written");
            thread::yield_now();
        }
        app.kill();
        is_over.store(true, Ordering::Release);
        unanswered.extend(writers.into_iter().filter_map(|writer| writer.join().unwrap()));
        app.kill_and_restart();
        // The outbox sends again what was not answered, and some of what was.
        for id in unanswered.drain(..) {
            let answer = app.member.post("/api/posts", &post(&id));
            assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
            acknowledged.lock().unwrap().insert(id);
        }
        let again = acknowledged.lock().unwrap().iter().next().unwrap().clone();
        app.member.post("/api/posts", &post(&again)).is(200);
    }
    let mine = app.member.get("/api/me/posts").is(200);
    let stored: Vec<String> =
        mine["posts"].as_array().unwrap().iter().map(|post| post["id"].as_str().unwrap().to_string()).collect();
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() < 1_000, "more than are listed");
    assert_eq!(stored.len(), acknowledged.len());
    assert_eq!(stored.into_iter().collect::<HashSet<_>>(), acknowledged);
}

fn post(id: &str) -> serde_json::Value {
    // Letters only: digits in a row look like somebody's number.
    let name: String = id[24..].bytes().map(|byte| char::from(byte % 26 + b'a')).collect();
    json!({ "id": id, "body": format!("断电也在 {name}"), "signed": "branch" })
}

/// Speaks until the line is cut; the id of what was not answered.
fn speak(phone: &Phone, acknowledged: &Mutex<HashSet<String>>, is_over: &AtomicBool) -> Option<String> {
    while !is_over.load(Ordering::Acquire) {
        let id = post_id();
        match phone.try_send("POST", "/api/posts", Some(&post(&id))) {
            Ok(answer) if answer.status == 201 => acknowledged.lock().unwrap().insert(id),
            Ok(answer) => panic!("{}", answer.text()),
            Err(_) => return Some(id),
        };
        // Four writers on a fast disk would write thousands.
        if acknowledged.lock().unwrap().len() > 900 {
            return None;
        }
    }
    None
}
