//! What was found: what people most likely mean comes first, as HTML with the matches marked.

use std::rc::Rc;

use content::bundle::escape;
use content::fold::searched;
use content::search::Entry;

use super::file::{File, Match};
use super::query::{Hit, Query};

/// So many are shown; more would not help anybody to find something.
const MOST: usize = 40;
/// Words that first letters stand for are meant only if so many documents have them, or a title: any two characters of a
/// long text are spelt by some letters.
const USUAL: u32 = 3;
/// So many characters of a text before its first match, and as many lines as fit behind it.
const BEFORE: usize = 14;
const BEHIND: usize = 60;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Results {
    /// File by file and line by line; an entry that is spelt in several words more than once.
    found: Vec<Found>,
    /// What pinyin stands for, and how many entries have it.
    words: Vec<(String, u32)>,
}

#[derive(Debug)]
struct Found {
    /// The numbers of file and line.
    place: (usize, usize),
    how: How,
}

#[derive(Debug)]
enum How {
    /// In the very characters, with its rank.
    Written(u32),
    /// In pinyin: a word, where it is, and whether by whole syllables.
    Spelt { word: usize, in_title: bool, at: usize, is_whole: bool },
}

impl Results {
    /// Looks through the next file.
    pub(super) fn look_through(&mut self, number: usize, file: &File, query: &Query) {
        let Some((term, has_others)) = query.rarest() else { return };
        let written = file.with(term);
        for one in &written {
            let mut by_title = one.in_title;
            if has_others {
                let Some(hit) = file.entry(one.line).and_then(|entry| query.find(&entry, &file.sounds)) else {
                    continue;
                };
                by_title = hit.is_by_title;
            }
            let rank = rank(one, by_title, file.is_card_or_answer(one.line), query.is_wide());
            self.found.push(Found { place: (number, one.line), how: How::Written(rank) });
        }
        if !term.is_pinyin {
            return;
        }
        for (line, entry) in file.entries().enumerate() {
            if written.iter().any(|one| one.line == line) || has_others && query.find(&entry, &file.sounds).is_none() {
                continue;
            }
            let first = self.found.len();
            for (part, in_title) in [(entry.title, true), (entry.text, false)] {
                for spelt in file.sounds.find(&term.text, part) {
                    let word = self.word(part[spelt.from..spelt.to].chars().filter_map(searched).collect());
                    let is_known = |found: &Found| matches!(found.how, How::Spelt { word: known, .. } if known == word);
                    if !self.found[first..].iter().any(is_known) {
                        self.words[word].1 += 1;
                        let how = How::Spelt { word, in_title, at: spelt.from, is_whole: spelt.is_whole };
                        self.found.push(Found { place: (number, line), how });
                    }
                }
            }
        }
    }

    fn word(&mut self, word: String) -> usize {
        self.words.iter().position(|(known, _)| *known == word).unwrap_or_else(|| {
            self.words.push((word, 0));
            self.words.len() - 1
        })
    }

    /// The rows of those that are shown, the likeliest first, and how many there are in all.
    pub(super) fn rows(&self, files: &[Rc<File>], query: &Query) -> (Vec<String>, usize) {
        // (The library's sorting is kilobytes of download.)
        let (mut best, mut count) = (Vec::<(u32, &Found)>::new(), 0);
        for of_one in self.found.chunk_by(|one, next| one.place == next.place) {
            let ranked = of_one.iter().filter_map(|found| Some((self.rank_of(found)?, found)));
            let Some(one) = ranked.min_by_key(|(rank, _)| *rank) else { continue };
            count += 1;
            let at = best.iter().position(|(rank, _)| *rank > one.0).unwrap_or(best.len());
            if at < MOST {
                best.truncate(MOST - 1);
                best.insert(at, one);
            }
        }
        let row = |(_, found): &(u32, &Found)| {
            let file = files.get(found.place.0)?;
            let entry = file.entry(found.place.1)?;
            let hit = match found.how {
                How::Written(_) => query.find(&entry, &file.sounds),
                How::Spelt { word, .. } => Query::meaning(&self.words[word].0).find(&entry, &file.sounds),
            };
            Some(row(&entry, &hit?))
        };
        (best.iter().filter_map(row).collect(), count)
    }

    /// Of those that were found, the smaller comes first; `None` for what nobody means.
    fn rank_of(&self, found: &Found) -> Option<u32> {
        match found.how {
            How::Written(rank) => Some(rank),
            How::Spelt { word, in_title, at, is_whole } => {
                let times = self.words[word].1;
                let class = if is_whole { 2 } else { 3 };
                let place = (at / 8).min(127) as u32 + if in_title { 0 } else { 128 };
                let is_meant = is_whole || in_title || times >= USUAL;
                is_meant.then(|| class << 24 | (0xffff - times.min(0xffff)) << 8 | place)
            }
        }
    }
}

