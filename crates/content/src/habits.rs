//! What writers bring from other programs and readers would see as it is written: footnotes, tasks of blogs, stars that
//! stand alone. Each is named with its line and what to do; nothing of it harms, so that what is published already stays.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use crate::fault::Faults;
use crate::render::{Kind, is_prose, kinds, prepared, with_places};

const AS_IT_IS: &str = "会原样显示";
const BOLD: &str = "要粗体的字写成 **字**：星号紧挨着字，前后成对";

/// What begins, what ends, and what to do instead.
const PAIRS: [(&str, &str, &str); 12] = [
    ("[^", "]", "这里没有脚注：注直接写进正文，用括号括起来"),
    ("~~", "~~", "这里没有删除线：不要的字直接删掉"),
    ("==", "==", BOLD),
    ("＊＊", "＊＊", "换成英文的星号 **"),
    ("{%", "%}", "这是别的网站的标签，删掉它"),
    ("{{", "}}", "这是别的网站的标签，删掉它"),
    ("[[", "]]", "链接要这样写：[字](/articles/名字/)"),
    ("$$", "$$", "这里没有公式：用字写出来"),
    ("]（/", "）", "链接的括号要用英文的 ( )"),
    ("]（http", "）", "链接的括号要用英文的 ( )"),
    ("！[", "]", "图片前面的叹号要用英文的 !"),
    ("[!", "]", "这是别的软件的提示框，删掉它，用平常的话写"),
];

/// Notes what is named in a text that begins on a line of its file.
pub(crate) fn note(markdown: &str, first_line: usize, faults: &mut Faults) {
    for (at, (line, kind)) in markdown.lines().zip(kinds(markdown)).enumerate() {
        match kind {
            Kind::Text => note_line(line, first_line + at, faults),
            Kind::Unended => {
                as_it_is(first_line + at, line.trim(), "代码没有写完：后面加一行 ```，不是代码就删掉这一行", faults)
            }
            Kind::Code | Kind::Divider => {}
        }
    }
    note_parsed(&prepared(markdown), first_line, faults);
}

fn note_line(line: &str, number: usize, faults: &mut Faults) {
    // What is between back-ticks is meant to be seen as it is.
    let text: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let mut add = |found: &str, hint: &str| as_it_is(number, found, hint, faults);
    for (open, close, hint) in PAIRS {
        let is_picture = open == "[!" && text.contains("[![");
        if let Some(found) = between(&text, open, close).filter(|_| !is_picture) {
            add(found, hint);
        }
    }
    if let Some(found) = raised(&text) {
        add(found, "这里没有上标和下标：直接写出来，如 H₂O、m²");
    }
    if text.match_indices("&nbsp").any(|(at, found)| !text[at + found.len()..].starts_with(';')) {
        add("&nbsp", "空格直接打，首行不用空格");
    }
    if let Some(found) = loose(&text) {
        add(found, BOLD);
    }
    if let Some(found) = lost_definition(&text) {
        add(found, "这是别的软件放链接的写法：注直接写进正文，链接写成 [字](网址)");
    }
    if let Some(found) = shortcode(&text) {
        add(found, "表情直接从输入法里打");
    }
    let trimmed = text.trim();
    if trimmed.starts_with(":::") || trimmed.eq_ignore_ascii_case("[toc]") {
        add(trimmed, "这是别的软件的写法，删掉这一行；小标题多了，目录会自己出来");
    }
    let is_heading = |rest: &str| !rest.is_empty() && !rest.starts_with(char::is_whitespace) && !rest.contains('#');
    if trimmed.strip_prefix('#').is_some_and(is_heading) {
        add(trimmed, "小标题要这样写：## 加空格，再写标题");
    }
}

/// From where something begins to where it ends, with at least a character between. What ends as it begins (`a == b`) has no
/// space behind its beginning.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let begin = text.find(open)?;
    let inner = &text[begin + open.len()..];
    let end = inner.find(close).filter(|end| *end > 0)?;
    (open != close || !inner.starts_with([' ', '='])).then(|| &text[begin..begin + open.len() + end + close.len()])
}

