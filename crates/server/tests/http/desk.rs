//! The secretary's side.

use serde_json::{Value, json};

use crate::app::App;
use crate::phone::post_id;

on_both!(
    a_branch_learns_nothing_of_anothers,
    a_stale_decision_is_refused,
    the_same_decision_sent_again_is_the_same,
    ones_own_decision_is_taken_back_within_a_minute,
    what_was_taken_back_has_waited_as_long_as_before,
    an_appeal_is_decided_by_somebody_else,
    whoever_decided_first_does_not_overrule_the_second_look,
    what_was_taken_down_is_put_back_or_stays_so,
    a_removed_post_leaves_the_feed_and_says_why,
    a_returning_needs_a_reason,
    a_branch_answers_below_a_post_once,
    an_answer_that_was_taken_away_is_gone,
    the_count_of_waiting_posts_is_live,
    the_queue_goes_on_where_it_ended,
);

fn a_branch_learns_nothing_of_anothers(app: &mut App) {
    let id = app.member.say("翠微的话");
    let queue = app.other_secretary.get("/api/desk/posts").is(200);
    assert_eq!((queue["posts"].as_array().unwrap().len(), queue["pending"].as_i64()), (0, Some(0)));
    let missing = app.other_secretary.decide(&post_id(), "approve", 1).refuses(404, "not_found");
    assert_eq!(app.other_secretary.decide(&id, "approve", 1).refuses(404, "not_found"), missing);
    let reply = json!({ "id": post_id(), "body": "听到了" });
    app.other_secretary.post(&format!("/api/desk/posts/{id}/reply"), &reply).refuses(404, "not_found");
    let people = app.other_secretary.get("/api/desk/people").is(200);
    assert!(people["people"].as_array().unwrap().iter().all(|person| person["branch"]["name"] == "河西支部"));
    assert_eq!(people["people"].as_array().unwrap().len(), 2);
    let me = app.member.get("/api/me").is(200);
    app.other_secretary.delete(&format!("/api/desk/people/{}", me["id"].as_str().unwrap())).refuses(404, "not_found");
    let made = json!({ "count": 1, "role": "member", "days": 7 });
    let invite = app.secretary.post("/api/desk/invites", &made).is(201)["invites"][0]["id"].clone();
    app.other_secretary.delete(&format!("/api/desk/invites/{invite}")).refuses(404, "not_found");
    let invites = app.other_secretary.get("/api/desk/invites").is(200);
    assert!(
        invites["invites"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["branch"]["name"] == "河西支部" && one["id"] != invite)
    );
    assert_eq!(app.other_secretary.get("/api/desk/branches").is(200)["branches"].as_array().unwrap().len(), 1);
    // Asking for the other branch does not help; an admin may.
    let asked = format!("/api/desk/people?branch={}", app.branch);
    let names = |phone: &crate::phone::Phone| phone.get(&asked).is(200)["people"][0]["branch"]["name"].clone();
    assert_eq!((names(&app.other_secretary), names(&app.admin)), (json!("河西支部"), json!("翠微支部")));
    // An admin sees both.
    assert_eq!(app.admin.get("/api/desk/posts").is(200)["pending"], 1);
    assert_eq!(app.admin.get("/api/desk/branches").is(200)["branches"].as_array().unwrap().len(), 2);
}

fn a_stale_decision_is_refused(app: &mut App) {
    let id = app.member.say("等着看的话");
    let colleague = app.another_secretary();
    colleague.decide(&id, "return", 1).is(200);
    app.secretary.decide(&id, "approve", 1).refuses(409, "stale");
    app.secretary.decide(&id, "remove", 2).refuses(409, "out_of_place");
    assert!(app.feed().is_empty());
}

fn the_same_decision_sent_again_is_the_same(app: &mut App) {
    let id = app.member.say("点了两下");
    let first = app.secretary.decide(&id, "approve", 1).is(200);
    assert_eq!(app.secretary.decide(&id, "approve", 1).is(200), first);
    let counted = app.database.ask("SELECT CAST(total AS TEXT), '' FROM tallies WHERE done = 'approved'");
    assert_eq!(counted, [("1".to_string(), String::new())]);
}

