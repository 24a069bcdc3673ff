//! What waits for somebody at a desk, or came back to them: counted live, listed in one place, and never told to somebody
//! who can do nothing about it.

use serde_json::{Value, json};

use crate::app::App;
use crate::documents::{card, save, step};
use crate::phone::Phone;

on_both!(
    one_report_already_asks_for_a_look,
    a_report_that_is_gone_asks_for_nothing,
    what_came_back_is_counted_and_listed,
    an_appeal_is_told_to_whoever_may_decide_it,
    a_settled_appeal_is_none_any_more,
    where_there_is_one_person_they_look_again,
    what_was_returned_or_removed_is_thought_better_of,
    an_undone_decision_is_nobodys,
    a_branchs_name_is_corrected,
    who_gave_a_branch_another_name_is_known,
    a_file_that_changed_under_a_document_waits_for_whoever_chooses,
);

/// What is counted for somebody now.
fn count(phone: &Phone) -> Value {
    counts(phone).next().unwrap()
}

/// And whenever it changes.
fn counts(phone: &Phone) -> impl Iterator<Item = Value> {
    let lines = phone.listen("/api/desk/events");
    lines.filter_map(|line| Some(serde_json::from_str(line.strip_prefix("data:")?.trim()).unwrap()))
}

fn report(phone: &Phone, id: &str) {
    phone.send("POST", &format!("/api/posts/{id}/report"), None).is(204);
}

fn appealed(app: &App, body: &str) -> String {
    let id = app.member.say(body);
    app.secretary.decide(&id, "return", 1).is(200);
    app.member.post(&format!("/api/posts/{id}/appeal"), &json!({ "version": 2 })).is(200);
    id
}

fn one_report_already_asks_for_a_look(app: &mut App) {
    let (older, id) = (app.approved("没人举报的一句"), app.approved("有人看不惯的一句"));
    let secretary = app.secretary.clone();
    let mut told = counts(&secretary);
    assert_eq!(told.next().unwrap()["pending"], 0);
    report(&app.another_member(), &id);
    assert_eq!(told.next().unwrap()["pending"], 1);
    let waiting = app.waiting();
    assert_eq!((waiting.len(), &waiting[0]["id"], &waiting[0]["reports"]), (1, &json!(id), &json!(1)));
    // Readers see it until somebody has looked, and it waits since the report, not since it was published.
    assert_eq!((&waiting[0]["hidden"], &waiting[0]["state"]), (&json!(false), &json!("approved")));
    assert!(waiting[0]["waits_since"].as_i64() >= waiting[0]["changed_at"].as_i64());
    assert_eq!(app.feed().len(), 2);
    assert_eq!(count(&app.other_secretary)["pending"], 0);
    // Let be, it asks for nothing; taken back, it asks again.
    app.secretary.decide(&id, "approve", 2).is(200);
    assert_eq!((told.next().unwrap()["pending"].clone(), app.waiting().len()), (json!(0), 0));
    app.secretary.decide(&id, "undo", 3).is(200);
    assert_eq!((app.waiting().len(), app.feed().len()), (1, 2));
    app.secretary.decide(&id, "remove", 4).is(200);
    assert!(app.waiting().is_empty());
    // What comes after it has its place in the line by when it began to wait.
    let first = app.member.say("后来的一句");
    report(&app.another_member(), &older);
    let line: Vec<Value> = app.waiting().iter().map(|post| post["id"].clone()).collect();
    assert_eq!(line, [json!(first), json!(older)]);
}

fn a_report_that_is_gone_asks_for_nothing(app: &mut App) {
    let id = app.approved("有人看不惯的一句");
    let reporter = app.another_member();
    report(&reporter, &id);
    let secretary = app.secretary.clone();
    let mut told = counts(&secretary);
    assert_eq!(told.next().unwrap()["pending"], 1);
    reporter.delete("/api/me").is(204);
    assert_eq!(told.next().unwrap()["pending"], 0);
    assert!(app.waiting().is_empty());
}

