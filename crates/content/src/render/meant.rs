//! What writers mean where CommonMark reads something else: bold beside Chinese marks, `##标题`, a rule below a line, a
//! paragraph that begins with four spaces. A text is changed before it is parsed, and its lines stay the same lines, so
//! that a fault keeps its place. What cannot be told apart safely is named by [`crate::habits`].

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::fences::{self, Fence};
use super::{OPTIONS, line_marks, numbered};
use crate::spacing::is_wide;

/// Stands beside a run of stars and counts as punctuation there. A mark of Duployan shorthand, taken out of what is rendered.
pub(super) const MARK: char = '\u{1bc9f}';
/// So often paragraphs are moved to the left: within lists some begin twice as deep.
const MOST_MOVES: usize = 4;

/// The text as it was meant.
pub(super) fn meant(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len() + 64);
    let mut is_text_above = false;
    let mut rows_above = 0;
    let mut lines = markdown.split_inclusive('\n').zip(fences::kinds(markdown)).peekable();
    while let Some((line, kind)) = lines.next() {
        match kind {
            fences::Kind::Code => {
                text.push_str(line);
                (is_text_above, rows_above) = (false, 0);
                continue;
            }
            // A line of waves is one between two parts; so that nothing else can be made of it, it stands alone.
            fences::Kind::Divider => {
                text.push_str("***");
                text.push_str(&line[line.trim_end().len()..]);
                (is_text_above, rows_above) = (false, 0);
                continue;
            }
            fences::Kind::Unended => text.push(MARK),
            fences::Kind::Text => {}
        }
        let is_last = lines.peek().is_none_or(|(next, _)| next.trim().is_empty());
        let (prefix, core) = line.split_at(line.len() - line.trim_start_matches([' ', '>']).len());
        let core = line_marks::as_ascii(core, rows_above == 1, is_last);
        rows_above = if core.starts_with('|') { rows_above + 1 } else { 0 };
        text.push_str(prefix);
        // [注]: is no address, and would be gone.
        text.extend(line_marks::is_lost_definition(&core, markdown).then_some('\\'));
        is_text_above = push_line(&mut text, &core, is_text_above && !prefix.ends_with("    "));
    }
    let text = with_marks(&text);
    numbered::as_written(to_the_left(text))
}

/// Pushes a line without its indentation; tells whether a rule below it would make a heading of it.
fn push_line(text: &mut String, core: &str, is_text_above: bool) -> bool {
    let line = core.trim_end();
    if is_text_above && !line.is_empty() && line.bytes().all(|byte| byte == b'-') {
        // One or two are a list that is not begun yet.
        text.push_str(if line.len() > 2 { "***" } else { "\\" });
        text.push_str(if line.len() > 2 { &core[line.len()..] } else { core });
        return false;
    }
    let rest = core.trim_start_matches(['#', '＃']);
    let hashes = core[..core.len() - rest.len()].chars().count();
    if (1..=6).contains(&hashes) {
        let title = rest.trim_start_matches(is_odd_space);
        let is_glued =
            title.len() == rest.len() && hashes > 1 && title.starts_with(|c: char| c.is_alphanumeric() || is_wide(c));
        if title.len() < rest.len() || is_glued || rest.starts_with(' ') {
            text.push_str(&"######"[..hashes]);
            text.push(' ');
            text.push_str(title);
            return false;
        }
    }
    let marker = core.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = core.len() - marker.len();
    let is_marker = match marker.chars().next() {
        Some('-' | '*' | '+') => digits == 0,
        Some('.' | ')') => (1..=9).contains(&digits),
        _ => false,
    };
    let is_item = is_marker && marker.get(1..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    match marker.get(1..).filter(|rest| is_marker && rest.starts_with(is_odd_space)) {
        Some(rest) => {
            text.push_str(&core[..=digits]);
            text.push(' ');
            text.push_str(rest.trim_start_matches(is_odd_space));
        }
        None => text.push_str(core),
    }
    !line.is_empty() && !line.starts_with('|') && !is_item
}

/// Spaces that markdown takes for letters.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Puts marks beside stars that would not count as emphasis next to Chinese text: `他写下**《站规》**三条`. A run between a
/// letter and punctuation belongs to the punctuation for CommonMark, which thinks of spaces between words.
fn with_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut fence = Fence::default();
    for line in text.split_inclusive('\n') {
        if fence.is_within(line) || line.trim().is_empty() {
            open.clear();
            out.push_str(line);
            continue;
        }
        let mut before = ' ';
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let run = rest.len() - rest.trim_start_matches(c).len();
            let length = if matches!(c, '*' | '_' | '`') { run } else { c.len_utf8() };
            let (this, behind) = rest.split_at(length);
            if c == '`'
                && let Some(code) = code_span(this, behind)
            {
                out.push_str(&rest[..length + code]);
                rest = &rest[length + code..];
                before = '`';
                continue;
            }
            let after = behind.chars().next().unwrap_or(' ');
            // 3*4*5 is a sum.
            let is_sum = c == '*' && length == 1 && !open.contains(&('*', 1));
            out.extend((is_sum && is_factor(before) && is_factor(after)).then_some('\\'));
            // A footnote's text is no address.
            out.extend((c == '[' && after == '^' && before != '\\').then_some('\\'));
            let (mark_before, mark_behind) = match c {
                '*' if is_sum && is_factor(before) && is_factor(after) => (false, false),
                '*' | '_' if before != '\\' => marks(&mut open, (c, length), before, after),
                _ => (false, false),
            };
            out.extend(mark_before.then_some(MARK));
            out.push_str(this);
            out.extend(mark_behind.then_some(MARK));
            before = c;
            rest = behind;
        }
    }
    out
}