fn ones_own_decision_is_taken_back_within_a_minute(app: &mut App) {
    let id = app.member.say("手快了");
    app.secretary.decide(&id, "approve", 1).is(200);
    app.another_secretary().decide(&id, "undo", 2).refuses(403, "same_person");
    let back = app.secretary.decide(&id, "undo", 2).is(200);
    assert_eq!((back["state"].as_str(), back["version"].as_i64()), (Some("pending"), Some(3)));
    assert!(app.feed().is_empty());
    // The answer was cut: the same again is the same.
    assert_eq!(app.secretary.decide(&id, "undo", 2).is(200), back);
    app.admin.decide(&id, "undo", 2).refuses(409, "stale");
    app.secretary.decide(&id, "undo", 3).refuses(409, "out_of_place");
    app.secretary.decide(&id, "return", 3).is(200);
    let back = app.secretary.decide(&id, "undo", 4).is(200);
    assert!(back.get("reason").is_none());
    app.secretary.decide(&id, "approve", 5).is(200);
    app.secretary.decide(&id, "remove", 6).is(200);
    app.secretary.decide(&id, "undo", 7).is(200);
    assert_eq!(app.feed().len(), 1);
    // Another decision is not the taking back that was meant, though it is one's own.
    app.secretary.decide(&id, "remove", 8).is(200);
    app.secretary.decide(&id, "undo", 8).refuses(409, "stale");
}

fn what_was_taken_back_has_waited_as_long_as_before(app: &mut App) {
    let (first, second) = (app.member.say("等得久的"), app.member.say("刚来的"));
    let before = app.waiting();
    app.secretary.decide(&first, "return", 1).is(200);
    app.secretary.decide(&first, "undo", 2).is(200);
    app.secretary.decide(&first, "approve", 3).is(200);
    let back = app.secretary.decide(&first, "undo", 4).is(200);
    assert_eq!(back["changed_at"], before[0]["changed_at"]);
    let line: Vec<Value> = app.waiting().iter().map(|post| post["id"].clone()).collect();
    assert_eq!(line, [first, second]);
}

fn an_appeal_is_decided_by_somebody_else(app: &mut App) {
    let id = app.member.say("请再看看");
    let path = format!("/api/posts/{id}/appeal");
    app.member.post(&path, &json!({ "version": 1 })).refuses(409, "out_of_place");
    app.secretary.decide(&id, "return", 1).is(200);
    app.other_member.post(&path, &json!({ "version": 2 })).refuses(404, "not_found");
    let waits = app.member.post(&path, &json!({ "version": 2 })).is(200);
    assert_eq!((waits["state"].as_str(), waits["appealed"].as_bool()), (Some("pending"), Some(true)));
    assert_eq!(app.member.post(&path, &json!({ "version": 2 })).is(200), waits);
    for decision in ["approve", "return"] {
        app.secretary.decide(&id, decision, 3).refuses(403, "same_person");
    }
    app.another_secretary().decide(&id, "return", 3).is(200);
    app.member.post(&path, &json!({ "version": 4 })).refuses(409, "out_of_place");

    let other = app.member.say("也请再看看");
    app.secretary.decide(&other, "return", 1).is(200);
    app.member.post(&format!("/api/posts/{other}/appeal"), &json!({ "version": 2 })).is(200);
    app.admin.decide(&other, "approve", 3).is(200);
    assert_eq!(app.feed().len(), 1);
}

fn whoever_decided_first_does_not_overrule_the_second_look(app: &mut App) {
    let colleague = app.another_secretary();
    let appealed = |body: &str| {
        let id = app.member.say(body);
        app.secretary.decide(&id, "return", 1).is(200);
        app.member.post(&format!("/api/posts/{id}/appeal"), &json!({ "version": 2 })).is(200);
        id
    };
    let id = appealed("请再看看");
    colleague.decide(&id, "approve", 3).is(200);
    app.secretary.decide(&id, "remove", 4).refuses(403, "same_person");
    assert_eq!(app.feed().len(), 1);
    colleague.decide(&id, "remove", 4).is(200);
    // Other words are another thing.
    let id = appealed("也请再看看");
    colleague.decide(&id, "return", 3).is(200);
    let edit = json!({ "body": "换了个说法", "signed": "branch", "version": 4 });
    app.member.patch(&format!("/api/posts/{id}"), &edit).is(200);
    app.secretary.decide(&id, "approve", 5).is(200);
    app.secretary.decide(&id, "remove", 6).is(200);
}

