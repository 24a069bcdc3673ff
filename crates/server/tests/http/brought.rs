//! Files as people bring them: read as they look, or refused by what they are with what to do.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::app::App;
use crate::sources::encoded;

on_both!(
    a_document_says_what_its_pages_show,
    a_table_is_read_wherever_it_is,
    which_sheet_and_which_columns_were_taken_is_said_and_can_be_changed,
    what_is_something_else_is_refused_by_its_name,
    a_section_is_right_or_empty,
);

const READ: &str = "/api/desk/imports/read";

fn file(name: &str) -> Vec<u8> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/http/brought", name].iter().collect();
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn find(app: &App, quote: &str) -> Value {
    app.secretary.post("/api/desk/sources/find", &json!({ "quote": quote })).is(200)["collation"].clone()
}

fn add(app: &App, name: &str, bytes: &[u8]) -> String {
    let path = format!("/api/desk/sources?source=report&name={}", encoded(name));
    let added = app.secretary.bring(&path, bytes).is(201);
    added["sources"][0]["texts"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_string()
}

fn a_document_says_what_its_pages_show(app: &mut App) {
    let gate = "路口看红灯，慢一点；到门口，轻一点。";
    let rain = "雨天路滑，刹车要早，转弯要缓。";
    let lamp = "热水常满，灯火常明，是驿站的本分。";
    for (name, quotes, nowhere) in [
        ("ruby.docx", vec![gate, rain], vec!["màn"]),
        ("deleted-in-t.docx", vec!["刹车要早，转弯要缓。"], vec!["千万别急"]),
        ("merged-paragraph.docx", vec![lamp], vec![]),
        ("box-in-sentence.docx", vec![rain, lamp], vec![]),
        ("hidden.docx", vec![rain, lamp], vec!["此处领导还要改", "写给排版的话"]),
        ("document2.docx", vec![gate, rain], vec![]),
    ] {
        let id = add(app, name, &file(name));
        for quote in quotes {
            let found = find(app, quote);
            assert_eq!(found["found"], "verbatim", "{name}: {quote}: {found}");
            assert_eq!(found["places"][0]["sentence"], quote, "{name}");
        }
        for words in nowhere {
            assert_ne!(find(app, words)["found"], "verbatim", "{name}: {words}");
        }
        assert_eq!(app.secretary.delete(&format!("/api/desk/sources/{id}")).status, 204);
    }
    // Half of it is in another file: all of it is refused.
    let refused = app.secretary.bring("/api/desk/sources?source=report&name=a.docx", &file("altchunk.docx"));
    assert!(refused.refuses(422, "unreadable")["message"].as_str().unwrap().contains("另存"));
}

/// What was read, a row as the texts of some of its fields.
fn rows(app: &App, name: &str, bytes: &[u8], fields: &[&str]) -> Vec<Vec<String>> {
    let read = app.secretary.bring(&format!("{READ}?name={}", encoded(name)), bytes).is(200);
    cells(&read, fields)
}

fn cells(read: &Value, fields: &[&str]) -> Vec<Vec<String>> {
    let cells = |row: &Value| fields.iter().map(|field| row["row"][*field].as_str().unwrap().to_string()).collect();
    read["rows"].as_array().unwrap().iter().map(cells).collect()
}

fn a_table_is_read_wherever_it_is(app: &mut App) {
    let (gate, rain) = ("路口看红灯，慢一点；到门口，轻一点。", "雨天路滑，刹车要早，转弯要缓。");
    let (lamp, daily) = ("热水常满，灯火常明，是驿站的本分。", "站长每天看一遍灭火器，骑手每天看一遍刹车线。");
    let rules = "翠微驿站守则";
    let two = [[gate, "安全", rules], [lamp, "人民", rules]];
    for name in ["strings-elsewhere.xlsx", "backslashes.xlsx", "sheet-per-theme.xlsx", "instructions-first.xlsx"] {
        assert_eq!(rows(app, name, &file(name), &["quote", "theme", "source"]), two, "{name}");
    }
    let merged = [[gate, "安全", rules], [rain, "安全", rules], [lamp, "人民", rules], [daily, "人民", rules]];
    assert_eq!(rows(app, "a.xlsx", &file("merged.xlsx"), &["quote", "theme", "source"]), merged);
    let merged = [[gate, "安全"], [rain, "安全"], [lamp, "人民"]];
    assert_eq!(rows(app, "a.docx", &file("merged.docx"), &["quote", "theme"]), merged);
    let escapes = rows(app, "a.xlsx", &file("escapes.xlsx"), &["quote", "gloss"]);
    assert_eq!(escapes[0], ["路口看红灯，慢一点；\n到门口，轻一点。", "红灯前慢\n一点。\t到门口轻一点"]);
    assert_eq!(escapes[1], [lamp, "网址里写 _x000D_ 的照原样"]);
    assert_eq!(escapes[2], [rain, "粗体只是样子"]);

    for (name, text) in [
        ("sep.csv", String::from_utf8(file("sep.csv")).unwrap()),
        ("sep.csv", format!("sep=\t\n金句\t主题\t出处\n{gate}\t安全\t{rules}\n")),
        ("third.csv", String::from_utf8(file("head-in-third-line.csv")).unwrap()),
        ("pipes.csv", format!("金句|主题|出处\n{gate}|安全|{rules}\n")),
        ("drawn.txt", format!("| 金句 | 主题 | 出处 |\n|---|:-:|---|\n| {gate} | 安全 | {rules} |\n")),
        ("wide.csv", format!("金句；主题；出处\n\"{gate}\";安全;{rules}\n")),
        ("wider.csv", format!("金句，主题，出处\n{gate},安全,{rules}\n")),
        ("pasted", format!("本月金句\n金句\t主题\t出处\n{gate}\t安全\t{rules}\n")),
    ] {
        assert_eq!(rows(app, name, text.as_bytes(), &["quote", "theme", "source"]), [[gate, "安全", rules]], "{text}");
    }
    let spaced = rows(app, "a.csv", &file("spaced-quotes.csv"), &["quote", "theme", "source"]);
    assert_eq!(spaced, [["路口看红灯, 慢一点; 到门口, 轻一点。", "安全", rules]]);
    let wide = rows(app, "a.csv", &file("full-width.csv"), &["quote", "theme", "source"]);
    assert_eq!(wide, [["热水常满", "人民", rules]]);
    // A list without words above it is not cut where its sentences pause.
    let list = "路口看红灯, 慢一点。\n热水常满, 灯火常明。\n";
    assert_eq!(rows(app, "a.csv", list.as_bytes(), &["quote"]), [["路口看红灯, 慢一点。"], ["热水常满, 灯火常明。"]]);
    // A comma too many moves the cells: somebody should look.
    let moved =
        app.secretary.bring(&format!("{READ}?name=a.csv"), "金句,主题\n路口,慢一点。,安全\n".as_bytes()).is(200);
    assert!(moved["rows"][0]["doubt"].as_str().unwrap().contains("逗号"), "{moved}");
}

fn which_sheet_and_which_columns_were_taken_is_said_and_can_be_changed(app: &mut App) {
    let read = app.secretary.bring(&format!("{READ}?name=a.xlsx"), &file("instructions-first.xlsx")).is(200);
    let sheets = read["sheets"].as_array().unwrap();
    let told: Vec<_> =
        sheets.iter().map(|sheet| (sheet["name"].as_str().unwrap(), sheet["is_taken"] == true)).collect();
    assert_eq!(told, [("填表说明", false), ("金句", true)]);
    assert_eq!(
        read["columns"][1],
        json!({ "heading": "主题", "samples": ["安全", "人民"], "field": "theme", "is_sure": true })
    );
    let other = app.secretary.bring(&format!("{READ}?name=a.xlsx&sheets=0"), &file("instructions-first.xlsx")).is(200);
    assert_eq!(other["rows"].as_array().unwrap().len(), 4);
    app.secretary
        .bring(&format!("{READ}?name=a.xlsx&sheets=2"), &file("instructions-first.xlsx"))
        .refuses(422, "unfit");

    // Words that nobody knows: the columns are there, and somebody says what they are.
    let table = "内容\t类别\t备注\n路口看红灯，慢一点。\t安全\t路上想的\n热水常满，灯火常明。\t人民\t站里想的\n";
    let read = app.secretary.bring(READ, table.as_bytes()).is(200);
    let columns: Vec<_> = read["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| (column["heading"].as_str().unwrap(), column["field"].as_str(), column["is_sure"] == true))
        .collect();
    assert_eq!(columns, [("内容", Some("quote"), false), ("类别", Some("theme"), true), ("备注", None, false)]);
    assert_eq!(cells(&read, &["quote", "theme", "gloss"])[0], ["路口看红灯，慢一点。", "安全", ""]);
    let chosen = app.secretary.bring(&format!("{READ}?columns=quote,theme,gloss"), table.as_bytes()).is(200);
    assert_eq!(cells(&chosen, &["quote", "theme", "gloss"])[1], ["热水常满，灯火常明。", "人民", "站里想的"]);
    for columns in ["quote,theme", "quote,theme,nothing"] {
        app.secretary.bring(&format!("{READ}?columns={columns}"), table.as_bytes()).refuses(422, "unfit");
    }
    let strange = "语段\t门类\n路口看红灯，慢一点。\t安全\n热水常满，灯火常明。\t人民\n";
    let read = app.secretary.bring(READ, strange.as_bytes()).is(200);
    assert_eq!((&read["columns"][0]["field"], &read["columns"][1]["heading"]), (&json!("quote"), &json!("门类")));
    assert_eq!(cells(&read, &["quote"]), [["路口看红灯，慢一点。"], ["热水常满，灯火常明。"]]);
    // No column is the quotation's: nothing is taken for one.
    let none = app.secretary.bring(READ, "主题\t出处\n安全\t守则\n".as_bytes()).is(200);
    assert_eq!((&none["rows"], none["columns"].as_array().unwrap().len()), (&json!([]), 2));
}

fn what_is_something_else_is_refused_by_its_name(app: &mut App) {
    for (file_name, said) in [
        ("exported.xls", "HTML"),
        ("xml2003.xls", "XML"),
        ("rules.rtf", "RTF"),
        ("renamed.docx", "RTF"),
        ("saved-page.doc", "MHTML"),
        ("lost-byte.csv", "坏了"),
    ] {
        for path in [format!("{READ}?name=a.csv"), "/api/desk/sources?source=report&name=a.txt".into()] {
            let refused = app.secretary.bring(&path, &file(file_name)).refuses(422, "unreadable");
            assert!(refused["message"].as_str().unwrap().contains(said), "{file_name}: {refused}");
        }
    }
    // Several readings: they are shown, and one can be chosen.
    let path = "/api/desk/sources?source=report&name=a.txt";
    let asked = app.secretary.bring(path, &file("big5.txt")).refuses(422, "which_encoding");
    assert!(asked["message"].as_str().unwrap().contains("路口看紅燈"), "{asked}");
    let readings = asked["readings"].as_array().unwrap();
    let big5 = readings.iter().find(|one| one["encoding"] == "big5").unwrap();
    assert_eq!(
        (&big5["called"], big5["beginning"].as_str().unwrap().split('，').next()),
        (&json!("繁体 Big5"), Some("路口看紅燈"))
    );
    assert!(readings.len() > 1, "{asked}");
    app.secretary.bring(&format!("{path}&encoding=big5"), &file("big5.txt")).is(201);
    assert_eq!(find(app, "雨天路滑，剎車要早，轉彎要緩。")["found"], "verbatim");
}

fn a_section_is_right_or_empty(app: &mut App) {
    let text = "# 守则\n一、路上\n路口看红灯。\n## 雨天\n雨天路滑。\n二、站里\n热水常满。\n（一）灯火\n灯火常明。\n# 附则\n站长每天看。\n";
    add(app, "a.md", text.as_bytes());
    for (quote, section) in [
        ("路口看红灯。", "守则 一、路上"),
        ("雨天路滑。", "守则 雨天"),
        ("热水常满。", "守则 二、站里"),
        ("灯火常明。", "守则 二、站里 （一）灯火"),
        ("站长每天看。", "附则"),
        ("附则", "附则"),
    ] {
        let found = find(app, quote);
        assert_eq!((&found["places"][0]["section"], &found["places"][0]["sentence"]), (&json!(section), &json!(quote)));
    }
}
