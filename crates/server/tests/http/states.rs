//! What can be done with a post depends on where it stands: every action, in every state, by somebody who may, by
//! their like of another branch, and by an admin.

use serde_json::{Value, json};

use crate::app::App;
use crate::phone::{Phone, post_id};

on_both!(what_can_be_done_depends_on_where_a_post_stands);

/// `reported`: once, and readers see it still; `appealed`: the secretary's return is to be looked at again; `upheld`: an
/// admin has approved it then; `let_out`, `put_back`: the secretary has thought better of returning or removing it;
/// `contested`: what the secretary has removed is to be looked at again.
const STATES: [&str; 11] = [
    "pending",
    "returned",
    "approved",
    "removed",
    "reported",
    "hidden",
    "appealed",
    "upheld",
    "let_out",
    "put_back",
    "contested",
];

/// An action, and its answer in each of [`STATES`], to the member or the secretary who has decided.
const ACTIONS: [(&str, [u16; 11]); 12] = [
    ("read", [404, 404, 200, 404, 200, 404, 404, 200, 200, 200, 404]),
    ("edit", [409, 200, 409, 409, 409, 409, 409, 409, 409, 409, 409]),
    ("appeal", [409, 200, 409, 200, 409, 409, 409, 409, 409, 409, 409]),
    ("agree", [404, 404, 204, 404, 204, 404, 404, 204, 204, 204, 404]),
    ("disagree", [204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204]),
    ("report", [404, 404, 204, 404, 204, 404, 404, 204, 204, 204, 404]),
    ("approve", [200, 200, 409, 200, 200, 200, 403, 409, 409, 409, 403]),
    ("return", [200, 409, 409, 409, 409, 409, 403, 409, 409, 409, 409]),
    ("remove", [409, 409, 200, 409, 200, 200, 409, 403, 200, 200, 403]),
    ("undo", [409, 200, 200, 200, 200, 409, 409, 403, 200, 200, 409]),
    ("reply", [409, 409, 200, 409, 200, 200, 409, 200, 200, 200, 409]),
    ("delete", [204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204]),
];

/// What is done at the desk.
const AT_THE_DESK: [&str; 5] = ["approve", "return", "remove", "undo", "reply"];

/// Where an admin, who has not decided, is answered otherwise than the secretary who has: what was appealed is theirs to look
/// at, and only one's own decision is undone.
const BY_ADMIN: [(&str, &str, u16); 12] = [
    ("approve", "appealed", 200),
    ("return", "appealed", 200),
    ("remove", "upheld", 200),
    ("approve", "contested", 200),
    ("remove", "contested", 200),
    ("undo", "returned", 403),
    ("undo", "approved", 403),
    ("undo", "removed", 403),
    ("undo", "reported", 403),
    ("undo", "upheld", 200),
    ("undo", "let_out", 403),
    ("undo", "put_back", 403),
];

/// What every member may do with what can be read.
const FOR_ALL: [&str; 4] = ["read", "agree", "disagree", "report"];

fn what_can_be_done_depends_on_where_a_post_stands(app: &mut App) {
    let reporters = [app.another_member(), app.another_member(), app.another_member()];
    for (action, answers) in ACTIONS {
        for (state, expected) in STATES.into_iter().zip(answers) {
            let (id, version) = bring(app, state, &reporters);
            if !FOR_ALL.contains(&action) {
                let status = act(app, action, &id, version, (&app.other_member, &app.other_secretary));
                assert_eq!(status, 404, "{action} a post that is {state}, from another branch");
            }
            let status = act(app, action, &id, version, (&app.member, &app.secretary));
            assert_eq!(status, expected, "{action} a post that is {state}");
        }
        for state in ["pending", "returned", "approved", "removed"] {
            let seen = app.other_secretary.get(&format!("/api/desk/posts?state={state}")).is(200);
            assert_eq!((seen["posts"].clone(), seen["pending"].as_i64()), (json!([]), Some(0)), "{state}");
        }
    }
    for (action, answers) in ACTIONS.into_iter().filter(|(action, _)| AT_THE_DESK.contains(action)) {
        for (state, usual) in STATES.into_iter().zip(answers) {
            let other = BY_ADMIN.into_iter().find(|(other, its, _)| (*other, *its) == (action, state));
            let expected = other.map_or(usual, |(.., expected)| expected);
            let (id, version) = bring(app, state, &reporters);
            let status = act(app, action, &id, version, (&app.member, &app.admin));
            assert_eq!(status, expected, "{action} a post that is {state}, by an admin");
        }
    }
}

/// A post that stands there, and its version.
fn bring(app: &App, state: &str, reporters: &[Phone; 3]) -> (String, i64) {
    let id = app.member.say("走到哪一步的话");
    let decide = |decision: &str, version: i64| drop(app.secretary.decide(&id, decision, version).is(200));
    let appeal = |version: i64| {
        drop(app.member.post(&format!("/api/posts/{id}/appeal"), &json!({ "version": version })).is(200));
    };
    match state {
        "returned" => decide("return", 1),
        "approved" => decide("approve", 1),
        "removed" | "contested" => {
            decide("approve", 1);
            decide("remove", 2);
            if state == "contested" {
                appeal(3);
            }
        }
        "reported" | "hidden" => {
            decide("approve", 1);
            let many = if state == "hidden" { 3 } else { 1 };
            for reporter in &reporters[..many] {
                reporter.send("POST", &format!("/api/posts/{id}/report"), None).is(204);
            }
        }
        "let_out" => {
            decide("return", 1);
            decide("approve", 2);
        }
        "put_back" => {
            decide("approve", 1);
            decide("remove", 2);
            decide("approve", 3);
        }
        "appealed" | "upheld" => {
            decide("return", 1);
            appeal(2);
            if state == "upheld" {
                app.admin.decide(&id, "approve", 3).is(200);
            }
        }
        _ => {}
    }
    let version = match state {
        "pending" => 1,
        "returned" | "approved" | "reported" => 2,
        "upheld" | "put_back" | "contested" => 4,
        _ => 3,
    };
    (id, version)
}

fn act(app: &App, action: &str, id: &str, version: i64, (member, secretary): (&Phone, &Phone)) -> u16 {
    let (path, desk) = (format!("/api/posts/{id}"), format!("/api/desk/posts/{id}"));
    let answer = match action {
        "read" => app.anonymous().get(&path),
        "edit" => member.patch(&path, &json!({ "body": "换个说法", "signed": "branch", "version": version })),
        "appeal" => member.post(&format!("{path}/appeal"), &json!({ "version": version })),
        "agree" => app.other_member.put(&format!("{path}/agree")),
        "disagree" => app.other_member.delete(&format!("{path}/agree")),
        "report" => app.other_member.send("POST", &format!("{path}/report"), None::<&Value>),
        "reply" => secretary.post(&format!("{desk}/reply"), &json!({ "id": post_id(), "body": "听到了" })),
        "delete" => member.delete(&path),
        decision => secretary.decide(id, decision, version),
    };
    answer.status
}
