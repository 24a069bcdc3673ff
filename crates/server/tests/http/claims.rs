//! 认领: a keeper's page is a plain form; what was written waits for somebody to come by, is listed for 90 days, and asks to go on.

use content::day::Day;
use serde_json::{Value, json};

use crate::app::App;
use crate::database::Database;
use crate::documents::{in_days, save, step};
use crate::phone::{Answer, Phone};

on_both!(
    a_claim_is_shown_as_it_will_be_read_and_kept_once,
    what_is_no_claim_is_refused_in_words_beside_its_field,
    confirmed_on_the_spot_it_is_listed_for_ninety_days,
    declined_the_shops_link_says_why,
    it_says_two_weeks_before_that_it_ends_and_going_on_takes_nothing_off,
    a_shop_that_is_listed_already_stays_one_place,
    what_was_looked_at_is_what_is_decided,
    of_what_waits_there_is_an_end,
    there_is_no_place_for_whoever_sent_it,
);

/// So many days from today, as a file says it.
pub(crate) fn day(days: i64) -> String {
    Day::at_unix_ms(in_days(days)).to_string()
}

/// A keeper's browser, which sends forms.
pub(crate) fn keeper(app: &App) -> Phone {
    let mut phone = app.anonymous();
    phone.headers.push(("content-type", "application/x-www-form-urlencoded".into()));
    phone
}

/// The key in a form.
pub(crate) fn key(page: &str) -> String {
    page.split_once("name=\"key\" value=\"").unwrap().1.split_once('"').unwrap().0.to_string()
}

pub(crate) const HOURS: &str = "每天早6点到晚8点，节假日照常";

/// A form as a browser sends it.
pub(crate) fn form(key: &str, title: &str, hours: &str, more: &str) -> String {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let pairs = [("key", key), ("title", title), ("street", "示例街一"), ("whereabouts", "蓝门头"), ("hours", hours)];
    let pairs = pairs.map(|(name, value)| format!("{name}={}", encoded(value)));
    format!("{}&water=1{more}", pairs.join("&"))
}

pub(crate) fn send(phone: &Phone, form: &str) -> Answer {
    phone.bring("/claim/", form.as_bytes())
}

/// Sends a claim; the shop's own link.
pub(crate) fn claim(app: &App, title: &str) -> String {
    let phone = keeper(app);
    let key = key(&phone.get("/claim/").text());
    let answer = send(&phone, &form(&key, title, HOURS, "&step=send"));
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_string()
}

pub(crate) fn listed(app: &App) -> Value {
    app.secretary.get("/api/desk/claims").is(200)
}

pub(crate) fn decide(phone: &Phone, claim: &Value, deed: &str, reason: &str) -> Answer {
    let body = json!({ "deed": deed, "stamp": claim["stamp"], "reason": reason });
    phone.post(&format!("/api/desk/claims/{}", claim["id"].as_str().unwrap()), &body)
}

/// What is counted at the desk, now and whenever it changes.
fn counts(phone: &Phone) -> impl Iterator<Item = i64> + use<> {
    phone.counted_in("/desk/claims/")
}

/// Claims a shop and confirms it: its link, and the name of its place.
pub(crate) fn confirmed(app: &App, title: &str) -> (String, String) {
    let link = claim(app, title);
    let all = listed(app);
    let of = all["waiting"].as_array().unwrap().iter().find(|claim| claim["title"] == title).unwrap();
    let now = decide(&app.secretary, of, "confirm", "").is(200);
    let shop = now["shops"].as_array().unwrap().iter().find(|shop| shop["title"] == title).unwrap().clone();
    (link, shop["place"].as_str().unwrap().to_string())
}

/// Publishes a place's document in which something is written differently.
pub(crate) fn rewrite(app: &App, slug: &str, was: &str, is: &str) {
    let at = format!("/api/desk/documents/places/{slug}");
    let text = app.secretary.get(&at).is(200)["text"].as_str().unwrap().to_string();
    assert!(text.contains(was), "{text}");
    let version = save(&app.secretary, &at, &text.replace(was, is), 0).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, &at, "submit", version, Value::Null).is(200);
    step(&app.secretary, &at, "publish", version + 1, Value::Null).is(200);
}

