//! What the district can do for somebody, from the desk to readers.

use serde_json::{Value, json};

use crate::app::App;
use crate::documents::{save, step};

on_both!(
    one_secretary_publishes_care_and_it_rises_before_its_last_day,
    care_is_at_a_place_there_is_and_has_a_public_number,
    who_looks_after_what_takes_two_and_is_no_persons_number,
    promises_are_those_of_whoever_signed,
    a_role_says_what_not_to_do_and_rests_on_cards,
);

const CARE: &str = "/api/desk/documents/care/check";

fn care(more: &str) -> String {
    format!(
        "---\ntitle: 冬季体检\narea: 医疗健康\nsummary: 一个早上做完\nhours: 周二、周四 8:00-10:00，节假日休息\n{more}steps:\n  - 打电话。\n  - 空着肚子去。\n---\n"
    )
}

/// So many days from today, as a file says it.
fn day(days: i64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    content::day::Day::at_unix_ms(i64::try_from(now.as_millis()).unwrap() + days * 86_400_000).to_string()
}

fn publish_alone(app: &App, at: &str, text: &str) -> Value {
    let version = save(&app.secretary, at, text, 0).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, at, "submit", version, json!({})).is(200);
    step(&app.secretary, at, "publish", version + 1, json!({})).is(200)
}

fn one_secretary_publishes_care_and_it_rises_before_its_last_day(app: &mut App) {
    let (soon, later) = (day(5), day(40));
    publish_alone(app, CARE, &care(&format!("deadline: {soon}\nphone: 025-0000 0001\nurgent: 想体检\n")));
    publish_alone(app, "/api/desk/documents/care/later", &care(&format!("deadline: {later}\n")));
    publish_alone(app, "/api/desk/documents/care/full", &care(&format!("deadline: {soon}\nfull: 是\n")));
    let page = |path: &str| app.anonymous().get(path).text();
    let list = page("/care/");
    assert!(list.contains("href=\"/care/check/\"") && list.contains("名额已满"), "{list}");
    let one = page("/care/check/");
    assert!(one.contains("href=\"tel:02500000001\"") && one.contains("<li>空着肚子去。</li>"), "{one}");
    let around = page("/around/");
    assert!(
        around.contains(&format!("<li data-deadline=\"{soon}\"><a class=\"when\" href=\"/care/check/\">")),
        "{around}"
    );
    // It will rise on a phone that has no network by then.
    assert!(around.contains(&format!("<li data-deadline=\"{later}\" hidden>")), "{around}");
    assert!(!around.contains("href=\"/care/full/\""), "{around}");
    assert!(around.contains("href=\"tel:120\"") && around.contains("<b>想体检</b>"), "{around}");
}

fn care_is_at_a_place_there_is_and_has_a_public_number(app: &mut App) {
    for (more, field) in [
        ("place: nowhere\n", "place"),
        ("phone: 138 0000 0000\n", "phone"),
        ("urgent: 急\n", "urgent"),
        ("suits: 有钱\n", "suits"),
        ("deadline: 下周\n", "deadline"),
    ] {
        let saved = save(&app.secretary, CARE, &care(more), 0).is(200);
        assert_eq!(saved["faults"][0]["field"], field, "{saved:?}");
        let version = saved["draft"]["version"].as_i64().unwrap();
        step(&app.secretary, CARE, "submit", version, json!({})).refuses(422, "faulty");
        step(&app.secretary, CARE, "discard", version, json!({})).is(200);
    }
}

