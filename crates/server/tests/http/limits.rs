//! How often, where it is limited.

use serde_json::json;

use crate::app::{self, App};
use crate::database::Database;
use crate::phone::post_id;

#[test]
fn a_member_who_says_too_much_at_once_is_told_when_to_go_on() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "on")]);
    let first = json!({ "id": post_id(), "body": "先说一句", "signed": "branch" });
    app.member.post("/api/posts", &first).is(201);
    for number in 1..10 {
        app.member.say(&format!("第 {number} 句"));
    }
    let post = json!({ "id": post_id(), "body": "再来一句", "signed": "branch" });
    let answer = app.member.post("/api/posts", &post);
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    answer.refuses(429, "slow_down");
    assert!((1..=60).contains(&seconds), "{seconds}");
    // What was taken is not refused when its answer was cut.
    app.member.post("/api/posts", &first).is(200);
    // Others are not held up.
    app.other_member.say("我这边第一句");
}

#[test]
fn an_operator_may_be_more_generous() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "2")]);
    let say =
        || app.member.post("/api/posts", &json!({ "id": post_id(), "body": "再来一句", "signed": "branch" })).status;
    let statuses: Vec<u16> = (0..21).map(|_| say()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 20);
    assert_eq!(statuses[20], 429);
    let output = app::command(&app.database, &["serve", "--rate-limit", "plenty"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn guessing_a_passphrase_is_slow() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "on")]);
    let try_one = |number: u32| {
        let body = json!({ "name": "王书记", "passphrase": format!("猜第 {number} 次的口令") });
        app.anonymous().post("/api/sign-in", &body).status
    };
    let statuses: Vec<u16> = (0..12).map(try_one).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 10);
    assert_eq!(statuses[11], 429);
}

#[test]
fn whoever_is_right_is_not_held_up() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "on")]);
    let sign_in = || {
        let body = json!({ "name": "王书记", "passphrase": crate::phone::PASSPHRASE });
        app.anonymous().post("/api/sign-in", &body).status
    };
    assert!((0..12).all(|_| sign_in() == 200));
}

#[test]
fn a_passphrase_is_not_guessed_faster_by_changing_it() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "on")]);
    let try_one = |number: u32| {
        let body = json!({ "old": format!("猜第 {number} 次的口令"), "passphrase": "另一句也不短的口令" });
        app.secretary.send("PUT", "/api/me/passphrase", Some(&body)).status
    };
    let statuses: Vec<u16> = (0..12).map(try_one).collect();
    assert_eq!((statuses[9], statuses[11]), (422, 429));
}

#[test]
fn without_limits_it_listens_on_loopback_only() {
    let database = Database::sqlite();
    app::prepare(database.dir.path());
    let mut command = app::command(&database, &["serve", "--listen", "0.0.0.0:0"]);
    let output = command.env("NUANXIN_RATE_LIMIT", "off").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("loopback"));
}

#[test]
fn under_https_the_cookie_belongs_to_this_host_alone() {
    let mut app = App::start(Database::sqlite());
    app.kill();
    let settings = [("NUANXIN_PUBLIC_URL", "https://nuanxin.example")];
    let server = app::Server::start(&app.database, &settings);
    let mut phone = crate::phone::Phone::new(&server.url);
    phone.headers.push(("origin", "https://nuanxin.example".into()));
    let body = json!({ "name": "王书记", "passphrase": crate::phone::PASSPHRASE });
    let answer = phone.post("/api/sign-in", &body);
    let cookie = answer.header("set-cookie").to_string();
    assert!(
        cookie.starts_with("__Host-nuanxin=") && cookie.contains("; Secure") && cookie.contains("Path=/;"),
        "{cookie}"
    );
    phone.keep(answer, 200);
    phone.get("/api/me").is(200);
    // A cookie that a neighbour on plain http could have set is not looked at.
    phone.cookie = phone.cookie.map(|cookie| cookie.replace("__Host-", ""));
    phone.get("/api/me").refuses(401, "signed_out");
}
