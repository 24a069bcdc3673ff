//! Characters as people see and count them: an emoji of many parts is one, what cannot be seen is none. The phone's counter,
//! what it sends and what the server stores all go through the one walk in here.

use super::marks::is_mark;

/// The joiner of emoji: a family is four people and three of these.
pub const JOINER: char = '\u{200d}';
/// More marks than any living script puts on one character paint over the neighbours.
const MOST_MARKS: u8 = 4;
/// The largest of emoji are of four people.
const MOST_JOINERS: u8 = 3;
/// Of the letters that say whose a flag is: `gbeng`.
const MOST_TAGS: usize = 6;

/// What a character of a text is to those who read it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// It begins something that is seen.
    Begins,
    /// It belongs to what stands before it.
    Belongs,
    /// It shows nothing where it stands.
    Nothing,
}

/// What has been seen since the last beginning.
#[derive(Default)]
struct Walk {
    base: Option<char>,
    marks: u8,
    joiners: u8,
    is_joined: bool,
    is_selected: bool,
    /// Letters of a flag that may still come.
    tags: usize,
}

impl Walk {
    /// What `c` is here, before `rest`.
    fn see(&mut self, c: char, rest: &str) -> Seen {
        let next = rest.chars().next();
        let on_picture = self.base.is_some_and(is_picture);
        let belongs = match c {
            JOINER => {
                let joins = on_picture && self.joiners < MOST_JOINERS && next.is_some_and(is_picture);
                self.joiners += u8::from(joins);
                self.is_joined = joins;
                return if joins { Seen::Belongs } else { Seen::Nothing };
            }
            // The shade of a skin, or what makes a letter's place a picture's; alone it is a swatch.
            '\u{1f3fb}'..='\u{1f3ff}' if on_picture && !self.is_joined => true,
            _ if is_selector(c) => !std::mem::replace(&mut self.is_selected, true) && self.is_told_apart(c, next),
            '\u{e0020}'..='\u{e007f}' => {
                if self.base == Some('\u{1f3f4}') && !std::mem::replace(&mut self.is_selected, true) {
                    self.tags = tags(c, rest);
                }
                let is_one = self.tags > 0;
                self.tags = self.tags.saturating_sub(1);
                is_one
            }
            // The second letter of a flag.
            '\u{1f1e6}'..='\u{1f1ff}' if matches!(self.base, Some('\u{1f1e6}'..='\u{1f1ff}')) && self.marks == 0 => {
                self.marks = MOST_MARKS;
                return Seen::Belongs;
            }
            // Parts of a Korean syllable.
            '\u{1161}'..='\u{11ff}' if matches!(self.base, Some('\u{1100}'..='\u{115e}')) => true,
            _ if is_invisible(c) || is_no_character(c) || is_private(c) => false,
            _ if is_mark(c) => {
                self.marks = self.marks.saturating_add(1);
                self.base.is_some() && self.marks <= MOST_MARKS
            }
            _ if self.is_joined => {
                (self.base, self.is_joined, self.is_selected) = (Some(c), false, false);
                return Seen::Belongs;
            }
            _ => {
                *self = Self { base: Some(c).filter(|c| !c.is_whitespace()), ..Self::default() };
                return Seen::Begins;
            }
        };
        if belongs { Seen::Belongs } else { Seen::Nothing }
    }

