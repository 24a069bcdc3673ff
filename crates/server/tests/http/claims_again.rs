//! 认领 once more: words that come after a decision, a renewal to which nobody came, a shop that is there already under another name,
//! and numbers that hang on a door.

use serde_json::{Value, json};

use crate::app::App;
use crate::claims::{HOURS, claim, confirmed, day, decide, form, keeper, key, listed, rewrite, send};

on_both!(
    words_that_come_after_the_decision_come_back_to_be_sent_as_a_claim_of_their_own,
    asked_in_time_a_shop_stays_on_the_list_while_it_waits_and_not_for_ever,
    asked_too_late_it_waits_off_the_list,
    hot_water_goes_and_comes_with_its_offer,
    a_name_that_looks_like_one_on_the_list_is_shown_beside_it,
    a_mobile_is_taken_only_as_one_that_hangs_on_the_door,
);

/// The key in a shop's own link.
fn key_of(link: &str) -> &str {
    link.trim_start_matches("/claim/").trim_end_matches('/')
}

fn place(app: &App, slug: &str) -> String {
    app.anonymous().get(&format!("/places/{slug}/")).text()
}

fn text(app: &App, slug: &str) -> String {
    app.secretary.get(&format!("/api/desk/documents/places/{slug}")).is(200)["text"].as_str().unwrap().to_string()
}

/// What waits, by its name.
fn waiting(app: &App, title: &str) -> Value {
    let all = listed(app);
    all["waiting"].as_array().unwrap().iter().find(|claim| claim["title"] == title).unwrap().clone()
}

fn words_that_come_after_the_decision_come_back_to_be_sent_as_a_claim_of_their_own(app: &mut App) {
    for deed in ["confirm", "decline"] {
        let link = claim(app, "示例面馆");
        let of = waiting(app, "示例面馆");
        decide(&app.secretary, &of, deed, "去了两次都没开门").is(200);
        let phone = keeper(app);
        let late = send(&phone, &form(key_of(&link), "示例大面馆", HOURS, "&stay=1&step=send"));
        assert_eq!(late.status, 409);
        let page = late.text();
        for part in
            ["书记已经看过了", "value=\"示例大面馆\"", "name=\"stay\" value=\"1\" checked", &format!("href=\"{link}\"")]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert_ne!(key(&page), key_of(&link));
        assert_eq!(listed(app)["waiting"], json!([]));
        // What had been sent before is the same claim still, however often its answer is cut.
        assert_eq!(send(&phone, &form(key_of(&link), "示例面馆", HOURS, "&step=send")).status, 303);
        assert_eq!(listed(app)["waiting"], json!([]));
        // Also where that was before anything was kept to tell it by.
        app.database.try_run("UPDATE claims SET digest = NULL WHERE state <> 'waiting'").unwrap();
        assert_eq!(send(&phone, &form(key_of(&link), "示例面馆", HOURS, "&step=send")).status, 303);
        assert_eq!(listed(app)["waiting"], json!([]));
        assert_eq!(send(&phone, &form(&key(&page), "示例大面馆", HOURS, "&stay=1&step=send")).status, 303);
        let of = waiting(app, "示例大面馆");
        decide(&app.secretary, &of, "decline", "已经有了").is(200);
    }
    // Of what was decided no word is kept by which it could be told again.
    assert!(!app.database.holds("示例大面馆"));
}

/// Lets time pass: the last day stands in the document.
fn ends(app: &App, slug: &str, days: i64) {
    let text = text(app, slug);
    let until = text.split_once("listed_until: ").unwrap().1.split_once('\n').unwrap().0;
    rewrite(app, slug, &format!("listed_until: {until}"), &format!("listed_until: {}", day(days)));
}

fn asked_in_time_a_shop_stays_on_the_list_while_it_waits_and_not_for_ever(app: &mut App) {
    let (link, slug) = confirmed(app, "示例面馆");
    let phone = keeper(app);
    ends(app, &slug, 14);
    assert!(!place(app, &slug).contains("data-stays"));
    for _ in 0..2 {
        assert_eq!(phone.bring(&link, b"").status, 303);
    }
    // Phones are told the last day of all, by which their own clock goes.
    let stays = format!("data-stays=\"{}\"", day(14 + 90));
    for page in [place(app, &slug), app.anonymous().get("/places/").text()] {
        assert!(page.contains(&stays) && page.contains(&format!("data-listed=\"{}\"", day(14))), "{page}");
    }
    assert!(place(app, &slug).contains("店里说接着来"));
    // Nobody comes.
    ends(app, &slug, -31);
    let page = phone.get(&link).text();
    assert!(page.contains("名单上写着“可能已变”") && page.contains("这期间还在名单上"), "{page}");
    assert_eq!(listed(app)["shops"][0]["is_off"], json!(false));
    ends(app, &slug, -91);
    let page = phone.get(&link).text();
    assert!(page.contains("名单上看不到了") && page.contains("看过就放回名单"), "{page}");
    assert_eq!(listed(app)["shops"][0]["is_off"], json!(true));
    // Somebody comes by after all.
    app.secretary.send("POST", &format!("/api/desk/claims/shops/{slug}"), None).is(200);
    assert!(!place(app, &slug).contains("data-stays"));
    assert_eq!(listed(app)["shops"][0]["asks"], json!(false));
}

