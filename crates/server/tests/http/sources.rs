//! 逐字核对: source texts, and cards that are published with the proof of one.

use serde_json::{Value, json};

use crate::app::App;
use crate::phone::{Answer, Phone};

on_both!(
    a_quotation_is_looked_up_in_the_texts_there_are,
    a_card_is_published_with_the_proof_of_a_text,
    a_new_source_is_looked_at_before_cards_name_it,
    a_new_source_that_was_thrown_away_leaves_no_text,
    what_is_no_text_is_refused_in_words,
    what_looks_the_same_is_the_same,
    a_sentence_that_was_proved_among_others_is_told_its_neighbours,
    line_ends_within_a_sentence_are_overlooked,
    more_text_than_is_kept_ready_is_refused_at_the_door,
);

const SOURCES: &str = "/api/desk/sources";
const TEXT: &str = "示例报告\n一、路上\n越是紧，越要看清红灯。一顿饭送得准时，等饭的人就多一段午休。\n二、家里\n敲门轻一点，说话慢一点。";

/// For a query.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn find(phone: &Phone, quote: &str) -> Value {
    phone.post("/api/desk/sources/find", &json!({ "quote": quote })).is(200)
}

fn a_quotation_is_looked_up_in_the_texts_there_are(app: &mut App) {
    assert_eq!(find(&app.secretary, "越是紧，越要看清红灯。")["collation"]["found"], "nothing");
    let add = format!("{SOURCES}?source=report&name={}", encoded("报告.txt"));
    let added = app.secretary.bring(&add, TEXT.as_bytes()).is(201);
    let text = &added["sources"][0]["texts"][0];
    assert_eq!((&text["title"], &text["characters"]), (&json!("报告.txt"), &json!(TEXT.chars().count())));
    // The answer was cut, and it is sent again.
    let again = app.secretary.bring(&add, TEXT.as_bytes()).is(200);
    assert_eq!(again["sources"][0]["texts"].as_array().unwrap().len(), 1);
    app.secretary.bring(&format!("{SOURCES}?source=nothing"), TEXT.as_bytes()).refuses(404, "not_found");

    let found = find(&app.other_secretary, "越是紧,越要看清红灯");
    let place = &found["collation"]["places"][0];
    assert_eq!((&found["source"], &found["collation"]["found"]), (&json!("report"), &json!("verbatim")));
    assert_eq!(
        (&place["quote"], &place["sentence"]),
        (&json!("越是紧，越要看清红灯"), &json!("越是紧，越要看清红灯。"))
    );
    assert_eq!(place["section"], "一、路上");
    let near = find(&app.secretary, "越是紧，越要看请红灯");
    assert_eq!(near["collation"]["found"], "near");
    let marks = near["collation"]["marks"].as_array().unwrap();
    let different: Vec<_> = marks.iter().filter(|mark| mark["same"] == false).collect();
    assert_eq!(different, [&json!({ "quote": "请", "source": "清", "same": false })]);
    assert_eq!(
        find(&app.secretary, "青年强，则国家强！")["twins"],
        json!([{ "slug": "good", "quote": "青年强，则国家强。", "likeness": "same" }])
    );

    let id = text["id"].as_str().unwrap();
    assert_eq!(app.other_secretary.delete(&format!("{SOURCES}/{id}")).status, 204);
    app.secretary.delete(&format!("{SOURCES}/{id}")).refuses(404, "not_found");
    assert_eq!(find(&app.secretary, "越是紧，越要看清红灯。")["collation"]["found"], "nothing");
}

/// Characters as PDF files and old pages have them, each with the sentence it was copied into.
const SPELLINGS: &str = include_str!("../fixtures/texts/spellings.tsv");
const RULES: &[u8] = include_bytes!("../fixtures/texts/rules.txt");

