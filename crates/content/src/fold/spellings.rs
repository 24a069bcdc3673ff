//! Texts as they look, and what two spellings of one text have in common.

use std::borrow::Cow;

use api::rules;

use super::look_alikes::BLOCKS;
use super::{searched, width};

/// What vertical setting has for these marks, from U+FE10 and from U+FE35 on.
const VERTICAL: [(char, &str); 2] =
    [('\u{fe10}', "，、。：；！？〖〗…"), ('\u{fe35}', "（）{}〔〕【】《》〈〉「」『』")];
/// What is one character for some, and several for others.
const LONG: [(&str, &[&str]); 9] = [
    ("…⋯︙", &["...", "...", "..."]),
    ("⸺⸻", &["--", "---"]),
    ("℃℉№", &["°C", "°F", "No"]),
    ("㎎㎏㎜㎝㎞㏄", &["mg", "kg", "mm", "cm", "km", "cc"]),
    // 10² is not 102, and m² not m2.
    ("㎡㎥㎠㎢", &["m²", "m³", "cm²", "km²"]),
    ("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]),
    ("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ", &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]),
    ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", &["(一)", "(二)", "(三)", "(四)", "(五)", "(六)", "(七)", "(八)", "(九)", "(十)"]),
    ("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", &["(一)", "(二)", "(三)", "(四)", "(五)", "(六)", "(七)", "(八)", "(九)", "(十)"]),
];
/// Numbers from 1 to 20 that are one character, and what stands around them.
const NUMBERS: [(char, &str, &str); 2] = [('⑴', "(", ")"), ('⒈', "", ".")];
/// Letters with a mark that are one character for some, and two for others.
const MARKED: [(char, &str, &str); 13] = [
    ('\u{30c}', "ČčĎďĚěĽľŇňŘřŠšŤťŽžǎǐǒǔǍǏǑǓ", "CcDdEeLlNnRrSsTtZzaiouAIOU"),
    ('\u{301}', "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹź", "AEIOUYaeiouyCcLlNnRrSsZz"),
    ('\u{302}', "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ", "AEIOUaeiouCcGgHhJjSsWwYy"),
    ('\u{327}', "ÇçĢģĶķĻļŅņŖŗŞşŢţ", "CcGgKkLlNnRrSsTt"),
    ('\u{300}', "ÀÈÌÒÙàèìòùǹǸ", "AEIOUaeiounN"),
    ('\u{308}', "ÄËÏÖÜäëïöüÿŸ", "AEIOUaeiouyY"),
    ('\u{306}', "ĂăĔĕĞğĬĭŎŏŬŭ", "AaEeGgIiOoUu"),
    ('\u{303}', "ÃÑÕãñõĨĩŨũ", "ANOanoIiUu"),
    ('\u{304}', "ĀāĒēĪīŌōŪū", "AaEeIiOoUu"),
    ('\u{307}', "ĊċĖėĠġİŻż", "CcEeGgIZz"),
    ('\u{328}', "ĄąĘęĮįŲų", "AaEeIiUu"),
    ('\u{30a}', "ÅåŮů", "AaUu"),
    ('\u{30b}', "ŐőŰű", "OoUu"),
];
/// Letters of other alphabets, and the Latin ones that look the same.
const LATIN: (&str, &str) = ("АВЕКМНОРСТХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXIJSaeopcyxijsABEZHIKMNOPTYXo");

/// A character that is not what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// The character.
    pub c: char,
    /// The one it looks like; none where it looks like nothing.
    pub like: Option<char>,
}

impl Unseen {
    /// In words, with the number by which an editor finds it.
    pub fn in_words(self) -> String {
        let Self { c, like } = self;
        match like {
            Some(like) => format!("“{c}”（U+{:04X}）看着像“{like}”，其实是另一个字", c as u32),
            None => format!("有一个看不见的字符 U+{:04X}", c as u32),
        }
    }
}

/// The first character of a text that cannot be seen, or is another than it looks like. Joiners and selectors of emoji belong
/// to what is seen; spaces of any width are seen.
pub fn unseen(text: &str) -> Option<Unseen> {
    let found = |(c, shown): (char, Option<char>)| match shown {
        None => Some(Unseen { c, like: None }),
        Some(like) if like != c && !like.is_whitespace() => Some(Unseen { c, like: Some(like) }),
        // The separators of lines and paragraphs.
        Some('\n') if c != '\n' => Some(Unseen { c, like: None }),
        Some(_) => None,
    };
    as_shown(text).find_map(found)
}

/// A text as it looks: what cannot be seen is gone, look-alikes are the characters they look like, spaces that are as wide as
/// a space are one, and line ends are `\n`.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') && as_shown(text).all(|(c, shown)| shown == Some(c)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    as_shown(&text).filter_map(|(_, shown)| shown).collect()
}