fn what_came_back_is_counted_and_listed(app: &mut App) {
    let at = "/api/desk/documents/cards/q001";
    let list = |phone: &Phone| phone.get("/api/desk/waiting").is(200);
    let secretary = app.secretary.clone();
    let mut told = counts(&secretary);
    assert!(told.next().unwrap().get("returned").is_none());
    save(&app.secretary, at, &card("一句。"), 0).is(200);
    step(&app.secretary, at, "submit", 1, Value::Null).is(200);
    assert!(told.any(|told| told["documents"] == true));
    let waits = list(&app.other_secretary);
    assert_eq!(waits["to_review"][0]["title"], "青年强，则国家强。");
    assert_eq!((&waits["to_review"][0]["slug"], &waits["returned"]), (&json!("q001"), &json!([])));
    assert_eq!(list(&app.secretary), json!({ "to_review": [], "returned": [] }));
    step(&app.other_secretary, at, "return", 2, json!({ "note": "再短一点" })).is(200);
    assert!(told.any(|told| told["returned"] == json!([{ "folder": "cards", "count": 1 }])));
    let back = list(&app.secretary);
    assert_eq!((&back["returned"][0]["note"], &back["to_review"]), (&json!("再短一点"), &json!([])));
    // Whoever handed it back, and everybody else, hears nothing of that.
    assert_eq!(list(&app.other_secretary), json!({ "to_review": [], "returned": [] }));
    assert!(count(&app.other_secretary).get("returned").is_none());
    let row = |phone: &Phone| {
        let rows = phone.get("/api/desk/documents?folder=cards").is(200)["documents"].clone();
        rows.as_array().unwrap().iter().find(|row| row["slug"] == "q001").unwrap().clone()
    };
    assert_eq!(
        (row(&app.secretary)["came_back"].clone(), row(&app.admin)["came_back"].clone()),
        (json!(true), json!(true))
    );
    // Handed on again, it is somebody else's turn.
    step(&app.secretary, at, "submit", 3, Value::Null).is(200);
    assert!(told.any(|told| told.get("returned").is_none()));
    assert_eq!(row(&app.secretary)["came_back"], false);
}

fn an_appeal_is_told_to_whoever_may_decide_it(app: &mut App) {
    let colleague = app.another_secretary();
    let id = appealed(app, "请再看看");
    let own = count(&app.secretary);
    assert_eq!((&own["pending"], &own["with_others"]), (&json!(0), &json!(1)));
    assert!(app.waiting().is_empty());
    for other in [&colleague, &app.admin] {
        let told = count(other);
        assert_eq!((&told["pending"], &told["with_others"]), (&json!(1), &json!(0)));
        assert_eq!(other.get("/api/desk/posts").is(200)["posts"][0]["appealed"], true);
    }
    // A lone secretary's are an admin's.
    app.admin.decide(&id, "approve", 3).is(200);
    assert_eq!(count(&app.secretary)["with_others"], 0);
    // Reported, it is not the first one's to judge either.
    report(&app.another_member(), &id);
    assert_eq!((&count(&app.secretary)["pending"], &count(&app.admin)["pending"]), (&json!(0), &json!(1)));
}

fn a_settled_appeal_is_none_any_more(app: &mut App) {
    let id = appealed(app, "请再看看");
    let settled = app.admin.decide(&id, "return", 3).is(200);
    assert_eq!(settled["appealed"], false);
    let again = app.admin.decide(&id, "undo", 4).is(200);
    assert_eq!(again["appealed"], true, "a look that was taken back was none");
    app.admin.decide(&id, "return", 5).is(200);
    let edit = json!({ "body": "换了个说法", "signed": "branch", "version": 6 });
    let mine = app.member.patch(&format!("/api/posts/{id}"), &edit).is(200);
    // Its writer cannot ask twice; the desk has nothing of that left to do.
    assert_eq!(mine["appealed"], true);
    let waiting = app.waiting();
    assert_eq!((&waiting[0]["appealed"], &waiting[0]["resent"]), (&json!(false), &json!(true)));
    assert_eq!(waiting[0]["reason"]["code"], "unclear", "why the old words came back");
    app.secretary.decide(&id, "approve", 7).is(200);
}

fn where_there_is_one_person_they_look_again(app: &mut App) {
    let id = appealed(app, "请再看看");
    app.secretary.decide(&id, "approve", 3).refuses(403, "same_person");
    app.kill_and_restart_with(&[("NUANXIN_ONE_PERSON", "true")]);
    let told = count(&app.secretary);
    assert_eq!((&told["pending"], &told["with_others"]), (&json!(1), &json!(0)));
    app.secretary.decide(&id, "approve", 3).is(200);
    assert_eq!(app.feed().len(), 1);
}

