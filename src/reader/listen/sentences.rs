//! Text in pieces that a voice says in one breath.

use content::search::is_spoken;

/// Of so many characters at most. A voice says four to five in a second, and some fall silent after fifteen seconds.
const LONGEST: usize = 60;
const ENDS: [char; 7] = ['。', '！', '？', '；', '…', '!', '?'];
/// Where a sentence that is too long may be parted.
const PAUSES: [char; 4] = ['，', '、', '：', ' '];
/// They belong to what stands before them.
const CLOSERS: [char; 8] = ['”', '’', '』', '」', '）', ')', '》', '】'];

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its words.
    pub(super) text: String,
    /// Where it begins in the text, in UTF-16 units.
    pub(super) from: u32,
    /// Where it ends.
    pub(super) to: u32,
}

/// The pieces of a text, in order; what holds no word is left out.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let (mut rest, mut from) = (chars.as_slice(), 0_u32);
    while !rest.is_empty() {
        let (piece, others) = rest.split_at(first(rest));
        let to = from + piece.iter().map(|c| c.len_utf16() as u32).sum::<u32>();
        if piece.iter().any(|c| is_spoken(*c)) {
            found.push(Sentence { text: piece.iter().collect(), from, to });
        }
        (rest, from) = (others, to);
    }
    found
}

/// How many characters the first piece has: at least one, and not more than there are.
fn first(chars: &[char]) -> usize {
    let end = chars.iter().position(|c| ENDS.contains(c)).map_or(chars.len(), |mark| behind(chars, mark));
    if end <= LONGEST {
        return end;
    }
    let pause = chars.iter().take(LONGEST).rposition(|c| PAUSES.contains(c));
    pause.map_or(LONGEST, |mark| behind(chars, mark))
}

/// The place behind a mark, and behind further marks and closing quotes.
fn behind(chars: &[char], mark: usize) -> usize {
    let goes_on = |c: &&char| ENDS.contains(*c) || CLOSERS.contains(*c);
    mark + 1 + chars.iter().skip(mark + 1).take_while(goes_on).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        sentences(text).into_iter().map(|sentence| sentence.text).collect()
    }

    #[test]
    fn a_sentence_keeps_its_marks_and_closing_quotes() {
        assert_eq!(
            texts("他说：“好。”我走了！真的？！走了……第一步；最后（没有句号"),
            ["他说：“好。”", "我走了！", "真的？！", "走了……", "第一步；", "最后（没有句号"]
        );
    }

    #[test]
    fn a_long_sentence_is_parted_at_its_pauses() {
        let text = "共建、共治，共享".repeat(20);
        let parts = texts(&text);
        assert_eq!(parts.concat(), text);
        assert!(parts.iter().all(|part| part.chars().count() <= LONGEST));
        let (_, all_but_last) = parts.split_last().unwrap();
        assert!(all_but_last.iter().all(|part| part.ends_with(PAUSES)));
    }

    #[test]
    fn without_a_pause_it_is_parted_anywhere() {
        let parts = texts(&"长".repeat(LONGEST * 2 + 1));
        assert_eq!(parts.iter().map(|part| part.chars().count()).collect::<Vec<_>>(), [LONGEST, LONGEST, 1]);
    }

    #[test]
    fn places_are_counted_as_the_document_counts_them() {
        let places: Vec<_> = sentences("𠮷野家。\n到了。").iter().map(|it| (it.from, it.to)).collect();
        assert_eq!(places, [(0, 5), (5, 9)]);
    }

    #[test]
    fn what_holds_no_word_is_not_said() {
        assert!(texts("").is_empty());
        assert!(texts(" \n——。……”").is_empty());
    }
}
