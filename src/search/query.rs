//! What somebody typed, and where it is found in a document.

use content::search::{Entry, is_spoken};

/// Words to be found, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query(Vec<Term>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// In lower case.
    pub(super) text: String,
    /// Whether it may be the initials of a title's pinyin.
    pub(super) is_initials: bool,
}

/// Where a document has what was typed, as ranges of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) in_title: Vec<(usize, usize)>,
    pub(super) in_text: Vec<(usize, usize)>,
    /// Found in the title whole, which is what people mostly mean.
    pub(super) is_by_title: bool,
}

impl Query {
    /// Takes apart what was typed.
    pub(super) fn parse(typed: &str) -> Self {
        let term = |word: &str| {
            let text = word.to_ascii_lowercase();
            // A single letter is in nearly every title.
            let is_initials = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            Term { text, is_initials }
        };
        let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '。' | '、');
        Self(typed.split(is_separator).filter(|word| !word.is_empty()).map(term).collect())
    }

    /// Whether nothing was typed.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The longest word, which the fewest documents have, and whether there are others.
    pub(super) fn rarest(&self) -> Option<(&Term, bool)> {
        Some((self.0.iter().max_by_key(|term| term.text.len())?, self.0.len() > 1))
    }

    /// Where a document has every word; `None` where it lacks one.
    pub(super) fn find(&self, entry: &Entry) -> Option<Hit> {
        let mut hit = Hit { is_by_title: true, ..Hit::default() };
        for term in &self.0 {
            let in_title = term.in_title(entry);
            let in_text = position(entry.text, &term.text);
            if in_title.is_none() && in_text.is_none() {
                return None;
            }
            hit.is_by_title &= in_title.is_some();
            insert(&mut hit.in_title, in_title);
            insert(&mut hit.in_text, in_text);
        }
        Some(hit)
    }
}

/// Puts a range in its place among a few others. (The library's sorting is kilobytes of download.)
fn insert(ranges: &mut Vec<(usize, usize)>, range: Option<(usize, usize)>) {
    let Some(range) = range else { return };
    let at = ranges.iter().position(|other| *other > range).unwrap_or(ranges.len());
    ranges.insert(at, range);
}

impl Term {
    fn in_title(&self, entry: &Entry) -> Option<(usize, usize)> {
        let by_words = position(entry.title, &self.text);
        by_words.or_else(|| if self.is_initials { self.by_initials(entry) } else { None })
    }

    /// Where a title's initials have it, by one reading or another; both are equally long.
    pub(super) fn in_initials(&self, usual: &str, others: &str) -> Option<usize> {
        let (wanted, usual, others) = (self.text.as_bytes(), usual.as_bytes(), others.as_bytes());
        let is_at = |at: usize| {
            wanted.iter().enumerate().all(|(n, letter)| usual[at + n] == *letter || others[at + n] == *letter)
        };
        (0..(usual.len() + 1).saturating_sub(wanted.len())).find(|at| is_at(*at))
    }

    fn by_initials(&self, entry: &Entry) -> Option<(usize, usize)> {
        let others = if entry.others.len() == entry.initials.len() { entry.others } else { entry.initials };
        let wanted = self.text.as_bytes();
        let at = self.in_initials(entry.initials, others)?;
        // Back from letters to the characters they stand for.
        let mut spoken = entry.title.char_indices().filter(|(_, c)| is_spoken(*c)).skip(at);
        let (from, first) = spoken.next()?;
        let (last, c) = spoken.take(wanted.len() - 1).last().unwrap_or((from, first));
        Some((from, last + c.len_utf8()))
    }
}

/// Where a text first has a part, as a range of bytes; Latin letters in either case.
fn position(text: &str, part: &str) -> Option<(usize, usize)> {
    // Only a part without Latin letters is looked for the fast way. Bytes do for the others: no character's begin within
    // another's.
    let found = if part.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        text.as_bytes().windows(part.len()).position(|window| window.eq_ignore_ascii_case(part.as_bytes()))
    } else {
        text.find(part)
    };
    found.map(|from| (from, from + part.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: Entry = Entry {
        path: "/cards/q1/",
        title: "青年强，则国家强。",
        note: "",
        initials: "qnqzgjq",
        others: "qnjzgjq",
        text: "先有前半句，用App的也算。",
    };

    fn marked(typed: &str) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
        let hit = Query::parse(typed).find(&ENTRY)?;
        let parts = |text: &'static str, ranges: &[(usize, usize)]| ranges.iter().map(|(a, b)| &text[*a..*b]).collect();
        Some((parts(ENTRY.title, &hit.in_title), parts(ENTRY.text, &hit.in_text)))
    }

    #[test]
    fn words_are_found_in_title_and_text() {
        assert_eq!(marked("国家"), Some((vec!["国家"], vec![])));
        assert_eq!(marked("半句 强"), Some((vec!["强"], vec!["半句"])));
        assert_eq!(marked("app"), Some((vec![], vec!["App"])));
        assert_eq!(marked("app的也"), Some((vec![], vec!["App的也"])));
        assert_eq!(marked("强，"), Some((vec!["强"], vec![])));
        assert_eq!(marked("半句 没有"), None);
    }

    #[test]
    fn initials_are_found_across_marks_and_by_another_reading() {
        assert_eq!(marked("qzg"), Some((vec!["强，则国"], vec![])));
        assert_eq!(marked("QNQ"), Some((vec!["青年强"], vec![])));
        assert_eq!(marked("qnj"), Some((vec!["青年强"], vec![])));
        assert_eq!(marked("jq"), Some((vec!["家强"], vec![])));
        assert_eq!(marked("qnqzgjqx"), None);
    }

    #[test]
    fn nothing_typed_is_nothing_to_find() {
        assert!(Query::parse(" ，").is_empty());
        assert!(!Query::parse("a").is_empty());
    }
}
