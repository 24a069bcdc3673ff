//! A link that shows a draft, and ends by itself.

use serde_json::Value;

use crate::app::App;
use crate::documents::{card, save, step};

on_both!(a_link_shows_the_draft_as_it_is_and_nobody_keeps_it, a_link_ends);

const CARD: &str = "/api/desk/documents/cards/q001";

fn link(app: &App, at: &str) -> String {
    let made = app.secretary.send("POST", &format!("{at}/preview"), None).is(201);
    made["path"].as_str().unwrap().to_string()
}

fn a_link_shows_the_draft_as_it_is_and_nobody_keeps_it(app: &mut App) {
    app.secretary.send("POST", &format!("{CARD}/preview"), None).refuses(404, "not_found");
    save(&app.secretary, CARD, &card("给同事先看的一句。"), 0).is(200);
    let made = app.secretary.send("POST", &format!("{CARD}/preview"), None).is(201);
    let path = made["path"].as_str().unwrap();
    let lasts = made["expires_at"].as_i64().unwrap() - crate::documents::in_days(3);
    assert!(lasts.abs() < 60_000, "{lasts}");
    // 160 random bits, of which the database has a hash.
    let token = path.strip_prefix("/preview/").unwrap().trim_end_matches('/');
    assert!(token.len() == 40 && !app.database.holds(token));
    let page = app.anonymous().get(path);
    assert_eq!(page.status, 200);
    for (name, value) in [("cache-control", "no-store"), ("x-robots-tag", "noindex, nofollow"), ("etag", "")] {
        assert_eq!(page.header(name), value);
    }
    assert!(page.header("content-security-policy").contains("script-src"));
    let text = page.text();
    for part in
        ["预览，还没发布", "给同事先看的一句。", "青年强，则国家强。", "<meta name=\"robots\" content=\"noindex\">"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    // Words alone: no app takes the page over.
    assert!(!text.contains("type=\"module\""));
    save(&app.secretary, CARD, &card("<script>改过的一句。</script>"), 1).is(200);
    let text = app.anonymous().get(path).text();
    assert!(text.contains("&lt;script&gt;改过的一句。") && !text.contains("给同事先看的"));
    // Nobody has compared this one.
    save(&app.secretary, CARD, &card("一句").replace("青年强，", "青年强壮，"), 2).is(200);
    let text = app.anonymous().get(path).text();
    assert!(text.contains("还没核对") && !text.contains("已逐字核对"));
    let source = "/api/desk/documents/sources/report";
    app.secretary.send("POST", &format!("{source}/preview"), None).refuses(422, "unfit");
    for (at, text) in [
        (
            "/api/desk/documents/articles/a1",
            "---\ntitle: 一篇\nsummary: 说什么\ntheme: 青年\ndate: 2026-11-23\n---\n正文在这儿。\n",
        ),
        ("/api/desk/documents/decks/d1", "---\ntitle: 一组\nsummary: 什么时候看\ncards:\n  - good\n---\n"),
        ("/api/desk/documents/articles/a2", "没有头的一篇"),
    ] {
        save(&app.secretary, at, text, 0).is(200);
        let page = app.anonymous().get(&link(app, at));
        let is_whole = !text.starts_with('没');
        assert_eq!(page.status, if is_whole { 200 } else { 404 });
        assert_eq!(page.text().contains("预览，还没发布"), is_whole);
    }
}

fn a_link_ends(app: &mut App) {
    let gone = |path: &str| {
        let page = app.anonymous().get(path);
        assert!(page.status == 404 && page.text().contains("这个预览看不了了"), "{}", page.text());
    };
    gone("/preview/0123456789012345678901234567890123456789/");
    save(&app.secretary, CARD, &card("一句。"), 0).is(200);
    let (first, second) = (link(app, CARD), link(app, CARD));
    assert_ne!(first, second);
    app.database.try_run("UPDATE previews SET expires_at = 1").unwrap();
    let third = link(app, CARD);
    gone(&first);
    gone(&second);
    assert_eq!(app.anonymous().get(&third).status, 200);
    // With the draft it is gone, whatever became of that, and the next draft is another one.
    step(&app.secretary, CARD, "discard", 1, Value::Null).is(200);
    gone(&third);
    save(&app.secretary, CARD, &card("改过的一句。"), 0).is(200);
    gone(&third);
    let fourth = link(app, CARD);
    step(&app.secretary, CARD, "submit", 1, Value::Null).is(200);
    assert_eq!(app.anonymous().get(&fourth).status, 200);
    step(&app.other_secretary, CARD, "publish", 2, Value::Null).is(200);
    save(&app.other_secretary, CARD, &card("还没写完的一句。"), 0).is(200);
    gone(&fourth);
    let count = |app: &App| app.database.ask("SELECT COUNT(*) || '', '' FROM previews")[0].0.clone();
    assert_eq!(count(app), "0");
    // Those that have ended are forgotten when the server tidies, which it does when it starts.
    link(app, CARD);
    app.database.try_run("UPDATE previews SET expires_at = 1").unwrap();
    link(app, CARD);
    app.kill_and_restart();
    assert!((0..2_000).any(|_| app.anonymous().get("/healthz").status == 200 && count(app) == "1"));
}