fn a_claim_is_shown_as_it_will_be_read_and_kept_once(app: &mut App) {
    let phone = keeper(app);
    let page = phone.get("/claim/?street=%E7%A7%91%E5%B7%B7%E4%B8%80%E5%B8%A6");
    assert_eq!((page.status, page.header("cache-control")), (200, "private, no-cache"));
    let page = page.text();
    // Words and a form alone: no app takes the page over, nor is anything turned off that works without it.
    assert!(page.contains("value=\"科巷\"") && page.contains("会公开") && !page.contains("<script async"), "{page}");
    assert!(!page.contains("type=\"module\""));
    let key = key(&page);
    assert_ne!(key, self::key(&phone.get("/claim/").text()));
    let mut told = counts(&app.secretary);
    assert_eq!(told.next(), Some(0));
    let review = send(&phone, &form(&key, "示例面馆", HOURS, ""));
    assert_eq!(review.status, 200);
    let review = review.text();
    assert!(
        review.contains("6:00–20:00") && review.contains("免费开水") && review.contains("没错，交上去"),
        "{review}"
    );
    assert_eq!(listed(app)["waiting"], json!([]));
    // What was shown may be changed: nothing of it is lost.
    let again = send(&phone, &form(&key, "示例面馆", HOURS, "&step=change")).text();
    assert!(again.contains("value=\"示例面馆\"") && again.contains("name=\"water\" value=\"1\" checked"), "{again}");
    for _ in 0..2 {
        let answer = send(&phone, &form(&key, "示例面馆", HOURS, "&step=send"));
        assert_eq!((answer.status, answer.header("location")), (303, format!("/claim/{key}/").as_str()));
    }
    assert!(told.any(|count| count == 1));
    let all = listed(app)["waiting"].as_array().unwrap().clone();
    assert_eq!(all.len(), 1);
    assert_eq!((&all[0]["title"], &all[0]["offers"]), (&json!("示例面馆"), &json!(["免费开水"])));
    assert_eq!((&all[0]["street"], &all[0]["hours"]), (&json!("示例街一"), &json!("每天 6:00–20:00")));
    assert!(phone.get(&format!("/claim/{key}/")).text().contains("等书记来看"));
    assert!(!app.database.holds(&key));
    // Nobody reads it before somebody was there.
    assert!(!app.anonymous().get("/places/").text().contains("示例面馆"));
}

fn what_is_no_claim_is_refused_in_words_beside_its_field(app: &mut App) {
    let phone = keeper(app);
    let key = key(&phone.get("/claim/").text());
    let refused = |form: &str, words: &[&str]| {
        let answer = send(&phone, form);
        assert_eq!(answer.status, 422);
        let page = answer.text();
        words.iter().for_each(|words| assert!(page.contains(words), "{words}: {page}"));
    };
    refused(
        &form(&key, "示例面馆", "看心情", "&step=send"),
        &["id=\"wrong-hours\"", "看心情", "value=\"示例面馆\"", "写成"],
    );
    refused(&form(&key, "", HOURS, ""), &["写上店名"]);
    refused(&form(&key, &"长".repeat(61), HOURS, ""), &["最多 60 个字"]);
    refused(&form(&key, "找我 138 1234 5678", HOURS, ""), &["id=\"wrong-title\"", "电话"]);
    refused(&form(&key, "示例面馆", HOURS, "&phone=13812345678"), &["id=\"wrong-phone\"", "座机"]);
    refused(&form(&key, "示例面馆", HOURS, "").replace("&water=1", ""), &["至少选一样"]);
    refused(&form(&key, "<b>\"面馆", "", ""), &["&lt;b&gt;&quot;面馆", "写上几点开门"]);
    assert_eq!(send(&phone, "%FF=&title=%00").status, 422);
    assert_eq!(app.anonymous().bring("/claim/", b"nonsense").status, 400);
    assert_eq!(phone.get("/claim/0123456789abcdef0123456789abcdef/").status, 404);
    assert_eq!(phone.get("/claim/nonsense/").status, 404);
    // A number of an office is everybody's.
    let link = send(&phone, &form(&key, "示例: 面馆 #1", HOURS, "&phone=025-0000%200001&stay=1&food=1&step=send"));
    assert_eq!(link.status, 303);
    let waits = &listed(app)["waiting"][0];
    assert_eq!((&waits["title"], &waits["phone"]), (&json!("示例: 面馆 #1"), &json!("025-0000 0001")));
    assert_eq!(waits["offers"].as_array().unwrap().len(), 3);
}

