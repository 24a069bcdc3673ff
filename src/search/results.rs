//! What was found, as HTML with the matches marked.

use content::bundle::escape;
use content::search::Entry;

use super::file::File;
use super::query::{Hit, Query};

/// So many are shown; more would not help anybody to find something.
const MOST: usize = 20;
/// So many characters of a text before its first match, and as many lines as fit behind it.
const BEFORE: usize = 14;
const BEHIND: usize = 60;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Results {
    /// Rows of those found by their title, and of the others.
    by_title: String,
    by_text: String,
    shown_by_title: usize,
    shown_by_text: usize,
    /// All that was found, shown or not.
    pub(super) count: usize,
}

impl Results {
    /// Looks through a file of entries.
    pub(super) fn look_through(&mut self, file: &File, query: &Query) {
        let Some((term, has_others)) = query.rarest() else { return };
        for at in file.with(term) {
            // What is only counted need not be read.
            if self.shown_by_title == MOST && self.shown_by_text == MOST && !has_others {
                self.count += 1;
                continue;
            }
            let Some((entry, hit)) = file.entry(at).and_then(|entry| Some((entry, query.find(&entry)?))) else {
                continue;
            };
            self.count += 1;
            let (rows, shown) = match hit.is_by_title {
                true => (&mut self.by_title, &mut self.shown_by_title),
                false => (&mut self.by_text, &mut self.shown_by_text),
            };
            if *shown < MOST {
                *shown += 1;
                rows.push_str(&row(&entry, &hit));
            }
        }
    }

    /// The rows, those found by their title first: so many, and the others.
    pub(super) fn html(&self, first: usize) -> [String; 2] {
        let mut rows = [self.by_title.as_str(), self.by_text.as_str()].concat();
        let others = rows.match_indices("<li>").nth(first).map(|(at, _)| at);
        let others = rows.split_off(others.unwrap_or(rows.len()));
        [rows, others]
    }

    /// How many there are, in words.
    pub(super) fn said(&self) -> String {
        let shown = self.shown_by_title + self.shown_by_text;
        match self.count {
            0 => "没有找到。换个词，或者打拼音、只打首字母试试。".into(),
            count if count > shown => format!("找到 {count} 条，先列出 {shown} 条。多打一个字会更准。"),
            count => format!("找到 {count} 条"),
        }
    }
}

fn row(entry: &Entry, hit: &Hit) -> String {
    let (from, to) = excerpt(entry.text, hit.in_text.first().map_or(0, |range| range.0));
    let text = match from {
        0 => String::new(),
        _ => "…".to_string(),
    } + &marked(entry.text, (from, to), &hit.in_text)
        + if to < entry.text.len() { "…" } else { "" };
    [
        "<li><a href=\"",
        entry.path,
        "\"><strong>",
        &marked(entry.title, (0, entry.title.len()), &hit.in_title),
        "</strong><span>",
        &text,
        "</span><small>",
        &escape(entry.note),
        "</small></a></li>",
    ]
    .concat()
}

/// A part of a text around a place, at whole characters.
fn excerpt(text: &str, at: usize) -> (usize, usize) {
    let from = text[..at].char_indices().rev().nth(BEFORE - 1).map_or(0, |(from, _)| from);
    let to = text[at..].char_indices().nth(BEHIND).map_or(text.len(), |(to, _)| at + to);
    (from, to)
}

/// A part of a text, with marks on the ranges in it.
fn marked(text: &str, (from, to): (usize, usize), ranges: &[(usize, usize)]) -> String {
    let (mut out, mut done) = (String::new(), from);
    for (start, end) in ranges.iter().copied().filter(|(start, end)| *start >= from && *end <= to) {
        // Two words may share characters.
        let start = start.max(done);
        if start < end {
            out += &[&escape(&text[done..start]), "<mark>", &escape(&text[start..end]), "</mark>"].concat();
            done = end;
        }
    }
    out + &escape(&text[done..to])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, lines: &[&str]) -> Results {
        let mut results = Results::default();
        results.look_through(&File::new(lines.join("\n").into()), &Query::parse(typed));
        results
    }

    #[test]
    fn titles_come_before_texts_and_matches_are_marked() {
        let results = found("路口", &["/a/\t一\t\t\t\t前面的<路口>", "/b/\t路口上\t20 秒\tlu,kou,shang\t\t"]);
        assert_eq!(
            results.html(1).concat(),
            "<li><a href=\"/b/\"><strong><mark>路口</mark>上</strong><span></span><small>20 秒</small></a></li>\
             <li><a href=\"/a/\"><strong>一</strong><span>前面的&lt;<mark>路口</mark>&gt;</span><small></small></a></li>"
        );
        assert_eq!(results.said(), "找到 2 条");
    }

    #[test]
    fn words_that_overlap_are_marked_once() {
        let results = found("国家 家强", &["/a/\t国家强\t\tguo,jia,qiang\t\t"]);
        assert!(results.html(1).concat().contains("<strong><mark>国家</mark><mark>强</mark></strong>"));
    }

    #[test]
    fn a_long_text_is_cut_around_the_match() {
        let text = format!("{}这里{}", "前".repeat(50), "后".repeat(90));
        let html = found("这里", &[&format!("/a/\t题\t\tt\t\t{text}")]).html(1).concat();
        assert!(html.contains(&format!("<span>…{}<mark>这里</mark>{}…</span>", "前".repeat(14), "后".repeat(58))));
    }

    #[test]
    fn more_than_anybody_reads_is_only_counted() {
        let lines = vec!["/a/\t路\t\tl\t\t"; 60];
        assert_eq!(found("路", &lines).html(12).map(|rows| rows.matches("<li>").count()), [12, 8]);
        let both = [lines.clone(), vec!["/b/\t题\t\tt\t\t路"; 50]].concat();
        assert_eq!(found("路", &both).said(), "找到 110 条，先列出 40 条。多打一个字会更准。");
        assert_eq!(found("路", &lines).said(), "找到 60 条，先列出 20 条。多打一个字会更准。");
        assert!(found("没", &lines).said().starts_with("没有找到"));
    }
}
