//! How characters are spelt in pinyin, as the first line of a file of entries says (`content::search::sounds_line`), and
//! what of a text is spelt by what was typed.

use content::fold::searched;
use content::search::is_spoken;

/// Chinese characters in daily use are among these.
const FIRST: usize = 0x4e00;
const COUNT: usize = 0x5200;
/// Letters and digits are spelt as they are.
const ALONE: &str = "0123456789abcdefghijklmnopqrstuvwxyz";

/// The readings of characters.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    line: String,
    /// Of each character, where its syllables are in the line.
    at: Vec<[u16; 2]>,
}

/// A part of a text that was spelt, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spelt {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Syllable by syllable, and not by first letters.
    pub(super) is_whole: bool,
}

impl Sounds {
    /// Reads the line; one that says nothing of pinyin is of no use.
    pub(super) fn new(line: &str) -> Self {
        if !line.starts_with(' ') {
            return Self::default();
        }
        let (mut at, mut syllable, mut is_letter) = (vec![[0; 2]; COUNT], 0, false);
        for (place, c) in line.char_indices() {
            let was_letter = std::mem::replace(&mut is_letter, c.is_ascii_lowercase());
            if is_letter && !was_letter {
                syllable = place as u16;
            } else if let Some(known) = (c as usize).checked_sub(FIRST).and_then(|c| at.get_mut(c)) {
                known[usize::from(known[0] > 0)] = syllable;
            }
        }
        Self { line: line.to_string(), at }
    }

    /// The syllables of a character, as far as they begin like this: most do not, and are not looked at any further.
    fn of(&self, c: char, first: Option<&u8>) -> [&str; 2] {
        if let Some(c) = searched(c).filter(char::is_ascii) {
            let at = ALONE.find(c).unwrap_or_default();
            return [&ALONE[at..at + 1], ""];
        }
        let known = (c as usize).checked_sub(FIRST).and_then(|c| self.at.get(c)).copied().unwrap_or_default();
        known.map(|at| {
            let at = usize::from(at);
            let from = if self.line.as_bytes().get(at) == first { &self.line[at..] } else { "" };
            from.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default()
        })
    }

    /// What of a text is spelt by letters, from the first place on. (A list: iterators are made anew for each who asks, and
    /// are a part of the download.)
    pub(super) fn find(&self, letters: &str, text: &str) -> Vec<Spelt> {
        let mut found = Vec::new();
        for (from, c) in text.char_indices() {
            if is_spoken(c)
                && let Some((length, is_whole)) = self.spelt(letters, &text[from..])
            {
                found.push(Spelt { from, to: from + length, is_whole });
            }
        }
        found
    }

    /// How much of a text is spelt by what was typed, from its beginning on: each character by all of its syllable or by the
    /// first letter, and the last by as much as there is; and whether each by all of it.
    fn spelt(&self, typed: &str, text: &str) -> Option<(usize, bool)> {
        let (at, c) = text.char_indices().find(|(_, c)| is_spoken(*c))?;
        let end = at + c.len_utf8();
        self.of(c, typed.as_bytes().first()).into_iter().filter(|sound| !sound.is_empty()).find_map(|sound| {
            if sound.starts_with(typed) {
                return Some((end, sound.len() == typed.len()));
            }
            let rest = |part: &str| self.spelt(typed.strip_prefix(part)?, &text[end..]);
            let by_letter = || rest(sound.get(..1).filter(|_| sound.len() > 1)?).map(|(length, _)| (length, false));
            rest(sound).or_else(by_letter).map(|(length, is_whole)| (end + length, is_whole))
        })
    }
}

/// Whether this may be pinyin, whole or its first letters.
pub(super) fn is_pinyin(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether this may be one syllable of pinyin: vowels stand together, and only `n`, `g` or `r` behind them.
pub(super) fn is_syllable(text: &str) -> bool {
    let is_vowel = |c: char| "aeiouv".contains(c);
    let vowels = text.trim_start_matches(|c: char| c.is_ascii_lowercase() && !is_vowel(c));
    vowels.starts_with(is_vowel) && matches!(vowels.trim_start_matches(is_vowel), "" | "n" | "ng" | "r")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = " chang长 dian店 guo国 jia家 jiang强 nian年 qiang强 qing青 ze则 zhang长";

    fn found(typed: &str, text: &'static str) -> Option<(&'static str, bool)> {
        let sounds = Sounds::new(LINE);
        sounds.find(typed, text).first().map(|one| (&text[one.from..one.to], one.is_whole))
    }

    #[test]
    fn pinyin_is_found_whole_or_by_its_first_letters() {
        let text = "青年强，则国家强。";
        for (typed, words, is_whole) in [
            ("qingnian", "青年", true),
            ("qingn", "青年", false),
            ("qnian", "青年", false),
            ("guojia", "国家", true),
            ("gjqi", "国家强", false),
            ("jiang", "强", true),
            ("ni", "年", false),
            ("qzg", "强，则国", false),
            ("qnj", "青年强", false),
        ] {
            assert_eq!(found(typed, text), Some((words, is_whole)), "{typed}");
        }
        for typed in ["ian", "qingnianren", "zzzz", "gnq", "qnqzgjqx"] {
            assert_eq!(found(typed, text), None, "{typed}");
        }
    }

    #[test]
    fn both_readings_and_letters_are_known() {
        assert_eq!(found("zhangdian", "店长店"), Some(("长店", true)));
        assert_eq!(found("cd", "店长店"), Some(("长店", false)));
        assert_eq!(found("apdian", "Ａp店"), Some(("Ａp店", true)));
        assert_eq!(Sounds::new("/a/\t店").find("dian", "店"), []);
    }
}
