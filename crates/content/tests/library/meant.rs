//! What writers mean where CommonMark reads something else: the `.html` beside each `.md` below `tests/meant`, and in
//! `.faults` what is named. `UPDATE_EXPECTED=1` writes both, to be read by a person before they are committed.

#![cfg(feature = "publish")]
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use content::folder;
use content::library::Library;
use content::render::{to_html, to_text};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The library with one article more.
fn with(name: &str, text: &str) -> (Library, Vec<String>) {
    let (mut files, _) = folder::texts(&tests().join("base")).unwrap();
    files.push((format!("articles/{name}.md"), text.to_string()));
    let (library, faults) = Library::read_with_advice(files);
    (library, faults.iter().map(ToString::to_string).collect())
}

fn rendered(markdown: &str) -> String {
    to_html(markdown).trim_end().to_string()
}

#[test]
fn each_text_is_shown_as_it_was_meant_and_the_rest_is_named() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(tests().join("meant")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (library, faults) = with(&name, &fs::read_to_string(&path).unwrap());
        // Nothing that is named takes an article away from readers.
        let html = to_html(&library.articles.get(&name).unwrap_or_else(|| panic!("{name}: {faults:?}")).body);
        let faults: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
        for (beside, found) in [(path.with_extension("html"), html), (path.with_extension("faults"), faults)] {
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(&beside, &found).unwrap();
            }
            if fs::read_to_string(&beside).unwrap_or_default() != found {
                wrong.push(format!("{}\n{found}", beside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bold_beside_chinese_marks_is_bold() {
    for (markdown, html) in [
        ("站长说：**“热水常满。”**大家都点头。", "<p>站长说：<strong>“热水常满。”</strong>大家都点头。</p>"),
        ("他写下**《站规》**三条。", "<p>他写下<strong>《站规》</strong>三条。</p>"),
        ("先**看灯（红的别动）**再进门。", "<p>先<strong>看灯（红的别动）</strong>再进门。</p>"),
        ("*强调，*后面", "<p><em>强调，</em>后面</p>"),
        ("__“也行”__吗", "<p><strong>“也行”</strong>吗</p>"),
        ("长*（宽+高）*2", "<p>长*（宽+高）*2</p>"),
        ("1. 一\n2. **二。**三", "<ol>\n<li>一</li>\n<li><strong>二。</strong>三</li>\n</ol>"),
        ("snake_case_name 和 2 * 3 * 4", "<p>snake_case_name 和 2 * 3 * 4</p>"),
    ] {
        assert_eq!(rendered(markdown), html);
    }
}

#[test]
fn a_line_end_within_chinese_text_is_no_gap_on_the_page_or_in_search() {
    assert_eq!(
        rendered("厚\n德载物，自强\n不息。Take it\neasy，慢\n**一**点"),
        "<p>厚德载物，自强不息。Take it\neasy，慢<strong>一</strong>点</p>"
    );
    assert_eq!(
        to_text("厚\n德载物，水，\n一直。前**粗体**后 Take it\neasy").trim_end(),
        "厚德载物，水，一直。前粗体后 Take it easy"
    );
    assert_eq!(rendered("红灯停  \n绿灯行\\\n黄灯"), "<p>红灯停<br />\n绿灯行<br />\n黄灯</p>");
    assert_eq!(rendered("1、看灯\n2、看人"), "<p>1、看灯<br />\n2、看人</p>");
    assert_eq!(rendered("2026、\n2027年"), "<p>2026、2027年</p>");
}

#[test]
fn a_rule_below_a_line_is_a_rule() {
    assert_eq!(rendered("一句话\n---\n又一句"), "<p>一句话</p>\n<hr />\n<p>又一句</p>");
    assert_eq!(rendered("---\ntitle: 雨天\n---"), "<hr />\n<p>title: 雨天</p>\n<hr />");
    assert_eq!(rendered("- 甲\n- 乙\n---\n丙"), "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n<hr />\n<p>丙</p>");
}

#[test]
fn a_comment_reaches_no_reader() {
    for markdown in
        ["<!-- 别发 -->", "前<!-- 别发 -->后", "<!--\n别发\n\n还有\n-->\n后", "<!-- 别发", "甲 <!-- 别发\n别发 --> 乙"]
    {
        assert!(!rendered(markdown).contains("别发"), "{}", rendered(markdown));
        assert!(!to_text(markdown).contains("别发"));
    }
    assert_eq!(rendered("<!-- 别发 -->"), "");
    assert_eq!(rendered("前<!-- 别发 -->后"), "<p>前后</p>");
}

#[test]
fn faults_name_the_line_they_stand_on() {
    let head = "---\ntitle: 题\nsummary: 一句\ntheme: 青年\ndate: 2026-11-24\n---\n";
    let (_, faults) =
        with("lines", &format!("{head}一\n\n    空四格，一句。\n\n##标题\n\n二\n---\n\n脚注[^1]。\n<b>\n"));
    assert_eq!(
        faults,
        [
            "articles/lines.md:16: body: “[^1]”会原样显示 (这里没有脚注：注直接写进正文，用括号括起来)",
            "articles/lines.md:17: body: “<b>”会原样显示 (这里不用网页的标签，删掉它)"
        ]
    );
}

#[test]
fn heads_of_other_programs_are_named() {
    for (text, said) in [
        ("+++\ntitle = \"雨天\"\n+++\n雨天。", "x.md:1: file: 开头的 +++ 是 TOML 的写法"),
        ("{\n\"title\": \"雨天\"\n}\n雨天。", "x.md:1: file: 开头的 { 是 JSON 的写法"),
        ("———\ntitle：雨天\n———\n雨天。", "x.md:1: file: 第一行像三个减号，其实不是"),
        ("－－－\ntitle: 雨天\n---\n雨天。", "x.md:1: file: 第一行像三个减号，其实不是"),
    ] {
        let (_, faults) = with("x", text);
        assert!(faults.len() == 1 && faults[0].starts_with(&format!("articles/{said}")), "{faults:?}");
    }
    let good = "---\ntitle: 雨天\nsummary:\t一句\ntheme: 青年\ndate: 2026-11-24\n---\n雨天。\n";
    for text in [good.to_string(), good.replace('\n', "\r"), format!("\u{feff}{}", good.replace('\n', "\r\n"))] {
        assert_eq!(with("x", &text).1, [] as [String; 0]);
    }
    let (_, faults) = with("x", &good.replace("theme", "cards: [q001, q002]\ntheme"));
    assert_eq!(faults, ["articles/x.md:4: cards: 值不能以 [ 开头 (每项另起一行，以 - 加空格开头)"]);
}

#[test]
fn look_alikes_are_named_and_emoji_are_not() {
    let text = "---\ntitle: 雨天\nsummary: 一句\ntheme: 青年\ndate: 2026-11-24\n---\n⾬天路滑，👨‍👩‍👧❤️。\n刹\u{ad}车\n";
    let (library, faults) = with("x", text);
    assert_eq!(
        faults,
        [
            "articles/x.md:7: body: “⾬”（U+2FAC）看着像“雨”，其实是另一个字 (换成平常的“雨”，不然搜不到它，也读不出来)",
            "articles/x.md:8: body: 有一个看不见的字符 U+00AD (删掉这个看不见的字符)"
        ]
    );
    assert!(!library.articles.contains_key("x"));
}