fn what_looks_the_same_is_the_same(app: &mut App) {
    app.secretary.bring(&format!("{SOURCES}?source=report&name=a.txt"), RULES).is(201);
    for line in SPELLINGS.lines() {
        let mut fields = line.split('\t');
        let (kind, quote) = (fields.next().unwrap(), fields.next().unwrap());
        let found = find(&app.secretary, quote)["collation"].clone();
        match kind {
            // Nothing like it stands there.
            "全角数字字母" => assert_eq!(found["found"], "nothing"),
            "繁体" | "日文字形" => assert_eq!(found["found"], "near", "{kind}"),
            _ => {
                assert_eq!(found["found"], "verbatim", "{kind}");
                // What is taken over has the source's own characters.
                let theirs = found["places"][0]["quote"].as_str().unwrap();
                assert!(std::str::from_utf8(RULES).unwrap().contains(theirs), "{kind} {theirs}");
            }
        }
    }
    // What cannot be seen is named before a card goes out with it.
    let unseen = card("雨天路滑，刹⻋要早", "雨天路滑，刹⻋要早，转弯要缓。", "report");
    let at = "/api/desk/documents/cards/q900";
    app.secretary.send("PUT", &format!("{at}/draft"), Some(&json!({ "text": unseen, "version": 0 }))).is(200);
    let step = json!({ "step": "submit", "version": 1 });
    let refused = app.secretary.post(&format!("{at}/step"), &step).refuses(422, "faulty");
    assert!(refused["message"].as_str().unwrap().contains("U+2ECB"), "{refused}");
}

fn line_ends_within_a_sentence_are_overlooked(app: &mut App) {
    let files: [(&str, &[u8]); 2] = [
        ("a.txt", include_bytes!("../fixtures/texts/broken-lines.txt")),
        ("b.docx", include_bytes!("../fixtures/texts/line-breaks.docx")),
    ];
    for (name, bytes) in files {
        let added = app.secretary.bring(&format!("{SOURCES}?source=report&name={name}"), bytes).is(201);
        let found = find(&app.secretary, "雨天路滑，刹车要早，转弯要缓。")["collation"].clone();
        assert_eq!(found["found"], "verbatim", "{name}");
        assert_eq!(found["places"][0]["sentence"], "雨天路滑，刹车要早，转弯要缓。");
        if name == "a.txt" {
            let found = find(&app.secretary, "热 水 常 满 ，灯火常明，是驿站的本分。")["collation"].clone();
            assert_eq!((&found["found"], &found["places"][0]["section"]), (&json!("verbatim"), &json!("二、站里")));
            let proved = card("刹车要早", "雨天路滑，刹车要早，转弯要缓。", "report");
            publish(app, "cards/q901", &proved, 0, None).is(200);
        }
        let id = added["sources"][0]["texts"][0]["id"].as_str().unwrap();
        assert_eq!(app.secretary.delete(&format!("{SOURCES}/{id}")).status, 204);
    }
}

fn card(quote: &str, sentence: &str, source: &str) -> String {
    format!("---\nquote: {quote}\nsentence: {sentence}\nsource: {source}\nsection: 一、路上\ntheme: 青年\n---\n")
}

/// Saved and handed on by one secretary, published by the other.
fn publish(app: &App, path: &str, text: &str, version: i64, unverified: Option<&str>) -> Answer {
    let at = format!("/api/desk/documents/{path}");
    let save = json!({ "text": text, "version": version });
    let saved = app.secretary.send("PUT", &format!("{at}/draft"), Some(&save)).is(200);
    let version = saved["draft"]["version"].as_i64().unwrap();
    app.secretary.post(&format!("{at}/step"), &json!({ "step": "submit", "version": version })).is(200);
    let step = json!({ "step": "publish", "version": version + 1, "unverified": unverified });
    app.other_secretary.post(&format!("{at}/step"), &step)
}

fn take_back(app: &App, path: &str) -> i64 {
    let at = format!("/api/desk/documents/{path}");
    let version = app.secretary.get(&at).is(200)["draft"]["version"].clone();
    let back = app.secretary.post(&format!("{at}/step"), &json!({ "step": "take_back", "version": version })).is(200);
    back["draft"]["version"].as_i64().unwrap()
}

