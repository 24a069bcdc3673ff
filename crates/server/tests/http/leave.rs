//! Taking everything along, and taking everything away.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::app::{self, App};
use crate::database::Database;
use crate::phone::post_id;

on_both!(
    everything_of_mine_is_mine_to_take,
    a_secretary_takes_along_what_was_done_at_the_desk,
    leaving_leaves_nothing,
    another_phone_is_told_that_its_member_left,
    whoever_leaves_while_speaking_is_signed_out,
    a_leaving_that_was_refused_does_not_count_later,
    nothing_private_is_logged,
);

fn everything_of_mine_is_mine_to_take(app: &mut App) {
    let id = app.approved("我的一句");
    app.member.put(&format!("/api/posts/{id}/agree")).is(204);
    let export = app.member.get("/api/me/export").is(200);
    assert_eq!(export["me"]["nickname"], "小林");
    assert_eq!(
        (export["posts"][0]["body"].as_str(), export["agrees"][0].as_str()),
        (Some("我的一句"), Some(id.as_str()))
    );
    let other = app.other_member.say("别人的一句");
    app.other_secretary.decide(&other, "approve", 1).is(200);
    app.member.send("POST", &format!("/api/posts/{other}/report"), None).is(204);
    assert_eq!(app.member.get("/api/me/export").is(200)["reports"], json!([other]));
    let reply = json!({ "id": post_id(), "body": "听到了" });
    app.secretary.post(&format!("/api/desk/posts/{id}/reply"), &reply).is(200);
    assert_eq!(app.secretary.get("/api/me/export").is(200)["replies"][0]["body"], "听到了");
    // A day, not a moment: midnight in Beijing.
    assert_eq!((export["joined_on"].as_i64().unwrap() + 8 * 3_600_000) % 86_400_000, 0);
    app.secretary.get("/api/me/export").is(200);
}

fn a_secretary_takes_along_what_was_done_at_the_desk(app: &mut App) {
    let [returned, undone] = [app.member.say("退回的一句"), app.member.say("收回的一句")];
    app.secretary.decide(&returned, "return", 1).is(200);
    app.secretary.decide(&undone, "return", 1).is(200);
    app.secretary.decide(&undone, "undo", 2).is(200);
    let theirs = app.other_member.say("别人看的一句");
    app.other_secretary.decide(&theirs, "return", 1).is(200);
    let import = json!({ "token": "0123456789abcdef", "rows": [{ "quote": "导入的一句" }] });
    app.secretary.post("/api/desk/imports", &import).is(201);
    let export = app.secretary.get("/api/me/export").is(200);
    let decisions = export["decisions"].as_array().unwrap();
    let done: Vec<_> = decisions.iter().map(|one| (one["post"].clone(), one["state"].clone())).collect();
    let brought = |post: &str, state: &str| (json!(post), json!(state));
    assert_eq!(done, [brought(&returned, "returned"), brought(&undone, "returned"), brought(&undone, "pending")]);
    assert_eq!(decisions[0]["reason"], json!({ "code": "unclear", "note": "再说半句就好" }));
    // What was taken back is kept without its line.
    assert_eq!(decisions[1]["reason"], json!({ "code": "unclear", "note": "" }));
    assert_eq!(export["drafts"].as_array().unwrap().len(), 1);
    assert!(export["drafts"][0]["text"].as_str().unwrap().contains("导入的一句"), "{export}");
    assert_eq!(export["imports"][0]["total"], 1);
    let others = app.member.get("/api/me/export").is(200);
    assert_eq!((&others["decisions"], &others["drafts"], &others["imports"]), (&json!([]), &json!([]), &json!([])));
}

fn leaving_leaves_nothing(app: &mut App) {
    let mut leaver = app.anonymous();
    let me = leaver.join(&app.invite("member", app.branch), Some("要走的人"));
    let person = me["id"].as_str().unwrap();
    let (said, returned) = ("临走前说的话", "退回来的那句话");
    let id = leaver.say(said);
    app.secretary.decide(&id, "approve", 1).is(200);
    let back = leaver.say(returned);
    app.secretary.decide(&back, "return", 1).is(200);
    let others = app.approved("别人的话");
    leaver.put(&format!("/api/posts/{others}/agree")).is(204);
    leaver.send("POST", &format!("/api/posts/{others}/report"), None).is(204);
    leaver.send("POST", "/api/me/transfer", None).is(201);
    for text in [said, returned, "要走的人", person] {
        assert!(app.database.holds(text), "{text}");
    }
    let devices = || app.database.ask("SELECT COUNT(device) || '', '' FROM invites")[0].0.parse::<u32>().unwrap();
    let before = devices();
    leaver.delete("/api/me").is(204);
    leaver.get("/api/me").refuses(401, "left");
    let feed = app.feed();
    assert_eq!((feed.len(), feed[0]["agrees"].as_i64()), (1, Some(0)));
    for text in [said, returned, "要走的人", person, &id, &back] {
        assert!(!app.database.holds(text), "{text}");
    }
    assert_eq!(devices(), before - 1);
    let replay = json!({ "id": id, "body": said, "signed": "nickname" });
    app.member.post("/api/posts", &replay).refuses(410, "gone");
    app.anonymous().get("/api/posts").is(200);
}

