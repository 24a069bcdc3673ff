//! Saying something: once, changed, taken away.

use std::thread;

use serde_json::json;

use crate::app::App;
use crate::phone::post_id;

on_both!(
    a_rider_says_something_and_everybody_reads_it,
    replaying_a_post_does_not_duplicate_it,
    one_post_sent_by_eight_at_once_is_stored_once,
    nobody_sends_what_somebody_else_wrote,
    what_is_nobodys_business_is_not_stored,
    what_cannot_be_read_is_refused,
    what_shows_nothing_is_nothing,
    what_is_written_is_what_is_seen,
    a_returned_post_is_changed_and_waits_again,
    a_post_taken_away_stays_away,
    agreeing_is_counted_once,
    three_reports_hide_a_post_until_somebody_has_looked,
);

fn a_rider_says_something_and_everybody_reads_it(app: &mut App) {
    let id = post_id();
    let post = json!({ "id": id, "body": "驿站的热水\r\n救过我一次。\u{202e}", "card": "good", "signed": "nickname" });
    let stored = app.member.post("/api/posts", &post).is(201);
    assert_eq!((stored["state"].as_str(), stored["version"].as_i64()), (Some("pending"), Some(1)));
    assert!(app.feed().is_empty());
    app.anonymous().get(&format!("/api/posts/{id}")).refuses(404, "not_found");

    let waiting = app.waiting();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0]["nickname"], "小林");
    let decided = app.secretary.decide(&id, "approve", 1).is(200);
    assert_eq!((decided["state"].as_str(), decided["version"].as_i64()), (Some("approved"), Some(2)));

    let feed = app.feed();
    assert_eq!(feed.len(), 1);
    let shown = json!({ "id": id, "body": "驿站的热水\n救过我一次。", "card": "good", "nickname": "小林",
        "branch": "翠微支部", "at": feed[0]["at"], "agrees": 0 });
    assert_eq!(feed[0], shown);
    assert_eq!(app.anonymous().get(&format!("/api/posts/{id}")).is(200), shown);
    assert!(app.waiting().is_empty());
    assert_eq!(app.member.get("/api/me/posts").is(200)["posts"][0]["state"], "approved");
}

fn replaying_a_post_does_not_duplicate_it(app: &mut App) {
    let post = json!({ "id": post_id(), "body": "每天六十单", "signed": "branch" });
    app.member.post("/api/posts", &post).is(201);
    app.member.post("/api/posts", &post).is(200);
    app.secretary.decide(post["id"].as_str().unwrap(), "approve", 1).is(200);
    assert_eq!(app.member.post("/api/posts", &post).is(200)["state"], "approved");

    // The app sends what is left of the text, its service worker what was typed.
    let mut typed = post.clone();
    typed["body"] = json!(" 每天六十单 \r\n\n\n");
    app.member.post("/api/posts", &typed).is(200);

    let mut other = post.clone();
    other["body"] = json!("每天七十单");
    let own = app.member.post("/api/posts", &other).refuses(409, "taken");
    let mut signed = post.clone();
    signed["signed"] = json!("nickname");
    app.member.post("/api/posts", &signed).refuses(409, "taken");
    // Another's id says nothing about whose it is, nor whether the words are the same.
    let others = app.other_member.post("/api/posts", &post).refuses(409, "taken");
    assert_eq!(own, others);
    assert_eq!(app.feed().len(), 1);
    assert!(app.feed()[0].get("nickname").is_none(), "signed with the branch alone");
}

fn one_post_sent_by_eight_at_once_is_stored_once(app: &mut App) {
    let post = json!({ "id": post_id(), "body": "信号时有时无", "signed": "branch" });
    let sent = |_| {
        let (phone, post) = (app.member.clone(), post.clone());
        thread::spawn(move || phone.post("/api/posts", &post).status)
    };
    let mut statuses: Vec<u16> =
        (0..8).map(sent).collect::<Vec<_>>().into_iter().map(|sent| sent.join().unwrap()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 200, 201]);
    assert_eq!(app.waiting().len(), 1);
}

/// On one phone, where somebody else has come in since.
fn nobody_sends_what_somebody_else_wrote(app: &mut App) {
    let writer = app.member.get("/api/me").is(200)["id"].clone();
    let mut post = json!({ "id": post_id(), "body": "小林写的", "signed": "nickname", "member": writer });
    app.other_member.post("/api/posts", &post).refuses(403, "someone_else");
    assert_eq!(app.other_member.get("/api/me/posts").is(200)["posts"], json!([]));
    app.member.post("/api/posts", &post).is(201);
    // Stored or not, whose it is not is told nothing else.
    app.other_member.post("/api/posts", &post).refuses(403, "someone_else");
    // Whoever wrote it is no part of what was sent: an app from before does not say it.
    post.as_object_mut().unwrap().remove("member");
    app.member.post("/api/posts", &post).is(200);
    let path = format!("/api/posts/{}", post["id"].as_str().unwrap());
    app.secretary.decide(post["id"].as_str().unwrap(), "return", 1).is(200);
    let edit = json!({ "body": "小林改的", "signed": "nickname", "version": 2, "member": writer });
    app.other_member.patch(&path, &edit).refuses(403, "someone_else");
    assert_eq!(app.member.patch(&path, &edit).is(200)["body"], "小林改的");
}