    /// Whether a selector says which of several shapes is meant.
    fn is_told_apart(&self, selector: char, next: Option<char>) -> bool {
        let Some(base) = self.base.filter(|_| self.marks == 0) else { return false };
        match selector {
            '\u{fe0e}' | '\u{fe0f}' => is_picture(base) || matches!(base, '0'..='9' | '#' | '*') && next == Some(KEY),
            '\u{180b}'..='\u{180f}' => matches!(base, '\u{1820}'..='\u{18aa}'),
            _ => matches!(base, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
        }
    }
}

/// Makes a key of a digit.
const KEY: char = '\u{20e3}';
/// Ends the letters of a flag.
const END: char = '\u{e007f}';

/// How many tags begin here, if they are a flag's.
fn tags(first: char, rest: &str) -> usize {
    let all = || std::iter::once(first).chain(rest.chars());
    let letters = all().take_while(|c| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}')).count();
    let is_flag = (3..=MOST_TAGS).contains(&letters) && all().nth(letters) == Some(END);
    if is_flag { letters + 1 } else { 0 }
}

/// What may be part of an emoji, roughly: nothing of it is a letter.
fn is_picture(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}'
        | '\u{24c2}' | '\u{25a0}'..='\u{27bf}' | '\u{2934}' | '\u{2935}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}'
        | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Chooses a shape of the character before it.
pub(super) fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Control characters and those that change the direction of text or cannot be seen, wherever they stand. What belongs to
/// emoji and marks depends on what it belongs to.
pub fn is_invisible(c: char) -> bool {
    c.is_control() && c != '\t'
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffc}' | '\u{13430}'..='\u{1343f}' | '\u{16fe4}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// What Unicode has promised never to make a character.
pub fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

/// Characters that only one font has: a box on every other phone.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

fn walk(text: &str) -> impl Iterator<Item = (usize, char, Seen)> {
    let mut walk = Walk::default();
    text.char_indices().map(move |(at, c)| (at, c, walk.see(c, &text[at + c.len_utf8()..])))
}

/// How many characters people count.
pub fn characters(text: &str) -> usize {
    walk(text).filter(|(_, _, seen)| *seen == Seen::Begins).count()
}

/// As much of a text as has so many characters; none is cut in two.
pub fn first_characters(text: &str, most: usize) -> &str {
    let beyond = walk(text).filter(|(_, _, seen)| *seen == Seen::Begins).nth(most);
    beyond.map_or(text, |(at, _, _)| &text[..at])
}

/// Without what shows nothing. Line ends stay, and so does what is to be refused for what it is.
pub(super) fn only_seen(text: &str) -> String {
    let is_kept = |(_, c, seen): &(usize, char, Seen)| *c == '\n' || is_no_character(*c) || *seen != Seen::Nothing;
    walk(text).filter(is_kept).map(|(_, c, _)| c).collect()
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    const WHOLE: [&str; 12] = [
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "🇨🇳",
        "1\u{fe0f}\u{20e3}",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "❤\u{fe0f}\u{200d}🔥",
        "🧑🏿\u{200d}🤝\u{200d}🧑🏻",
        "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏽",
        "🏳\u{fe0f}\u{200d}🌈",
        "☎\u{fe0f}",
        "👍🏼",
        "e\u{301}",
        "葛\u{e0100}",
    ];

    #[test]
    fn emoji_of_many_parts_are_whole_and_one() {
        for emoji in WHOLE {
            assert_eq!(only_seen(emoji), emoji);
            assert_eq!((characters(emoji), emoji.graphemes(true).count()), (1, 1), "{emoji}");
            let text = format!("{}{emoji}{emoji}", "字".repeat(19));
            assert_eq!(first_characters(&text, 20), format!("{}{emoji}", "字".repeat(19)));
            assert_eq!((characters(&text), text.graphemes(true).count()), (21, 21), "{emoji}");
        }
        assert_eq!(characters(&WHOLE.concat()), WHOLE.len());
        assert_eq!(characters("🇨🇳🇨🇳 旗"), 4);
    }

    #[test]
    fn living_scripts_are_counted_as_they_are_read() {
        for text in ["བཀྲ་ཤིས་བདེ་ལེགས", "ภาษาไทยที่", "ياخشىمۇسىز", "हिन्दी", "한국어 말", "Tiếng Việt", "ᠮᠣᠩᠭᠣᠯ"]
        {
            assert_eq!(only_seen(text), text);
            let counted = text.graphemes(true).count();
            assert!(characters(text).abs_diff(counted) <= 1, "{text}: {} {counted}", characters(text));
        }
    }

    #[test]
    fn what_shows_nothing_is_nothing() {
        for c in [
            '\u{200d}',
            '\u{fe0f}',
            '\u{fe00}',
            '\u{e0100}',
            '\u{180b}',
            '\u{fffe}',
            '\u{301}',
            '\u{e0067}',
            '\u{fdd0}',
            '\u{1d159}',
        ] {
            let text = c.to_string().repeat(10);
            assert_eq!(characters(&text), 0, "U+{:04X}", c as u32);
            assert_eq!(only_seen(&text).is_empty(), !is_no_character(c), "U+{:04X}", c as u32);
            // Nor does it hide between letters.
            let hidden = format!("字{c}\u{200b}字");
            assert_eq!(characters(&hidden), 2, "U+{:04X}", c as u32);
        }
        assert_eq!(only_seen("字\u{200d}字\u{fe0f}a\u{e0100}b\u{180b}🏴\u{e0067}"), "字字ab🏴");
    }

    #[test]
    fn a_character_carries_only_so_many_marks_and_parts() {
        assert_eq!(only_seen(&format!("e{}字", "\u{301}".repeat(4_000))), format!("e{}字", "\u{301}".repeat(4)));
        let chain = "👩\u{200d}".repeat(9);
        assert_eq!(characters(&chain), 3);
        // A mark needs something to stand on.
        assert_eq!(only_seen("\u{301}字 \u{301}\n\u{301}"), "字 \n");
    }
}
