//! 领读, live: one holder, everybody else the newest state; and nothing of who was there.

mod limits;
mod servers;
mod volunteers;

use serde_json::{Value, json};

use crate::app::App;
use crate::documents::publish;
use crate::phone::{Answer, Phone, device, post_id};

on_both!(
    a_reading_is_begun_once_however_often_it_is_sent,
    whoever_comes_late_sees_the_present_card,
    only_the_holder_moves_and_the_other_is_told,
    it_is_handed_over_by_a_question_and_a_yes,
    a_leader_who_is_gone_is_replaced_after_a_while,
    a_secretary_may_always_go_on_or_end_it,
    what_is_told_only_grows_and_the_newest_is_told_alone,
    after_a_restart_everybody_is_at_the_same_card,
    whoever_leads_hears_whether_all_are_there_and_nobody_is_counted,
    it_ends_for_everybody_and_its_digits_rest,
    a_reading_that_nobody_leads_any_more_is_over,
    nothing_says_who_was_there,
    pages_arrive_complete_and_at_the_present_card,
);

const DECK: &str = "/api/desk/documents/decks/morning";

fn with_deck(app: &App) {
    let text = "---\ntitle: 早会\nsummary: 开工前读\ncards:\n  - good\n  - long\n---\n";
    publish(app, DECK, text, Value::Null);
}

/// A reading, and who leads it.
struct Reading {
    room: String,
    code: String,
    token: String,
}

impl Reading {
    fn begin(app: &App, by: &Phone) -> Self {
        with_deck(app);
        Self::begin_again(by)
    }

    fn begin_again(by: &Phone) -> Self {
        let token = device();
        let begun = by.post("/api/readings", &json!({ "id": post_id(), "deck": "morning", "token": token })).is(200);
        let text = |name: &str| begun[name].as_str().unwrap().to_string();
        Self { room: text("room"), code: text("code"), token }
    }

    fn at(&self, deed: &str) -> String {
        format!("/api/readings/{}{deed}", self.room)
    }

    fn go(&self, phone: &Phone, token: &str, epoch: i64, card: i64) -> Answer {
        phone.post(&self.at("/position"), &json!({ "token": token, "epoch": epoch, "card": card }))
    }

    fn take(&self, phone: &Phone, token: &str) -> Answer {
        phone.post(&self.at("/take"), &json!({ "token": token }))
    }

    fn offer(&self, phone: &Phone, token: &str) -> Answer {
        phone.post(&self.at("/offer"), &json!({ "token": token, "offered": true }))
    }

    fn end(&self, phone: &Phone, token: &str) -> Answer {
        phone.post(&self.at("/end"), &json!({ "token": token }))
    }

    fn volunteer(&self, phone: &Phone, token: &str, willing: bool) -> Answer {
        phone.post(&self.at("/volunteer"), &json!({ "token": token, "willing": willing }))
    }

    fn shown(&self, phone: &Phone) -> Value {
        phone.get(&self.at("")).is(200)
    }

    /// What a page is told, now and whenever that changes.
    fn told(&self, phone: &Phone) -> impl Iterator<Item = Value> + use<> {
        let path = self.at(&format!("/events?page={}", &device()[..16]));
        phone.listen(&path).filter_map(|line| serde_json::from_str(line.strip_prefix("data:")?.trim()).ok())
    }
}

