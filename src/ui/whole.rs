//! What stays whole at the end of a line on a picture or on paper: what the rules of Chinese setting say, and words where
//! the browser knows them (力量). A rule without a dictionary cannot see those, and large type has five characters beside
//! each other.

use crate::browser::words::words;

/// Words of more characters are parted where a line needs it: the type would become small.
const LONGEST: usize = 4;

/// Puts the pieces of a text that no line may end within together where one would end within a word.
pub(crate) fn by_words<'a>(text: &'a str, pieces: &[&'a str]) -> Vec<&'a str> {
    with_words(text, pieces, &words(text))
}

/// Words of another text are none.
fn with_words<'a>(text: &'a str, pieces: &[&'a str], words: &[String]) -> Vec<&'a str> {
    if words.concat() != text {
        return pieces.to_vec();
    }
    let mut within = Vec::new();
    let mut at = 0;
    for word in words {
        let begins = word.char_indices().map(|(place, _)| at + place).skip(1);
        if word.chars().count() <= LONGEST {
            within.extend(begins);
        }
        at += word.len();
    }
    let (mut whole, mut start, mut end) = (Vec::new(), 0, 0);
    for piece in pieces {
        end += piece.len();
        if !within.contains(&end) {
            whole.push(&text[start..end]);
            start = end;
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use content::breaks;

    use super::*;

    fn set(text: &str, words: &str) -> String {
        let words: Vec<String> = words.split('|').map(str::to_string).collect();
        with_words(text, &breaks::pieces(text), &words).join("|")
    }

    #[test]
    fn a_word_stays_whole_with_the_mark_behind_it() {
        assert_eq!(set("社会治理力量，38.5%", "社会|治理|力量|，|38.5|%"), "社会|治理|力量，|38.5%");
        // What the rules keep together no word takes apart.
        assert_eq!(set("深化纠治“四风”", "深化|纠|治|“|四|风|”"), "深化|纠|治|“四风”");
    }

    #[test]
    fn long_words_are_parted_and_unknown_ones_too() {
        assert_eq!(set("中华人民共和国", "中华人民共和国"), "中|华|人|民|共|和|国");
        assert_eq!(set("必由之路", "必由之路"), "必由之路");
        assert_eq!(set("力量", "别的"), "力|量");
        assert_eq!(set("力量", ""), "力|量");
        assert_eq!(by_words("力量", &["力", "量"]), ["力", "量"]);
    }
}
