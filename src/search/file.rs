//! A file of entries, made ready for many searches: reading it line by line with each key would take too long where
//! there are twelve thousand.

use std::rc::Rc;

use content::fold::searched;
use content::search::Entry;

use super::query::Term;
use crate::browser::haystack::Haystack;

/// The entries of a file.
#[derive(Debug)]
pub(super) struct File {
    text: Rc<str>,
    /// What is looked through for words: the letters of title and text of each entry, a line each.
    words: Haystack,
    lines: Vec<Line>,
    /// The pinyin of all titles, and the same by another reading; a line each.
    sounds: [String; 2],
}

#[derive(Debug)]
struct Line {
    /// Where its line is in the text, in bytes.
    from: u32,
    to: u32,
    /// Where it ends in what is looked through, in UTF-16 units.
    end: u32,
    /// Where its pinyin ends in either.
    sounds: [u32; 2],
}

impl File {
    /// Makes one ready.
    pub(super) fn new(text: Rc<str>) -> Self {
        let (mut words, mut lines, mut sounds) = (String::new(), Vec::new(), [String::new(), String::new()]);
        let (mut from, mut end) = (0, 0);
        for line in text.split_inclusive('\n') {
            let to = from + line.len();
            if let Some(entry) = Entry::parse(line.trim_end_matches('\n')) {
                for part in [entry.title, entry.text] {
                    for letter in part.chars().filter_map(searched).chain(['\n']) {
                        words.push(letter);
                        end += letter.len_utf16();
                    }
                }
                sounds[0].push_str(entry.sounds);
                sounds[1].push_str(entry.others);
                lines.push(Line {
                    from: from as u32,
                    to: to as u32,
                    end: end as u32,
                    sounds: [sounds[0].len() as u32, sounds[1].len() as u32],
                });
            }
            from = to;
        }
        Self { words: Haystack::new(&words), text, lines, sounds }
    }

    /// An entry by its number.
    pub(super) fn entry(&self, at: usize) -> Option<Entry<'_>> {
        let Line { from, to, .. } = self.lines.get(at)?;
        Entry::parse(self.text[*from as usize..*to as usize].trim_end_matches('\n'))
    }

    /// The numbers of the entries that have a term, in order.
    pub(super) fn with(&self, term: &Term) -> Vec<usize> {
        let mut by_words = Vec::new();
        let (mut at, mut line) = (0, 0);
        while let Some(found) = self.words.find(&term.text, at) {
            while self.lines.get(line).is_some_and(|line| line.end <= found) {
                line += 1;
            }
            let Some(Line { end, .. }) = self.lines.get(line) else { break };
            by_words.push(line);
            at = *end;
        }
        if !term.is_pinyin {
            return by_words;
        }
        let mut from = [0, 0];
        let mut known = by_words.into_iter().peekable();
        let has = |(at, line): (usize, &Line)| {
            let [usual, others] = std::mem::replace(&mut from, line.sounds);
            let part = |which: usize, from: u32| &self.sounds[which][from as usize..line.sounds[which] as usize];
            let is_known = known.next_if_eq(&at).is_some();
            (is_known || term.in_sounds(part(0, usual), part(1, others)).is_some()).then_some(at)
        };
        self.lines.iter().enumerate().filter_map(has).collect()
    }
}
