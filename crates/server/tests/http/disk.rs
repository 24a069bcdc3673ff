//! A disk without room, or one that is only read: whatever reads goes on.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::app::{App, limited_command};
use crate::database::{Database, wait};
use crate::phone::{PASSPHRASE, post_id};

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

/// Everything that only reads; signing in too.
fn everybody_reads(app: &App, post: &str) {
    app.anonymous().get(&format!("/api/posts/{post}")).is(200);
    assert_eq!(app.feed().len(), 1);
    assert_eq!(app.anonymous().get("/").status, 200);
    app.member.get("/api/me/export").is(200);
    let mut phone = app.anonymous();
    let signed_in = phone.post("/api/sign-in", &json!({ "name": "王书记", "passphrase": PASSPHRASE }));
    phone.keep(signed_in, 200);
    for path in ["/api/desk/posts", "/api/desk/documents", "/api/desk/people", "/api/me", "/api/me/export"] {
        phone.get(path).is(200);
    }
    assert_eq!(phone.get("/api/desk/export.zip").status, 200);
    assert!(phone.listen("/api/desk/events").any(|line| line.starts_with("data:")));
    assert_eq!(phone.post("/api/sign-out", &serde_json::Value::Null).status, 204);
    phone.get("/api/me").refuses(401, "signed_out");
}

#[test]
fn a_passphrase_that_cannot_be_stored_says_so_and_can_be_when_there_is_room() {
    let app = App::start(Database::sqlite());
    limit(&app, "1");
    // A session that could not be written down.
    let mut phone = app.anonymous();
    let signed_in = phone.post("/api/sign-in", &json!({ "name": "王书记", "passphrase": PASSPHRASE }));
    phone.keep(signed_in, 200);
    let new = "换成的口令，也是真的不短";
    let change = || phone.send("PUT", "/api/me/passphrase", Some(&json!({ "old": PASSPHRASE, "passphrase": new })));
    for phone in [&phone, &app.secretary] {
        let change = json!({ "old": PASSPHRASE, "passphrase": new });
        let told = phone.send("PUT", "/api/me/passphrase", Some(&change)).refuses(503, "unavailable");
        assert!(told["message"].as_str().unwrap().contains("原来的还能用"), "{told}");
        phone.get("/api/me").is(200);
    }
    limit(&app, "unlimited");
    assert_eq!(change().status, 204);
    phone.get("/api/me").is(200);
    app.secretary.get("/api/me").refuses(401, "signed_out");
    app.anonymous().post("/api/sign-in", &json!({ "name": "王书记", "passphrase": new })).is(200);
}

fn nobody_writes(app: &App) {
    let post = json!({ "id": post_id(), "body": "写不下的一句", "signed": "branch" });
    let answer = app.member.post("/api/posts", &post);
    assert_eq!(answer.header("retry-after"), "5", "{}", answer.text());
    answer.refuses(503, "unavailable");
    // A second time, on whatever the first one has left.
    app.member.post("/api/posts", &post).refuses(503, "unavailable");
}

#[test]
fn a_disk_that_fills_up_stops_no_reading() {
    let app = App::start(Database::sqlite());
    let post = app.approved("写得下的时候写的");
    limit(&app, "1");
    nobody_writes(&app);
    everybody_reads(&app, &post);
    let sign_in = || {
        let mut phone = app.anonymous();
        phone.keep(phone.post("/api/sign-in", &json!({ "name": "王书记", "passphrase": PASSPHRASE })), 200);
        phone
    };
    let (one, two) = (sign_in(), sign_in());
    // What is written down cannot be ended now: then nothing is said to be.
    one.post("/api/sign-out?everywhere=true", &serde_json::Value::Null).refuses(503, "unavailable");
    one.get("/api/me").is(200);
    limit(&app, "unlimited");
    app.member.say("又写得下了");
    // Everywhere is everywhere, also where it was not written down.
    assert_eq!(one.post("/api/sign-out?everywhere=true", &serde_json::Value::Null).status, 204);
    for phone in [&one, &two, &app.secretary] {
        phone.get("/api/me").refuses(401, "signed_out");
    }
}

#[test]
fn a_start_on_a_full_disk_does_not_read_tables_of_another_version() {
    let mut app = App::start(Database::sqlite());
    app.kill();
    let sql = "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    app.database.try_run(sql).unwrap();
    // Taken: it would say so, had it come that far.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = limited_command(&app.database, "ulimit -S -f 0; ", &["serve", "--listen", &address]);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("nuanxin.db") && !said.contains(&address), "{said}");
}