/// What stands beside a sign of multiplication.
fn is_factor(c: char) -> bool {
    c.is_ascii_digit()
}

/// How long a code span is behind its ticks, with those that end it.
fn code_span(ticks: &str, behind: &str) -> Option<usize> {
    let ends = behind
        .match_indices(ticks)
        .find(|(at, _)| !behind[..*at].ends_with('`') && !behind[at + ticks.len()..].starts_with('`'));
    ends.map(|(at, _)| at + ticks.len())
}

/// Whether a mark is needed before a run, or behind it.
fn marks(open: &mut Vec<(char, usize)>, run: (char, usize), before: char, after: char) -> (bool, bool) {
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let closes = !before.is_whitespace() && (after.is_whitespace() || open.contains(&run));
    // 2*（3+4）*5 is no emphasis.
    let counts = |letter: char| is_wide(letter) || run.1 > 1 && letter.is_alphanumeric();
    let is_chinese = is_wide(before) || is_wide(after);
    // CommonMark lets lines below letters end at a space alone; ____ is to be written on.
    let is_glued = run == ('_', 2) && is_wide(after) && before.is_alphanumeric();
    if closes {
        if let Some(at) = open.iter().rposition(|one| *one == run) {
            open.truncate(at);
        }
        (false, is_glued || is_chinese && is_mark(before) && after.is_alphanumeric() && counts(after))
    } else {
        if !after.is_whitespace() {
            open.push(run);
        }
        (is_chinese && is_mark(after) && before.is_alphanumeric() && counts(before), false)
    }
}

/// Prose that stands four spaces to the right is a paragraph; else it would be code that does not wrap.
fn to_the_left(mut text: String) -> String {
    for _ in 0..MOST_MOVES {
        if !text.contains("    ") && !text.contains('\t') {
            break;
        }
        let blocks = Parser::new_ext(&text, OPTIONS).into_offset_iter().filter_map(|(event, range)| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) if is_prose(&text[range.clone()]) => Some(range),
            _ => None,
        });
        let blocks: Vec<_> = blocks.collect();
        if blocks.is_empty() {
            break;
        }
        let mut moved = String::with_capacity(text.len());
        let mut done = 0;
        for block in blocks {
            let begin = text[..block.start].rfind('\n').map_or(0, |at| at + 1).max(done);
            moved.push_str(&text[done..begin]);
            text[begin..block.end.max(begin)].split_inclusive('\n').for_each(|line| push_moved(&mut moved, line));
            done = block.end.max(begin);
        }
        moved.push_str(&text[done..]);
        text = moved;
    }
    text
}

/// A line without the last four columns of its indentation.
fn push_moved(text: &mut String, line: &str) {
    let content = line.trim_start_matches([' ', '\t', '>']);
    let prefix = &line[..line.len() - content.len()];
    let mut kept = prefix.trim_end_matches([' ', '\t']).len().max(prefix.len().saturating_sub(4));
    if let Some(tab) = prefix[kept..].rfind('\t') {
        kept += tab;
    }
    text.push_str(&prefix[..kept]);
    text.push_str(content);
}

/// Whether a text has marks that no code has.
pub(crate) fn is_prose(text: &str) -> bool {
    text.contains(['，', '。', '；', '：', '！', '？', '、'])
}