/// Of what is there in the very characters: what answers by itself first, then titles by where it is, then texts by how often; and
/// cards last where somebody asked for something in other words, who wants no quotation.
fn rank(Match { at, times, .. }: &Match, by_title: bool, (is_card, is_answer): (bool, bool), is_wide: bool) -> u32 {
    let often = 255 - times.min(&255);
    let class = match (by_title, is_answer) {
        _ if is_wide && is_card => 3,
        (true, true) => 0,
        (true, false) => 1,
        (false, _) => 2,
    };
    class << 20 | if by_title { at.min(&255) << 8 | often } else { often << 8 | (at / 16).min(255) }
}

/// How many there are, in words.
pub(super) fn said(count: usize, shown: usize) -> String {
    match count {
        0 => "没有找到。换个词，或者打拼音、只打首字母试试。".into(),
        count if count > shown => format!("找到 {count} 条，先列出 {shown} 条。多打一个字会更准。"),
        count => format!("找到 {count} 条"),
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

    const SOUNDS: &str = " jia家 guo国 lu路 kou口 qi骑其歧 shang上 shi时视 shou手 xie写";

    fn found(typed: &str, lines: &[&str]) -> (Vec<String>, usize) {
        let (mut results, query) = (Results::default(), Query::parse(typed));
        let files: Vec<Rc<File>> = lines
            .chunks(2)
            .map(|lines| Rc::new(File::new([&[SOUNDS][..], lines].concat().join("\n").into())))
            .collect();
        for (number, file) in files.iter().enumerate() {
            results.look_through(number, file, &query);
        }
        results.rows(&files, &query)
    }

    fn paths(typed: &str, lines: &[&str]) -> Vec<String> {
        let rows = found(typed, lines).0;
        rows.iter().filter_map(|row| Some(row.split('"').nth(1)?.to_string())).collect()
    }

    #[test]
    fn titles_come_before_texts_and_matches_are_marked() {
        let (rows, count) = found("路口", &["/a/\t一\t\t前面的<路口>", "/b/\t路口上\t20 秒\t"]);
        assert_eq!(
            rows.concat(),
            "<li><a href=\"/b/\"><strong><mark>路口</mark>上</strong><span></span><small>20 秒</small></a></li>\
             <li><a href=\"/a/\"><strong>一</strong><span>前面的&lt;<mark>路口</mark>&gt;</span><small></small></a></li>"
        );
        assert_eq!(said(count, rows.len()), "找到 2 条");
        assert!(found("lukou", &["/b/\t过路口上\t\t"]).0.concat().contains("过<mark>路口</mark>上"));
    }

    #[test]
    fn what_is_written_comes_before_what_is_spelt_and_earlier_and_more_often_first() {
        let lines =
            ["/late/\t一二三路\t\t", "/once/\t题\t\t一条路", "/early/\t路一二三\t\t", "/often/\t题\t\t路，路，路"];
        assert_eq!(paths("路", &lines), ["/early/", "/late/", "/often/", "/once/"]);
        let lines = ["/spelt/\t路口\t\t", "/written/\t题\t\t写着 lukou"];
        assert_eq!(paths("lukou", &lines), ["/written/", "/spelt/"]);
        // What is equal stays in its order.
        assert_eq!(paths("路", &["/a/\t路\t\t", "/b/\t路\t\t", "/c/\t路\t\t"]), ["/a/", "/b/", "/c/"]);
    }

    #[test]
    fn of_the_words_that_letters_stand_for_the_usual_one_comes_first() {
        let lines = [
            "/first/\t其时\t\t",
            "/second/\t歧视\t\t",
            "/a/\t题\t\t骑手",
            "/b/\t题\t\t其时，骑手",
            "/c/\t骑手\t\t",
            "/d/\t题\t\t骑上",
        ];
        // One text alone has 骑上: letters stand for it by chance.
        assert_eq!(paths("qs", &lines), ["/c/", "/a/", "/b/", "/first/", "/second/"]);
        assert_eq!(paths("qishou", &lines), ["/c/", "/a/", "/b/"]);
        let whole = ["/initials/\t骑手\t\t", "/again/\t骑手\t\t", "/whole/\t题\t\t路"];
        assert_eq!(paths("lu", &whole), ["/whole/"]);
        assert_eq!(paths("qs 题", &lines), ["/a/", "/b/", "/d/"]);
    }

    #[test]
    fn words_that_overlap_are_marked_once() {
        let rows = found("国家 家强", &["/a/\t国家强\t\t"]).0;
        assert!(rows.concat().contains("<strong><mark>国家</mark><mark>强</mark></strong>"));
    }

    #[test]
    fn a_long_text_is_cut_around_the_match() {
        let text = format!("{}这里{}", "前".repeat(50), "后".repeat(90));
        let html = found("这里", &[&format!("/a/\t题\tt\t{text}")]).0.concat();
        assert!(html.contains(&format!("<span>…{}<mark>这里</mark>{}…</span>", "前".repeat(14), "后".repeat(58))));
    }

    #[test]
    fn more_than_anybody_reads_is_only_counted() {
        let (rows, count) = found("路", &vec!["/a/\t路\t\t"; 60]);
        assert_eq!(said(count, rows.len()), "找到 60 条，先列出 40 条。多打一个字会更准。");
        let (rows, count) = found("没", &["/a/\t路\t\t"]);
        assert!(said(count, rows.len()).starts_with("没有找到"));
    }
}