fn a_reading_is_begun_once_however_often_it_is_sent(app: &mut App) {
    with_deck(app);
    let (id, token) = (post_id(), device());
    let begin = |id: &str, deck: &str, token: &str| {
        app.member.post("/api/readings", &json!({ "id": id, "deck": deck, "token": token }))
    };
    let begun = begin(&id, "morning", &token).is(200);
    assert_eq!(begun["cards"], json!(["good", "long"]));
    assert_eq!(
        begun["snapshot"],
        json!({ "epoch": 1, "seq": 1, "card": 0, "sentence": 0, "rest": true, "lead": "held", "ended": false })
    );
    assert!(begun["room"].as_str().unwrap().len() >= 26 && begun["code"].as_str().unwrap().len() == 4);
    assert_eq!(begin(&id, "morning", &token).is(200), begun);
    begin(&id, "morning", &device()).refuses(409, "taken");
    begin(&post_id(), "nowhere", &token).refuses(404, "unknown_deck");
    begin("1", "morning", &token).refuses(422, "unfit");
    begin(&post_id(), "morning", "short").refuses(422, "unfit");
    app.secretary.post("/api/readings", &json!({ "id": post_id(), "deck": "morning", "token": device() })).is(200);
    let found = app.anonymous().get(&format!("/api/readings/code/{}", begun["code"].as_str().unwrap())).is(200);
    assert_eq!(found["room"], begun["room"]);
    app.anonymous().get(&format!("/api/readings/{}", "0".repeat(26))).refuses(404, "no_reading");
    app.anonymous().get("/api/readings/nonsense").refuses(404, "no_reading");
}

fn whoever_comes_late_sees_the_present_card(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    reading.go(&app.member, &reading.token, 1, 1).is(200);
    let path = reading.at("/events?page=abcdefgh12345678");
    let mut lines = app.anonymous().listen(&path);
    let first: Value = serde_json::from_str(lines.next().unwrap().strip_prefix("data: ").unwrap()).unwrap();
    assert_eq!((&first["card"], &first["seq"]), (&json!(1), &json!(2)));
    assert_eq!(reading.shown(&app.anonymous()), first);
    let answer = app.anonymous().get(&reading.at(""));
    assert_eq!(answer.header("cache-control"), "no-store");
    // A wall has no word of its own, and is nobody who follows.
    assert!(app.anonymous().listen(&reading.at("/events")).next().is_some());
}

fn only_the_holder_moves_and_the_other_is_told(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    let other = device();
    reading.go(&app.other_member, &other, 1, 1).refuses(409, "not_leading");
    reading.go(&app.member, &reading.token, 2, 1).refuses(409, "not_leading");
    reading.take(&app.other_member, &other).refuses(409, "held");
    reading.offer(&app.other_member, &other).refuses(409, "not_leading");
    reading.end(&app.other_member, &other).refuses(409, "not_leading");
    reading.go(&app.member, &reading.token, 1, 3).refuses(422, "unfit");
    reading.go(&app.member, &reading.token, 1, -1).refuses(422, "unfit");
    assert_eq!(reading.shown(&app.anonymous())["seq"], 1);
    // Being there is no news; a sentence and a rest are.
    let begins = json!({ "token": reading.token, "epoch": 1, "card": 0, "rest": true });
    assert_eq!(app.member.post(&reading.at("/position"), &begins).is(200)["snapshot"]["seq"], 1);
    let to = json!({ "token": reading.token, "epoch": 1, "card": 1, "sentence": 2, "rest": true });
    app.member.post(&reading.at("/position"), &to).is(200);
    let shown = reading.shown(&app.anonymous());
    assert_eq!((&shown["card"], &shown["sentence"], &shown["rest"]), (&json!(1), &json!(2), &json!(true)));
}