fn another_phone_is_told_that_its_member_left(app: &mut App) {
    let mut first = app.anonymous();
    first.join(&app.invite("member", app.branch), None);
    let transfer = first.send("POST", "/api/me/transfer", None).is(201);
    let mut second = app.anonymous();
    second.join(transfer["code"].as_str().unwrap(), None);
    // Signing out is no leaving.
    let mut third = app.anonymous();
    third.join(&app.invite("member", app.branch), None);
    let kept = third.clone();
    third.send("POST", "/api/sign-out", None).is(204);
    kept.get("/api/me").refuses(401, "signed_out");
    first.delete("/api/me").is(204);
    for path in ["/api/me", "/api/me/posts", "/api/me/agrees"] {
        second.get(path).refuses(401, "left");
    }
    // The answer to the first may have been cut off.
    second.delete("/api/me").refuses(401, "left");
    app.anonymous().get("/api/me").refuses(401, "signed_out");
}

#[test]
fn what_somebody_read_for_long_kept_in_the_log_goes_soon_after() {
    let app = App::start(Database::sqlite());
    let (id, said) = (app.member.say("收回来的那一句"), "收回来的那一句");
    // As a backup does.
    app.database.during("BEGIN; SELECT COUNT(*) FROM posts", || {
        app.member.delete(&format!("/api/posts/{id}")).is(204);
        // The next one that writes comes once the server has tried to empty the log.
        app.member.say("随后的一句");
        assert!(app.database.files_hold(said));
    });
    let begun = Instant::now();
    while app.database.files_hold(said) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it stays");
        thread::yield_now();
    }
}

fn whoever_leaves_while_speaking_is_signed_out(app: &mut App) {
    let others = app.approved("别人的话");
    for _ in 0..4 {
        let mut leaver = app.anonymous();
        leaver.join(&app.invite("member", app.branch), None);
        let speak = |number: usize| {
            let (leaver, others) = (leaver.clone(), others.clone());
            thread::spawn(move || {
                let post = || json!({ "id": post_id(), "body": "边走边说", "signed": "branch" });
                (0..8)
                    .map(|_| match number % 2 {
                        0 => leaver.post("/api/posts", &post()).status,
                        _ => leaver.put(&format!("/api/posts/{others}/agree")).status,
                    })
                    .collect::<Vec<u16>>()
            })
        };
        let speaking: Vec<_> = (0..6).map(speak).collect();
        leaver.delete("/api/me").is(204);
        for status in speaking.into_iter().flat_map(|one| one.join().unwrap()) {
            assert!(matches!(status, 201 | 204 | 401), "{status}: {}", app.said());
        }
        assert_eq!(app.feed()[0]["agrees"], 0);
    }
    assert!(app.waiting().is_empty());
}

/// The database refuses at the very end, when what is left of somebody is noted already.
fn a_leaving_that_was_refused_does_not_count_later(app: &mut App) {
    let mut stayer = app.anonymous();
    let person = stayer.join(&app.invite("member", app.branch), None)["id"].as_str().unwrap().to_string();
    stayer.say("还在的人说的话");
    for sql in [
        "CREATE TABLE holds (person TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED)",
        &format!("INSERT INTO holds (person) VALUES ('{person}')"),
    ] {
        app.database.try_run(sql).unwrap();
    }
    stayer.delete("/api/me").refuses(503, "unavailable");
    assert_eq!(std::fs::read_to_string(app.database.data_dir().join("left.txt")).unwrap().lines().count(), 4);
    app.database.try_run("DROP TABLE holds").unwrap();
    let restore = || assert!(app::command(&app.database, &["restore"]).output().unwrap().status.success());
    restore();
    stayer.get("/api/me").is(200);
    assert_eq!(stayer.get("/api/me/posts").is(200)["posts"].as_array().unwrap().len(), 1);
    stayer.delete("/api/me").is(204);
    restore();
    stayer.get("/api/me").refuses(401, "left");
}

fn nothing_private_is_logged(app: &mut App) {
    // All there is to be logged, and faults in whose words the database quotes what was sent.
    app.kill_and_restart_with(&[("NUANXIN_LOG", "debug")]);
    let odd = match app.database.url {
        Some(_) => "CREATE INDEX odd ON posts ((body::jsonb ->> 'a')) WHERE card IS NOT NULL",
        None => "CREATE INDEX odd ON posts (json_extract(body, '$.a')) WHERE card IS NOT NULL",
    };
    app.database.try_run(odd).unwrap();
    let unlucky = json!({ "id": post_id(), "body": "不该写进日志的话", "card": "good", "signed": "branch" });
    app.member.post("/api/posts", &unlucky).refuses(500, "fault");
    let id = app.approved("不该写进日志的话");
    let code = app.invite("member", app.branch);
    app.anonymous().join(&code, Some("日志外的人"));
    app.member.post("/api/posts", &json!({ "id": id, "body": "撞上了", "signed": "branch" })).refuses(409, "taken");
    app.secretary.get("/api/desk/posts?after=nonsense").refuses(400, "bad_query");
    let begun = Instant::now();
    while !app.said().to_lowercase().contains("json") {
        assert!(begun.elapsed() < Duration::from_secs(10), "the fault was not logged: {}", app.said());
    }
    let said = app.said();
    let token = app.member.cookie.clone().unwrap();
    for private in ["不该写进日志的话", "日志外的人", &code, token.split_once('=').unwrap().1, &id, "127.0.0.1"]
    {
        assert!(!said.contains(private), "{private} is in: {said}");
    }
}