fn what_is_nobodys_business_is_not_stored(app: &mut App) {
    let send = |body: &str, confirmed: bool| {
        let post = json!({ "id": post_id(), "body": body, "signed": "branch", "confirmed": confirmed });
        app.member.post("/api/posts", &post)
    };
    for confirmed in [false, true] {
        send("找我 138 1234 5678", confirmed).refuses(422, "private_number");
    }
    let refused = send("送到3号楼", false).refuses(422, "private_words");
    assert_eq!(refused["spans"], json!([{ "from": 2, "to": 5 }]));
    assert_eq!(refused["field"], "body");
    send("送到3号楼", true).is(201);
    send("   \u{200b}", false).refuses(422, "empty");
    send(&"字".repeat(301), false).refuses(422, "too_long");
    send(&"字".repeat(300), false).is(201);
    assert_eq!(app.waiting().len(), 2);
}

fn what_cannot_be_read_is_refused(app: &mut App) {
    let good = json!({ "id": post_id(), "body": "好", "signed": "branch" });
    let with = |field: &str, value: serde_json::Value| {
        let mut post = good.clone();
        post[field] = value;
        app.member.post("/api/posts", &post)
    };
    with("id", json!("1")).refuses(422, "unfit");
    with("id", json!("0198c5a0-7b3e-4c11-9f00-0123456789ab")).refuses(422, "unfit");
    with("card", json!("nowhere")).refuses(422, "unknown");
    with("card", json!("../good")).refuses(422, "unknown");
    with("phone", json!("1")).refuses(400, "bad_json");
    with("signed", json!("god")).refuses(400, "bad_json");
    with("body", json!("长".repeat(9_000))).refuses(413, "too_large");
    let nested = serde_json::from_str(&format!("{}1{}", "[".repeat(100), "]".repeat(100))).unwrap();
    with("body", nested).refuses(400, "bad_json");
    let mut plain = app.member.clone();
    plain.headers.push(("content-type", "text/plain".into()));
    plain.post("/api/posts", &good).refuses(415, "not_json");
    assert!(app.waiting().is_empty());
}

fn what_shows_nothing_is_nothing(app: &mut App) {
    app.approved("有字的一句");
    let feed = app.feed();
    let shown = feed[0]["id"].as_str().unwrap();
    for c in
        ['\u{200d}', '\u{fe0f}', '\u{fe00}', '\u{e0100}', '\u{180b}', '\u{fffe}', '\u{301}', '\u{e0041}', '\u{2800}']
    {
        let nothing = c.to_string().repeat(10);
        let post = json!({ "id": post_id(), "body": nothing, "signed": "branch" });
        app.member.post("/api/posts", &post).refuses(422, "empty");
        let reply = json!({ "id": post_id(), "body": nothing });
        app.secretary.post(&format!("/api/desk/posts/{shown}/reply"), &reply).refuses(422, "empty");
        let branch = json!({ "name": nothing });
        app.admin.post("/api/desk/branches", &branch).refuses(422, "empty");
        let join = json!({ "code": app.invite("secretary", app.branch), "name": nothing, "passphrase": "一句不短的口令，真的不短" });
        app.anonymous().post("/api/join", &join).refuses(422, "empty");
    }
    for c in ['\u{fffe}', '\u{fdd0}', '\u{1ffff}'] {
        let post = json!({ "id": post_id(), "body": format!("看得见{c}的字"), "signed": "branch" });
        app.member.post("/api/posts", &post).refuses(422, "unreadable");
    }
}

fn what_is_written_is_what_is_seen(app: &mut App) {
    for whole in [
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 加油",
        "🇨🇳🇨🇳 旗",
        "1\u{fe0f}\u{20e3}2\u{fe0f}\u{20e3} 名",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦 一家",
        "❤\u{fe0f}\u{200d}🔥 心",
        "🧑🏿\u{200d}🤝\u{200d}🧑🏻 手拉手",
    ] {
        let id = app.approved(whole);
        assert_eq!(app.anonymous().get(&format!("/api/posts/{id}")).is(200)["body"], whole);
    }
    let emoji = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
    app.member.say(&format!("{}{emoji}", "字".repeat(299)));
    let post = json!({ "id": post_id(), "body": format!("{}{emoji}{emoji}", "字".repeat(299)), "signed": "branch" });
    app.member.post("/api/posts", &post).refuses(422, "too_long");
    let id = app.approved(&format!("高{}楼", "\u{30d}".repeat(400)));
    assert_eq!(
        app.anonymous().get(&format!("/api/posts/{id}")).is(200)["body"],
        format!("高{}楼", "\u{30d}".repeat(4))
    );
}

