//! What a phone looks through when somebody searches: a line a document, fields apart by tabs. Plain text, because a
//! phone with twelve thousand cards has no time to parse JSON between two keys.

use crate::fold::width;

/// A document as it can be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its path.
    pub path: &'a str,
    /// A card's quotation, or a title.
    pub title: &'a str,
    /// What it is, and how long it takes.
    pub note: &'a str,
    /// A syllable for each spoken character of the title, commas between them: its pinyin, or itself.
    pub sounds: &'a str,
    /// The same by another reading (行: xing, hang), nothing where a character has none; empty where none of them has.
    pub others: &'a str,
    /// The words below: 读懂, or an article's text.
    pub text: &'a str,
}

impl<'a> Entry<'a> {
    /// Takes a line apart; `None` for one that is damaged.
    pub fn parse(line: &'a str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let (path, title, note) = (next()?, next()?, next()?);
        Some(Self { path, title, note, sounds: next()?, others: next()?, text: next()? })
    }

    /// The line, with its end. White space within fields becomes single spaces.
    pub fn to_line(&self) -> String {
        let fields = [self.path, self.title, self.note, self.sounds, self.others, self.text];
        let plain = |field: &str| field.split_whitespace().collect::<Vec<_>>().join(" ");
        fields.map(plain).join("\t") + "\n"
    }
}

/// Whether a character is spoken: letters and digits of any width, and Chinese characters. The standard library's tables for
/// this would be a part of the reader's download.
pub fn is_spoken(c: char) -> bool {
    width(c).is_ascii_alphanumeric() || matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_back_what_was_put_in() {
        let entry = Entry {
            path: "/cards/q1/",
            title: "青年强",
            note: "青年",
            sounds: "qing,nian,qiang",
            others: "",
            text: "a b",
        };
        let line = Entry { text: "a\n\t b", ..entry }.to_line();
        assert_eq!(Entry::parse(line.trim_end_matches('\n')), Some(entry));
        assert_eq!(Entry::parse("/cards/q1/\t青年强"), None);
    }
}
