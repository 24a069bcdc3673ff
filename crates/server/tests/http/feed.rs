//! What everybody reads.

use content::day::Day;
use serde_json::{Value, json};

use crate::app::App;
use crate::phone::post_id;

on_both!(
    the_feed_is_the_same_bytes_for_everybody,
    pages_follow_each_other_without_gap_or_repetition,
    the_feed_can_be_asked_for_a_card_or_a_branch,
    a_post_approved_late_is_not_buried,
    the_page_has_the_words_before_any_script,
    a_month_is_summed_up_without_names,
    what_waits_elsewhere_is_in_no_summary,
    what_was_taken_away_is_not_shown_again,
    a_page_far_down_is_as_new_as_the_first,
);

fn the_feed_is_the_same_bytes_for_everybody(app: &mut App) {
    app.approved("第一句");
    let anonymous = app.anonymous().get("/api/posts");
    let own = app.member.get("/api/posts");
    assert_eq!((anonymous.bytes.clone(), anonymous.header("etag")), (own.bytes.clone(), own.header("etag")));
    assert!(own.header("cache-control").starts_with("public, max-age="), "{}", own.header("cache-control"));
    assert_eq!((own.header("set-cookie"), own.header("vary")), ("", "accept-encoding"));
    let mut again = app.anonymous();
    again.headers.push(("if-none-match", anonymous.header("etag").into()));
    let unchanged = again.get("/api/posts");
    assert_eq!((unchanged.status, unchanged.bytes.len()), (304, 0));
    app.approved("第二句");
    assert_eq!(again.get("/api/posts").status, 200);
    // What is one's own is nobody else's to keep.
    assert_eq!(app.member.get("/api/me/posts").header("cache-control"), "no-store");
    assert_eq!(app.secretary.get("/api/desk/posts").header("cache-control"), "no-store");
}

fn pages_follow_each_other_without_gap_or_repetition(app: &mut App) {
    let said: Vec<String> = (0..5).map(|number| app.approved(&format!("第 {number} 句"))).collect();
    let mut seen: Vec<String> = Vec::new();
    let mut path = "/api/posts?limit=2".to_string();
    loop {
        let page = app.anonymous().get(&path).is(200);
        seen.extend(page["posts"].as_array().unwrap().iter().map(|post| post["id"].as_str().unwrap().to_string()));
        if seen.len() == 2 {
            // Somebody speaks while somebody reads.
            app.approved("插进来的一句");
        }
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/posts?limit=2&before={next}");
    }
    assert_eq!(seen, said.into_iter().rev().collect::<Vec<_>>());
    app.anonymous().get("/api/posts?before=nonsense").refuses(400, "bad_query");
    app.anonymous().get("/api/posts?limit=many").refuses(400, "bad_query");
    assert_eq!(app.anonymous().get("/api/posts?limit=100000").is(200)["posts"].as_array().unwrap().len(), 6);
}

fn the_feed_can_be_asked_for_a_card_or_a_branch(app: &mut App) {
    let post = json!({ "id": post_id(), "body": "说这张卡", "card": "good", "signed": "branch" });
    app.member.post("/api/posts", &post).is(201);
    app.secretary.decide(post["id"].as_str().unwrap(), "approve", 1).is(200);
    app.approved("不说卡");
    let other = app.other_member.say("河西的话");
    app.other_secretary.decide(&other, "approve", 1).is(200);
    let bodies = |query: &str| {
        let feed = app.anonymous().get(&format!("/api/posts?{query}")).is(200);
        feed["posts"].as_array().unwrap().iter().map(|post| post["body"].clone()).collect::<Vec<Value>>()
    };
    assert_eq!(bodies("card=good"), ["说这张卡"]);
    assert_eq!(bodies(&format!("branch={}", app.branch)), ["不说卡", "说这张卡"]);
    assert_eq!(bodies(&format!("branch={}&card=good", app.other_branch)), Vec::<Value>::new());
}

fn a_post_approved_late_is_not_buried(app: &mut App) {
    let early = app.member.say("先写的");
    app.approved("后写的，先看到");
    app.secretary.decide(&early, "approve", 1).is(200);
    assert_eq!(app.feed()[0]["body"], "先写的");
}

fn a_month_is_summed_up_without_names(app: &mut App) {
    app.approved("一句");
    let returned = app.member.say("两句");
    app.secretary.decide(&returned, "return", 1).is(200);
    let undone = app.member.say("三句");
    app.secretary.decide(&undone, "return", 1).is(200);
    app.secretary.decide(&undone, "undo", 2).is(200);
    app.database.try_run(&format!("UPDATE tallies SET month = '{}'", month(-1))).unwrap();
    let summary = app.anonymous().get("/api/summary").is(200);
    assert_eq!(summary["month"], month(-1));
    let count = |name: &str| summary[name].as_i64().unwrap();
    assert_eq!((count("received"), count("approved"), count("returned"), count("removed")), (3, 1, 1, 0));
    assert_eq!(summary["reasons"], json!([{ "code": "unclear", "count": 1 }]));
    // Taking a post away does not change what happened.
    app.member.delete(&format!("/api/posts/{returned}")).is(204);
    assert_eq!(app.anonymous().get("/api/summary").is(200), summary);
    app.anonymous().get("/api/summary?month=yesterday").refuses(400, "bad_query");
    assert_eq!(app.anonymous().get("/api/summary?month=2020-01").is(200)["received"], 0);
}