fn what_was_taken_down_is_put_back_or_stays_so(app: &mut App) {
    let removed = |body: &str| {
        let id = app.approved(body);
        app.secretary.decide(&id, "remove", 2).is(200);
        app.member.post(&format!("/api/posts/{id}/appeal"), &json!({ "version": 3 })).is(200);
        id
    };
    let mine = |id: &str| {
        let posts = app.member.get("/api/me/posts").is(200)["posts"].clone();
        posts.as_array().unwrap().iter().find(|post| post["id"] == id).unwrap().clone()
    };
    let (older, id) = (removed("先说的"), removed("请再看看"));
    // Nobody reads it meanwhile, whoever took it down still finds it among those, and its writer waits.
    let listed = app.secretary.get("/api/desk/posts?state=removed").is(200)["posts"][0].clone();
    assert_eq!(
        (&listed["id"], &listed["appealed"], &listed["decided"]["by"]),
        (&json!(id), &json!(true), &json!("王书记"))
    );
    assert_eq!((&mine(&id)["state"], &mine(&id)["reason"]["code"]), (&json!("pending"), &json!("unclear")));
    let waiting = app.admin.get("/api/desk/posts").is(200)["posts"][1].clone();
    assert_eq!((&waiting["state"], &waiting["appealed"]), (&json!("removed"), &json!(true)));
    // It is not its writer's to change.
    app.admin.decide(&id, "return", 4).refuses(409, "out_of_place");
    app.admin.decide(&id, "remove", 4).is(200);
    let undone = app.admin.decide(&id, "undo", 5).is(200);
    assert_eq!((&undone["appealed"], &undone["decided"]["by"]), (&json!(true), &json!("王书记")));
    let stays = app.admin.decide(&id, "remove", 6).is(200);
    assert_eq!((&stays["appealed"], &stays["decided"]["by"]), (&json!(false), &json!("区委管理员")));
    assert_eq!((&mine(&id)["state"], &mine(&id)["appealed"]), (&json!("removed"), &json!(true)));
    assert_eq!(mine(&id)["upheld"], true);
    app.member.post(&format!("/api/posts/{id}/appeal"), &json!({ "version": 7 })).refuses(409, "out_of_place");
    // Put back, it stands where it stood.
    let newer = app.approved("后说的");
    app.admin.decide(&older, "approve", 4).is(200);
    let feed: Vec<_> = app.feed().iter().map(|post| post["id"].clone()).collect();
    assert_eq!(feed, [json!(newer), json!(older)]);
    // A decision that was taken back is none; and what is taken down once it was back, nobody else has looked at.
    app.admin.decide(&id, "approve", 7).is(200);
    app.admin.decide(&id, "undo", 8).is(200);
    assert_eq!(mine(&id)["upheld"], true);
    app.admin.decide(&id, "approve", 9).is(200);
    for (id, version) in [(&id, 10), (&older, 5)] {
        app.admin.decide(id, "remove", version).is(200);
        assert_eq!((&mine(id)["appealed"], &mine(id)["upheld"]), (&json!(true), &json!(false)));
    }
}

fn a_removed_post_leaves_the_feed_and_says_why(app: &mut App) {
    let id = app.approved("要撤下的话");
    app.secretary.decide(&id, "return", 2).refuses(409, "out_of_place");
    app.secretary.decide(&id, "remove", 2).is(200);
    assert!(app.feed().is_empty());
    let mine = app.member.get("/api/me/posts").is(200)["posts"][0].clone();
    assert_eq!((mine["state"].as_str(), mine["reason"]["code"].as_str()), (Some("removed"), Some("unclear")));
    let removed = app.secretary.get("/api/desk/posts?state=removed").is(200);
    assert_eq!(removed["posts"][0]["id"], id);
}

fn a_returning_needs_a_reason(app: &mut App) {
    let id = app.member.say("缺个原因");
    let decide = |reason: Value| {
        let body = json!({ "decision": "return", "version": 1, "reason": reason });
        app.secretary.post(&format!("/api/desk/posts/{id}/decision"), &body)
    };
    decide(Value::Null).refuses(422, "empty");
    decide(json!({ "code": "other" })).refuses(422, "empty");
    decide(json!({ "code": "other", "note": "打 13812345678 问我" })).refuses(422, "private_number");
    decide(json!({ "code": "rude" })).refuses(400, "bad_json");
    decide(json!({ "code": "private" })).is(200);
}

