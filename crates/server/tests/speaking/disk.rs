//! A disk without room.

use std::process::Command;

use serde_json::json;

use crate::app::App;
use crate::database::Database;
use crate::phone::post_id;

/// As a full disk does, but for this process alone: no file may become larger than this.
const ROOM: &str = "600000";

#[test]
fn a_full_disk_stops_writing_and_nothing_else() {
    let app = App::start(Database::sqlite());
    let read = app.approved("写得下的时候写的");
    limit(&app, ROOM);
    let send =
        |id: &str| app.member.post("/api/posts", &json!({ "id": id, "body": "字".repeat(250), "signed": "branch" }));
    let mut stored = 1;
    let refused = loop {
        let id = post_id();
        let answer = send(&id);
        match answer.status {
            201 => stored += 1,
            503 => {
                assert_eq!(answer.header("retry-after"), "5");
                answer.refuses(503, "unavailable");
                break id;
            }
            _ => panic!("{}", answer.text()),
        }
        assert!(stored < 900, "there is still room");
    };
    assert_eq!(app.feed().len(), 1);
    app.anonymous().get(&format!("/api/posts/{read}")).is(200);
    app.secretary.get("/api/desk/posts").is(200);
    limit(&app, "unlimited");
    // No restart: the phone sends again, and it is there once, like everything that was acknowledged.
    send(&refused).is(201);
    assert_eq!(app.member.get("/api/me/posts").is(200)["posts"].as_array().unwrap().len(), stored + 1);
}

fn limit(app: &App, bytes: &str) {
    let limit = format!("--fsize={bytes}:unlimited");
    let done = Command::new("prlimit").args(["--pid", &app.pid().to_string(), &limit]).status();
    assert!(done.expect("prlimit (util-linux) is needed").success());
}
