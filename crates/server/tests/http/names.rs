//! What a person is called: inside the desk by their own name, outside by their branch.

use serde_json::{Value, json};

use crate::app::App;
use crate::documents::{card, save, step};
use crate::sources::encoded;

on_both!(inside_the_desk_people_are_their_own_names, of_whoever_has_left_the_branch_is_known,);

const CARD: &str = "/api/desk/documents/cards/q001";

fn inside_the_desk_people_are_their_own_names(app: &mut App) {
    // Two of one branch, who would both be their branch.
    let colleague = app.another_secretary();
    save(&app.secretary, CARD, &card("一句。"), 0).is(200);
    let listed = colleague.get("/api/desk/documents?folder=cards").is(200);
    let row = listed["documents"].as_array().unwrap().iter().find(|row| row["slug"] == "q001").unwrap().clone();
    assert_eq!((&row["by"], &row["is_mine"]), (&json!("王书记"), &json!(false)));
    assert_eq!(colleague.get(CARD).is(200)["draft"]["by"], "王书记");
    step(&app.secretary, CARD, "submit", 1, Value::Null).is(200);
    step(&colleague, CARD, "return", 2, json!({ "note": "再短一点" })).is(200);
    step(&app.secretary, CARD, "submit", 3, Value::Null).is(200);
    let published = step(&app.admin, CARD, "publish", 4, Value::Null).is(200);
    let by: Vec<_> = published["revisions"].as_array().unwrap().iter().map(|one| one["by"].clone()).collect();
    assert_eq!(by, ["区委管理员", "王书记", "赵书记", "王书记"]);
    // The same of source texts.
    let add = format!("/api/desk/sources?source=report&name={}", encoded("报告.txt"));
    let added = colleague.bring(&add, "越是紧，越要看清红灯。".as_bytes()).is(201);
    assert_eq!(added["sources"][0]["texts"][0]["by"], "赵书记");
    assert_eq!(colleague.get("/api/me/export").is(200)["source_texts"][0]["title"], "报告.txt");
    // And of answers; readers hear the branch alone.
    let post = app.approved("路口的灯修好了");
    let reply = json!({ "id": crate::phone::post_id(), "body": "听到了" });
    let answered = colleague.post(&format!("/api/desk/posts/{post}/reply"), &reply).is(200);
    assert_eq!(
        (&answered["replies"][0]["by"], &answered["replies"][0]["branch"]),
        (&json!("赵书记"), &json!("翠微支部"))
    );
    for public in ["/api/posts".to_string(), format!("/posts/{post}/"), "/cards/q001/".into()] {
        let text = app.anonymous().get(&public).text();
        assert!(!text.contains("赵书记") && !text.contains("王书记"), "{public}: {text}");
    }
}

fn of_whoever_has_left_the_branch_is_known(app: &mut App) {
    save(&app.secretary, CARD, &card("一句。"), 0).is(200);
    step(&app.secretary, CARD, "submit", 1, Value::Null).is(200);
    assert_eq!(app.secretary.delete("/api/me").status, 204);
    let seen = app.other_secretary.get(CARD).is(200);
    assert_eq!((&seen["draft"]["by"], &seen["draft"]["branch"]), (&Value::Null, &json!("翠微支部")));
    assert_eq!((&seen["revisions"][0]["by"], &seen["revisions"][0]["branch"]), (&Value::Null, &json!("翠微支部")));
}