fn a_branch_answers_below_a_post_once(app: &mut App) {
    let id = app.approved("有人听吗");
    let path = format!("/api/desk/posts/{id}/reply");
    let reply = json!({ "id": post_id(), "body": "听到了，周五给驿站添壶" });
    app.secretary.post(&path, &reply).is(200);
    app.secretary.post(&path, &reply).is(200);
    let mut other = reply.clone();
    other["body"] = json!("别的话");
    app.secretary.post(&path, &other).refuses(409, "taken");
    app.member.post(&path, &reply).refuses(403, "forbidden");
    let replies = app.feed()[0]["replies"].clone();
    assert_eq!(replies.as_array().unwrap().len(), 1);
    assert_eq!(
        (replies[0]["body"].as_str(), replies[0]["branch"].as_str()),
        (Some("听到了，周五给驿站添壶"), Some("翠微支部"))
    );
    let pending = app.member.say("还没看");
    let early = json!({ "id": post_id(), "body": "先答" });
    app.secretary.post(&format!("/api/desk/posts/{pending}/reply"), &early).refuses(409, "out_of_place");
}

fn an_answer_that_was_taken_away_is_gone(app: &mut App) {
    let id = app.approved("有人听吗");
    let reply_path = format!("/api/desk/posts/{id}/reply");
    let (wrong, right) =
        (json!({ "id": post_id(), "body": "说错了的回应" }), json!({ "id": post_id(), "body": "听到了" }));
    let replies = app.secretary.post(&reply_path, &wrong).is(200)["replies"].clone();
    assert_eq!(replies[0]["id"], wrong["id"]);
    app.secretary.post(&reply_path, &right).is(200);
    let path = format!("/api/desk/replies/{}", wrong["id"].as_str().unwrap());
    app.other_secretary.delete(&path).refuses(404, "not_found");
    app.member.delete(&path).refuses(403, "forbidden");
    assert!(app.database.holds("说错了的回应"));
    // Whoever of the branch has seen it; and once more, as the answer was cut.
    let left = app.another_secretary().delete(&path).is(200);
    assert_eq!(app.secretary.delete(&path).is(200), left);
    assert_eq!((left["replies"].as_array().unwrap().len(), &left["replies"][0]["id"]), (1, &right["id"]));
    let read = app.feed()[0]["replies"].clone();
    assert_eq!((read.as_array().unwrap().len(), &read[0]["body"]), (1, &json!("听到了")));
    assert_eq!(app.secretary.get("/api/me/export").is(200)["replies"].as_array().unwrap().len(), 1);
    // It does not come back by being sent again, and nothing is left of its words; that there was one is.
    app.secretary.post(&reply_path, &wrong).refuses(410, "gone");
    assert!(!app.database.holds("说错了的回应"));
    let kept =
        app.database.ask("SELECT body, post FROM replies WHERE removed_by IS NOT NULL AND removed_at IS NOT NULL");
    assert_eq!(kept, [(String::new(), id)]);
}

fn the_count_of_waiting_posts_is_live(app: &mut App) {
    let secretary = app.secretary.clone();
    let mut counts = secretary
        .listen("/api/desk/events")
        .filter_map(|line| Some(line.strip_prefix("data:")?.trim().to_string()))
        .map(|data| serde_json::from_str::<Value>(&data).unwrap()["pending"].as_i64().unwrap());
    assert_eq!(counts.next(), Some(0));
    // Another branch's post is no news here: the next count is one, not two.
    app.other_member.say("河西的");
    let id = app.member.say("翠微的");
    assert_eq!(counts.next(), Some(1));
    app.secretary.decide(&id, "approve", 1).is(200);
    assert_eq!(counts.next(), Some(0));
}

fn the_queue_goes_on_where_it_ended(app: &mut App) {
    let said: Vec<String> = (0..53).map(|number| app.member.say(&format!("第 {number} 句"))).collect();
    let first = app.secretary.get("/api/desk/posts").is(200);
    assert_eq!((first["posts"].as_array().unwrap().len(), first["pending"].as_i64()), (50, Some(53)));
    let next = first["next"].as_str().unwrap();
    let second = app.secretary.get(&format!("/api/desk/posts?state=pending&after={next}")).is(200);
    assert!(second["next"].is_null());
    let ids = [first, second].iter().flat_map(|page| page["posts"].as_array().unwrap().clone()).collect::<Vec<_>>();
    let mut ids: Vec<String> = ids.iter().map(|post| post["id"].as_str().unwrap().to_string()).collect();
    let mut said = said;
    ids.sort();
    said.sort();
    assert_eq!(ids, said);
    app.secretary.get("/api/desk/posts?after=nonsense").refuses(400, "bad_query");
    app.secretary.get("/api/desk/posts?state=all").refuses(400, "bad_query");
}
