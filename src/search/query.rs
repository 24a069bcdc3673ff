//! What somebody typed, and where it is found in a document.

use content::fold::searched;
use content::search::{Entry, is_spoken};

/// Words to be found, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query(Vec<Term>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// Its letters, as they are compared.
    pub(super) text: String,
    /// Whether it may be pinyin of a title.
    pub(super) is_pinyin: bool,
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
            let text: String = word.chars().filter_map(searched).collect();
            // A single letter is in nearly every title.
            let is_pinyin = text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            Term { text, is_pinyin }
        };
        let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '。' | '、');
        Self(typed.split(is_separator).map(term).filter(|term| !term.text.is_empty()).collect())
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
        position(entry.title, &self.text).or_else(|| if self.is_pinyin { self.by_pinyin(entry) } else { None })
    }

    /// Where a title's pinyin has it, by one reading or another: from which character on, and of how many.
    pub(super) fn in_sounds(&self, usual: &str, others: &str) -> Option<(usize, usize)> {
        let mut others = others.split(',');
        let both = |usual| [usual, others.next().unwrap_or_default()];
        let sounds: Vec<[&str; 2]> = usual.split(',').map(both).collect();
        (0..sounds.len()).find_map(|at| Some((at, spelt(&self.text, &sounds[at..])?)))
    }

    fn by_pinyin(&self, entry: &Entry) -> Option<(usize, usize)> {
        let (at, count) = self.in_sounds(entry.sounds, entry.others)?;
        // Back from syllables to the characters they stand for.
        let mut spoken = entry.title.char_indices().filter(|(_, c)| is_spoken(*c)).skip(at);
        let (from, first) = spoken.next()?;
        let (last, c) = spoken.take(count - 1).last().unwrap_or((from, first));
        Some((from, last + c.len_utf8()))
    }
}

/// How many characters are spelt by what was typed, from the first on: each by all of its syllable or by the first letter,
/// and the last by as much as there is.
fn spelt(typed: &str, sounds: &[[&str; 2]]) -> Option<usize> {
    let (readings, behind) = sounds.split_first()?;
    readings.iter().filter(|sound| !sound.is_empty()).find_map(|sound| {
        if sound.starts_with(typed) {
            return Some(1);
        }
        let rest = |part: &str| spelt(typed.strip_prefix(part)?, behind);
        let by_letter = || rest(sound.get(..1).filter(|_| sound.len() > 1)?);
        rest(sound).or_else(by_letter).map(|count| count + 1)
    })
}

/// Where a text first has these letters, whatever marks stand between them, as a range of bytes.
fn position(text: &str, letters: &str) -> Option<(usize, usize)> {
    let ends = |from: usize| {
        let mut wanted = letters.chars();
        let mut next = wanted.next();
        for (at, c) in text[from..].char_indices() {
            let Some(letter) = searched(c) else { continue };
            if next != Some(letter) {
                break;
            }
            next = wanted.next();
            if next.is_none() {
                return Some(from + at + c.len_utf8());
            }
        }
        None
    };
    let mut begins = text.char_indices().filter(|(_, c)| searched(*c).is_some());
    begins.find_map(|(from, _)| Some((from, ends(from)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: Entry = Entry {
        path: "/cards/q1/",
        title: "青年强，则国家强。",
        note: "",
        sounds: "qing,nian,qiang,ze,guo,jia,qiang",
        others: ",,jiang,,,,jiang",
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
    fn width_marks_and_what_is_unseen_make_no_difference() {
        assert_eq!(marked("青年强！"), Some((vec!["青年强"], vec![])));
        assert_eq!(marked("\"青年强\""), Some((vec!["青年强"], vec![])));
        assert_eq!(marked("青年强则\u{200b}国家强"), Some((vec!["青年强，则国家强"], vec![])));
        assert_eq!(marked("ＡＰＰ"), Some((vec![], vec!["App"])));
        assert_eq!(marked("ｑｎ"), Some((vec!["青年"], vec![])));
    }

    #[test]
    fn pinyin_is_found_whole_or_by_its_first_letters() {
        for (typed, found) in [
            ("qingnian", "青年"),
            ("qingn", "青年"),
            ("qnian", "青年"),
            ("guojia", "国家"),
            ("gjqi", "国家强"),
            ("jiang", "强"),
            ("ni", "年"),
        ] {
            assert_eq!(marked(typed), Some((vec![found], vec![])), "{typed}");
        }
        for typed in ["ian", "qingnianren", "zzzz", "gnq"] {
            assert_eq!(marked(typed), None, "{typed}");
        }
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
