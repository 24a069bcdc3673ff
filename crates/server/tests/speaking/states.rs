//! What can be done with a post depends on where it stands: every action, in every state, by somebody who may and by
//! their like of another branch.

use serde_json::{Value, json};

use crate::app::App;
use crate::phone::{Phone, post_id};

on_both!(what_can_be_done_depends_on_where_a_post_stands);

const STATES: [&str; 5] = ["pending", "returned", "approved", "removed", "hidden"];

/// An action, and its answer in each of [`STATES`].
const ACTIONS: [(&str, [u16; 5]); 12] = [
    ("read", [404, 404, 200, 404, 404]),
    ("edit", [409, 200, 409, 409, 409]),
    ("appeal", [409, 200, 409, 200, 409]),
    ("agree", [404, 404, 204, 404, 404]),
    ("disagree", [204, 204, 204, 204, 204]),
    ("report", [404, 404, 204, 404, 404]),
    ("approve", [200, 409, 409, 409, 200]),
    ("return", [200, 409, 409, 409, 409]),
    ("remove", [409, 409, 200, 409, 200]),
    ("undo", [409, 200, 200, 200, 409]),
    ("reply", [409, 409, 200, 409, 200]),
    ("delete", [204, 204, 204, 204, 204]),
];

/// What every member may do with what can be read.
const FOR_ALL: [&str; 4] = ["read", "agree", "disagree", "report"];

fn what_can_be_done_depends_on_where_a_post_stands(app: &mut App) {
    let reporters = [app.another_member(), app.another_member(), app.other_member.clone()];
    for (action, answers) in ACTIONS {
        for (state, expected) in STATES.iter().zip(answers) {
            let id = app.member.say("走到哪一步的话");
            let bring = |decision: &str, version: i64| app.secretary.decide(&id, decision, version).is(200);
            match *state {
                "returned" => drop(bring("return", 1)),
                "approved" => drop(bring("approve", 1)),
                "removed" => {
                    bring("approve", 1);
                    bring("remove", 2);
                }
                "hidden" => {
                    bring("approve", 1);
                    for reporter in &reporters {
                        reporter.send("POST", &format!("/api/posts/{id}/report"), None).is(204);
                    }
                }
                _ => {}
            }
            let version = match *state {
                "pending" => 1,
                "returned" | "approved" => 2,
                _ => 3,
            };
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