fn a_card_is_published_with_the_proof_of_a_text(app: &mut App) {
    let sentence = "越是紧，越要看清红灯。";
    let refused = publish(app, "cards/q001", &card("越要看清红灯", sentence, "report"), 0, None);
    assert!(refused.refuses(422, "unverified")["message"].as_str().unwrap().contains("原文库里还没有"));
    app.secretary.bring(&format!("{SOURCES}?source=report"), TEXT.as_bytes()).is(201);

    // One wrong character, in quotation and sentence alike, is refused with that character marked.
    let version = take_back(app, "cards/q001");
    let wrong = card("越要看请红灯", "越是紧，越要看请红灯。", "report");
    let refused = publish(app, "cards/q001", &wrong, version, None).refuses(422, "unverified");
    assert_eq!((&refused["field"], &refused["spans"]), (&json!("quote"), &json!([{ "from": 3, "to": 4 }])));
    assert!(refused["message"].as_str().unwrap().contains("“请”在原文里是“清”"));
    // Half a sentence is none.
    let version = take_back(app, "cards/q001");
    let half = card("越要看清红灯", "越要看清红灯。", "report");
    assert_eq!(publish(app, "cards/q001", &half, version, None).refuses(422, "unverified")["field"], "sentence");
    // Nor is what differs in width: it is to be corrected, not overlooked.
    let version = take_back(app, "cards/q001");
    let narrow = card("越是紧,越要看清红灯", "越是紧,越要看清红灯。", "report");
    assert_eq!(publish(app, "cards/q001", &narrow, version, None).refuses(422, "unverified")["field"], "quote");

    let version = take_back(app, "cards/q001");
    publish(app, "cards/q001", &card("越要看清红灯", sentence, "report"), version, None).is(200);
    assert!(app.anonymous().get("/cards/q001/").text().contains("越要看清红灯"));
    // The proof stays when the text is gone, and after a start.
    let id = app.admin.get(SOURCES).is(200)["sources"][0]["texts"][0]["id"].as_str().unwrap().to_string();
    assert_eq!(app.admin.delete(&format!("{SOURCES}/{id}")).status, 204);
    app.kill_and_restart();
    assert_eq!(app.anonymous().get("/cards/q001/").status, 200);
    // What stands nowhere needs a reason.
    let elsewhere = card("天下兴亡，匹夫有责。", "天下兴亡，匹夫有责。", "report");
    publish(app, "cards/q002", &elsewhere, 0, Some("  ")).refuses(422, "unverified");
    let version = take_back(app, "cards/q002");
    publish(app, "cards/q002", &elsewhere, version, Some("纸书上核对过")).is(200);
    assert_eq!(app.anonymous().get("/cards/q002/").status, 200);
}

fn a_new_source_is_looked_at_before_cards_name_it(app: &mut App) {
    let new = format!(
        "{SOURCES}?name={}&title={}&author={}&date=2026-11-01&published_in={}",
        encoded("规章.md"),
        encoded("骑手: 行车规章"),
        encoded("某公司"),
        encoded("公司网站")
    );
    let missing = app.secretary.bring(&new.replace("date=2026-11-01", "date=2026"), TEXT.as_bytes());
    assert_eq!(missing.refuses(422, "unfit")["field"], "date");
    let listed = app.secretary.bring(&new, TEXT.as_bytes()).is(201);
    let source = listed["sources"].as_array().unwrap().iter().find(|source| source["is_published"] == false).unwrap();
    assert_eq!((&source["title"], &source["texts"][0]["title"]), (&json!("骑手: 行车规章"), &json!("规章.md")));
    let slug = source["slug"].as_str().unwrap().to_string();
    // Sent again, it is the same one.
    let again = app.secretary.bring(&new, TEXT.as_bytes()).is(200);
    assert_eq!(again["sources"].as_array().unwrap().len(), 2);

    let path = format!("sources/{slug}");
    let draft = app.secretary.get(&format!("/api/desk/documents/{path}")).is(200);
    assert_eq!(draft["faults"], json!([]));
    // It waits for somebody else already, who is told so.
    assert_eq!((&source["stage"], &source["is_mine"]), (&json!("review"), &json!(true)));
    let others = app.other_secretary.get(SOURCES).is(200);
    let theirs = others["sources"].as_array().unwrap().iter().find(|source| source["slug"] == slug.as_str()).unwrap();
    assert_eq!((&theirs["stage"], &theirs["is_mine"]), (&json!("review"), &json!(false)));
    let quote = "敲门轻一点，说话慢一点。";
    let early = card(quote, quote, &slug);
    let save = json!({ "text": early, "version": 0 });
    let saved = app.secretary.send("PUT", "/api/desk/documents/cards/q001/draft", Some(&save)).is(200);
    assert_eq!(saved["faults"][0]["field"], "source");
    let step = json!({ "step": "publish", "version": draft["draft"]["version"] });
    app.other_secretary.post(&format!("/api/desk/documents/{path}/step"), &step).is(200);
    publish(app, "cards/q001", &early, 1, None).is(200);
    assert!(app.anonymous().get("/cards/q001/").text().contains(quote));
}