/// Each character, and what is shown of it.
fn as_shown(text: &str) -> impl Iterator<Item = (char, Option<char>)> {
    // Whether a joiner belongs to what stands before it.
    let mut joins = false;
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        let keycap = |next: Option<&char>| next.is_some_and(|next| *next == '\u{20e3}');
        let is_kept = match c {
            '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' => joins || keycap(chars.peek()),
            '\u{e0020}'..='\u{e007f}' => joins,
            c => !is_unseen(c),
        };
        if is_kept {
            joins = is_sign(c) || joins && (is_unseen(c) || matches!(c, '\u{20e3}'));
        }
        Some((c, is_kept.then(|| shown(c))))
    })
}

/// What a character looks like.
fn shown(c: char) -> char {
    match c {
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        c => look_alike(c),
    }
}

fn look_alike(c: char) -> char {
    in_blocks(&BLOCKS, c).unwrap_or(c)
}

/// A character of the blocks that begin at these.
fn in_blocks(blocks: &[(char, &str)], c: char) -> Option<char> {
    let (first, block) = blocks.iter().rev().find(|(first, _)| *first <= c)?;
    let at = (c as u32 - *first as u32) as usize;
    // Most characters stand behind all blocks: nobody counts through one for them.
    if at < block.len() { block.chars().nth(at) } else { None }
}

/// Emoji and other signs that joiners and selectors follow.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

