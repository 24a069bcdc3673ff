//! Curating: a card from a draft to readers and back, by two people.

use serde_json::{Value, json};

use crate::app::App;
use crate::phone::{Answer, Phone};

on_both!(
    a_draft_is_published_by_somebody_else,
    a_draft_is_its_drafters,
    two_phones_of_one_drafter_are_told,
    every_step_from_every_stage,
    a_withdrawn_document_is_gone_at_once_and_comes_back_reviewed,
    what_is_planned_is_shown_in_time_and_can_be_called_off,
    what_waits_for_its_day_keeps_its_name,
    what_comes_first_stays_planned,
    what_others_rest_on_is_not_published_away,
    nobody_publishes_words_of_their_own,
    a_file_that_was_corrected_meanwhile_is_not_overwritten,
    a_draft_that_was_thrown_away_is_in_the_past,
    a_quotation_without_proof_needs_a_reason,
    faults_keep_a_draft_from_being_handed_on,
    the_database_itself_refuses_what_nobody_looked_at,
);

const CARD: &str = "/api/desk/documents/cards/q001";

/// A card whose quotation the base's lock covers, with another explanation.
pub fn card(gloss: &str) -> String {
    format!(
        "---\nquote: 青年强，则国家强。\nsentence: 青年强，则国家强。\nsource: report\nsection: 结束语\ntheme: 青年\n---\n\n{gloss}\n"
    )
}

pub fn save(phone: &Phone, at: &str, text: &str, version: i64) -> Answer {
    phone.send("PUT", &format!("{at}/draft"), Some(&json!({ "text": text, "version": version })))
}

pub fn step(phone: &Phone, at: &str, step: &str, version: i64, more: Value) -> Answer {
    let mut body = json!({ "step": step, "version": version });
    body.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    phone.post(&format!("{at}/step"), &body)
}

/// As a reader's phone is shown it.
fn page(app: &App, slug: &str) -> Answer {
    app.anonymous().get(&format!("/cards/{slug}/"))
}

/// Drafted by the first branch's secretary, published by the other's.
pub fn publish(app: &App, at: &str, text: &str, more: Value) -> Value {
    let version = save(&app.secretary, at, text, 0).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, at, "submit", version, Value::Null).is(200);
    step(&app.other_secretary, at, "publish", version + 1, more).is(200)
}

