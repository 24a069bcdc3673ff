//! A file of entries, made ready for many searches: reading it line by line with each key would take too long where
//! there are twelve thousand.

use std::rc::Rc;

use content::fold::searched;
use content::search::Entry;

use super::query::Term;
use super::sounds::Sounds;
use crate::browser::haystack::Haystack;

/// The entries of a file.
#[derive(Debug)]
pub(super) struct File {
    text: Rc<str>,
    /// What is looked through for words: the letters of title and text of each entry, a line each.
    words: Haystack,
    lines: Vec<Line>,
    /// How its characters are spelt.
    pub(super) sounds: Sounds,
}

#[derive(Debug)]
struct Line {
    /// Where its line is in the text, in bytes.
    from: u32,
    to: u32,
    /// Where title and text end in what is looked through, in UTF-16 units.
    middle: u32,
    end: u32,
    is_card: bool,
    /// Whether it leads to the very place on a page that answers.
    is_answer: bool,
}

/// Where an entry has a term in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The number of the entry.
    pub(super) line: usize,
    pub(super) in_title: bool,
    /// How many letters stand before the first, in title or text; and how often it is there.
    pub(super) at: u32,
    pub(super) times: u32,
}

impl File {
    /// Makes one ready.
    pub(super) fn new(text: Rc<str>) -> Self {
        let (mut words, mut lines) = (String::new(), Vec::new());
        let (mut from, mut end) = (0, 0);
        for line in text.split_inclusive('\n') {
            let to = from + line.len();
            if let Some(entry) = Entry::parse(line.trim_end_matches('\n')) {
                let ends = [entry.title, entry.text].map(|part| {
                    for letter in part.chars().filter_map(searched).chain(['\n']) {
                        words.push(letter);
                        end += letter.len_utf16() as u32;
                    }
                    end
                });
                let is_card = entry.path.starts_with(api::paths::CARDS);
                let is_answer = entry.path.bytes().any(|byte| byte == b'#');
                let (from, to, middle) = (from as u32, to as u32, ends[0]);
                lines.push(Line { from, to, middle, end, is_card, is_answer });
            }
            from = to;
        }
        let sounds = Sounds::new(text.split('\n').next().unwrap_or_default());
        Self { words: Haystack::new(&words), text, lines, sounds }
    }

    /// An entry by its number.
    pub(super) fn entry(&self, at: usize) -> Option<Entry<'_>> {
        let Line { from, to, .. } = self.lines.get(at)?;
        Entry::parse(self.text[*from as usize..*to as usize].trim_end_matches('\n'))
    }

    /// All entries, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.lines.len()).filter_map(|at| self.entry(at))
    }

    /// Whether an entry is a card, and whether it leads to the very place on a page that answers.
    pub(super) fn is_card_or_answer(&self, at: usize) -> (bool, bool) {
        self.lines.get(at).map_or((false, false), |line| (line.is_card, line.is_answer))
    }

    /// The entries that have a term in characters, or what it is called otherwise, in order.
    pub(super) fn with(&self, term: &Term) -> Vec<Match> {
        let mut matches = self.with_word(&term.text);
        for one in term.others.iter().flat_map(|other| self.with_word(other)) {
            match matches.binary_search_by_key(&one.line, |known| known.line) {
                Err(at) => matches.insert(at, one),
                Ok(at) => {
                    if let Some(known) = matches.get_mut(at)
                        && one.in_title
                        && !known.in_title
                    {
                        *known = one;
                    }
                }
            }
        }
        matches
    }

    fn with_word(&self, word: &str) -> Vec<Match> {
        let mut matches: Vec<Match> = Vec::new();
        let (mut from, mut line, mut begin) = (0, 0, 0);
        while let Some(found) = self.words.find(word, from) {
            from = found + 1;
            while let Some(Line { end, .. }) = self.lines.get(line).filter(|line| line.end <= found) {
                (begin, line) = (*end, line + 1);
            }
            let Some(Line { middle, .. }) = self.lines.get(line) else { break };
            match matches.last_mut().filter(|last| last.line == line) {
                Some(last) => last.times += 1,
                None => {
                    let in_title = found < *middle;
                    let at = found - if in_title { begin } else { *middle };
                    matches.push(Match { line, in_title, at, times: 1 });
                }
            }
        }
        matches
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::search::query::Query;

    #[test]
    fn a_match_says_where_it_is_and_how_often() {
        let file = File::new(" a阿\n/a/\t路口，路\t\t一条路\n/b/\t一\t\t，上路\n/c/\t二\t\t三\n".into());
        let query = Query::parse("路");
        let (term, _) = query.rarest().unwrap();
        let found = |line, in_title, at, times| Match { line, in_title, at, times };
        assert_eq!(file.with(term), [found(0, true, 0, 3), found(1, false, 1, 1)]);
        assert_eq!(file.entries().count(), 3);
    }
}
