//! What a site calls its people and its office: the deployer's word, on every page that says who spoke.

use std::fs;

use serde_json::json;

use crate::app::{App, own_content};
use crate::database::Database;

/// A server whose `site.md` has these lines, too, and a desk.
fn with_site(lines: &str) -> App {
    let database = Database::sqlite();
    let content = own_content(&database);
    let site = content.join("site.md");
    let text = fs::read_to_string(&site).unwrap().replacen("name: ", &format!("{lines}name: "), 1);
    fs::write(site, text).unwrap();
    let desk = database.dir.path().join("dist/desk");
    fs::create_dir_all(&desk).unwrap();
    fs::write(desk.join("index.html"), "<!doctype html><title>书记台</title><div id=\"desk\">……</div>").unwrap();
    App::start_with(database, &[("NUANXIN_CONTENT_DIR", content.to_str().unwrap())])
}

#[test]
fn whoever_speaks_is_called_what_the_deployer_says() {
    for (lines, name, hint) in [
        ("", "骑手", "等餐、等灯、收工，想到什么写什么"),
        ("speaker: 居民\ncompose_hint: 想到“什么”写什么\n", "居民", "想到“什么”写什么"),
    ] {
        let app = with_site(lines);
        let post = json!({ "id": crate::phone::post_id(), "body": "路灯修好了", "signed": "branch" });
        app.member.post("/api/posts", &post).is(201);
        app.secretary.decide(post["id"].as_str().unwrap(), "approve", 1).is(200);
        let page = |path: &str| app.anonymous().get(path).text();
        let feed = page("/posts/");
        assert!(feed.contains(&format!("<b>翠微支部的一位{name}</b>")), "{feed}");
        assert!(feed.contains(&format!("{name}说的心里话")), "{feed}");
        // What the app makes itself, it calls the same.
        for path in ["/posts/", "/posts/new/", "/posts/mine/", "/me/"] {
            assert!(page(path).contains(&format!(" data-speaker=\"{name}\"")), "{path}");
        }
        assert!(page("/posts/new/").contains(&format!("placeholder=\"{hint}\"")));
        let desk = page("/desk/");
        assert!(
            desk.contains(&format!("<div id=\"desk\" data-speaker=\"{name}\" data-committee=\"示例党委\">")),
            "{desk}"
        );
    }
}

#[test]
fn an_address_that_is_none_of_the_desks_keeps_its_frame() {
    let app = with_site("");
    for (path, status) in [("/desk/people/", 200), ("/desk/nothing/", 404), ("/desk/cards/a/b/", 404)] {
        let answer = app.anonymous().get(path);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text().contains("<div id=\"desk\""), "{path}");
    }
    assert!(!app.anonymous().get("/desks/").text().contains("<div id=\"desk\""));
}

#[test]
fn local_numbers_are_shown_where_somebody_looks_for_whom_to_ask_and_not_while_there_are_none() {
    let article = "---\ntitle: 找谁\nsummary: 一句\ntheme: 人民\ndate: 2026-11-29\n---\n先问支部书记。\n\n<!-- 本地电话 -->\n\n再说。\n";
    for (lines, is_there) in [("", false), ("numbers: 科巷社区：025-12345678转6、急救：120\n", true)] {
        let app = with_site(lines);
        let at = "/api/desk/documents/articles/who";
        crate::documents::publish(&app, at, article, serde_json::Value::Null);
        for path in ["/articles/who/", "/about/"] {
            let page = app.anonymous().get(path).text();
            assert_eq!(page.contains("本地电话"), is_there, "{path}: {page}");
            assert_eq!(page.contains("<a href=\"tel:02512345678\">025-12345678转6</a>"), is_there, "{path}");
        }
    }
}