fn confirmed_on_the_spot_it_is_listed_for_ninety_days(app: &mut App) {
    let link = claim(app, "示例面馆");
    let waits = listed(app)["waiting"][0].clone();
    let mut told = counts(&app.secretary);
    assert_eq!(told.next(), Some(1));
    let now = decide(&app.secretary, &waits, "confirm", "").is(200);
    assert_eq!(now["waiting"], json!([]));
    let shop = &now["shops"][0];
    assert_eq!((&shop["listed_until"], &shop["days_left"]), (&json!(day(90)), &json!(90)));
    assert!(told.any(|count| count == 0));
    let place = format!("/places/{}/", shop["place"].as_str().unwrap());
    let page = app.anonymous().get(&place).text();
    let today = day(0);
    for part in ["示例面馆", "免费开水", &format!("data-seen=\"{today}\""), &format!("data-listed=\"{}\"", day(90))]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let list = app.anonymous().get("/places/").text();
    assert!(list.contains("示例面馆") && list.contains(&format!("data-listed=\"{}\"", day(90))));
    let shown = app.anonymous().get(&link).text();
    assert!(
        shown.contains("在名单上，到") && shown.contains(&place) && !shown.contains("接着认领</button>"),
        "{shown}"
    );
    // Sent again, by somebody else too, it is done once.
    decide(&app.other_secretary, &waits, "confirm", "").is(200);
    assert_eq!(listed(app)["shops"].as_array().unwrap().len(), 1);
    // What the keeper sends again by the same form is the same, and changes nothing that was confirmed.
    let key = link.trim_start_matches("/claim/").trim_end_matches('/');
    assert_eq!(send(&keeper(app), &form(key, "示例面馆", HOURS, "&step=send")).status, 303);
    assert_eq!(listed(app)["waiting"], json!([]));
    // Taken off the list, the link says so.
    rewrite(app, shop["place"].as_str().unwrap(), "level: 点\n", "level: 点\nstanding: 没了\n");
    assert!(app.anonymous().get(&link).text().contains("已经不在名单上"));
    assert_eq!(listed(app)["shops"], json!([]));
}

fn declined_the_shops_link_says_why(app: &mut App) {
    let link = claim(app, "示例面馆");
    let waits = listed(app)["waiting"][0].clone();
    decide(&app.secretary, &waits, "decline", " ").refuses(422, "empty");
    decide(&app.secretary, &waits, "decline", "打 138 1234 5678").refuses(422, "private_number");
    decide(&app.secretary, &waits, "decline", "去了两次都没开门").is(200);
    let shown = app.anonymous().get(&link).text();
    assert!(shown.contains("去了两次都没开门") && shown.contains("重新写一份"), "{shown}");
    assert_eq!(listed(app), json!({ "waiting": [], "shops": [] }));
    assert!(!app.database.holds("示例面馆"));
}

fn it_says_two_weeks_before_that_it_ends_and_going_on_takes_nothing_off(app: &mut App) {
    let (link, slug) = confirmed(app, "示例面馆");
    let phone = keeper(app);
    let asked = |app: &App| listed(app)["shops"][0]["asks"].clone();
    let go_on = || assert_eq!(phone.bring(&link, b"").status, 303);
    // The day on which it ends is in its document: time passes by another one.
    let mut until = day(90);
    let mut ends = |app: &App, days: i64| {
        rewrite(app, &slug, &format!("listed_until: {until}"), &format!("listed_until: {}", day(days)));
        until = day(days);
    };
    ends(app, 15);
    go_on();
    assert_eq!(asked(app), json!(false));
    ends(app, 14);
    let page = phone.get(&link).text();
    assert!(page.contains("还有 14 天到期") && page.contains("接着认领</button>"), "{page}");
    assert_eq!(listed(app)["shops"][0]["days_left"], json!(14));
    // It is listed at 今天, and counted from that day on.
    let mut told = counts(&app.secretary);
    assert_eq!(told.next(), Some(1));
    go_on();
    go_on();
    assert!(told.any(|count| count == 1));
    assert_eq!(asked(app), json!(true));
    let page = phone.get(&link).text();
    assert!(page.contains("说好接着来了") && !page.contains("接着认领</button>"), "{page}");
    // Meanwhile nothing is another.
    let list = app.anonymous().get("/places/").text();
    assert!(list.contains("示例面馆") && list.contains(&format!("data-listed=\"{}\"", day(14))));
    // What nobody confirmed in time says so, first and last.
    ends(app, -1);
    assert!(phone.get(&link).text().contains("可能已变"));
    ends(app, -91);
    assert!(phone.get(&link).text().contains("名单上看不到了"));
    let at = format!("/api/desk/claims/shops/{slug}");
    let now = app.other_secretary.send("POST", &at, None).is(200);
    let shop = &now["shops"][0];
    assert_eq!((&shop["listed_until"], &shop["asks"]), (&json!(day(90)), &json!(false)));
    assert!(told.any(|count| count == 0));
    assert!(phone.get(&link).text().contains("在名单上，到"));
    // Only a shop that was claimed is confirmed once more.
    app.secretary.send("POST", "/api/desk/claims/shops/nowhere", None).refuses(404, "not_found");
}