#[test]
fn a_start_on_a_full_disk_serves_what_can_be_read() {
    let mut app = App::start(Database::sqlite());
    let post = app.approved("写得下的时候写的");
    // After a power cut, and after a stop in order, which leaves nothing beside the file.
    for is_in_order in [false, true] {
        if is_in_order {
            assert_eq!(app.terminate(), Some(0));
            close_in_order(&app.database.data_dir().join("nuanxin.db"));
        } else {
            app.kill();
        }
        app.restart_limited(&[], "ulimit -S -f 0; ");
        assert!(app.said().contains("写不进") && app.said().contains("/data"), "{}", app.said());
        nobody_writes(&app);
        everybody_reads(&app, &post);
        limit(&app, "unlimited");
        app.member.say("又写得下了");
        app.kill_and_restart();
    }
}

/// As the last connection does that closes.
fn close_in_order(file: &Path) {
    let database = wait(async {
        use sqlx::Connection;
        let mut last = sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
        sqlx::query("SELECT COUNT(*) FROM people").execute(&mut last).await.unwrap();
        last.close().await
    });
    database.unwrap();
    assert!(!file.with_extension("db-wal").exists());
}

#[test]
fn a_start_on_a_disk_that_is_only_read_serves_what_can_be_read() {
    let mut app = App::start(Database::sqlite());
    let post = app.approved("写得下的时候写的");
    let data = app.database.data_dir();
    for is_in_order in [false, true] {
        app.kill();
        if is_in_order {
            close_in_order(&data.join("nuanxin.db"));
            fs::remove_dir(data.join("pictures")).unwrap();
        }
        allow(&data, 0o444, 0o555);
        app.restart_limited(&[], &without_rights());
        assert!(app.said().contains("写不进") && app.said().contains("/data"), "{}", app.said());
        nobody_writes(&app);
        everybody_reads(&app, &post);
        allow(&data, 0o600, 0o700);
        app.kill_and_restart();
    }
    app.member.say("又写得下了");
}

#[test]
fn what_others_write_to_a_disk_that_is_only_read_here_is_read() {
    let mut app = App::start(Database::sqlite());
    let post = app.approved("起先的话");
    let data = app.database.data_dir();
    app.kill();
    close_in_order(&data.join("nuanxin.db"));
    allow(&data, 0o444, 0o555);
    app.restart_limited(&[], &without_rights());
    let says = |words: &str| {
        let read = app.anonymous().get(&format!("/api/posts/{post}")).is(200);
        assert_eq!(read["body"], words);
    };
    says("起先的话");
    if !is_root() {
        allow(&data, 0o600, 0o700);
    }
    for (sql, words) in [
        ("UPDATE posts SET body = '后来的话'", "后来的话"),
        // The log of the one before was taken away when it closed.
        ("UPDATE posts SET body = '再后来的话'", "再后来的话"),
    ] {
        app.database.during(sql, || says(words));
        says(words);
    }
    allow(&data, 0o600, 0o700);
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

/// The administrator of a machine may write anywhere: here not.
fn without_rights() -> String {
    if is_root() { "WRAP='setpriv --bounding-set=-dac_override,-dac_read_search'; " } else { "" }.into()
}

fn allow(data: &Path, files: u32, folder: u32) {
    for entry in fs::read_dir(data).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(files)).unwrap();
    }
    fs::set_permissions(data, fs::Permissions::from_mode(folder)).unwrap();
}

#[test]
fn a_postgresql_that_is_only_read_serves_what_can_be_read() {
    let mut app = App::start(Database::postgres());
    let post = app.approved("写得下的时候写的");
    allow_changes(&app.database, false);
    app.kill_and_restart();
    assert!(app.said().contains("写不进 PostgreSQL"), "{}", app.said());
    nobody_writes(&app);
    everybody_reads(&app, &post);
    // No restart: the next one that writes is told what holds then.
    allow_changes(&app.database, true);
    app.member.say("又写得下了");
}

fn allow_changes(database: &Database, is_allowed: bool) {
    use sqlx::Connection;
    let (server, own) = (std::env::var("NUANXIN_TEST_POSTGRES").unwrap(), database.url.as_ref().unwrap());
    let name = own.rsplit_once('/').unwrap().1;
    let sql = format!("ALTER DATABASE {name} SET default_transaction_read_only = {}", !is_allowed);
    wait(async {
        let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut admin).await.unwrap();
    });
}