fn what_was_returned_or_removed_is_thought_better_of(app: &mut App) {
    let (first, second) = (app.approved("先发的"), app.approved("后发的"));
    app.secretary.decide(&first, "remove", 2).is(200);
    let removed = app.secretary.get("/api/desk/posts?state=removed").is(200)["posts"][0].clone();
    assert_eq!(removed["decided"]["by"], "王书记");
    assert!(removed["decided"]["at"].as_i64() >= removed["changed_at"].as_i64());
    app.secretary.decide(&first, "approve", 2).refuses(409, "stale");
    // Put back where it was, by a colleague too.
    let back = app.another_secretary().decide(&first, "approve", 3).is(200);
    assert_eq!((&back["state"], back.get("decided"), back.get("reason")), (&json!("approved"), None, None));
    let ids: Vec<Value> = app.feed().iter().map(|post| post["id"].clone()).collect();
    assert_eq!(ids, [json!(second), json!(first)]);
    // What never was in the feed is new there.
    let returned = app.member.say("退回过的");
    app.secretary.decide(&returned, "return", 1).is(200);
    assert_eq!(app.secretary.get("/api/desk/posts?state=returned").is(200)["posts"][0]["decided"]["by"], "王书记");
    app.secretary.decide(&returned, "approve", 2).is(200);
    assert_eq!(app.feed()[0]["id"], json!(returned));
    // The phone that was told to change it is told that it is out.
    let edit = json!({ "body": "换了个说法", "signed": "branch", "version": 2 });
    app.member.patch(&format!("/api/posts/{returned}"), &edit).refuses(409, "stale");
    let mine = app.member.get("/api/me/posts").is(200)["posts"][0].clone();
    assert_eq!((&mine["state"], mine.get("reason")), (&json!("approved"), None));
    let history = format!(
        "SELECT COALESCE(from_state, ''), to_state FROM transitions WHERE post = '{returned}' ORDER BY version"
    );
    let row = |from: &str, to: &str| (from.to_string(), to.to_string());
    assert_eq!(
        app.database.ask(&history),
        [row("", "pending"), row("pending", "returned"), row("returned", "approved")]
    );
}

fn an_undone_decision_is_nobodys(app: &mut App) {
    let colleague = app.another_secretary();
    let id = app.approved("来来回回的一句");
    app.secretary.decide(&id, "remove", 2).is(200);
    colleague.decide(&id, "approve", 3).is(200);
    let removed = colleague.decide(&id, "undo", 4).is(200);
    assert_eq!((&removed["state"], &removed["decided"]["by"]), (&json!("removed"), &json!("王书记")));
    colleague.decide(&id, "approve", 5).is(200);
    let again = colleague.decide(&id, "remove", 6).is(200);
    assert_eq!(again["decided"]["by"], "赵书记");
    // What they decided stays, by nobody.
    colleague.delete("/api/me").is(204);
    let left = app.secretary.get("/api/desk/posts?state=removed").is(200)["posts"][0]["decided"].clone();
    assert!(left["by"].is_null() && left["at"].is_i64(), "{left}");
}

fn a_branchs_name_is_corrected(app: &mut App) {
    let id = app.approved("署着名字的一句");
    let at = format!("/api/desk/branches/{}", app.branch);
    let rename = |name: &str, was: &str| app.admin.patch(&at, &json!({ "name": name, "was": was }));
    rename("", "翠微支部").refuses(422, "empty");
    rename("河西支部", "翠微支部").refuses(409, "name_taken");
    rename("翠薇支部", "别的名字").refuses(409, "stale");
    let secretary = app.secretary.clone();
    let mut told = counts(&secretary);
    assert!(told.next().is_some());
    assert_eq!(rename("翠薇支部", "翠微支部").is(200)["name"], "翠薇支部");
    // Twice is once.
    rename("翠薇支部", "翠微支部").is(200);
    assert!(told.next().is_some(), "desks are told");
    let post = app.anonymous().get(&format!("/api/posts/{id}")).is(200);
    assert_eq!((&post["branch"], &app.feed()[0]["branch"]), (&json!("翠薇支部"), &json!("翠薇支部")));
    assert_eq!(app.secretary.get("/api/me").is(200)["branch"]["name"], "翠薇支部");
}

