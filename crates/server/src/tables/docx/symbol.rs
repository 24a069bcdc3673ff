//! Symbols that Word keeps by their number in a font instead of by their character.

use quick_xml::events::BytesStart;

use crate::tables::xml::attribute;

/// Stands for one that nobody knows, so that no quotation is found across it.
const UNKNOWN: char = '□';

/// The character of a `w:sym`.
pub(super) fn character(symbol: &BytesStart) -> char {
    let code = attribute(symbol, "char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
    let font = attribute(symbol, "font").unwrap_or_default().to_lowercase();
    code.map_or(UNKNOWN, |code| in_font(code, &font))
}

/// The character of a field `SYMBOL 9312 \u \f "宋体"`, of which what follows its name is given.
pub(super) fn of_field(arguments: &str) -> char {
    let mut words = arguments.split_whitespace();
    let code = words.next().unwrap_or_default().trim_matches('"').to_ascii_lowercase();
    let code = code.strip_prefix("0x").map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
    let is_font = |word: &&str| word.eq_ignore_ascii_case("\\f");
    let font = words.skip_while(|word| !is_font(word)).nth(1).unwrap_or_default().trim_matches('"').to_lowercase();
    code.map_or(UNKNOWN, |code| in_font(code, &font))
}

fn in_font(code: u32, font: &str) -> char {
    // Fonts of symbols have theirs in the private part, or where Latin letters are.
    let place = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    match font {
        "wingdings" => wingdings(place),
        "symbol" => greek(place),
        _ if place == code => char::from_u32(code).filter(|c| !c.is_control()).unwrap_or(UNKNOWN),
        _ => UNKNOWN,
    }
}

/// Those that texts use: numbers in circles, and what stands before a line.
fn wingdings(place: u32) -> char {
    let nth = |from: char, first: u32| char::from_u32(from as u32 + place - first).unwrap_or(UNKNOWN);
    match place {
        0x81..=0x8a => nth('①', 0x81),
        0x8c..=0x95 => nth('❶', 0x8c),
        0x20 => ' ',
        0x22 => '✂',
        0x28 | 0x29 => '☎',
        0x2a => '✉',
        0x3f => '✍',
        0x45..=0x48 => ['☜', '☞', '☝', '☟'][(place - 0x45) as usize],
        0x4a => '☺',
        0x4c => '☹',
        0x6c | 0x9f => '●',
        0x6e | 0xa7 => '■',
        0x6f | 0x70 | 0x71 | 0x72 | 0xa8 => '□',
        0x75 | 0x77 => '◆',
        0x76 => '❖',
        0x80 => '⓪',
        0xa1 | 0xa6 => '○',
        0xa4 => '◉',
        0xa5 => '◎',
        0xab => '★',
        0xb6 => '☆',
        0xd8 => '➢',
        0xdf..=0xe2 => ['←', '→', '↑', '↓'][(place - 0xdf) as usize],
        0xef..=0xf2 => ['⇦', '⇨', '⇧', '⇩'][(place - 0xef) as usize],
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => UNKNOWN,
    }
}

/// The font called Symbol.
fn greek(place: u32) -> char {
    const LETTERS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    match place {
        0x41..=0x5a => LETTERS.chars().nth((place - 0x41) as usize).unwrap_or(UNKNOWN),
        0x61..=0x7a => SMALL.chars().nth((place - 0x61) as usize).unwrap_or(UNKNOWN),
        0x20 | 0x21 | 0x23 | 0x25 | 0x26 | 0x28..=0x3f => char::from_u32(place).unwrap_or(UNKNOWN),
        0xa3 => '≤',
        0xa5 => '∞',
        0xab..=0xaf => ['↔', '←', '↑', '→', '↓'][(place - 0xab) as usize],
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xbc => '…',
        0xd7 => '·',
        0xd6 => '√',
        0xe5 => '∑',
        _ => UNKNOWN,
    }
}
