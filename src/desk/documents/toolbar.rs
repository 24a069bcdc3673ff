//! Four buttons above a markdown text: they type the marks for whoever does not know them.

use leptos::prelude::*;

use crate::browser::dom::Node;
use crate::browser::typing;

/// What a button does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mark {
    Bold,
    List,
    Heading,
    Link,
}

/// The buttons. `area`: the text field they type into.
#[component]
pub(super) fn Toolbar(area: impl Fn() -> Option<Node> + Copy + 'static) -> impl IntoView {
    let press = move |mark: Mark| {
        let Some(area) = area() else { return };
        let (from, to) = typing::selection(&area);
        let change = change(&typing::text(&area), from, to, mark);
        typing::select(&area, change.from, change.to);
        typing::type_text(&area, &change.text);
        typing::select(&area, change.select.0, change.select.1);
    };
    let button = move |mark: Mark, words: &'static str| {
        view! { <button type="button" on:click=move |_| press(mark)>{words}</button> }
    };
    view! {
        <div class="toolbar" role="group" aria-label="排版">
            {button(Mark::Bold, "粗体")}
            {button(Mark::List, "列表")}
            {button(Mark::Heading, "小标题")}
            {button(Mark::Link, "链接")}
        </div>
    }
}

/// A part of a text, what takes its place, and what is chosen then. Counted as a browser does, in UTF-16.
#[derive(Debug, Eq, PartialEq)]
struct Change {
    from: usize,
    to: usize,
    text: String,
    select: (usize, usize),
}

fn change(text: &str, from: usize, to: usize, mark: Mark) -> Change {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (from, to) = (from.min(units.len()), to.min(units.len()));
    let part = |from: usize, to: usize| String::from_utf16_lossy(&units[from..to]);
    match mark {
        Mark::Bold | Mark::Link => {
            let chosen = part(from, to);
            let (before, inner, behind) = match mark {
                Mark::Bold => ("**", if chosen.is_empty() { "重点" } else { &chosen }, "**"),
                _ => ("[", if chosen.is_empty() { "链接文字" } else { &chosen }, "](https://)"),
            };
            let begin = from + before.len();
            let end = begin + inner.encode_utf16().count();
            // Of a link with words the address is what is still to be typed.
            let select = if mark == Mark::Link && !chosen.is_empty() { (end + 2, end + 10) } else { (begin, end) };
            Change { from, to, text: [before, inner, behind].concat(), select }
        }
        Mark::List | Mark::Heading => {
            let line_end = u16::from(b'\n');
            let begin = units[..from].iter().rposition(|unit| *unit == line_end).map_or(0, |at| at + 1);
            let end = units[to..].iter().position(|unit| *unit == line_end).map_or(units.len(), |at| to + at);
            let sign = if mark == Mark::List { "- " } else { "## " };
            let lines = part(begin, end);
            let has_it = lines.split('\n').all(|line| line.starts_with(sign));
            let line = |line: &str| match has_it {
                true => line[sign.len()..].to_string(),
                false => [sign, line].concat(),
            };
            let text = lines.split('\n').map(line).collect::<Vec<_>>().join("\n");
            let after = begin + text.encode_utf16().count();
            Change { from: begin, to: end, text, select: (after, after) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, from: usize, to: usize, mark: Mark) -> (String, String) {
        let Change { from, to, text: new, select } = change(text, from, to, mark);
        let units: Vec<u16> = text.encode_utf16().collect();
        let new: Vec<u16> =
            units[..from].iter().copied().chain(new.encode_utf16()).chain(units[to..].iter().copied()).collect();
        (String::from_utf16(&new).unwrap(), String::from_utf16(&new[select.0..select.1]).unwrap())
    }

    #[test]
    fn marks_come_around_what_is_chosen() {
        assert_eq!(after("🛵送到了", 2, 4, Mark::Bold), ("🛵**送到**了".into(), "送到".into()));
        assert_eq!(after("", 0, 0, Mark::Bold), ("**重点**".into(), "重点".into()));
        assert_eq!(after("看这里", 1, 3, Mark::Link), ("看[这里](https://)".into(), "https://".into()));
        assert_eq!(after("", 0, 0, Mark::Link), ("[链接文字](https://)".into(), "链接文字".into()));
    }

    #[test]
    fn lines_become_a_list_and_are_lines_again() {
        assert_eq!(after("一\n二\n三", 0, 3, Mark::List).0, "- 一\n- 二\n三");
        assert_eq!(after("- 一\n- 二\n三", 0, 6, Mark::List).0, "一\n二\n三");
        assert_eq!(after("一\n二", 3, 3, Mark::Heading).0, "一\n## 二");
    }
}
