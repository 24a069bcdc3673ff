//! Words that a line of large type had better not part: 复|兴 is read twice.
//!
//! `words.txt` has those of the reports that quotations come from, two characters and more, without what falls into two
//! words of the list by itself. A library that knows all of Chinese would cost each start of the server a third of a
//! second and the desk megabytes; a word that is missing here is merely parted, as it would be without any list.

use std::sync::LazyLock;

/// In the order of their bytes.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("words.txt").lines().collect());
/// The longest word has so many characters.
const LONGEST: usize = 5;

/// The places within words, in bytes, in order: of all ways to read a text the one with the fewest words, and of these the one
/// that leaves the fewest characters alone.
pub(crate) fn within(text: &str) -> Vec<usize> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let count = starts.len() - 1;
    // From each place to the end: words, those of one character among them, and how long the first is.
    let mut best = vec![(0, 0, 0); count + 1];
    for from in (0..count).rev() {
        let (words, alone, _) = best[from + 1];
        best[from] = (words + 1, alone + 1, 1);
        for length in 2..=LONGEST.min(count - from) {
            let (words, alone, _) = best[from + length];
            if (words + 1, alone) < (best[from].0, best[from].1)
                && WORDS.binary_search(&&text[starts[from]..starts[from + length]]).is_ok()
            {
                best[from] = (words + 1, alone, length);
            }
        }
    }
    let mut within = Vec::new();
    let mut from = 0;
    while from < count {
        let next = from + best[from].2;
        within.extend(&starts[from + 1..next]);
        from = next;
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let within = within(text);
        let part =
            |(at, c): (usize, char)| if at == 0 || within.contains(&at) { c.to_string() } else { format!("|{c}") };
        text.char_indices().map(part).collect()
    }

    #[test]
    fn a_text_is_read_as_people_read_it() {
        for (text, expected) in [
            ("着力培养担当民族复兴大任的时代新人", "着力|培养|担当|民族|复兴|大任|的|时代|新人"),
            ("一切为了人民，由人民共享", "一切|为了|人民|，|由|人民|共享"),
            ("用党的初心使命感召青年", "用|党|的|初心|使命|感召|青年"),
            ("始终同人民同呼吸、共命运", "始终|同|人民|同呼吸|、|共命运"),
            ("绿水青山就是金山银山", "绿水青山|就是|金山|银山"),
            ("A4纸，𠀀字", "A|4|纸|，|𠀀|字"),
            ("", ""),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn the_list_is_in_order_and_has_no_word_that_is_too_long() {
        assert!(WORDS.is_sorted_by(|one, next| one < next));
        assert!(WORDS.iter().all(|word| (2..=LONGEST).contains(&word.chars().count())));
    }
}