fn asked_too_late_it_waits_off_the_list(app: &mut App) {
    let (link, slug) = confirmed(app, "示例面馆");
    ends(app, &slug, -31);
    let phone = keeper(app);
    assert_eq!(phone.bring(&link, b"").status, 303);
    assert_eq!((&listed(app)["shops"][0]["asks"], &listed(app)["shops"][0]["is_off"]), (&json!(true), &json!(true)));
    assert!(!place(app, &slug).contains("data-stays"));
    assert!(phone.get(&link).text().contains("看过就放回名单"));
}

fn hot_water_goes_and_comes_with_its_offer(app: &mut App) {
    let (_, slug) = confirmed(app, "示例面馆");
    rewrite(app, &slug, "services:\n", "services:\n  - 厕所\n");
    let phone = keeper(app);
    let again = |more: &str, water: bool| {
        let key = key(&phone.get("/claim/").text());
        let mut sent = form(&key, "示例面馆", HOURS, &format!("{more}&step=send"));
        if !water {
            sent = sent.replace("&water=1", "");
        }
        assert_eq!(send(&phone, &sent).status, 303);
        decide(&app.secretary, &waiting(app, "示例面馆"), "confirm", "").is(200);
        text(app, &slug)
    };
    let without = again("&stay=1", false);
    assert!(!without.contains("热水") && without.contains("  - 厕所\n"), "{without}");
    let with = again("", true);
    assert!(with.contains("  - 热水\n") && with.contains("  - 厕所\n"), "{with}");
    // What somebody saw there without its being offered stays.
    again("&stay=1", false);
    rewrite(app, &slug, "services:\n", "services:\n  - 热水\n");
    assert!(again("&stay=1", false).contains("  - 热水\n"));
}

fn a_name_that_looks_like_one_on_the_list_is_shown_beside_it(app: &mut App) {
    let (_, slug) = confirmed(app, "老王面馆（科巷店）");
    claim(app, "老王面馆");
    claim(app, "老李面馆");
    assert_eq!(waiting(app, "老李面馆").get("alike"), None);
    let of = waiting(app, "老王面馆");
    assert_eq!((&of["alike"][0]["place"], of.get("known")), (&json!(slug), None));
    let into = |slug: &str| json!({ "deed": "confirm", "stamp": of["stamp"], "into": slug });
    let at = format!("/api/desk/claims/{}", of["id"].as_str().unwrap());
    for other in ["nowhere", "kexiang-street", "../sources/report"] {
        app.secretary.post(&at, &into(other)).refuses(404, "not_found");
    }
    // Somebody was there: it is that one, and stays one place under the name that riders know.
    let now = app.secretary.post(&at, &into(&slug)).is(200);
    assert_eq!(now["shops"].as_array().unwrap().len(), 1);
    assert_eq!(now["shops"][0]["title"], json!("老王面馆（科巷店）"));
}

fn a_mobile_is_taken_only_as_one_that_hangs_on_the_door(app: &mut App) {
    let phone = keeper(app);
    let key = key(&phone.get("/claim/").text());
    let sent = |more: &str| send(&phone, &form(&key, "示例面馆", HOURS, &format!("&phone=138%200000%200000{more}")));
    let refused = sent("&step=send");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("id=\"wrong-phone\"") && refused.text().contains("勾上下面这一格"));
    let review = sent("&door=1").text();
    assert!(review.contains("贴在店门口的手机号，人人看得到"), "{review}");
    assert_eq!(sent("&door=1&step=send").status, 303);
    let of = waiting(app, "示例面馆");
    assert_eq!((&of["phone"], &of["phone_is_on_door"]), (&json!("138 0000 0000"), &json!(true)));
    let now = decide(&app.secretary, &of, "confirm", "").is(200);
    let slug = now["shops"][0]["place"].as_str().unwrap().to_string();
    assert!(place(app, &slug).contains("tel:13800000000"));
    // Claimed again without it, readers are shown it no more.
    let key = self::key(&phone.get("/claim/").text());
    assert_eq!(send(&phone, &form(&key, "示例面馆", HOURS, "&step=send")).status, 303);
    decide(&app.secretary, &waiting(app, "示例面馆"), "confirm", "").is(200);
    let page = place(app, &slug);
    assert!(!page.contains("tel:138") && !text(app, &slug).contains("phone"), "{page}");
    // Nowhere else is a mobile a place's number.
    let at = "/api/desk/documents/places/a";
    let station = "---\ntitle: 示例驿站\nkind: 驿站\nlevel: 点\nstreet: 示例街一\nlandmark: 蓝门头\nphone: 138 0000 0000\nphone_on_door: 是\n---\n";
    crate::documents::save(&app.secretary, at, station, 0).is(200);
    let faults = app.secretary.get(at).is(200)["faults"].to_string();
    assert!(faults.contains("只有商家"), "{faults}");
}