fn who_looks_after_what_takes_two_and_is_no_persons_number(app: &mut App) {
    let at = "/api/desk/documents/organisation/point";
    let text = |more: &str| format!("---\ntitle: 科巷联系点\nlayer: 联系点\nsummary: 委员固定来\n{more}---\n");
    for (more, field) in [
        ("phone: 13800000000\n", "phone"),
        ("visit: 后天\n", "visit"),
        ("layer: 小组\n", "layer"),
        ("sample: 也许\n", "sample"),
    ] {
        let text =
            if field == "layer" { text("").replace("联系点\nsummary", "小组\nsummary") } else { text(more) };
        let saved = save(&app.secretary, at, &text, 0).is(200);
        assert_eq!(saved["faults"][0]["field"], field, "{saved:?}");
        step(&app.secretary, at, "discard", saved["draft"]["version"].as_i64().unwrap(), json!({})).is(200);
    }
    let version = save(&app.secretary, at, &text(&format!("visit: {}\nvisit_at: 14:00\n", day(3))), 0).is(200);
    let version = version["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, at, "submit", version, json!({})).is(200);
    step(&app.secretary, at, "publish", version + 1, json!({})).refuses(403, "same_person");
    step(&app.other_secretary, at, "publish", version + 1, json!({})).is(200);
    let list = app.anonymous().get("/contacts/").text();
    assert!(
        list.contains(&format!("data-visit=\"{}\"", day(3))) && list.contains("href=\"/contacts/point/\""),
        "{list}"
    );
    assert!(app.anonymous().get("/around/").text().contains("id=\"my-contact\""));
    assert!(app.anonymous().get("/contacts/point/").text().contains("下次来："));
    // A visit that is over is not announced to somebody without script either.
    let version = save(&app.secretary, at, &text(&format!("visit: {}\nvisit_at: 14:00\n", day(-1))), 0).is(200);
    let version = version["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, at, "submit", version, json!({})).is(200);
    step(&app.other_secretary, at, "publish", version + 1, json!({})).is(200);
    for path in ["/contacts/point/", "/contacts/"] {
        let page = app.anonymous().get(path).text();
        assert!(page.contains("下次哪天来，还没写") && !page.contains("下次来："), "{page}");
    }
}

fn promises_are_those_of_whoever_signed(app: &mut App) {
    let at = "/api/desk/documents/agreements/street";
    let text = |promise: &str| {
        format!("---\ntitle: 共建\nparties: 街道、站点\nsigned: 2026-09-01\npromises:\n  - {promise}\n---\n")
    };
    for wrong in ["划六个车位", "商场：划车位；做到了", "街道：划车位；差不多"] {
        let saved = save(&app.secretary, at, &text(wrong), 0).is(200);
        assert_eq!(
            (&saved["faults"][0]["field"], &saved["faults"][0]["line"]),
            (&json!("promises"), &json!(6)),
            "{saved:?}"
        );
        step(&app.secretary, at, "discard", saved["draft"]["version"].as_i64().unwrap(), json!({})).is(200);
    }
    crate::documents::publish(app, at, &text("街道：划 6 个车位；在做"), Value::Null);
    let page = app.anonymous().get("/agreements/street/").text();
    assert!(page.contains("街道答应的") && page.contains("data-state=\"soon\">在做"), "{page}");
    assert!(!page.contains("站点答应的"), "{page}");
    assert!(app.anonymous().get("/contacts/").text().contains("href=\"/agreements/street/\""));
}

fn a_role_says_what_not_to_do_and_rests_on_cards(app: &mut App) {
    let at = "/api/desk/documents/roles/food";
    let text = |card: &str| {
        format!(
            "---\ntitle: 监督员\nkind: 聘书\nsummary: 看一眼\npurpose: 为什么\nlook: 灶台；餐盒\navoid: 不争\ncall: 找支部\ndeed: 留意\ncards:\n  - {card}\n---\n"
        )
    };
    let saved = save(&app.secretary, at, &text("nowhere"), 0).is(200);
    assert_eq!(saved["faults"][0]["field"], "cards", "{saved:?}");
    step(&app.secretary, at, "discard", saved["draft"]["version"].as_i64().unwrap(), json!({})).is(200);
    crate::documents::publish(app, at, &text("good"), Value::Null);
    let page = app.anonymous().get("/roles/food/").text();
    assert!(
        page.contains("<li>餐盒</li>") && page.contains("<li>不争</li>") && page.contains("href=\"/cards/good/\""),
        "{page}"
    );
    assert!(page.contains("data-deed=\"留意\""), "{page}");
}
