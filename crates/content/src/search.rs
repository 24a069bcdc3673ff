//! What a phone looks through when somebody searches: a line a document, fields apart by tabs, and before them one with
//! the pinyin of the characters in it. Plain text, because a phone with twelve thousand cards has no time to parse JSON
//! between two keys.

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
    /// The words below: 读懂, or an article's text.
    pub text: &'a str,
}

impl<'a> Entry<'a> {
    /// Takes a line apart; `None` for one that is damaged, or that of the pinyin.
    pub fn parse(line: &'a str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        Some(Self { path: next()?, title: next()?, note: next()?, text: next()? })
    }

    /// The line, with its end. White space within fields becomes single spaces.
    pub fn to_line(&self) -> String {
        let fields = [self.path, self.title, self.note, self.text];
        let plain = |field: &str| field.split_whitespace().collect::<Vec<_>>().join(" ");
        fields.map(plain).join("\t") + "\n"
    }
}

/// The line that says how characters are spelt: syllables, each with the characters that have it behind it. One of two
/// readings in daily use stands behind both.
pub fn sounds_line<'a>(sounds: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    sounds.map(|(sound, characters)| [" ", sound, characters].concat()).collect::<String>() + "\n"
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
        let entry = Entry { path: "/cards/q1/", title: "青年强", note: "青年", text: "a b" };
        let line = Entry { text: "a\n\t b", ..entry }.to_line();
        assert_eq!(Entry::parse(line.trim_end_matches('\n')), Some(entry));
        assert_eq!(Entry::parse("/cards/q1/\t青年强"), None);
    }

    #[test]
    fn the_line_of_the_pinyin_is_no_entry() {
        let line = sounds_line([("nian", "年"), ("qing", "青清")].into_iter());
        assert_eq!(line, " nian年 qing青清\n");
        assert_eq!(Entry::parse(line.trim_end_matches('\n')), None);
    }
}
