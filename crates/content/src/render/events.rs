//! Between parser and filter: line ends within Chinese text are no gaps, comments are not for readers, and what is to be
//! done has a box before it.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::meant::MARK;
use crate::spacing::is_closed_up;

/// The events of a text as readers are to see it.
pub(super) fn as_read<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut out: Vec<Event<'a>> = Vec::new();
    let mut is_comment = false;
    let mut before = None;
    // A line end, until it is known what the next line begins with: so many events were behind it.
    let mut line_end: Option<usize> = None;
    for event in events {
        let event = match event {
            Event::Html(html) => without_comments(html, &mut is_comment).map(Event::Html),
            Event::InlineHtml(html) => without_comments(html, &mut false).map(Event::InlineHtml),
            Event::TaskListMarker(is_done) => Some(Event::Text(if is_done { "☑ " } else { "☐ " }.into())),
            Event::End(TagEnd::HtmlBlock) => {
                is_comment = false;
                match out.last() {
                    Some(Event::Start(Tag::HtmlBlock)) => out.pop().and(None),
                    _ => Some(event),
                }
            }
            event => Some(event),
        };
        let Some(event) = event else { continue };
        if let Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) = &event {
            if let Some(at) = line_end.take()
                && let Some(means) = line_end_between(before, text)
            {
                out.insert(at, means);
            }
            before = text.chars().rev().find(|c| *c != MARK).or(before);
        }
        match event {
            Event::SoftBreak => line_end = Some(out.len()),
            event => {
                if is_block(&event) {
                    before = None;
                    line_end = None;
                }
                out.push(event);
            }
        }
    }
    out
}

fn is_block(event: &Event<'_>) -> bool {
    let is_inline = |end: &TagEnd| matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image);
    match event {
        Event::Start(tag) => !is_inline(&tag.to_end()),
        Event::End(end) => !is_inline(end),
        _ => false,
    }
}

/// What a line end means between a character and the text of the next line; nothing where both are Chinese.
fn line_end_between<'a>(before: Option<char>, text: &str) -> Option<Event<'a>> {
    let text = &text.replace(MARK, "");
    if begins_item(text) {
        return Some(Event::HardBreak);
    }
    let is_closed_up = before.zip(text.chars().next()).is_some_and(|(before, after)| is_closed_up(before, after));
    (!is_closed_up).then_some(Event::SoftBreak)
}

/// Whether a line begins as an item of a list does in Chinese texts: `1、` `（二）` `③` `•`. Markdown does not know them, and
/// they are no list for it; but they stand on a line of their own.
fn begins_item(text: &str) -> bool {
    let numerals = |text: &str| {
        text.find(|c| !"0123456789０１２３４５６７８９一二三四五六七八九十".contains(c)).unwrap_or(text.len())
    };
    let is_short = |numerals: &str| (1..=3).contains(&numerals.chars().count());
    let mut chars = text.chars();
    match chars.next() {
        Some('（' | '(') => {
            let rest = chars.as_str();
            let at = numerals(rest);
            is_short(&rest[..at]) && rest[at..].starts_with(['）', ')'])
        }
        Some(
            '•'
            | '●'
            | '◦'
            | '○'
            | '▪'
            | '■'
            | '◆'
            | '◇'
            | '★'
            | '☆'
            | '▶'
            | '►'
            | '✓'
            | '✔'
            | '☐'
            | '☑'
            | '－'
            | '—'
            | '-'
            | '·'
            | '・'
            | '＊'
            | '‧'
            | '①'..='⓿',
        ) => true,
        _ => {
            let at = numerals(text);
            let mut rest = text[at..].chars();
            let is_marked = match rest.next() {
                Some('、' | '．' | '）' | ')') => true,
                Some('.') => rest.next().is_some_and(|c| !c.is_ascii_digit()),
                _ => false,
            };
            is_short(&text[..at]) && is_marked
        }
    }
}

/// HTML without its comments; `None` where nothing else is there. A comment may go on in the next piece of the same block.
fn without_comments<'a>(html: CowStr<'a>, is_comment: &mut bool) -> Option<CowStr<'a>> {
    if !*is_comment && !html.contains("<!--") {
        return Some(html);
    }
    let mut out = String::new();
    let mut rest: &str = &html;
    loop {
        if *is_comment {
            let Some(end) = rest.find("-->") else { break };
            rest = &rest[end + 3..];
            *is_comment = false;
        }
        let Some((shown, hidden)) = rest.split_once("<!--") else {
            out.push_str(rest);
            break;
        };
        out.push_str(shown);
        *is_comment = true;
        // `<!-->` is a whole one.
        rest = hidden.strip_prefix('>').inspect(|_| *is_comment = false).unwrap_or(hidden);
    }
    (!out.trim().is_empty()).then(|| out.into())
}
