//! Taking everything along, and taking everything away.

use std::thread;

use serde_json::json;

use crate::app::App;
use crate::phone::post_id;

on_both!(
    everything_of_mine_is_mine_to_take,
    leaving_leaves_nothing,
    whoever_leaves_while_speaking_is_signed_out,
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
    leaver.delete("/api/me").is(204);
    leaver.get("/api/me").refuses(401, "signed_out");
    let feed = app.feed();
    assert_eq!((feed.len(), feed[0]["agrees"].as_i64()), (1, Some(0)));
    for text in [said, returned, "要走的人", person, &id, &back] {
        assert!(!app.database.holds(text), "{text}");
    }
    let replay = json!({ "id": id, "body": said, "signed": "nickname" });
    app.member.post("/api/posts", &replay).refuses(410, "gone");
    app.anonymous().get("/api/posts").is(200);
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

fn nothing_private_is_logged(app: &mut App) {
    let id = app.approved("不该写进日志的话");
    let code = app.invite("member", app.branch);
    app.anonymous().join(&code, Some("日志外的人"));
    app.member.post("/api/posts", &json!({ "id": id, "body": "撞上了", "signed": "branch" })).refuses(409, "taken");
    app.secretary.get("/api/desk/posts?after=nonsense").refuses(400, "bad_query");
    let said = app.said();
    let token = app.member.cookie.clone().unwrap();
    for private in ["不该写进日志的话", "日志外的人", &code, token.split_once('=').unwrap().1, &id, "127.0.0.1"]
    {
        assert!(!said.contains(private), "{private} is in: {said}");
    }
}