/// `H~2~O`, `m^2^`.
fn raised(text: &str) -> Option<&str> {
    ['~', '^'].into_iter().find_map(|mark| {
        let begin = text.find(mark).filter(|at| text[..*at].ends_with(|c: char| c.is_ascii_alphanumeric()))?;
        let end = text[begin + 1..].find(mark)?;
        let inner = &text[begin + 1..begin + 1 + end];
        (!inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            .then(|| &text[begin..end + begin + 2])
    })
}

/// `** 重点 **`: stars with spaces within them, where none is open before.
fn loose(text: &str) -> Option<&str> {
    let is_open = |at: usize| text[..at].matches("**").count() % 2 == 1;
    let begin = text.match_indices("** ").map(|(at, _)| at).find(|at| !is_open(*at))?;
    let inner = &text[begin + 2..];
    let end = inner.find("**").filter(|end| inner[..*end].ends_with(' ') && !inner[..*end].trim().is_empty())?;
    Some(&text[begin..begin + 2 + end + 2])
}

/// `[注]: 说明`, which is an address where a link names it.
fn lost_definition(text: &str) -> Option<&str> {
    let text = text.trim();
    let (label, rest) = text.strip_prefix('[')?.split_once("]:")?;
    let is_address = rest.trim_start().starts_with(['/', '#', '<']) || rest.contains("://");
    (!label.starts_with('^') && !is_address).then_some(text)
}

/// `:smile:`
fn shortcode(text: &str) -> Option<&str> {
    let mut pieces = text.match_indices(':').map(|(at, _)| at).peekable();
    while let Some(begin) = pieces.next() {
        let Some(end) = pieces.peek().copied() else { break };
        let inner = &text[begin + 1..end];
        let is_name = inner.starts_with(|c: char| c.is_ascii_lowercase() || c == '+')
            && inner.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(&byte));
        if is_name && !text[..begin].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return Some(&text[begin..=end]);
        }
    }
    None
}

fn note_parsed(text: &str, first_line: usize, faults: &mut Faults) {
    let line = |at: usize| first_line + text[..at].matches('\n').count();
    let mut code = 0;
    let mut last_html = 0;
    for (event, range) in with_places(text) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                code += 1;
                if kind == CodeBlockKind::Indented && !is_prose(&text[range.clone()]) {
                    faults.advise(
                        line(range.start),
                        "body",
                        "这一段前面空了四格，会变成代码的样子",
                        "前面的空格删掉，首行缩进不用自己打",
                    );
                }
            }
            Event::End(TagEnd::CodeBlock) => code -= 1,
            Event::Start(Tag::Heading { level, .. })
                if level == HeadingLevel::H1 && text[range.clone()].trim_end().ends_with("==") =>
            {
                faults.advise(
                    line(range.start),
                    "body",
                    "下面那行等号会把这一行变成小标题",
                    "要小标题，用 ## 加空格开头；要一条线，用三个减号",
                );
            }
            Event::Text(said) if code == 0 => {
                let is_escaped = text[..range.start].ends_with('\\');
                if let Some(mark) = ["**", "__"].into_iter().find(|mark| is_left_over(&said, mark) && !is_escaped) {
                    as_it_is(line(range.start), mark, BOLD, faults);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let is_closed = text[range.start..].contains("-->");
                note_html(&html, is_closed, line(range.start), &mut last_html, faults);
            }
            _ => {}
        }
    }
}

/// Stars beside a letter; lines to write on (`____`) are meant.
fn is_left_over(text: &str, mark: &str) -> bool {
    text.match_indices(mark).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + mark.len()..]);
        let is_run = before.ends_with(&mark[..1]) || behind.starts_with(&mark[..1]);
        !is_run && (mark == "**" || behind.contains(mark))
    })
}

fn note_html(html: &str, is_closed: bool, line: usize, last: &mut usize, faults: &mut Faults) {
    let html = html.trim();
    if html.starts_with("<!--") {
        // What is not for readers is not shown.
        if !is_closed {
            faults.advise(line, "body", "<!-- 开头的注释没有写完，后面的都不会显示", "在注释的末尾加上 -->");
        }
    } else if html.contains('<') && std::mem::replace(last, line) != line {
        as_it_is(line, html, "这里不用网页的标签，删掉它", faults);
    }
}

fn as_it_is(line: usize, found: &str, hint: &str, faults: &mut Faults) {
    const MOST: usize = 24;
    let short: String = found.chars().take(MOST).collect();
    let more = if short.len() < found.len() { "…" } else { "" };
    faults.advise(line, "body", format!("“{short}{more}”{AS_IT_IS}"), hint);
}
