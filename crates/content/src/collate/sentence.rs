//! Where sentences begin and end.

use std::ops::Range;

/// What has no stop for so many characters is no sentence.
const LONGEST: usize = 1_000;

/// The sentence or sentences around a passage of a paragraph; the passage alone, where no stop is near.
pub(super) fn around(paragraph: &[char], from: usize, to: usize) -> Range<usize> {
    let ends = |at: &usize| ends_before(paragraph, *at);
    let begin = (from.saturating_sub(LONGEST)..=from).rev().find(ends);
    let end = (to..=paragraph.len().min(to + LONGEST)).find(ends);
    begin.zip(end).map_or(from..to, |(begin, end)| begin..end)
}

/// Whether a passage is whole sentences. A clause behind a semicolon or colon may stand for itself.
pub(super) fn is_whole(paragraph: &[char], from: usize, to: usize) -> bool {
    let begins = ends_before(paragraph, from) || matches!(paragraph[from - 1], '；' | '：');
    begins && ends_before(paragraph, to)
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
    fn a_closing_mark_belongs_to_the_sentence_it_closes() {
        let text = "他说：“天晴了。”我们出门……走远了。";
        assert_eq!(around_of(text, "天晴"), "他说：“天晴了。”");
        assert_eq!(around_of(text, "出门"), "我们出门……");
        assert_eq!(around_of(text, "走远"), "走远了。");
    }
}