fn a_returned_post_is_changed_and_waits_again(app: &mut App) {
    let id = app.member.say("有点累");
    app.secretary.decide(&id, "return", 1).is(200);
    let mine = app.member.get("/api/me/posts").is(200)["posts"][0].clone();
    assert_eq!((mine["state"].as_str(), mine["body"].as_str()), (Some("returned"), Some("有点累")));
    assert_eq!(mine["reason"], json!({ "code": "unclear", "note": "再说半句就好" }));

    let path = format!("/api/posts/{id}");
    let edit = json!({ "body": "有点累，热水够就好", "signed": "branch", "version": 2 });
    app.other_member.patch(&path, &edit).refuses(404, "not_found");
    let waits = app.member.patch(&path, &edit).is(200);
    assert_eq!((waits["state"].as_str(), waits["version"].as_i64()), (Some("pending"), Some(3)));
    assert!(waits.get("reason").is_none());
    // The answer was cut: the same again is no other change.
    assert_eq!(app.member.patch(&path, &edit).is(200), waits);
    let stale = json!({ "body": "别的话", "signed": "branch", "version": 2 });
    app.member.patch(&path, &stale).refuses(409, "stale");
    let now = json!({ "body": "别的话", "signed": "branch", "version": 3 });
    app.member.patch(&path, &now).refuses(409, "out_of_place");
    app.secretary.decide(&id, "approve", 3).is(200);
    assert_eq!(app.feed()[0]["body"], "有点累，热水够就好");
    // As first sent: a replay is still the same post.
    let first = json!({ "id": id, "body": "有点累", "signed": "nickname" });
    assert_eq!(app.member.post("/api/posts", &first).is(200)["state"], "approved");
}

fn a_post_taken_away_stays_away(app: &mut App) {
    let secret = "这句话要收回";
    let post = json!({ "id": post_id(), "body": secret, "signed": "branch" });
    let path = format!("/api/posts/{}", post["id"].as_str().unwrap());
    app.member.post("/api/posts", &post).is(201);
    app.secretary.decide(post["id"].as_str().unwrap(), "approve", 1).is(200);
    assert!(app.database.holds(secret));
    app.other_member.delete(&path).refuses(404, "not_found");
    app.member.delete(&path).is(204);
    assert!(app.feed().is_empty());
    app.anonymous().get(&path).refuses(404, "not_found");
    app.member.delete(&path).is(204);
    app.member.post("/api/posts", &post).refuses(410, "gone");
    app.member.delete(&format!("/api/posts/{}", post_id())).refuses(404, "not_found");
    assert!(!app.database.holds(secret));
    assert!(!app.database.holds(post["id"].as_str().unwrap()), "only a keyed hash is left");
}

fn agreeing_is_counted_once(app: &mut App) {
    let id = app.approved("同感的话");
    let path = format!("/api/posts/{id}/agree");
    for phone in [&app.other_member, &app.other_member, &app.member] {
        phone.put(&path).is(204);
    }
    assert_eq!(app.feed()[0]["agrees"], 2);
    assert_eq!(app.member.get("/api/me/agrees").is(200)["posts"], json!([id]));
    app.member.delete(&path).is(204);
    app.member.delete(&path).is(204);
    assert_eq!(app.feed()[0]["agrees"], 1);
    let pending = app.member.say("还没人看");
    app.other_member.put(&format!("/api/posts/{pending}/agree")).refuses(404, "not_found");
    // Nothing to take back looks the same, whether there is such a post or not.
    for id in [pending, post_id()] {
        app.other_member.delete(&format!("/api/posts/{id}/agree")).is(204);
    }
}

fn three_reports_hide_a_post_until_somebody_has_looked(app: &mut App) {
    let id = app.approved("有人不喜欢的话");
    let path = format!("/api/posts/{id}/report");
    let reporters = [app.other_member.clone(), app.another_member(), app.another_member()];
    for reporter in &reporters {
        assert_eq!(app.feed().len(), 1);
        reporter.send("POST", &path, None).is(204);
        if reporter.cookie == app.other_member.cookie {
            reporter.send("POST", &path, None).is(204);
        }
    }
    assert!(app.feed().is_empty());
    let waiting = app.waiting();
    assert_eq!((waiting[0]["state"].as_str(), waiting[0]["reports"].as_i64()), (Some("approved"), Some(3)));
    let version = waiting[0]["version"].as_i64().unwrap();
    let looked = app.secretary.decide(&id, "approve", version).is(200);
    assert_eq!(looked["reports"], 0);
    assert_eq!(app.feed().len(), 1);
    assert!(app.waiting().is_empty());
}
