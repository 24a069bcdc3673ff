//! Articles that have a card's words in their own text: whoever takes the card back is told of them before, and the check
//! names them after.

use std::fs;

use serde_json::{Value, json};

use crate::app::{App, command, own_content};
use crate::database::Database;
use crate::documents::{publish, save, step};

const CARD: &str = "/api/desk/documents/cards/good";

fn article(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nsummary: 一句\ntheme: 人民\ndate: 2026-11-29\ncards:\n  - good\n---\n{body}\n")
}

#[test]
fn who_takes_a_card_back_is_told_which_articles_keep_its_words() {
    let database = Database::sqlite();
    let content = own_content(&database);
    let app = App::start_with(database, &[("NUANXIN_CONTENT_DIR", content.to_str().unwrap())]);
    let at = |slug: &str| format!("/api/desk/documents/articles/{slug}");
    publish(&app, &at("words"), &article("说原话的", "报告里说：**“青年强，则国家强”**。"), Value::Null);
    publish(&app, &at("link"), &article("有链接的", "[“青年强”](/cards/good/)，后面还有。"), Value::Null);
    // Its list at the end drops the card by itself; a draft is shown to nobody.
    publish(&app, &at("list"), &article("只列在后面的", "别的话。"), Value::Null);
    save(&app.secretary, &at("draft"), &article("草稿", "青年强，则国家强。"), 0).is(200);
    let quoted = app.secretary.get(CARD).is(200)["quoted_in"].clone();
    assert_eq!(quoted, json!([{ "slug": "link", "title": "有链接的" }, { "slug": "words", "title": "说原话的" }]));
    step(&app.secretary, CARD, "withdraw", 0, Value::Null).is(200);
    // They are shown as they were; at the desk each says what is to be mended.
    assert!(app.anonymous().get("/articles/words/").text().contains("青年强"));
    let version = 0;
    let saved = save(&app.secretary, &at("words"), &article("说原话的", "青年强，则国家强。"), version).is(200);
    assert_eq!(saved["faults"][0]["message"], "正文里还留着撤下的卡片 good 的话");
    // And so does the check, of files.
    fs::create_dir_all(content.join("articles")).unwrap();
    fs::write(content.join("articles/words.md"), article("说原话的", "别的话。\n\n青年强，则国家强。")).unwrap();
    let card = content.join("cards/good.md");
    let text = fs::read_to_string(&card).unwrap().replacen("theme: ", "withdrawn: 2026-11-29\ntheme: ", 1);
    fs::write(card, text).unwrap();
    let check =
        command(&app.database, &["content", "check", "--content-dir", content.to_str().unwrap()]).output().unwrap();
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(said.contains("articles/words.md:11: body: 正文里还留着撤下的卡片 good 的话"), "{said}");
}