fn a_new_source_that_was_thrown_away_leaves_no_text(app: &mut App) {
    let new = format!(
        "{SOURCES}?name=a.md&title={}&author={}&date=2026-11-01&published_in={}",
        encoded("行车规章"),
        encoded("某公司"),
        encoded("公司网站")
    );
    let made = app.secretary.bring(&new, TEXT.as_bytes()).is(201);
    let source = made["sources"].as_array().unwrap().iter().find(|one| one["is_published"] == false).unwrap().clone();
    let path = format!("sources/{}", source["slug"].as_str().unwrap());
    let version = take_back(app, &path);
    let discard = json!({ "step": "discard", "version": version });
    app.secretary.post(&format!("/api/desk/documents/{path}/step"), &discard).is(200);
    assert_eq!(find(&app.secretary, "越是紧，越要看清红灯。")["collation"]["found"], "nothing");
    // It can be added again, and is listed.
    let again = app.secretary.bring(&new, TEXT.as_bytes()).is(201);
    assert_eq!(again["sources"].as_array().unwrap().len(), 2);
}

fn what_is_no_text_is_refused_in_words(app: &mut App) {
    let add = format!("{SOURCES}?source=report");
    assert_eq!(app.secretary.bring(&add, b"%PDF-1.7").refuses(422, "unreadable")["field"], "file");
    app.secretary.bring(&add, b" \n ").refuses(422, "unreadable");
    app.secretary.bring(&add, &vec![b'a'; 11 * 1024 * 1024]).refuses(413, "too_large");
    let long = json!({ "quote": "长".repeat(2_001) });
    app.secretary.post("/api/desk/sources/find", &long).refuses(422, "too_long");
}

fn a_sentence_that_was_proved_among_others_is_told_its_neighbours(app: &mut App) {
    // The base's card `good` was proved alone.
    let at = "/api/desk/documents/cards/q001";
    let text = crate::documents::card("一句。").replacen("source: ", "after: 后面还有一句。\nsource: ", 1);
    crate::documents::save(&app.secretary, at, &text, 0).is(200);
    crate::documents::step(&app.secretary, at, "submit", 1, Value::Null).is(200);
    for more in [json!({}), json!({ "publish_from": crate::documents::in_days(2) })] {
        let refused = crate::documents::step(&app.other_secretary, at, "publish", 2, more).refuses(422, "unverified");
        assert_eq!(refused["message"], "good 核对的时候没有后一句，这里也要空着");
        assert_eq!(refused["field"], "after");
    }
}

fn more_text_than_is_kept_ready_is_refused_at_the_door(app: &mut App) {
    let add = format!("{SOURCES}?source=report&name=a.txt");
    // Each as long as one may be, nearly.
    let book = |line: &str| format!("{line}\n").repeat(1_900_000 / (line.len() + 1));
    for line in ["one page of a book", "one page of another book"] {
        app.secretary.bring(&add, book(line).as_bytes()).is(201);
    }
    let told = app.secretary.bring(&add, book("one page of a third book").as_bytes()).refuses(422, "too_long");
    assert_eq!(told["field"], "file");
    assert!(told["message"].as_str().unwrap().contains("已经有 380 万字，这一份 190 万字"), "{told}");
    // What is there stays, and there is room for what is shorter.
    app.secretary.bring(&add, book("one page of a book").as_bytes()).is(200);
    app.secretary.bring(&add, TEXT.as_bytes()).is(201);
    assert_eq!(find(&app.secretary, "越是紧，越要看清红灯。")["collation"]["found"], "verbatim");
}