fn it_is_handed_over_by_a_question_and_a_yes(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    let (next, third) = (device(), device());
    assert_eq!(reading.offer(&app.member, &reading.token).is(200)["snapshot"]["lead"], "offered");
    // They lead until somebody goes on.
    assert_eq!(reading.go(&app.member, &reading.token, 1, 1).is(200)["snapshot"]["lead"], "offered");
    let taken = reading.take(&app.anonymous(), &next).is(200)["snapshot"].clone();
    assert_eq!((&taken["epoch"], &taken["lead"], &taken["card"]), (&json!(2), &json!("held"), &json!(1)));
    // The answer was cut, and the phone asks again; whoever tapped a moment later follows.
    assert_eq!(reading.take(&app.anonymous(), &next).is(200)["snapshot"], taken);
    reading.take(&app.anonymous(), &third).refuses(409, "held");
    reading.go(&app.member, &reading.token, 1, 0).refuses(409, "not_leading");
    reading.go(&app.anonymous(), &next, 2, 0).is(200);
    // It was the wrong one: for ten seconds it can be taken back, and then no more.
    assert_eq!(reading.take(&app.member, &reading.token).is(200)["snapshot"]["epoch"], 3);
    reading.offer(&app.member, &reading.token).is(200);
    reading.take(&app.anonymous(), &next).is(200);
    app.database.try_run("UPDATE readings SET handed_at = handed_at - 10000").unwrap();
    reading.take(&app.member, &reading.token).refuses(409, "held");
    // A question can be taken back as well.
    reading.offer(&app.anonymous(), &next).is(200);
    let back = json!({ "token": next, "offered": false });
    assert_eq!(app.anonymous().post(&reading.at("/offer"), &back).is(200)["snapshot"]["lead"], "held");
    reading.take(&app.anonymous(), &third).refuses(409, "held");
}

fn a_leader_who_is_gone_is_replaced_after_a_while(app: &mut App) {
    app.kill_and_restart_with(&[("NUANXIN_READING_PATIENCE", "1")]);
    let reading = Reading::begin(app, &app.member);
    reading.go(&app.member, &reading.token, 1, 1).is(200);
    let mut told = reading.told(&app.anonymous());
    assert_eq!(told.next().unwrap()["lead"], "held");
    let gone = told.find(|told| told["lead"] == "gone").unwrap();
    // The room stays where it was.
    assert_eq!(gone["card"], 1);
    // Who comes back before anybody went on leads as before.
    assert_eq!(reading.go(&app.member, &reading.token, 1, 1).is(200)["snapshot"]["lead"], "held");
    told.find(|told| told["lead"] == "gone").unwrap();
    let next = device();
    // Whoever has the code could be anybody.
    reading.take(&app.anonymous(), &device()).refuses(403, "not_invited");
    reading.take(&app.other_member, &next).is(200);
    assert_eq!(told.find(|told| told["epoch"] == 2).unwrap()["lead"], "held");
    reading.go(&app.member, &reading.token, 1, 0).refuses(409, "not_leading");
    // Nobody had given it away: it is not taken back.
    reading.take(&app.member, &reading.token).refuses(409, "held");
}

fn a_secretary_may_always_go_on_or_end_it(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    let own = device();
    assert_eq!(reading.take(&app.secretary, &own).is(200)["snapshot"]["epoch"], 2);
    reading.take(&app.member, &reading.token).refuses(409, "held");
    reading.go(&app.secretary, &own, 2, 1).is(200);
    assert_eq!(reading.end(&app.other_secretary, &device()).is(200)["snapshot"]["ended"], true);
}

fn what_is_told_only_grows_and_the_newest_is_told_alone(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    let told = reading.told(&app.anonymous());
    for card in [1, 0, 1, 2, 1, 0, 2] {
        reading.go(&app.member, &reading.token, 1, card).is(200);
    }
    let (mut seq, mut card) = (0, 0);
    for told in told {
        let now = told["seq"].as_i64().unwrap();
        assert!(now >= seq, "{told} after {seq}");
        (seq, card) = (now, told["card"].as_i64().unwrap());
        if seq == 8 {
            break;
        }
    }
    assert_eq!((seq, card), (8, 2));
}

fn after_a_restart_everybody_is_at_the_same_card(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    reading.go(&app.member, &reading.token, 1, 1).is(200);
    let before = reading.shown(&app.anonymous());
    app.kill_and_restart();
    assert_eq!(reading.told(&app.anonymous()).next().unwrap(), before);
    reading.go(&app.member, &reading.token, 1, 2).is(200);
    assert_eq!(reading.shown(&app.anonymous())["card"], 2);
}

