//! Markdown to HTML that cannot run: the `.html` beside each `.md` below `tests/valid`, and what hostile input may
//! never bring about.

#![cfg(feature = "render")]
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::fs;
use std::path::Path;

use content::render::to_html;
use scraper::{Html, Selector};

/// Everything a rendered text may consist of.
const ELEMENTS: [&str; 28] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "blockquote",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "code",
    "pre",
    "a",
    "img",
    "br",
    "hr",
    "html",
    "head",
    "body",
];
const ATTRIBUTES: [&str; 9] = ["href", "rel", "src", "alt", "class", "start", "width", "height", "loading"];

fn assert_cannot_run(html: &str, from: &str) {
    let parsed = Html::parse_document(html);
    for element in parsed.select(&Selector::parse("*").unwrap()) {
        let name = element.value().name();
        assert!(ELEMENTS.contains(&name), "<{name}> from {from:.200}");
        for (attribute, value) in element.value().attrs() {
            assert!(ATTRIBUTES.contains(&attribute), "{attribute} on <{name}> from {from:.200}");
            if matches!(attribute, "href" | "src") {
                let own = (value.starts_with('/') && !value.starts_with("//")) || value.starts_with('#');
                let web = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| value.starts_with(scheme));
                assert!(own || (web && attribute == "href"), "{value} from {from:.200}");
            }
        }
    }
}

#[test]
fn each_markdown_file_becomes_the_html_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/valid");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let (markdown, beside) = (fs::read_to_string(&path).unwrap(), path.with_extension("html"));
        let html = to_html(&markdown);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&beside, &html).unwrap();
        }
        assert_eq!(html, fs::read_to_string(&beside).unwrap(), "{}", path.display());
        assert_cannot_run(&html, &markdown);
    }
}

/// Texts that make careless parsers slow, deep or large.
fn hostile(n: usize) -> Vec<String> {
    let wide = format!("|{}\n|{}\n{}", "a|".repeat(n), "-|".repeat(n), "|\n".repeat(n));
    vec![
        "[".repeat(n),
        "![".repeat(n),
        "[a](".repeat(n),
        "[a](<b".repeat(n),
        "*a _b ".repeat(n),
        "*".repeat(n),
        "`".repeat(n) + "a",
        (1..200).map(|ticks| "`".repeat(ticks) + "a").collect::<String>().repeat(n / 20_000 + 1),
        ">".repeat(n) + "a",
        "> ".repeat(n) + "a",
        format!("{}a\n", ">".repeat(n / 100)).repeat(100),
        "- ".repeat(n) + "a",
        (0..n / 200).map(|depth| format!("{}- a\n", "  ".repeat(depth.min(400)))).collect(),
        "1. ".repeat(n) + "a",
        "<".repeat(n),
        "<a ".repeat(n),
        "<!--".repeat(n),
        "<![CDATA[".repeat(n),
        "<?".repeat(n),
        "&".repeat(n) + ";",
        "\\".repeat(n),
        "a  \n".repeat(n / 4),
        wide,
        format!("> |{}\n> |{}\n{}", "a|".repeat(n / 2), "-|".repeat(n / 2), "> |\n".repeat(n / 2)),
        format!("[a]: /{}\n\n{}", "x".repeat(n), "[a]\n".repeat(n)),
        "[a]: <".repeat(n),
        "\u{feff}\u{0}\u{202e}".repeat(n / 8),
    ]
}

#[test]
fn hostile_input_gives_nothing_that_could_run() {
    for text in hostile(2_000) {
        assert_cannot_run(&to_html(&text), &text);
    }
}

#[test]
fn output_stays_in_proportion_to_hostile_input() {
    for text in hostile(20_000) {
        let html = to_html(&text);
        assert!(html.len() <= 40 * text.len() + 1_000, "{} bytes from {}: {text:.60}", html.len(), text.len());
    }
}

#[test]
fn nesting_stays_shallow_enough_for_a_cheap_phone() {
    for text in hostile(2_000) {
        let parsed = Html::parse_fragment(&to_html(&text));
        let depth = parsed.tree.nodes().map(|node| node.ancestors().count()).max().unwrap();
        assert!(depth <= 40, "{depth} levels from {text:.60}");
    }
}
