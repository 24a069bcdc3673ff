//! Whatever a form or a table brings: the file written of it reads back as the same document.

#![cfg(feature = "render")]
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use content::card::Card;
use content::day::Day;
use content::document::Kind;
use content::fault::Faults;
use content::front_matter::{FrontMatter, Item, Lines};
use content::library::Library;
use content::lock::Proof;
use content::recording::Recorded;
use content::write::Writer;

/// What YAML, and this subset of it, finds hard; alone and together.
const AWKWARD: [&str; 30] = [
    "青年强，则国家强。",
    "他说: 好",
    "他说：好",
    "结尾是冒号:",
    "一 # 二",
    "#开头",
    "- 像列表",
    "-",
    "--- ",
    "---",
    "\"引号\"开头",
    "'单引号",
    "里面有\"引号\"",
    "反斜杠\\",
    "\\\"",
    "  两头有空格  ",
    "\u{3000}全角空格",
    "[数组]",
    "{a: 1}",
    "&锚",
    "*别名",
    "!标签",
    "|",
    "> 折叠",
    "%YAML",
    "@符号",
    "`反引号`",
    "?问号",
    ",逗号",
    "𠮷野家👩🏽‍🍳 ﷺ",
];

fn card(quote: &str, other: &str, gloss: &str) -> Card {
    Card {
        slug: "one".into(),
        quote: quote.into(),
        sentence: quote.into(),
        before: other.into(),
        after: gloss.lines().next().unwrap_or_default().trim().into(),
        source: other.into(),
        proof: Proof::default(),
        section: other.into(),
        theme: quote.into(),
        part_of: other.len().is_multiple_of(2).then(|| other.into()),
        recorded: other.len().is_multiple_of(3).then(|| Recorded {
            path: "/recordings/0123456789abcdef0123456789abcdef-42s-310k.m4a".into(),
            voice: other.into(),
        }),
        withdrawn: other.len().is_multiple_of(3).then(|| Day::parse("2026-11-23").unwrap()),
        gloss: gloss.into(),
        lines: Lines::default(),
        body_line: 0,
    }
}

fn read(text: &str) -> Card {
    let mut faults = Faults::of("cards/one.md");
    let card = Card::read("one", FrontMatter::parse(text, &mut faults), &mut faults);
    let faults = faults.into_vec();
    // A joiner of emoji is a fault of its own; nothing else may be one.
    assert!(faults.iter().all(|fault| fault.message.contains("看不见")), "{text}\n{faults:?}");
    card
}

#[test]
fn a_card_reads_back_as_it_was_written() {
    let bodies = ["", "一句话。\n", "---\n", "\n\n---\ntitle: 骗\n---\n", "- 一\n- 二", "# 标题\n\n正文  \n"];
    for (at, quote) in AWKWARD.iter().enumerate() {
        for other in AWKWARD {
            let card = card(quote, other, bodies[at % bodies.len()]);
            let text = card.to_text();
            let back = read(&text);
            assert_eq!(Card { lines: Lines::default(), body_line: 0, ..back.clone() }, card, "{text}");
            assert_eq!(back.to_text(), text);
        }
    }
}

#[test]
fn random_values_read_back_too() {
    let alphabet: Vec<char> = "\"'\\:# -—，。甲乙ab1\t[]{}&*!|>%@`?,".chars().collect();
    let mut state = 7_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for _ in 0..20_000 {
        let mut text = || (0..1 + next(8)).map(|_| alphabet[next(alphabet.len())]).collect::<String>();
        let (quote, other) = (text(), text());
        let card = card(&quote, &other, &quote);
        let back = read(&card.to_text());
        assert_eq!(Card { lines: Lines::default(), body_line: 0, ..back }, card, "{:?}", card.to_text());
    }
}

#[test]
fn line_breaks_in_a_field_are_closed_up() {
    let text = Writer::default().field("quote", "江山就是人民，\r\n人民就是江山。\nOne\ntwo").body("");
    assert_eq!(text, "---\nquote: 江山就是人民，人民就是江山。One two\n---\n");
}

#[test]
fn every_kind_of_document_reads_back() {
    let item = |text: &str| Item { line: 1, text: text.into() };
    let text = Writer::default().list("cards", &[item("- x"), item("a: b"), item("q001")]).body("正文\n");
    let mut faults = Faults::of("x");
    let mut file = FrontMatter::parse(&text, &mut faults);
    let items: Vec<String> = file.list("cards", &mut faults).into_iter().map(|item| item.text).collect();
    assert_eq!((items, file.body.as_str()), (vec!["- x".into(), "a: b".into(), "q001".into()], "正文\n"));
    assert!(faults.is_empty());

    let files = [
        ("site.md", "---\nname: 站\ntagline: 用\ndistrict: 区\ncommittee: 委\ncontact: 谁\nthemes:\n  - 青年\n---\n"),
        ("articles/a.md", "---\ntitle: 一: 二\nsummary: 说\ntheme: 青年\ndate: 2026-11-23\n---\n正文\n"),
        (
            "articles/b.md",
            "---\ntitle: \"一: 二\"\nsummary: 说\ntheme: 青年\ndate: 2026-11-23\nwithdrawn: 2026-11-24\n---\n正文\n",
        ),
        ("sources/s.md", "---\ntitle: 报告\nshort: 报\nauthor: 人\ndate: 2022-10-16\npublished_in: 报上\n---\n"),
    ];
    let (library, faults) = Library::read(files.map(|(path, text)| (path.to_string(), text.to_string())));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(library.articles["b"].to_text(), files[2].1);
    assert_eq!(library.sources["s"].to_text(), files[3].1);
}
