//! Numbers of a list as they were written. Markdown counts on from the first one: of 3. 7. 9. it makes 3. 4. 5., and of two years
//! two that follow each other.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::OPTIONS;
use super::meant::MARK;

/// Takes lists whose numbers do not count on for the paragraphs they are. Ones alone are numbered by whoever shows them.
pub(super) fn as_written(text: String) -> String {
    let is_item = |line: &&str| line.trim_start_matches([' ', '>', '\t']).starts_with(|c: char| c.is_ascii_digit());
    if text.lines().filter(is_item).take(2).count() < 2 {
        return text;
    }
    let (mut open, mut places): (Vec<Vec<(u64, usize)>>, Vec<usize>) = (Vec::new(), Vec::new());
    for (event, range) in Parser::new_ext(&text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => open.push(Vec::new()),
            Event::Start(Tag::Item) => {
                let start = range.start + text[range.clone()].len() - text[range.clone()].trim_start().len();
                let item = &text[start..range.end];
                let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                if let (Some(list), Ok(number)) = (open.last_mut(), item[..digits].parse()) {
                    list.push((number, start + digits));
                }
            }
            Event::End(TagEnd::List(_)) => {
                let list = open.pop().unwrap_or_default();
                let counts_on = list.windows(2).all(|pair| pair[0].0.checked_add(1) == Some(pair[1].0));
                let is_left_to_us = list.windows(2).all(|pair| pair[0].0 == pair[1].0 && pair[0].0 <= 1);
                if !counts_on && !is_left_to_us {
                    places.extend(list.into_iter().map(|(_, at)| at));
                }
            }
            _ => {}
        }
    }
    places.sort_unstable();
    let (mut out, mut done) = (String::with_capacity(text.len() + 4 * places.len()), 0);
    for at in places {
        out.push_str(&text[done..at]);
        out.push(MARK);
        done = at;
    }
    out.push_str(&text[done..]);
    out
}