fn a_shop_that_is_listed_already_stays_one_place(app: &mut App) {
    let (_, slug) = confirmed(app, "示例面馆");
    rewrite(app, &slug, "level: 点\n", "level: 点\naddress: 示例路 8 号\nlacks: 厕所\n");
    let phone = keeper(app);
    let key = key(&phone.get("/claim/").text());
    let other = form(&key, "示例面馆", "每天 10:00-14:00，节假日休息", "&stay=1&phone=025-0000%200001&step=send");
    assert_eq!(send(&phone, &other).status, 303);
    let waits = listed(app)["waiting"][0].clone();
    assert_eq!(waits["known"], json!(slug));
    decide(&app.secretary, &waits, "confirm", "").is(200);
    assert_eq!(listed(app)["shops"].as_array().unwrap().len(), 1);
    let page = app.anonymous().get(&format!("/places/{slug}/")).text();
    for part in ["10:00–14:00", "延长堂食时间", "示例路 8 号", "没有", "tel:02500000001"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(phone.get(&format!("/claim/{key}/")).text().contains("在名单上"));
    // Nobody goes over what somebody is at work on.
    save(&app.other_secretary, &format!("/api/desk/documents/places/{slug}"), "---\ntitle: 改到一半\n---\n", 0).is(200);
    app.secretary.send("POST", &format!("/api/desk/claims/shops/{slug}"), None).refuses(409, "has_draft");
}

fn what_was_looked_at_is_what_is_decided(app: &mut App) {
    let link = claim(app, "示例面馆");
    let waits = listed(app)["waiting"][0].clone();
    // The keeper goes back a page and mends what was wrong: it is the same claim.
    let key = link.trim_start_matches("/claim/").trim_end_matches('/');
    assert_eq!(send(&keeper(app), &form(key, "示例大面馆", HOURS, "&step=send")).status, 303);
    let now = listed(app)["waiting"].as_array().unwrap().clone();
    assert_eq!((now.len(), &now[0]["title"]), (1, &json!("示例大面馆")));
    for deed in ["confirm", "decline"] {
        assert_eq!(decide(&app.secretary, &waits, deed, "不是这一家").status, 409);
    }
    assert_eq!(listed(app)["shops"], json!([]));
    decide(&app.secretary, &now[0], "confirm", "").is(200);
}

fn of_what_waits_there_is_an_end(app: &mut App) {
    let phone = keeper(app);
    let mut links: Vec<String> = (0..200).map(|at| claim(app, &format!("示例面馆{at}"))).collect();
    let key = key(&phone.get("/claim/").text());
    let full = send(&phone, &form(&key, "示例面馆", HOURS, "&step=send"));
    assert_eq!(full.status, 503);
    let full = full.text();
    assert!(full.contains("等着看的店太多") && full.contains("value=\"示例面馆\""), "{full}");
    // What nobody decides about goes by itself, and what was taken is not refused when it is sent again.
    let first = links.remove(0);
    let taken = first.trim_start_matches("/claim/").trim_end_matches('/').to_string();
    assert_eq!(send(&phone, &form(&taken, "示例面馆0", HOURS, "&step=send")).status, 303);
    app.database.try_run("UPDATE claims SET ends_at = 1").unwrap();
    assert_eq!((phone.get(&first).status, listed(app)["waiting"].as_array().unwrap().len()), (404, 0));
}

fn there_is_no_place_for_whoever_sent_it(app: &mut App) {
    let columns = app.database.columns();
    let mut own: Vec<&str> =
        columns.iter().filter(|(table, _)| table == "claims").map(|(_, column)| column.as_str()).collect();
    own.sort_unstable();
    assert_eq!(
        own,
        ["asks", "digest", "ends_at", "id", "number", "place", "reason", "sent_at", "state", "stays", "text"]
    );
    // A member who is signed in leaves no more than anybody else.
    let mut member = app.member.clone();
    member.headers.push(("content-type", "application/x-www-form-urlencoded".into()));
    let key = key(&member.get("/claim/").text());
    assert_eq!(send(&member, &form(&key, "示例面馆", HOURS, "&step=send")).status, 303);
    let id = app.member.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    let rows = app.database.ask("SELECT text, COALESCE(reason, '') || COALESCE(place, '') FROM claims");
    assert!(rows.len() == 1 && !rows[0].0.contains(&id) && rows[0].1.is_empty(), "{rows:?}");
    assert!(!app.member.get("/api/me/export").text().contains("示例面馆"));
}

#[test]
fn one_source_cannot_claim_for_ever() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "on")]);
    let phone = keeper(&app);
    let first = claim(&app, "示例面馆");
    let key = |link: &str| link.trim_start_matches("/claim/").trim_end_matches('/').to_string();
    let many = |at: u32| send(&phone, &form(&format!("{at:032x}"), "示例面馆", HOURS, "&step=send")).status;
    let statuses: Vec<u16> = (0..25).map(many).collect();
    assert!(statuses.iter().filter(|status| **status == 303).count() >= 19 && statuses.contains(&429), "{statuses:?}");
    // What was taken is not refused when its answer was cut.
    assert_eq!(send(&phone, &form(&key(&first), "示例面馆", HOURS, "&step=send")).status, 303);
}
