//! Branches and invites, backup and restore, from a shell.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::app::{self, App, Server};
use crate::database::Database;
use crate::phone::{PASSPHRASE, Phone, device};

on_both!(
    a_shell_makes_branches_and_invites,
    faults_are_said_and_end_in_one,
    sample_data_is_the_same_for_the_same_number,
    whom_an_older_database_brings_back_is_taken_away_again,
);

fn a_shell_makes_branches_and_invites(app: &mut App) {
    let run = |arguments: &[&str]| {
        let output = app::command(&app.database, arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_string()
    };
    let branch = run(&["branch", "add", "江北支部"]);
    let link = run(&["invite", "--branch", &branch, "--role", "secretary", "--public-url", "https://nuanxin.example"]);
    assert!(link.starts_with("https://nuanxin.example/desk/join/#"), "{link}");
    let mut phone = app.anonymous();
    let me = phone.join_desk(&app::code(&link), "江书记");
    assert_eq!((me["role"].as_str(), me["branch"]["name"].as_str()), (Some("secretary"), Some("江北支部")));
    let link = run(&["invite", "--role", "member", "--branch", &branch]);
    assert!(link.contains("/join/") && link.ends_with('/'), "{link}");
    app.anonymous().join(&app::code(&link), None);
    let link = run(&["invite", "--role", "admin"]);
    assert_eq!(app.anonymous().join_desk(&app::code(&link), "第二位管理员")["role"], "admin");
}

#[test]
fn a_newcomer_sees_a_living_place_and_comes_in() {
    let database = Database::sqlite();
    app::prepare(database.dir.path());
    let server = Server::start(&database, &[("NUANXIN_SAMPLE", "true")]);
    let told = || server.said.lock().unwrap().clone();
    let all = std::iter::repeat_with(told).find(|told| told.contains("骑手从这里加入")).unwrap();
    let passphrase = all.split("口令 ").nth(1).unwrap().split_whitespace().next().unwrap();
    let mut secretary = Phone::new(&server.url);
    let body = json!({ "name": "示例书记", "passphrase": passphrase });
    let answer = secretary.post("/api/sign-in", &body);
    secretary.keep(answer, 200);
    let queue = secretary.get("/api/desk/posts").is(200);
    assert!(queue["posts"].as_array().unwrap().len() >= 2, "{queue}");
    let link =
        all.lines().find(|line| line.contains("骑手从这里加入")).unwrap().rsplit(' ').next().unwrap().to_string();
    let mut member = Phone::new(&server.url);
    member.join(&app::code(&link), Some("新来的"));
    let feed = member.get("/api/posts").is(200);
    assert!(feed["posts"].as_array().unwrap().iter().any(|post| post["replies"][0]["body"].is_string()), "{feed}");
}

#[test]
fn sample_data_is_not_for_others_to_see() {
    let database = Database::sqlite();
    app::prepare(database.dir.path());
    let refused = |arguments: &[&str]| {
        let output = app::command(&database, &[&["serve", "--sample"], arguments].concat()).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(refused(&["--listen", "0.0.0.0:0"]).contains("127.0.0.1"));
    assert!(refused(&["--listen", "127.0.0.1:0", "--public-url", "https://nuanxin.example"]).contains("对外的网址"));
    let added = app::command(&database, &["branch", "add", "江北支部"]).output().unwrap();
    assert!(added.status.success());
    assert!(refused(&["--listen", "127.0.0.1:0"]).contains("真的支部"));
}

#[test]
fn a_day_can_be_given_where_nobody_else_looks() {
    let database = Database::sqlite();
    let content = app::own_content(&database);
    app::prepare(database.dir.path());
    std::fs::create_dir_all(content.join("care")).unwrap();
    let item = "---\ntitle: 冬季体检\narea: 医疗健康\nsummary: 量血压\nsuits: 要体检\nwho: 都算\ncost: 不收\ndeadline: 2026-12-12\n\
                contact: 示例中心\nphone: 025-0000 0001\nsample: 是\nsteps:\n  - 打电话。\n---\n";
    std::fs::write(content.join("care/check-up.md"), item).unwrap();
    let on = |today: &str| {
        let settings = [("NUANXIN_TODAY", today), ("NUANXIN_CONTENT_DIR", content.to_str().unwrap())];
        let server = Server::start(&database, &settings);
        let page = Phone::new(&server.url).get("/around/");
        assert_eq!(page.status, 200);
        page.text()
    };
    assert!(on("2026-12-12").contains("/care/check-up/"), "its last day");
    assert!(!on("2026-12-13").contains("/care/check-up/"));
    let arguments = ["serve", "--today", "2026-12-12", "--listen", "0.0.0.0:0"];
    let refused = app::command(&database, &arguments).output().unwrap();
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("127.0.0.1"));
}

fn faults_are_said_and_end_in_one(app: &mut App) {
    for arguments in [
        &["invite", "--role", "member"][..],
        &["invite", "--role", "admin", "--branch", "1"],
        &["invite", "--role", "member", "--branch", "999"],
        &["branch", "add", " "],
    ] {
        let output = app::command(&app.database, arguments).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_backup_is_restored_without_those_who_left() {
    let app = App::start(Database::sqlite());
    let (kept, gone) = (app.approved("留下的话"), app.approved("收回的话"));
    let mut leaver = app.anonymous();
    leaver.join(&app.invite("member", app.branch), Some("离开的人"));
    let left = leaver.say("离开的人说的话");
    app.secretary.decide(&left, "approve", 1).is(200);
    let revoked = app.invite("member", app.branch);

    let copy = app.database.dir.path().join("copy.db");
    let run = |database: &Database, arguments: &[&str]| app::command(database, arguments).output().unwrap();
    let backup = ["backup", copy.to_str().unwrap()];
    assert!(run(&app.database, &backup).status.success());
    assert_eq!(run(&app.database, &backup).status.code(), Some(1), "a file that is there is not written over");
    app.member.delete(&format!("/api/posts/{gone}")).is(204);
    leaver.delete("/api/me").is(204);
    let last = app.approved("备份之后说的话");

    // As on a stick that all may read.
    std::fs::set_permissions(&copy, PermissionsExt::from_mode(0o644)).unwrap();

    let restore = ["restore", copy.to_str().unwrap()];
    assert_eq!(run(&app.database, &restore).status.code(), Some(1), "there is a database");
    let ledger = app.database.data_dir().join("left.txt");
    let fresh = Database::sqlite();
    app::prepare(fresh.dir.path());
    let output = run(&fresh, &[&restore[..], &["--ledger", ledger.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mode = std::fs::metadata(fresh.data_dir().join("nuanxin.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{mode:o}");
    // One that was cut off.
    let half = fresh.data_dir().join("restoring");
    std::fs::create_dir(&half).unwrap();
    let server = Server::start(&fresh, &[]);
    assert!(!half.exists());
    let moved = |phone: &Phone| {
        let mut phone = phone.clone();
        phone.move_to(&server.url);
        phone
    };
    check_what_is_open(&moved(&app.member), &moved(&app.secretary), &revoked);
    let feed = Phone::new(&server.url).get("/api/posts").is(200);
    let ids: Vec<&str> = feed["posts"].as_array().unwrap().iter().map(|post| post["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [kept.as_str()]);
    for text in ["收回的话", "离开的人", &last] {
        assert!(!fresh.holds(text), "{text}");
    }
    // A log that was left behind would be played into the copy.
    std::fs::rename(fresh.data_dir().join("nuanxin.db"), fresh.dir.path().join("away.db")).unwrap();
    std::fs::write(fresh.data_dir().join("nuanxin.db-wal"), "of another").unwrap();
    assert_eq!(run(&fresh, &restore).status.code(), Some(1));
    let nonsense = Database::sqlite();
    assert_eq!(run(&nonsense, &["restore", ledger.to_str().unwrap()]).status.code(), Some(2));
    assert!(!nonsense.data_dir().join("nuanxin.db").exists());
    assert_eq!(run(&nonsense, &["restore"]).status.code(), Some(1), "there is no database");
}

/// A member has no passphrase to come back with, and stays; what may have been ended since is ended.
fn check_what_is_open(member: &Phone, secretary: &Phone, invite: &str) {
    member.get("/api/me").is(200);
    secretary.get("/api/me").refuses(401, "signed_out");
    secretary.post("/api/sign-in", &json!({ "name": "王书记", "passphrase": PASSPHRASE })).is(200);
    member.post("/api/join", &json!({ "code": invite, "device": device() })).refuses(404, "not_found");
}

#[test]
fn a_long_backup_keeps_nobody_from_writing() {
    let app = App::start(Database::sqlite());
    let id = app.approved("收回的话");
    app.database.during("BEGIN; SELECT COUNT(*) FROM posts", || {
        app.member.delete(&format!("/api/posts/{id}")).is(204);
        let begun = Instant::now();
        app.member.say("马上存得上");
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    });
}

/// As `pg_restore` does, or a copy that was put in place by hand.
fn whom_an_older_database_brings_back_is_taken_away_again(app: &mut App) {
    let mut leaver = app.anonymous();
    let person = leaver.join(&app.invite("member", app.branch), None)["id"].as_str().unwrap().to_string();
    let said = leaver.say("离开的人说的话");
    let deleted = app.member.say("收回的话");
    leaver.delete("/api/me").is(204);
    app.member.delete(&format!("/api/posts/{deleted}")).is(204);
    let member = app.member.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    let branch = app.branch;
    app.database.ask("DELETE FROM deletions");
    app.database.ask(&format!(
        "INSERT INTO people (id, role, branch, nickname, joined_on) VALUES ('{person}', 'member', {branch}, '回来的人', 0)"
    ));
    for (id, member) in [(&said, &person), (&deleted, &member)] {
        app.database.ask(&format!(
            "INSERT INTO posts (id, member, branch, body, signed, state, waiting, version, create_digest, created_at, changed_at) \
             SELECT '{id}', '{member}', {branch}, '回来的话', 'branch', 'pending', 1, 1, secret, 0, 0 FROM keys"
        ));
    }
    assert!(app.database.holds("回来的人") && app.database.holds("回来的话"));
    let revoked = app.invite("member", app.branch);
    let output = app::command(&app.database, &["restore"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for text in ["回来的人", "回来的话", &said, &person] {
        assert!(!app.database.holds(text), "{text}");
    }
    check_what_is_open(&app.member, &app.secretary, &revoked);
}

fn sample_data_is_the_same_for_the_same_number(app: &mut App) {
    let seed = || app::command(&app.database, &["seed", "--posts", "300"]).output().unwrap();
    assert!(seed().status.success() && seed().status.success());
    let page = app.anonymous().get("/api/posts?limit=50&branch=1000001").is(200);
    assert!(page["posts"].as_array().unwrap().iter().all(|post| post["branch"] == "示例第1支部"));
    let pending = app.admin.get("/api/desk/posts").is(200)["pending"].as_i64().unwrap();
    let sql = "SELECT COUNT(*) || '', '' FROM posts";
    assert_eq!(app.database.ask(sql)[0].0, "300");
    assert!((0..20).contains(&pending));
}

#[test]
fn a_damaged_database_says_how_to_go_on() {
    let database = Database::sqlite();
    app::prepare(database.dir.path());
    let file = database.data_dir().join("nuanxin.db");
    drop(Server::start(&database, &[crate::app::FIRST]));
    let good = std::fs::read(&file).unwrap();
    let _ = std::fs::remove_file(file.with_extension("db-wal"));
    let mut torn = good.clone();
    torn.iter_mut().skip(4_096 * 3).for_each(|byte| *byte = 0x5a);
    for damaged in ["这不是数据库".repeat(500).into_bytes(), torn] {
        std::fs::write(&file, damaged).unwrap();
        for arguments in [&["serve", "--listen", "127.0.0.1:0"][..], &["branch", "add", "一支部"]] {
            let output = app::command(&database, arguments).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("nuanxin.db 坏了") && said.contains("restore"), "{said}");
        }
    }
}
