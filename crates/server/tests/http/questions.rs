//! Questions before a lecture: written as a post is, looked at as a post is, and shown beside the lecture.

use serde_json::{Value, json};

use crate::activities::{day, publish_alone, trip};
use crate::app::App;
use crate::corrections::{place, publish, say};
use crate::phone::{Answer, Phone, post_id};
use crate::sign_ups::{sent, sign_up};

on_both!(
    a_question_is_looked_at_and_answered_beside_its_lecture,
    one_question_a_member_and_only_before_a_lecture_is_over,
    whoever_looks_is_told_in_one_list_what_waits,
);

const CARD: &str = "activities/trip";

fn lecture(days: i64) -> String {
    let text = trip(&[format!("a {} 14:00-15:30 12 院子", day(days))]);
    text.replace("kind: 研学游", "kind: 讲座")
}

fn ask(phone: &Phone, id: &str, body: &str) -> Answer {
    phone.post("/api/posts", &json!({ "id": id, "body": body, "card": CARD, "signed": "nickname" }))
}

fn a_question_is_looked_at_and_answered_beside_its_lecture(app: &mut App) {
    publish_alone(app, &lecture(3));
    let id = post_id();
    ask(&app.member, &id, "您头一年是怎么撑下来的？").is(201);
    let page = |app: &App| app.anonymous().get("/questions/trip/").text();
    assert!(page(app).contains("还没有人问") && page(app).contains("我问一句"));
    assert_eq!(app.waiting()[0]["card"], CARD);
    app.secretary.decide(&id, "approve", 1).is(200);
    assert!(page(app).contains("您头一年是怎么撑下来的？") && page(app).contains("还没答"));
    // It stands beside its lecture, and not among what people say; the desk finds it among what it let out.
    let said = app.approved("别的一句");
    let feed = app.anonymous().get("/api/posts").is(200);
    let ids: Vec<&Value> = feed["posts"].as_array().unwrap().iter().map(|post| &post["id"]).collect();
    assert_eq!(ids, [&json!(said)]);
    let branch = app.branch;
    let of_branch = app.anonymous().get(&format!("/api/posts?branch={branch}")).is(200);
    assert_eq!(of_branch["posts"].as_array().unwrap().len(), 1);
    let asked = app.anonymous().get("/api/posts?card=activities/trip").is(200);
    assert_eq!(asked["posts"][0]["id"], json!(id));
    let out = app.secretary.get("/api/desk/posts?state=approved").is(200);
    assert_eq!(out["posts"].as_array().unwrap().len(), 2);
    let reply = json!({ "id": post_id(), "body": "靠街坊给的第一单" });
    app.secretary.post(&format!("/api/desk/posts/{id}/reply"), &reply).is(200);
    assert!(page(app).contains("靠街坊给的第一单") && !page(app).contains("还没答"));
    let activity = app.anonymous().get("/activities/trip/").text();
    assert!(activity.contains("href=\"/posts/new/#activities/trip\""), "{activity}");
    app.anonymous().get("/questions/nothing/").is(404);
}

fn one_question_a_member_and_only_before_a_lecture_is_over(app: &mut App) {
    publish_alone(app, &lecture(3));
    let id = post_id();
    ask(&app.member, &id, "一句").is(201);
    // Sent again it is once; another one waits until the first is taken back.
    ask(&app.member, &id, "一句").is(200);
    let second = post_id();
    ask(&app.member, &second, "又一句").refuses(422, "asked");
    ask(&app.other_member, &post_id(), "别人的一句").is(201);
    app.member.delete(&format!("/api/posts/{id}")).is(204);
    ask(&app.member, &second, "又一句").is(201);
    // Two at once: one of them is told so, and not that there is nothing.
    let two = app.another_member();
    let answers = [post_id(), post_id()].map(|id| {
        let two = two.clone();
        std::thread::spawn(move || ask(&two, &id, "两句一起").status)
    });
    let mut answers = answers.map(|answer| answer.join().unwrap());
    answers.sort_unstable();
    assert_eq!(answers, [201, 422]);
    // It is over: nobody asks any more, and what was taken is answered.
    publish_alone(app, &lecture(-1));
    ask(&app.another_member(), &post_id(), "晚了的一句").refuses(422, "over");
    ask(&app.member, &second, "又一句").is(200);
    assert!(app.anonymous().get("/questions/trip/").text().contains("这一场讲完了"));
    publish_alone(app, &trip(&[format!("a {} 14:00-15:30 12 院子", day(3))]));
    ask(&app.another_member(), &post_id(), "不是讲座").refuses(422, "unknown");
    app.anonymous().get("/questions/trip/").is(404);
}

fn whoever_looks_is_told_in_one_list_what_waits(app: &mut App) {
    let rooms = |phone: &Phone| phone.get("/api/desk/today").is(200)["rooms"].clone();
    assert_eq!(rooms(&app.secretary), json!([]));
    // Nobody signs up for what has begun: it was tomorrow, and is put to today.
    publish_alone(app, &lecture(1));
    sign_up(&app.member, "a", &sent()).is(200);
    publish_alone(app, &lecture(0).replace("14:00-15:30", "0:00-23:59"));
    publish(app, &place(""), 0);
    say(&app.anonymous(), &post_id(), "shut", "").is(201);
    ask(&app.member, &post_id(), "一句").is(201);
    let listed = rooms(&app.secretary);
    let what: Vec<&str> = listed.as_array().unwrap().iter().map(|room| room["what"].as_str().unwrap()).collect();
    assert!(what.iter().any(|what| what.starts_with("更正：")), "{what:?}");
    assert!(what.iter().any(|what| what.starts_with("今天的活动：雕版</script>和剪纸，来 1 个")), "{what:?}");
    assert!(what.contains(&"心里话"), "{what:?}");
    let since: Vec<i64> = listed.as_array().unwrap().iter().map(|room| room["since"].as_i64().unwrap()).collect();
    assert!(since.is_sorted() && listed.as_array().unwrap().iter().all(|room| room["otherwise"] != ""), "{listed}");
    // Another branch has no posts of this one.
    let other = rooms(&app.other_secretary);
    assert!(other.as_array().unwrap().iter().all(|room| room["what"] != "心里话"), "{other}");
}