/// `2026-11`, in Beijing, so many months from this one.
fn month(from_now: i32) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as i64;
    let (year, month, _) = Day::at_unix_ms(now).civil();
    let months = year * 12 + month - 1 + from_now;
    format!("{:04}-{:02}", months / 12, months % 12 + 1)
}

/// Who knows all that a branch has, and what all branches have, knows what another one has.
fn what_waits_elsewhere_is_in_no_summary(app: &mut App) {
    let asked = || {
        let months = ["", "?month=2020-01"].map(String::from).into_iter();
        let months = months.chain((-1..=12).map(|from_now| format!("?month={}", month(from_now))));
        months.map(|month| app.secretary.get(&format!("/api/summary{month}")).bytes).collect::<Vec<_>>()
    };
    let before = asked();
    let said = app.other_member.say("河西的话");
    assert_eq!(asked(), before);
    app.other_secretary.decide(&said, "return", 1).is(200);
    assert_eq!(asked(), before);
    for from_now in [0, 1, 12] {
        app.admin.get(&format!("/api/summary?month={}", month(from_now))).refuses(400, "not_over");
    }
}

/// The words from before are at hand when the database fails, and somebody has taken them away since.
fn what_was_taken_away_is_not_shown_again(app: &mut App) {
    let id = app.approved("要收回的话");
    let page = || app.anonymous().get("/posts/");
    let shows_it = || app.feed().len() == 1 && page().text().contains("要收回的话");
    assert!(shows_it());
    app.database.try_run("ALTER TABLE posts RENAME TO away").unwrap();
    assert!(shows_it(), "nothing has changed");
    app.database.try_run("ALTER TABLE away RENAME TO posts").unwrap();
    app.member.delete(&format!("/api/posts/{id}")).is(204);
    app.database.try_run("ALTER TABLE posts RENAME TO away").unwrap();
    app.anonymous().get("/api/posts").refuses(500, "fault");
    let without = page();
    assert!(without.status == 200 && !without.text().contains("要收回的话"), "{}", without.text());
    app.database.try_run("ALTER TABLE away RENAME TO posts").unwrap();
    assert!(app.feed().is_empty() && page().status == 200);
}

/// It is kept ready; whatever becomes of one of its posts, the next who asks is told.
fn a_page_far_down_is_as_new_as_the_first(app: &mut App) {
    let [kept, gone] = ["留下的一句", "收回的一句"].map(|body| app.approved(body));
    app.approved("上面的一句");
    let next = app.anonymous().get("/api/posts?limit=1").is(200)["next"].as_str().unwrap().to_string();
    let ways =
        [format!("before={next}"), format!("before={next}&branch={}", app.branch), format!("before={next}&limit=7")];
    let page = |app: &App| {
        let pages = ways.each_ref().map(|way| {
            let path = format!("/api/posts?{way}");
            let (first, again) = (app.anonymous().get(&path), app.anonymous().get(&path));
            assert_eq!((&first.bytes, first.header("etag")), (&again.bytes, again.header("etag")));
            first.is(200)["posts"].clone()
        });
        assert!(pages.windows(2).all(|two| two[0] == two[1]), "{pages:?}");
        pages[0].as_array().unwrap().clone()
    };
    let id_of = |post: &Value| post["id"].as_str().unwrap().to_string();
    assert_eq!(page(app).iter().map(id_of).collect::<Vec<_>>(), [gone.clone(), kept.clone()]);
    app.other_member.put(&format!("/api/posts/{kept}/agree")).is(204);
    assert_eq!(page(app)[1]["agrees"], 1);
    let (first, second) = (post_id(), post_id());
    for (id, body) in [(&first, "先回的"), (&second, "后回的")] {
        app.secretary.post(&format!("/api/desk/posts/{kept}/reply"), &json!({ "id": id, "body": body })).is(200);
    }
    let replies = |app: &App| page(app)[1]["replies"].as_array().cloned().unwrap_or_default();
    assert_eq!(replies(app).iter().map(|reply| reply["body"].clone()).collect::<Vec<_>>(), ["先回的", "后回的"]);
    app.secretary.send("DELETE", &format!("/api/desk/replies/{first}"), None).is(200);
    assert_eq!(replies(app).len(), 1);
    app.member.delete(&format!("/api/posts/{gone}")).is(204);
    assert_eq!(page(app).len(), 1);
    app.secretary.decide(&kept, "remove", 2).is(200);
    assert!(page(app).is_empty());
}

fn the_page_has_the_words_before_any_script(app: &mut App) {
    app.approved("<b>页面里就有</b>");
    let page = app.anonymous().get("/posts/");
    assert!(page.status == 200 && page.text().contains("&lt;b&gt;页面里就有"), "{}", page.text());
    app.approved("马上就有");
    assert!(app.anonymous().get("/posts/").text().contains("马上就有"));
}
