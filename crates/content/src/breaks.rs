//! Where a line of Chinese text may end, worked out once, by whoever publishes: screen, picture and print break alike, and a
//! phone carries no table for it. The Unicode rules, with what Chinese setting forbids besides, and without breaks within
//! what is read as one: numbers with their units, a few words in quotation marks.

use unicode_linebreak::linebreaks;

use crate::bundle::escape;
use crate::spacing::is_wide;
use crate::words;

/// Must not begin a line.
const NEVER_FIRST: &str = "。，、；：！？…—·・‧•～%％‰℃°々〃”’）》〉」』】〕｝〗〞］.,;:!?)]}／/-–~";
/// Must not end one.
const NEVER_LAST: &str = "“‘（《〈「『【〔｛〖〝［([{￥¥＄$€£#＃№第";
/// What is counted, of one character or two; what is behind a number or behind these belongs to it.
const MANY: &str = "万亿千百多余几";
const UNITS: &str = "年月日号时分秒天周岁次人个名位家条件项张米元角吨亩度点倍届期章节页种级类层楼路单台辆户所支件座只栋段句字集卷讲课回遍处份笔根间公平立小毫厘";
const LONG_UNITS: [&str; 17] = [
    "小时", "分钟", "公里", "公斤", "平方", "立方", "毫米", "厘米", "千米", "年代", "世纪", "月份", "周年", "周岁",
    "个月", "亿元", "万元",
];
/// So many characters between quotation marks, with these, stay together: “四风”.
const QUOTED: usize = 5;
/// What is longer must be broken on a narrow screen in any case.
const LONGEST: usize = 16;

/// The pieces of a text that no line may end within; all of them together are the text.
pub fn pieces(text: &str) -> Vec<&str> {
    // English quotation marks do not say which way they look; for Chinese ones the rules of brackets are right. All are of
    // one length. What stands behind a Latin letter is an apostrophe.
    let mut before = ' ';
    let directed: String = text
        .chars()
        .map(|c| match (c, std::mem::replace(&mut before, c)) {
            ('“', _) => '《',
            ('”', _) => '》',
            ('‘', _) => '〈',
            ('’', before) if is_wide(before) => '〉',
            (c, _) => c,
        })
        .collect();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let allowed: Vec<usize> = linebreaks(&directed).map(|(at, _)| at).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    for (n, (at, c)) in chars.iter().enumerate().skip(1) {
        if allowed.binary_search(at).is_ok() && !is_forbidden(&chars, n, chars[n - 1].1, *c) {
            pieces.push(&text[start..*at]);
            start = *at;
        }
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// The same with words in one piece, as large type is set: 复|兴 is read twice.
pub fn phrases(text: &str) -> Vec<&str> {
    let within = words::within(text);
    let (mut phrases, mut start, mut end) = (Vec::new(), 0, 0);
    for piece in pieces(text) {
        end += piece.len();
        if within.binary_search(&end).is_err() {
            phrases.push(&text[start..end]);
            start = end;
        }
    }
    phrases
}

/// A text as HTML in which each phrase of more than a character is one element that does not break. Its text stays the same.
pub fn html(text: &str) -> String {
    let whole = |phrase: &str| match phrase.chars().take(LONGEST + 1).count() {
        2..=LONGEST => format!("<span class=\"whole\">{}</span>", escape(phrase)),
        _ => escape(phrase),
    };
    phrases(text).into_iter().map(whole).collect()
}

/// Whether Chinese setting forbids what the Unicode rules allow, before the nth character.
fn is_forbidden(chars: &[(usize, char)], n: usize, before: char, after: char) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_number = |at: usize| is_digit(chars[at].1);
    NEVER_FIRST.contains(after)
        || NEVER_LAST.contains(before)
            && !(before == '第' && !is_digit(after) && !"一二三四五六七八九十百".contains(after))
        || is_digit(before) && (MANY.contains(after) || UNITS.contains(after))
        || MANY.contains(before) && UNITS.contains(after) && n > 1 && is_number(n - 2)
        || is_within_unit(chars, n)
        || "×÷±+＋".contains(before) && is_digit(after)
        || is_digit(before) && "×÷±+＋".contains(after)
        || is_within_quotation(chars, n)
}

/// Whether a unit of two characters behind a number would be parted: `24小|时`.
fn is_within_unit(chars: &[(usize, char)], n: usize) -> bool {
    let counted = |at: usize| at > 0 && (chars[at - 1].1.is_numeric() || MANY.contains(chars[at - 1].1));
    n > 1 && counted(n - 1) && LONG_UNITS.iter().any(|unit| unit.chars().eq([chars[n - 1].1, chars[n].1]))
}

/// Whether a few words in quotation marks would be parted.
fn is_within_quotation(chars: &[(usize, char)], n: usize) -> bool {
    let open = chars[..n].iter().rposition(|(_, c)| matches!(c, '“' | '‘' | '”' | '’'));
    let close = chars[n..].iter().position(|(_, c)| matches!(c, '“' | '‘' | '”' | '’'));
    let (Some(open), Some(close)) = (open, close) else { return false };
    let is_pair = matches!((chars[open].1, chars[n + close].1), ('“', '”') | ('‘', '’'));
    is_pair && n + close + 1 - open <= QUOTED && chars[open..n + close].iter().skip(1).all(|(_, c)| is_wide(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str) -> String {
        assert_eq!(pieces(text).concat(), text);
        pieces(text).join("|")
    }

    #[test]
    fn numbers_words_and_short_quotations_stay_whole() {
        for (text, expected) in [
            ("就业增长38.5%，其中12.3万人来自外卖", "就|业|增|长|38.5%，|其|中|12.3万人|来|自|外|卖"),
            ("按〔2026〕3号办，别按〈旧规〉办", "按|〔2026〕|3号|办，|别|按|〈旧|规〉|办"),
            ("有A4纸、3.14米长和￥100的", "有|A4|纸、|3.14米|长|和|￥100|的"),
            ("都说（真的）：“慢一点”！？", "都|说|（真|的）：|“慢一点”！？"),
            ("规划2026—2030年期间", "规|划|2026—|2030年|期|间"),
            ("常明・人人安全々", "常|明・|人|人|安|全々"),
            ("一家👨‍👩‍👧三口", "一|家|👨‍👩‍👧|三|口"),
            ("“‘四风’问题”不能反弹", "“‘四风’|问|题”|不|能|反|弹"),
            ("每分钟120次/分，24小时×7天不断", "每|分|钟|120次/|分，|24小时|×7天|不|断"),
            ("第2035年，第一名，第几", "第2035年，|第一|名，|第|几"),
            ("深化纠治“四风”，", "深|化|纠|治|“四风”，"),
            ("don’t stop", "don’t |stop"),
            ("", ""),
        ] {
            assert_eq!(broken(text), expected);
        }
    }

    #[test]
    fn no_piece_begins_or_ends_with_what_may_not() {
        let text = "他说：“好！”（真的？）——就是…他《书》、【一】·〔二〕38%℃".repeat(3);
        for piece in pieces(&text).iter().skip(1) {
            assert!(!piece.starts_with(|c| NEVER_FIRST.contains(c)), "{piece}");
        }
        for piece in pieces(&text).iter().rev().skip(1) {
            assert!(!piece.ends_with(|c| NEVER_LAST.contains(c)), "{piece}");
        }
    }

    #[test]
    fn the_html_is_the_text() {
        let html = html("江山就是人民，A&B。");
        assert_eq!(
            html.replace("<span class=\"whole\">", "[").replace("</span>", "]"),
            "[江山][就是][人民，][A&amp;B。]"
        );
    }
}
