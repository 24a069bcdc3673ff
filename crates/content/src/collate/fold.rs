//! What two spellings of the same text have in common: no white space, and punctuation of one width.

/// A text without white space, its punctuation in half width.
pub(crate) struct Folded {
    /// The characters left.
    pub(crate) chars: Vec<char>,
    /// The character of the text, counted from 0, that each of them came from.
    pub(crate) origins: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut folded = Self { chars: Vec::with_capacity(text.len() / 3), origins: Vec::new() };
        for (at, c) in text.chars().enumerate() {
            match fold(c) {
                None => continue,
                // `……` is often typed as six dots.
                Some('…') => folded.chars.extend(['.', '.', '.']),
                Some(c) => folded.chars.push(c),
            }
            folded.origins.resize(folded.chars.len(), at);
        }
        folded
    }
}

/// What is left of a text without its punctuation too: for likeness, never for proof.
pub(crate) fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// One form for all widths of a punctuation mark; nothing for white space and what cannot be seen. Letters, digits and
/// marks of another meaning (、 is no comma, 《 no quotation mark) stay what they are.
fn fold(c: char) -> Option<char> {
    let folded = match c {
        c if c.is_whitespace() || api::rules::is_invisible(c) || c == '\u{200d}' => return None,
        '。' | '｡' | '﹒' => '.',
        '，' | '﹐' => ',',
        '、' | '､' | '﹑' => '、',
        '；' | '﹔' => ';',
        '：' | '﹕' | '︰' => ':',
        '！' | '﹗' => '!',
        '？' | '﹖' => '?',
        '（' | '﹙' => '(',
        '）' | '﹚' => ')',
        '“' | '”' | '„' | '‟' | '〝' | '〞' | '〟' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | '＇' => '\'',
        '—' | '–' | '―' | '─' | '‐' | '‑' | '‒' | '−' | '－' | '﹣' | '﹘' => '-',
        '·' | '・' | '･' | '•' | '‧' | '∙' | '⋅' => '·',
        '～' | '〜' | '∼' => '~',
        '⋯' => '…',
        '「' | '｢' => '「',
        '」' | '｣' => '」',
        '％' | '﹪' => '%',
        '／' => '/',
        '＜' => '<',
        '＞' => '>',
        '＝' => '=',
        '＋' => '+',
        '＊' => '*',
        '＆' => '&',
        '＃' => '#',
        '＠' => '@',
        '．' => '.',
        '［' => '[',
        '］' => ']',
        '｛' => '{',
        '｝' => '}',
        '｜' => '|',
        '＿' => '_',
        c => c,
    };
    Some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        Folded::of(one).chars == Folded::of(other).chars
    }

    #[test]
    fn white_space_and_the_width_of_punctuation_are_overlooked() {
        assert!(same("江山就是人民，人民就是江山。", "江山 就是人民,\n人民就是江山."));
        assert!(same("“一国两制”（草案）：好；对！吗？", "\"一国两制\"(草案):好;对!吗?"));
        assert!(same("说……做——想", "说......做--想"));
        assert!(same("一\u{3000}二\u{200b}三", "一二三"));
    }

    #[test]
    fn what_means_something_else_is_not() {
        for (one, other) in
            [("，", "、"), ("《", "〈"), ("一", "—"), ("1", "１"), ("已", "己"), ("“", "‘"), ("。", "，")]
        {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn each_folded_character_knows_where_it_came_from() {
        let folded = Folded::of("甲 …乙");
        assert_eq!(folded.chars, ['甲', '.', '.', '.', '乙']);
        assert_eq!(folded.origins, [0, 2, 2, 2, 3]);
    }
}