fn is_unseen(c: char) -> bool {
    let is_line_end = matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\r');
    !is_line_end && rules::is_invisible(c)
        || matches!(c, '\u{200d}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// What is compared of a text: nothing for white space and what cannot be seen, one form for all widths and look-alikes of
/// the rest. Marks of another meaning (、 is no comma, 《 no quotation mark) stay what they are. With each character goes the
/// number of the one it came from.
pub fn compared(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.chars().enumerate().flat_map(|(at, c)| spelled(c).map(move |c| (at, c)))
}

fn spelled(c: char) -> impl Iterator<Item = char> {
    // Nearly all characters are none of these.
    let is_one = c.is_ascii() || matches!(c, '\u{3400}'..='\u{9fff}');
    let long = if is_one { None } else { long(c) };
    let one =
        if long.is_some() { None } else { Some(c).filter(|c| !c.is_whitespace() && !is_unseen(*c)).map(one_form) };
    let spelt: String = long.unwrap_or_default();
    let mut at = 0;
    let next = move || {
        let c = spelt[at..].chars().next()?;
        at += c.len_utf8();
        Some(c)
    };
    std::iter::from_fn(next).chain(one)
}

/// What is several characters for some.
fn long(c: char) -> Option<String> {
    const MOST: u32 = 20;
    let at = |all: &str| all.chars().position(|one| one == c);
    let known = LONG.iter().find_map(|(all, spelt)| spelt.get(at(all)?).map(ToString::to_string));
    let number = || {
        NUMBERS.iter().find_map(|(first, before, behind)| {
            let at = (c as u32).checked_sub(*first as u32).filter(|at| *at < MOST)?;
            Some(format!("{before}{}{behind}", at + 1))
        })
    };
    let marked = || {
        let of = |(mark, all, bases): &(char, &str, &str)| Some(format!("{}{mark}", bases.chars().nth(at(all)?)?));
        MARKED.iter().find_map(of)
    };
    known.or_else(number).or_else(marked)
}

fn one_form(c: char) -> char {
    match width(in_blocks(&VERTICAL, c).unwrap_or_else(|| look_alike(c))) {
        '。' | '｡' | '﹒' => '.',
        // Its half-wide sister is what PDFs give for the comma of Chinese fonts.
        '﹐' | '､' => ',',
        '﹑' => '、',
        '﹔' => ';',
        '﹕' | '︰' => ':',
        '﹗' => '!',
        '﹖' => '?',
        '﹙' => '(',
        '﹚' => ')',
        '“' | '”' | '„' | '‟' | '〝' | '〞' | '〟' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '—' | '–' | '―' | '─' | '‐' | '‑' | '‒' | '−' | '﹣' | '﹘' | '︱' | '︲' => '-',
        '·' | '・' | '･' | '•' | '‧' | '∙' | '⋅' => '·',
        '〜' | '∼' => '~',
        '｢' => '「',
        '｣' => '」',
        '﹪' => '%',
        '￥' => '¥',
        c @ '\u{370}'..='\u{4ff}' => {
            LATIN.0.chars().position(|one| one == c).and_then(|at| LATIN.1.chars().nth(at)).unwrap_or(c)
        }
        c => c,
    }
}

/// Whether a text has what somebody typed, as the readers' search finds it.
pub fn has(text: &str, typed: &str) -> bool {
    let letters = |text: &str| text.chars().map(look_alike).filter_map(searched).collect::<String>();
    letters(text).contains(&letters(typed))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn same(one: &str, other: &str) -> bool {
        compared(one).map(|(_, c)| c).eq(compared(other).map(|(_, c)| c))
    }

    #[test]
    fn white_space_width_and_look_alikes_are_overlooked() {
        for (one, other) in [
            ("江山就是人民，人民就是江山。", "江山 就是人民,\n人民就是江山."),
            ("“一国两制”（草案）：好；对！吗？", "\"一国两制\"(草案):好;对!吗?"),
            ("说……做——想", "说......做--想"),
            ("一\u{3000}二\u{200b}三", "一二三"),
            ("路口看红灯，慢一点；到门口", "路⼝看红灯︐慢⼀点︔到⻔⼝"),
            ("刹车要早", "刹\u{f902}要\u{ad}早\u{e0100}".replace('\u{f902}', "⻋").as_str()),
            ("来", "\u{fe0f}来\u{2060}"),
            ("ＡＰＰ里的１２条", "APP里的12条"),
            ("第Ⅷ类，37℃，5㎏", "第VIII类，37°C，5kg"),
            ("（一）看灯", "㈠看灯"),
            ("АРР接单", "APP接单"),
            ("caf\u{e9}和m\u{e0}n", "cafe\u{301}和ma\u{300}n"),
            ("12㎥，ⅲ类，⑾灯——走", "12m³，iii类，（11）灯⸺走"),
        ] {
            assert!(same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_means_something_else_is_not() {
        for (one, other) in [
            ("，", "、"),
            ("《", "〈"),
            ("一", "—"),
            ("已", "己"),
            ("“", "‘"),
            ("。", "，"),
            ("满", "満"),
            ("10²", "102"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn each_compared_character_knows_where_it_came_from() {
        let all: Vec<_> = compared("甲 …乙").collect();
        assert_eq!(all, [(0, '甲'), (2, '.'), (2, '.'), (2, '.'), (3, '乙')]);
    }

    #[test]
    fn a_text_is_given_as_it_looks() {
        let pasted = "##\u{a0}路上\r\n\u{200b}⾬天路\u{ad}滑，\u{202f}刹⻋要早\u{fe00}。\u{feff}\u{2028}热水\u{200e}";
        assert_eq!(plain(pasted), "## 路上\n雨天路滑， 刹车要早。\n热水");
        assert!(matches!(plain("平常的话，\n\t一句。"), Cow::Borrowed(_)));
        assert_eq!(unseen("雨天").map(Unseen::in_words), None);
        assert_eq!(unseen("⾬天").unwrap().in_words(), "“⾬”（U+2FAC）看着像“雨”，其实是另一个字");
        assert_eq!(unseen("一\u{200b}二").unwrap().in_words(), "有一个看不见的字符 U+200B");
        assert_eq!(unseen("一\u{a0}二"), None);
    }

    #[test]
    fn emoji_stay_whole() {
        for text in ["👨‍👩‍👧 一家", "❤️‍🔥", "1️⃣2️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🧑🏿‍🤝‍🧑🏻", "🇨🇳"]
        {
            assert_eq!(plain(text), text);
            assert_eq!(unseen(text), None, "{text}");
        }
        assert_eq!(plain("字\u{200d}字\u{fe0f}"), "字字");
    }

    #[test]
    fn the_table_is_the_librarys() {
        let mut count = 0;
        for c in (0..0x30000).filter_map(char::from_u32) {
            let like = look_alike(c);
            let normal: String = c.nfkc().collect();
            // The supplement has none there; of 户 see the table.
            let is_own = ('\u{2e80}'..='\u{2ef3}').contains(&c) || c == '\u{2f3e}';
            let is_ideograph =
                matches!(c, '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}');
            assert!(is_own || !is_ideograph || normal == like.to_string(), "{c} {like} {normal}");
            assert!(is_own || is_ideograph || like == c, "{c} {like}");
            count += usize::from(like != c);
        }
        assert_eq!(count, 114 + 214 + 460 + 542);
        assert_eq!(look_alike('⻋'), '车');
        assert_eq!(look_alike('⼾'), '户');
    }

    #[test]
    fn a_desk_finds_as_a_phone_does() {
        assert!(has("持续深化纠治“四风”，", "\"四风\"") && has("用ＡＰＰ", "app") && has("青年强，则", "青年强则"));
        assert!(!has("青年", "少年"));
    }
}