fn whoever_leads_hears_whether_all_are_there_and_nobody_is_counted(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    let following = |card: i64| reading.go(&app.member, &reading.token, 1, card).is(200)["following"].clone();
    assert_eq!(following(0), "nobody");
    assert_eq!(reading.shown(&app.anonymous())["seq"], 2);
    let shows =
        |page: &str, seq: i64| drop(app.anonymous().get(&reading.at(&format!("?page={page}&shows={seq}"))).is(200));
    let mut listening = app.anonymous().listen(&reading.at("/events?page=listening1"));
    assert!(listening.next().is_some());
    shows("listening1", 2);
    shows("askingnow2", 2);
    assert_eq!(following(0), "all");
    assert_eq!(following(1), "some");
    shows("listening1", 3);
    assert_eq!(following(1), "some");
    shows("askingnow2", 3);
    assert_eq!(following(1), "all");
    let answer = reading.go(&app.member, &reading.token, 1, 1).is(200);
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["following", "snapshot", "volunteers"]);
}

fn it_ends_for_everybody_and_its_digits_rest(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    let mut told = reading.told(&app.anonymous());
    assert_eq!(told.next().unwrap()["ended"], false);
    reading.end(&app.member, &reading.token).is(200);
    assert!(told.any(|told| told["ended"] == true));
    assert_eq!(told.next(), None, "a stream goes on after the end");
    reading.end(&app.member, &reading.token).is(200);
    reading.go(&app.member, &reading.token, 1, 1).refuses(409, "reading_ended");
    assert_eq!(reading.shown(&app.anonymous())["ended"], true);
    let code = format!("/api/readings/code/{}", reading.code);
    // Whoever comes late finds the end.
    assert_eq!(app.anonymous().get(&code).is(200)["room"], reading.room);
    let rows = |app: &App| app.database.ask("SELECT code, room FROM readings").len();
    app.kill_and_restart();
    assert_eq!(rows(app), 1);
    app.database.try_run("UPDATE readings SET ended_at = ended_at - 86400000").unwrap();
    app.kill_and_restart();
    assert!((0..100).any(|_| app.anonymous().get(&reading.at("")).status == 404));
    assert_eq!(rows(app), 0);
}

fn a_reading_that_nobody_leads_any_more_is_over(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    app.database.try_run("UPDATE readings SET lead_at = lead_at - 7200000").unwrap();
    reading.go(&app.member, &reading.token, 1, 1).refuses(409, "reading_ended");
    assert_eq!(reading.shown(&app.anonymous())["ended"], true);
}

/// Every table, whole: neither who leads, nor who follows, nor who can lead is in any of them.
fn nothing_says_who_was_there(app: &mut App) {
    with_deck(app);
    let all = |app: &App| -> Vec<(String, String)> {
        let tables: std::collections::BTreeSet<String> =
            app.database.columns().into_iter().map(|(table, _)| table).collect();
        let count = |table: &String| {
            app.database.ask(&format!("SELECT CAST(COUNT(*) AS TEXT), '' FROM \"{table}\""))[0].0.clone()
        };
        tables.iter().map(|table| (table.clone(), count(table))).collect()
    };
    let before = all(app);
    let reading = Reading::begin_again(&app.member);
    let page = "abcdefgh12345678";
    let mut told = app.anonymous().listen(&reading.at(&format!("/events?page={page}")));
    assert!(told.next().is_some());
    app.anonymous().get(&reading.at(&format!("?page={page}&shows=1"))).is(200);
    reading.offer(&app.member, &reading.token).is(200);
    let next = device();
    reading.take(&app.other_member, &next).is(200);
    let can = device();
    reading.volunteer(&app.member, &can, true).is(200);
    let changed: Vec<(String, String)> = all(app).into_iter().filter(|line| !before.contains(line)).collect();
    assert_eq!(changed, ["reading_volunteers", "readings"].map(|table| (table.to_string(), "1".to_string())));
    let columns = app.database.columns();
    let of = |name: &str| -> Vec<&str> {
        columns.iter().filter(|(table, _)| table == name).map(|(_, column)| column.as_str()).collect()
    };
    assert_eq!(of("reading_volunteers"), ["reading", "token"]);
    assert_eq!(
        of("readings"),
        [
            "asked_at",
            "card",
            "cards",
            "code",
            "deck",
            "ended_at",
            "epoch",
            "handed_at",
            "id",
            "lead",
            "lead_at",
            "rest",
            "room",
            "sentence",
            "seq",
            "token",
            "token_before"
        ]
    );
    for secret in [page, &reading.token, &next, &can] {
        assert!(!app.database.holds(secret), "{secret}");
    }
    // A member who leaves takes nothing along: it is nobody's.
    app.member.delete("/api/me").is(204);
    assert_eq!(reading.shown(&app.anonymous())["epoch"], 2);
}

