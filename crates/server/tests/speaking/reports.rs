//! Reporting a post: what three of them do, and what they do only once.

use crate::app::App;
use crate::phone::Phone;

on_both!(
    what_somebody_has_looked_at_is_not_hidden_again_by_the_same_three,
    a_report_is_answered_again_as_the_first_time,
    whoever_leaves_takes_along_what_counts,
    hiding_is_a_row_of_the_history,
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