fn a_draft_is_published_by_somebody_else(app: &mut App) {
    let free = app.secretary.get("/api/desk/documents/free?folder=cards").is(200);
    assert_eq!(free["slug"], "q001");
    let text = card("等单的时候想一想。");
    let saved = save(&app.secretary, CARD, &text, 0).is(200);
    assert_eq!((&saved["draft"]["version"], &saved["faults"]), (&json!(1), &json!([])));
    // The answer was cut, and the phone sends it again.
    assert_eq!(save(&app.secretary, CARD, &text, 0).is(200)["draft"]["version"], 1);
    assert_eq!(page(app, "q001").status, 404);
    step(&app.secretary, CARD, "submit", 1, Value::Null).is(200);
    // What is looked at is not changed meanwhile, and not published by whoever drafted it.
    save(&app.secretary, CARD, &card("偷偷改"), 2).refuses(409, "out_of_place");
    step(&app.secretary, CARD, "publish", 2, Value::Null).refuses(403, "same_person");
    // Whoever may look at it is told, and nobody else.
    let told = |phone: &Phone| phone.listen("/api/desk/events").find(|line| line.starts_with("data:")).unwrap();
    assert!(told(&app.other_secretary).contains(r#""to_review":[{"folder":"cards","count":1}]"#));
    assert!(!told(&app.secretary).contains("to_review"));
    let back = step(&app.other_secretary, CARD, "return", 2, json!({ "note": "再短一点" })).is(200);
    assert_eq!((&back["draft"]["stage"], &back["draft"]["note"]), (&json!("draft"), &json!("再短一点")));
    let shorter = card("想一想。");
    save(&app.secretary, CARD, &shorter, 3).is(200);
    step(&app.secretary, CARD, "submit", 4, Value::Null).is(200);
    let before = app.anonymous().get("/version.json").is(200);
    let published = step(&app.other_secretary, CARD, "publish", 5, Value::Null).is(200);
    assert_eq!((&published["shown"], &published["draft"]), (&json!("revision"), &Value::Null));
    let kinds: Vec<_> = published["revisions"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["published", "submitted", "returned", "submitted"]);
    assert!(page(app, "q001").text().contains("想一想。"));
    // Readers' phones hear of it by the number that grows.
    let after = app.anonymous().get("/version.json").is(200);
    assert!(after["seq"].as_u64() > before["seq"].as_u64());
    app.kill_and_restart();
    assert!(page(app, "q001").text().contains("想一想。"));
    let first = app.secretary.get(&format!("{CARD}/revisions/1")).is(200);
    assert_eq!(first["text"], text);
}

fn a_draft_is_its_drafters(app: &mut App) {
    let text = card("一句。");
    save(&app.secretary, CARD, &text, 0).is(200);
    save(&app.other_secretary, CARD, &card("另一句。"), 1).refuses(403, "not_yours");
    step(&app.other_secretary, CARD, "submit", 1, Value::Null).refuses(403, "not_yours");
    step(&app.other_secretary, CARD, "discard", 1, Value::Null).refuses(403, "not_yours");
    // The committee may; then it must be looked at by another than the drafter all the same.
    save(&app.admin, CARD, &card("委员会改的。"), 1).is(200);
    let seen = app.other_secretary.get(CARD).is(200);
    assert_eq!(seen["draft"]["is_mine"], false);
    assert!(seen["draft"]["text"].as_str().unwrap().contains("委员会改的"));
    assert!(!seen["draft"]["branch"].as_str().unwrap().is_empty());
    // The site's own data is the committee's.
    let site = "/api/desk/documents/site/site";
    let own = app.admin.get(site).is(200)["text"].as_str().unwrap().to_string();
    save(&app.secretary, site, &own, 0).refuses(403, "forbidden");
    save(&app.admin, site, &own, 0).is(200);
}

fn two_phones_of_one_drafter_are_told(app: &mut App) {
    save(&app.secretary, CARD, &card("手机上写的。"), 0).is(200);
    save(&app.secretary, CARD, &card("电脑上接着写。"), 1).is(200);
    // The phone still has what it had: it is told, and nothing is merged.
    save(&app.secretary, CARD, &card("手机上又写的。"), 1).refuses(409, "stale");
    let now = app.secretary.get(CARD).is(200);
    assert!(now["draft"]["text"].as_str().unwrap().contains("电脑上接着写。"));
    // A draft that is gone meanwhile is not begun anew by an old phone.
    step(&app.secretary, CARD, "discard", 2, Value::Null).is(200);
    save(&app.secretary, CARD, &card("旧的"), 2).refuses(409, "stale");
}

/// The state machine, exhaustively: whatever the type says is impossible is refused, and the rest is done.
fn every_step_from_every_stage(app: &mut App) {
    use api::documents::{Stage, Step, after};
    let steps = [
        (Step::Submit, "submit"),
        (Step::TakeBack, "take_back"),
        (Step::Return, "return"),
        (Step::Publish, "publish"),
        (Step::Discard, "discard"),
        (Step::Withdraw, "withdraw"),
        (Step::Restore, "restore"),
        (Step::Unschedule, "unschedule"),
    ];
    let mut number = 100;
    for from in [None, Some(Stage::Draft), Some(Stage::Review)] {
        for (which, name) in steps {
            number += 1;
            let at = format!("/api/desk/documents/cards/q{number}");
            // Something to withdraw, restore or call off.
            let later = json!({ "publish_from": 4_000_000_000_000_i64 });
            let soon = json!({ "publish_from": now() + 86_400_000 });
            assert_eq!(step(&app.other_secretary, &at, "publish", 0, later).status, 422);
            publish(app, &at, &card("第一版。"), if which == Step::Unschedule { soon } else { Value::Null });
            let revisions = 2;
            let mut version = revisions;
            if from.is_some() {
                version = save(&app.secretary, &at, &card("第二版。"), 0).is(200)["draft"]["version"].as_i64().unwrap();
            }
            let mut newest = revisions;
            if from == Some(Stage::Review) {
                step(&app.secretary, &at, "submit", version, Value::Null).is(200);
                (version, newest) = (version + 1, newest + 1);
            }
            if matches!(which, Step::Withdraw | Step::Restore | Step::Unschedule) {
                version = newest;
            }
            let by = if matches!(which, Step::Return | Step::Publish) { &app.other_secretary } else { &app.secretary };
            let more =
                json!({ "note": "一句", "revision": if which == Step::Restore { json!(1) } else { Value::Null } });
            let answer = step(by, &at, name, version, more);
            match after(from, which) {
                Ok(to) => {
                    let now = answer.is(200);
                    let stage = now["draft"]["stage"].as_str();
                    assert_eq!(stage, to.map(Stage::as_str), "{name} from {from:?}");
                }
                Err(_) => drop(answer.refuses(409, "out_of_place")),
            }
        }
    }
}

/// A moment to come.
pub fn in_days(days: i64) -> i64 {
    now() + days * 86_400_000
}

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as i64
}

fn a_withdrawn_document_is_gone_at_once_and_comes_back_reviewed(app: &mut App) {
    // One that is a file: the revision hides it.
    let good = "/api/desk/documents/cards/good";
    assert_eq!(app.secretary.get(good).is(200)["shown"], "file");
    assert_eq!(page(app, "good").status, 200);
    step(&app.secretary, good, "withdraw", 7, Value::Null).refuses(409, "stale");
    let gone = step(&app.secretary, good, "withdraw", 0, json!({ "note": "讲错了" })).is(200);
    assert_eq!(gone["shown"], "withdrawn");
    assert_eq!(page(app, "good").status, 410);
    step(&app.secretary, good, "withdraw", 1, Value::Null).refuses(409, "out_of_place");
    app.kill_and_restart();
    assert_eq!(page(app, "good").status, 410);
    let draft = step(&app.secretary, good, "restore", 1, json!({ "revision": 1 })).is(200);
    assert!(!draft["draft"]["text"].as_str().unwrap().contains("withdrawn"));
    step(&app.secretary, good, "submit", 1, Value::Null).is(200);
    assert_eq!(page(app, "good").status, 410, "restoring is looked at first");
    step(&app.other_secretary, good, "publish", 2, Value::Null).is(200);
    assert_eq!(page(app, "good").status, 200);
    // What others rest on stays.
    let source = "/api/desk/documents/sources/report";
    step(&app.secretary, source, "withdraw", 0, Value::Null).refuses(422, "unfit");
}

fn what_is_planned_is_shown_in_time_and_can_be_called_off(app: &mut App) {
    publish(app, CARD, &card("今天的。"), Value::Null);
    let soon = now() + 3_600_000;
    let planned = publish(app, CARD, &card("明天的。"), json!({ "publish_from": soon }));
    assert_eq!(planned["revisions"][0]["publish_from"], soon);
    assert!(page(app, "q001").text().contains("今天的。"));
    let listed = app.secretary.get("/api/desk/documents?folder=cards").is(200);
    let row = listed["documents"].as_array().unwrap().iter().find(|row| row["slug"] == "q001").unwrap().clone();
    assert_eq!(row["publish_from"], soon);
    app.kill_and_restart();
    assert!(page(app, "q001").text().contains("今天的。"));
    let called_off = step(&app.secretary, CARD, "unschedule", 4, Value::Null).is(200);
    assert!(called_off["draft"]["text"].as_str().unwrap().contains("明天的。"));
    assert_eq!(called_off["revisions"][0]["cancelled"], true);
    step(&app.secretary, CARD, "unschedule", 4, Value::Null).refuses(409, "out_of_place");
    // It comes due while the server is down; and stays, although the clock has been put back since.
    step(&app.secretary, CARD, "submit", 1, Value::Null).is(200);
    let moment = now() + 1_500;
    step(&app.other_secretary, CARD, "publish", 2, json!({ "publish_from": moment })).is(200);
    app.kill();
    while now() < moment {
        std::thread::yield_now();
    }
    app.kill_and_restart();
    assert!(page(app, "q001").text().contains("明天的。"));
    let shown = app.database.ask("SELECT CAST(shown AS TEXT), kind FROM revisions WHERE number = 6");
    assert_eq!(shown, [("1".to_string(), "published".to_string())]);
    step(&app.secretary, CARD, "publish", 6, json!({ "publish_from": now() + 400 * 86_400_000 }))
        .refuses(422, "too_late");
}

fn what_waits_for_its_day_keeps_its_name(app: &mut App) {
    publish(app, CARD, &card("明天才有。"), json!({ "publish_from": now() + 86_400_000 }));
    let listed = app.secretary.get("/api/desk/documents?folder=cards").is(200);
    let row = listed["documents"].as_array().unwrap().iter().find(|row| row["slug"] == "q001").unwrap().clone();
    assert_eq!((&row["title"], &row["theme"]), (&json!("青年强，则国家强。"), &json!("青年")));
    // Whatever is new gets another name, and hears that this is coming.
    assert_eq!(app.secretary.get("/api/desk/documents/free?folder=cards").is(200)["slug"], "q002");
    let rows = json!([{ "quote": "青年强，则国家强。", "gloss": "又一张。" }]);
    let twins =
        app.secretary.post("/api/desk/imports/check", &json!({ "rows": rows })).is(200)["rows"][0]["twins"].clone();
    assert!(twins.as_array().unwrap().iter().any(|twin| twin["slug"] == "q001"), "{twins}");
    let made = app.secretary.post("/api/desk/imports", &json!({ "token": "0123456789abcdef", "rows": rows })).is(201);
    assert_eq!(made["drafts"][0]["slug"], "q002");
}

fn what_comes_first_stays_planned(app: &mut App) {
    let (monday, wednesday) = (now() + 3 * 86_400_000, now() + 5 * 86_400_000);
    publish(app, CARD, &card("周一的。"), json!({ "publish_from": monday }));
    let planned = publish(app, CARD, &card("周三的。"), json!({ "publish_from": wednesday }));
    let revisions = planned["revisions"].as_array().unwrap();
    assert!(revisions.iter().all(|one| one["cancelled"] == false), "{planned}");
    // Called off one at a time, the newest first.
    let left = step(&app.secretary, CARD, "unschedule", 4, Value::Null).is(200);
    assert!(left["draft"]["text"].as_str().unwrap().contains("周三的。"));
    let listed = app.secretary.get("/api/desk/documents?folder=cards").is(200);
    let row = listed["documents"].as_array().unwrap().iter().find(|row| row["slug"] == "q001").unwrap().clone();
    assert_eq!(row["publish_from"], monday);
    // What is shown sooner takes the place of what was to come later.
    step(&app.secretary, CARD, "submit", 1, Value::Null).is(200);
    let now = step(&app.other_secretary, CARD, "publish", 2, Value::Null).is(200);
    let cancelled = now["revisions"].as_array().unwrap().iter().filter(|one| one["cancelled"] == true).count();
    assert_eq!(cancelled, 2);
}

fn what_others_rest_on_is_not_published_away(app: &mut App) {
    let mut chair = app.anonymous();
    chair.join_desk(&app.invite("admin", app.branch), "第二位委员");
    publish(app, CARD, &card("明天才有。"), json!({ "publish_from": now() + 86_400_000 }));
    let site = "/api/desk/documents/site/site";
    let text = app.admin.get(site).is(200)["text"].as_str().unwrap().to_string();
    save(&app.admin, site, &text.replace("- 青年", "- 青春"), 0).is(200);
    step(&app.admin, site, "submit", 1, Value::Null).is(200);
    let refusal = step(&chair, site, "publish", 2, Value::Null).refuses(422, "harms_others");
    // By its title: nobody at the desk knows files.
    let said = refusal["message"].as_str().unwrap();
    assert!(said.contains("，“") && said.contains("”就不能给读者看了") && !said.contains("cards/"), "{refusal}");
    assert_eq!(page(app, "good").status, 200);
}

fn nobody_publishes_words_of_their_own(app: &mut App) {
    save(&app.secretary, CARD, &card("支部写的。"), 0).is(200);
    save(&app.admin, CARD, &card("委员会改的。"), 1).is(200);
    step(&app.admin, CARD, "submit", 2, Value::Null).is(200);
    step(&app.admin, CARD, "publish", 3, Value::Null).refuses(403, "same_person");
    step(&app.secretary, CARD, "publish", 3, Value::Null).refuses(403, "same_person");
    let published = step(&app.other_secretary, CARD, "publish", 3, Value::Null).is(200);
    // What was there before is the branch's in the past, and what came after the committee's.
    let of_branch: Vec<_> =
        published["revisions"].as_array().unwrap().iter().map(|one| one["branch"].is_string()).collect();
    assert_eq!(of_branch, [true, false, true]);
}

fn a_file_that_was_corrected_meanwhile_is_not_overwritten(app: &mut App) {
    let own = crate::app::own_content(&app.database);
    let settings = [("NUANXIN_CONTENT_DIR", own.to_str().unwrap())];
    app.kill_and_restart_with(&settings);
    let at = "/api/desk/documents/cards/good";
    let text = app.secretary.get(at).is(200)["text"].as_str().unwrap().to_string();
    save(&app.secretary, at, &(text.clone() + "等单时想一想。\n"), 0).is(200);
    std::fs::write(own.join("cards/good.md"), text.clone() + "改对了的读懂。\n").unwrap();
    app.kill_and_restart_with(&settings);
    let more = text + "等单时再想一想。\n";
    save(&app.secretary, at, &more, 1).is(200);
    let seen = app.secretary.get(at).is(200);
    assert!(seen["changed_file"].as_str().unwrap().contains("改对了的读懂。"));
    step(&app.secretary, at, "submit", 2, Value::Null).refuses(409, "file_changed");
    // Looked at, and decided.
    let decided = json!({ "text": more, "version": 2, "file_seen": true });
    app.secretary.send("PUT", &format!("{at}/draft"), Some(&decided)).is(200);
    step(&app.secretary, at, "submit", 3, Value::Null).is(200);
}

fn a_draft_that_was_thrown_away_is_in_the_past(app: &mut App) {
    save(&app.secretary, CARD, &card("丢掉的。"), 0).is(200);
    let left = step(&app.secretary, CARD, "discard", 1, Value::Null).is(200);
    assert_eq!(left["draft"], Value::Null);
    let kept = app.secretary.get(&format!("{CARD}/revisions/1")).is(200);
    assert!(kept["text"].as_str().unwrap().contains("丢掉的。"));
    let back = step(&app.secretary, CARD, "restore", 1, json!({ "revision": 1 })).is(200);
    assert!(back["draft"]["text"].as_str().unwrap().contains("丢掉的。"));
}

fn a_quotation_without_proof_needs_a_reason(app: &mut App) {
    let text = card("一句。").replace("国家强", "民族强");
    save(&app.secretary, CARD, &text, 0).is(200);
    step(&app.secretary, CARD, "submit", 1, Value::Null).is(200);
    step(&app.other_secretary, CARD, "publish", 2, Value::Null).refuses(422, "unverified");
    assert_eq!(page(app, "q001").status, 404);
    let why = json!({ "unverified": "原文只有纸质的，我和老赵各对了一遍" });
    let published = step(&app.other_secretary, CARD, "publish", 2, why).is(200);
    assert_eq!(published["unverified"], "原文只有纸质的，我和老赵各对了一遍");
    app.kill_and_restart();
    // Readers are not told that it was compared.
    let shown = page(app, "q001").text();
    assert!(shown.contains("民族强") && shown.contains("原文待核对") && !shown.contains("已逐字核对"));
    assert!(page(app, "good").text().contains("已逐字核对"));
}

fn faults_keep_a_draft_from_being_handed_on(app: &mut App) {
    let text = card("一句。").replace("theme: 青年", "theme: 没有的");
    let saved = save(&app.secretary, CARD, &text, 0).is(200);
    assert_eq!(saved["faults"][0]["field"], "theme");
    assert_eq!(saved["faults"][0]["line"], 6);
    let refused = step(&app.secretary, CARD, "submit", 1, Value::Null).refuses(422, "faulty");
    assert_eq!(refused["field"], "theme");
    // A text that is no document yet is kept as well: nothing typed is lost.
    let begun = save(&app.secretary, CARD, "青年强", 1).is(200);
    assert_eq!(begun["draft"]["text"], "青年强");
    assert!(!begun["faults"].as_array().unwrap().is_empty());
    save(&app.secretary, CARD, &"长".repeat(60_000), 2).refuses(422, "too_long");
    for at in ["cards/Q001", "cards/..", "pages/q001", "site/other"] {
        save(&app.secretary, &format!("/api/desk/documents/{at}"), &text, 0).is(404);
    }
}

fn the_database_itself_refuses_what_nobody_looked_at(app: &mut App) {
    save(&app.secretary, CARD, &card("一句。"), 0).is(200);
    for sql in [
        "INSERT INTO revisions (path, number, kind, text, at, publish_from) SELECT path, 1, 'published', text, 1, 1 FROM drafts",
        "INSERT INTO revisions (path, number, kind, text, at) VALUES ('cards/q001.md', 1, 'published', 'x', 1)",
        "INSERT INTO drafts (path, text, version, stage, kept_at, changed_at) VALUES ('cards/q002.md', 'x', 1, 'review', 1, 1)",
    ] {
        assert!(app.database.try_run(sql).is_err(), "{sql}");
    }
    publish(app, "/api/desk/documents/cards/q003", &card("二句。"), Value::Null);
    for sql in ["UPDATE revisions SET text = 'x'", "UPDATE revisions SET kind = 'saved'", "DELETE FROM revisions"] {
        assert!(app.database.try_run(sql).is_err(), "{sql}");
    }
}