fn pages_arrive_complete_and_at_the_present_card(app: &mut App) {
    let reading = Reading::begin(app, &app.member);
    reading.go(&app.member, &reading.token, 1, 1).is(200);
    let phone = app.anonymous();
    let right = phone.get(&format!("/reading/?code={}", reading.code));
    assert_eq!((right.status, right.header("location")), (303, format!("/reading/{}/", reading.room).as_str()));
    assert!(phone.get("/reading/").text().contains("输四个数"));
    assert_eq!(phone.get("/reading").status, 308);
    let wrong = phone.get("/reading/?code=12a4");
    assert!(wrong.status == 404 && wrong.text().contains("再输一次"));
    for (path, is_wall) in [("", false), ("wall/", true)] {
        let page = phone.get(&format!("/reading/{}/{path}", reading.room));
        assert_eq!(
            (page.status, page.header("cache-control"), page.header("x-robots-tag")),
            (200, "no-store", "noindex")
        );
        let policy = page.header("content-security-policy").to_string();
        let text = page.text();
        assert!(
            policy.contains("script-src 'self'")
                && !text.contains(" style=")
                && text.contains("http-equiv=\"refresh\"")
        );
        assert!(text.contains("<section class=\"card\" data-card=\"good\" hidden>"));
        assert!(text.contains("<section class=\"card\" data-card=\"long\">") && text.contains("第 2 条，共 2 条"));
        assert!(
            text.contains(&reading.code)
                && text.contains("<svg class=\"qr\"")
                && text.contains(" data-wall") == is_wall
        );
        // Of whoever leads nothing stands there.
        assert!(!text.contains(&reading.token) && !text.contains("小林"));
    }
    // A secretary is offered to go on with it, and nobody else.
    let page = |phone: &Phone| phone.get(&format!("/reading/{}/", reading.room)).text();
    let offers = |phone: &Phone| page(phone).contains(" data-secretary");
    assert!(offers(&app.secretary) && !offers(&app.member) && !offers(&phone));
    // Members may say that they can.
    let asks = |phone: &Phone| page(phone).contains(" data-member");
    assert!(asks(&app.member) && !asks(&app.secretary) && !asks(&phone));
    reading.end(&app.member, &reading.token).is(200);
    let over = phone.get(&format!("/reading/{}/", reading.room)).text();
    assert!(over.contains("data-end><h2>读完了") && over.contains("href=\"/decks/morning/\""));
    assert_eq!(phone.get(&format!("/reading/{}/", "0".repeat(26))).status, 404);
    let new = phone.get("/reading/new/?deck=morning").text();
    assert!(new.contains("data-start") && new.contains("id=\"leading\" hidden") && new.contains("再点一次，它就结束"));
    assert!(phone.get("/reading/new/?deck=nowhere").text().contains("?deck=morning"));
    assert!(phone.get("/decks/morning/").text().contains("href=\"/reading/new/?deck=morning\""));
    assert!(phone.get("/articles/").text().contains("href=\"/reading/\""));
}
