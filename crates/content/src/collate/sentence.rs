//! Where sentences begin and end.

use std::ops::Range;

/// What has no stop for so many characters is no sentence.
const LONGEST: usize = 1_000;

/// The sentence or sentences around a passage of a paragraph; the passage alone, where no stop is near.
pub(super) fn around(paragraph: &[char], from: usize, to: usize) -> Range<usize> {
    let ends = |at: &usize| ends_before(paragraph, *at);
    // 1. or （一） before a sentence is the paragraph's, not the sentence's.
    let number = number(paragraph);
    let begin = if number == from { Some(from) } else { (from.saturating_sub(LONGEST)..=from).rev().find(ends) };
    let begin = begin.map(|begin| if begin < number && number <= from { number } else { begin });
    let end = (to..=paragraph.len().min(to + LONGEST)).find(ends);
    begin.zip(end).map_or(from..to, |(begin, end)| begin..end)
}

/// The sentence right before a place of a paragraph, and the one right after another; empty where there is none.
pub(super) fn beside(paragraph: &[char], from: usize, to: usize) -> (Range<usize>, Range<usize>) {
    let ends = |at: &usize| ends_before(paragraph, *at);
    // A number is the paragraph's, and no sentence.
    let number = number(paragraph);
    let begin = (from.saturating_sub(LONGEST)..from).rev().find(ends).unwrap_or(from);
    let begin = if begin < number { number.min(from) } else { begin };
    let end = (to + 1..=paragraph.len().min(to + LONGEST)).find(ends).unwrap_or(to);
    (begin..from, to..end)
}

/// Whether a passage is whole sentences. A clause behind a semicolon or colon may stand for itself.
pub(super) fn is_whole(paragraph: &[char], from: usize, to: usize) -> bool {
    let begins =
        from == number(paragraph) || ends_before(paragraph, from) || matches!(paragraph[from - 1], '；' | '：');
    begins && ends_before(paragraph, to)
}

/// Where the words of a paragraph begin that begins with a number.
fn number(paragraph: &[char]) -> usize {
    let is_numeral = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十百零〇".contains(*c);
    let is_bracketed = paragraph.first().is_some_and(|c| "（(".contains(*c));
    let at = usize::from(is_bracketed);
    let numerals = paragraph[at..].iter().take_while(|c| is_numeral(c)).count();
    let at = at + numerals;
    let is_closed = paragraph.get(at).is_some_and(|c| if is_bracketed { "）)" } else { "、.．" }.contains(*c));
    let spaces = paragraph.iter().skip(at + 1).take(4).take_while(|c| c.is_whitespace()).count();
    let behind = at + 1 + spaces;
    // 一、二楼 and 3.5 are no numbers of paragraphs.
    let is_number = (1..=4).contains(&numerals) && is_closed && paragraph.get(behind).is_some_and(|c| !is_numeral(c));
    if is_number { behind } else { 0 }
}

/// Whether a sentence ends right before this place: behind a stop, and the quotation marks or brackets that close with it.
fn ends_before(paragraph: &[char], at: usize) -> bool {
    let Some(next) = paragraph.get(at) else { return true };
    if at == 0 || is_closing(*next) || is_stop(*next) {
        return at == 0;
    }
    paragraph[..at].iter().rev().find(|c| !is_closing(**c)).is_some_and(|c| is_stop(*c))
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '!' | '?')
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around_of(text: &str, quote: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let from = text[..text.find(quote).unwrap()].chars().count();
        chars[around(&chars, from, from + quote.chars().count())].iter().collect()
    }

    #[test]
    fn a_sentence_goes_from_stop_to_stop() {
        let text = "天晴了。我们出门，走了很远！雨下起来了吗？没有。";
        assert_eq!(around_of(text, "走了很远"), "我们出门，走了很远！");
        assert_eq!(around_of(text, "天晴了"), "天晴了。");
        assert_eq!(around_of(text, "没有。"), "没有。");
        assert_eq!(around_of(text, "远！雨"), "我们出门，走了很远！雨下起来了吗？");
        assert_eq!(around_of("没有停顿的一行", "停顿"), "没有停顿的一行");
    }

    #[test]
    fn a_paragraphs_number_is_no_part_of_its_first_sentence() {
        for (text, sentence) in [
            ("（一）看灯。红灯停。", "看灯。"),
            ("1.看灯，慢一点。", "看灯，慢一点。"),
            ("12、看灯。", "看灯。"),
            ("一、二楼看灯。", "一、二楼看灯。"),
            ("3.5米外看灯。", "3.5米外看灯。"),
        ] {
            assert_eq!(around_of(text, "看灯"), sentence);
        }
        let chars: Vec<char> = "1. 看灯。".chars().collect();
        assert!(is_whole(&chars, 3, 6) && is_whole(&chars, 0, 6) && !is_whole(&chars, 4, 6));
    }

    #[test]
    fn beside_a_sentence_stand_the_one_before_and_the_one_after() {
        let beside_of = |text: &str, sentence: &str| {
            let chars: Vec<char> = text.chars().collect();
            let from = text[..text.find(sentence).unwrap()].chars().count();
            let (before, after) = beside(&chars, from, from + sentence.chars().count());
            (chars[before].iter().collect::<String>(), chars[after].iter().collect::<String>())
        };
        let text = "天晴了。他说：“走吧。”我们出门！雨下起来了吗？没有";
        assert_eq!(beside_of(text, "天晴了。"), (String::new(), "他说：“走吧。”".into()));
        assert_eq!(beside_of(text, "我们出门！"), ("他说：“走吧。”".into(), "雨下起来了吗？".into()));
        assert_eq!(beside_of(text, "雨下起来了吗？"), ("我们出门！".into(), "没有".into()));
        assert_eq!(beside_of("一句。", "一句。"), (String::new(), String::new()));
        // A clause that stands for itself has the rest of its sentence beside it.
        assert_eq!(beside_of("要读书；要走路。", "要走路。"), ("要读书；".into(), String::new()));
    }

    #[test]
    fn a_closing_mark_belongs_to_the_sentence_it_closes() {
        let text = "他说：“天晴了。”我们出门……走远了。";
        assert_eq!(around_of(text, "天晴"), "他说：“天晴了。”");
        assert_eq!(around_of(text, "出门"), "我们出门……");
        assert_eq!(around_of(text, "走远"), "走远了。");
    }
}
