//! Where Chinese and Latin words meet.

/// Whether a character stands in a Chinese line without white space around it: Chinese characters, kana, and their marks.
/// Korean has spaces between words.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a line end between two characters is no gap: both are Chinese, or one is a Chinese mark, which brings its own.
pub fn is_closed_up(before: char, after: char) -> bool {
    let is_mark = |c: char| is_wide(c) && !c.is_alphanumeric();
    is_wide(before) && is_wide(after) || is_mark(before) || is_mark(after)
}
