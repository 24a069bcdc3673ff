//! What looks the same: the one table of folding, for verification, search, names and front matter.
//!
//! Three depths. [`width`] and [`searched`] are arithmetic alone, so that a phone folds what is typed without a table.
//! [`plain`] gives a text as it looks, in the characters that people mean: nothing unseen, no second places of Unicode.
//! [`compared`] goes on to what two spellings of one text have in common, whatever their spaces and punctuation.

#[cfg(feature = "render")]
mod look_alikes;
#[cfg(feature = "render")]
mod spellings;

#[cfg(feature = "render")]
pub use spellings::{Unseen, compared, has, plain, unseen};

/// A character in its usual width: `Ｑ` is `Q`.
pub fn width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// What a search compares of a character: a small letter of usual width, `v` for ü. `None` for white space, marks, and what cannot be
/// seen, which nobody types as they are printed.
pub fn searched(c: char) -> Option<char> {
    // As it is typed where a keyboard has no ü.
    let c = if matches!(c, 'ü' | 'Ü') { 'v' } else { width(c).to_ascii_lowercase() };
    let is_mark = matches!(c, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{2e00}'..='\u{2e7f}'
        | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{30fb}' | '\u{fe00}'..='\u{fe6f}'
        | '\u{feff}' | '\u{ff5f}'..='\u{ff65}' | '\u{e0000}'..='\u{e0fff}');
    let is_nothing = if c.is_ascii() { !c.is_ascii_alphanumeric() } else { is_mark };
    (!is_nothing).then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_compares_letters_alone() {
        let searched = |text: &str| text.chars().filter_map(searched).collect::<String>();
        assert_eq!(searched("ｑｓ “四风”，ＡＰＰ 3.8％！\u{200b}\u{fe0f}"), "qs四风app38");
        assert_eq!(searched("人人〇々é😀"), "人人〇々é😀");
        assert_eq!(searched("lüSE"), "lvse");
    }
}
