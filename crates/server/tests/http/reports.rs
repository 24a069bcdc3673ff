//! Reporting a post: what three of them do, and what they do only once.

use serde_json::{Value, json};

use crate::app::App;
use crate::phone::Phone;

on_both!(
    what_somebody_has_looked_at_is_not_hidden_again_by_the_same_three,
    a_report_is_answered_again_as_the_first_time,
    whoever_leaves_takes_along_what_counts,
    hiding_is_a_row_of_the_history,
    why_it_was_reported_is_counted_until_somebody_has_looked,
    whoever_looks_again_sees_why_it_came_back,
);

fn report(phone: &Phone, id: &str) {
    phone.send("POST", &format!("/api/posts/{id}/report"), None).is(204);
}

/// A post that three members have hidden, and they.
fn hidden(app: &App) -> (String, [Phone; 3]) {
    let id = app.approved("有人不喜欢的话");
    let reporters = [app.other_member.clone(), app.another_member(), app.another_member()];
    reporters.iter().for_each(|reporter| report(reporter, &id));
    assert!(app.feed().is_empty());
    (id, reporters)
}

/// How many reports the desk is shown of the one post that everybody can read.
fn counted(app: &App) -> i64 {
    app.secretary.get("/api/desk/posts?state=approved").is(200)["posts"][0]["reports"].as_i64().unwrap()
}

fn what_somebody_has_looked_at_is_not_hidden_again_by_the_same_three(app: &mut App) {
    let (id, reporters) = hidden(app);
    app.secretary.decide(&id, "approve", 3).is(200);
    reporters.iter().for_each(|reporter| report(reporter, &id));
    assert_eq!((app.feed().len(), counted(app)), (1, 0));
    // A look that was taken back was none.
    let back = app.secretary.decide(&id, "undo", 4).is(200);
    assert_eq!((back["reports"].as_i64(), app.feed().len()), (Some(3), 0));
    app.secretary.decide(&id, "approve", 5).is(200);
    // Three others may be right.
    for _ in 0..3 {
        assert_eq!(app.feed().len(), 1);
        report(&app.another_member(), &id);
    }
    assert!(app.feed().is_empty());
}

fn a_report_is_answered_again_as_the_first_time(app: &mut App) {
    let (id, reporters) = hidden(app);
    reporters.iter().for_each(|reporter| report(reporter, &id));
    assert_eq!(app.waiting()[0]["reports"], 3);
    // Whoever has not reported it learns nothing of what cannot be read.
    app.another_member().send("POST", &format!("/api/posts/{id}/report"), None).refuses(404, "not_found");
    assert_eq!(app.waiting()[0]["reports"], 3);
}

fn whoever_leaves_takes_along_what_counts(app: &mut App) {
    let (id, [seen, ..]) = hidden(app);
    app.secretary.decide(&id, "approve", 3).is(200);
    let [new, newer] = [app.another_member(), app.another_member()];
    [&new, &newer].into_iter().for_each(|reporter| report(reporter, &id));
    assert_eq!(counted(app), 2);
    seen.delete("/api/me").is(204);
    assert_eq!(counted(app), 2);
    new.delete("/api/me").is(204);
    assert_eq!(counted(app), 1);
}

fn hiding_is_a_row_of_the_history(app: &mut App) {
    let (id, _) = hidden(app);
    let sql = format!(
        "SELECT version || '', COALESCE(from_state, '') || ' ' || to_state || CASE WHEN actor IS NULL THEN ' by nobody' ELSE '' END \
         FROM transitions WHERE post = '{id}' ORDER BY version"
    );
    let history: Vec<String> =
        app.database.ask(&sql).into_iter().map(|(version, change)| version + " " + &change).collect();
    assert_eq!(history, ["1  pending", "2 pending approved", "3 approved approved by nobody"]);
}

fn why_it_was_reported_is_counted_until_somebody_has_looked(app: &mut App) {
    let id = app.approved("有人不喜欢的话");
    let path = format!("/api/posts/{id}/report");
    app.another_member().send("POST", &format!("{path}?reason=nonsense"), None).refuses(400, "bad_query");
    let loud = app.another_member();
    for reporter in [&loud, &loud, &app.another_member()] {
        reporter.send("POST", &format!("{path}?reason=hurtful"), None).is(204);
    }
    app.another_member().send("POST", &format!("{path}?reason=advertising"), None).is(204);
    let post = app.waiting()[0].clone();
    let counted = |reason: &str, count: i64| json!({ "reason": reason, "count": count });
    assert_eq!(post["report_reasons"], json!([counted("hurtful", 2), counted("advertising", 1)]));
    assert_eq!(loud.get("/api/me/export").is(200)["report_reasons"], json!([{ "post": id, "reason": "hurtful" }]));
    app.secretary.decide(&id, "approve", 3).is(200);
    // One who gives no reason counts all the same.
    report(&app.another_member(), &id);
    let post = app.secretary.get("/api/desk/posts?state=approved").is(200)["posts"][0].clone();
    assert_eq!((&post["reports"], &post["report_reasons"]), (&json!(1), &Value::Null));
}

fn whoever_looks_again_sees_why_it_came_back(app: &mut App) {
    let id = app.member.say("话没说完");
    assert_eq!((&app.waiting()[0]["resent"], &app.waiting()[0]["reason"]), (&json!(false), &Value::Null));
    app.secretary.decide(&id, "return", 1).is(200);
    let better = json!({ "body": "话说完了", "signed": "nickname", "version": 2 });
    let mine = app.member.patch(&format!("/api/posts/{id}"), &better).is(200);
    // Its writer has done what was asked.
    assert_eq!((&mine["state"], &mine["reason"]), (&json!("pending"), &Value::Null));
    let post = app.waiting()[0].clone();
    assert_eq!(
        (&post["resent"], &post["reason"]["code"], &post["reason"]["note"]),
        (&json!(true), &json!("unclear"), &json!("再说半句就好"))
    );
    app.secretary.decide(&id, "approve", 3).is(200);
    let out = app.secretary.get("/api/desk/posts?state=approved").is(200)["posts"][0].clone();
    assert_eq!((&out["resent"], &out["reason"]), (&json!(false), &Value::Null));
    // Taken back, it waits as it did.
    let back = app.secretary.decide(&id, "undo", 4).is(200);
    assert_eq!((&back["resent"], &back["reason"]["code"]), (&json!(true), &json!("unclear")));
}