fn who_gave_a_branch_another_name_is_known(app: &mut App) {
    let rename = |id: i64, name: &str, was: &str| {
        app.admin.patch(&format!("/api/desk/branches/{id}"), &json!({ "name": name, "was": was })).is(200)
    };
    let renamed = |phone: &Phone| phone.get("/api/desk/branches").is(200)["renamed"].clone();
    assert_eq!(renamed(&app.admin), Value::Null);
    rename(app.branch, "翠薇支部", "翠微支部");
    rename(app.branch, "翠薇支部", "翠微支部");
    rename(app.other_branch, "河东支部", "河西支部");
    let listed = renamed(&app.admin);
    let names = |one: &Value| (one["from"].clone(), one["to"].clone(), one["by"].clone());
    let mut all: Vec<_> = listed.as_array().unwrap().iter().map(names).collect();
    // Both may be of the same moment.
    all.sort_by_key(|(from, ..)| from.to_string());
    let row = |from: &str, to: &str| (json!(from), json!(to), json!("区委管理员"));
    assert_eq!(all, [row("河西支部", "河东支部"), row("翠微支部", "翠薇支部")]);
    assert!(listed[0]["at"].as_i64() >= listed[1]["at"].as_i64() && listed[1]["at"].as_i64() > Some(0));
    // A secretary is told of their own; whoever did it takes it along, and leaves it by nobody.
    assert_eq!(names(&renamed(&app.secretary)[0]), row("翠微支部", "翠薇支部"));
    assert_eq!(renamed(&app.secretary).as_array().unwrap().len(), 1);
    let export = app.admin.get("/api/me/export").is(200);
    assert_eq!((&export["renamed"][0]["to"], export["renamed"][0].get("by")), (&json!("翠薇支部"), None));
    app.admin.delete("/api/me").is(204);
    assert_eq!(renamed(&app.secretary)[0].get("by"), None);
}

fn a_file_that_changed_under_a_document_waits_for_whoever_chooses(app: &mut App) {
    let own = crate::app::own_content(&app.database);
    let (good, long) = (own.join("cards/good.md"), own.join("cards/long.md"));
    app.kill_and_restart_with(&[("NUANXIN_CONTENT_DIR", own.to_str().unwrap()), ("NUANXIN_WATCH", "true")]);
    let at = "/api/desk/documents/cards/good";
    let text = app.secretary.get(at).is(200)["text"].as_str().unwrap().to_string();
    save(&app.secretary, at, &format!("{text}等单时想一想。\n"), 0).is(200);
    let (secretary, other) = (app.secretary.clone(), app.other_secretary.clone());
    let mut told = counts(&secretary);
    assert_eq!(told.next().unwrap().get("file_changed"), None);
    // The drafter is told, who has to choose, and nobody else.
    std::fs::write(&good, format!("{text}改对了的读懂。\n")).unwrap();
    let one = json!([{ "folder": "cards", "count": 1 }]);
    assert!(told.any(|told| told["file_changed"] == one));
    let list = |phone: &Phone| phone.get("/api/desk/waiting").is(200)["file_changed"].clone();
    let waiting = list(&secretary);
    assert_eq!((&waiting[0]["slug"], &waiting[0]["title"]), (&json!("good"), &json!("青年强，则国家强。")));
    assert_eq!((count(&other).get("file_changed"), list(&other)), (None, Value::Null));
    // Looked at, it waits no more.
    let seen = json!({ "text": format!("{text}都看过了。\n"), "version": 1, "file_seen": true });
    app.secretary.send("PUT", &format!("{at}/draft"), Some(&seen)).is(200);
    assert!(told.any(|told| told.get("file_changed").is_none()));
    assert_eq!(list(&secretary), Value::Null);
    // What readers are shown instead of a file is anybody's to choose.
    let at = "/api/desk/documents/cards/long";
    let text = app.secretary.get(at).is(200)["text"].as_str().unwrap().to_string();
    save(&app.secretary, at, &format!("{text}说得明白一点。\n"), 0).is(200);
    step(&app.secretary, at, "submit", 1, Value::Null).is(200);
    step(&app.other_secretary, at, "publish", 2, json!({ "unverified": "纸书上核对过" })).is(200);
    let mut others = counts(&other);
    assert_eq!(others.next().unwrap().get("file_changed"), None);
    std::fs::write(&long, format!("{text}文件里也改了。\n")).unwrap();
    assert!(others.any(|told| told["file_changed"] == one));
    for phone in [&secretary, &other] {
        assert_eq!(list(phone)[0]["slug"], "long");
    }
}
