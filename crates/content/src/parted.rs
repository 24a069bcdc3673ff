//! Several things in one line, as people part them: every way of it that cannot be meant otherwise.

/// What always stands between two of them. A slash does too, but for a price (8元/份, 1/小时), and within a number (24/7).
const BETWEEN: [char; 9] = ['、', '，', ',', '；', ';', '|', '｜', '\n', '\t'];

/// What a price is for: a slash before one of them, behind a digit, belongs to it.
const MEASURES: [&str; 29] = [
    "份", "小时", "次", "个", "人", "天", "日", "晚", "周", "月", "年", "分钟", "位", "杯", "碗", "瓶", "件", "张",
    "台", "辆", "斤", "公斤", "度", "套", "单", "盒", "袋", "餐", "趟",
];

/// Things that anybody may name: a space may be within one of them.
pub fn parted(text: &str) -> Vec<String> {
    let (mut parts, mut from, mut before) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        if BETWEEN.contains(&c) || matches!(c, '/' | '／') && !is_one(before, after) {
            parts.extend(text.get(from..at));
            from = at + c.len_utf8();
        }
        before = Some(c);
    }
    parts.extend(text.get(from..));
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_string).collect()
}

/// Some of a few known things: between two of those a space stands too, and a plus or a dot.
pub fn parted_known(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let apart = |part: String| {
        let pieces = part.split(|c: char| c.is_whitespace() || "+＋·".contains(c)).filter(|piece| !piece.is_empty());
        let pieces: Vec<String> = pieces.map(str::to_string).collect();
        if pieces.iter().filter(|piece| is_known(piece)).count() > 1 { pieces } else { vec![part] }
    };
    parted(text).into_iter().flat_map(apart).collect()
}

/// Whether a slash between these stands within one thing: a price, or a number.
fn is_one(before: Option<char>, after: &str) -> bool {
    match before {
        Some('元' | '块' | '角' | '分') => true,
        Some(digit) if digit.is_ascii_digit() => {
            after.starts_with(|c: char| c.is_ascii_digit()) || MEASURES.iter().any(|measure| after.starts_with(measure))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_read_however_they_are_parted() {
        for text in ["甲、乙、丙", "甲，乙,丙", "甲；乙;丙", "甲/乙 / 丙", " 甲、 乙／丙；", "甲、乙，丙；、"]
        {
            assert_eq!(parted(text), ["甲", "乙", "丙"], "{text}");
        }
        assert_eq!(parted(" 、；"), [""; 0]);
    }

    #[test]
    fn what_may_be_one_thing_stays_one() {
        assert_eq!(parted("面 8元/份，充电 1/小时"), ["面 8元/份", "充电 1/小时"]);
        assert_eq!(parted("24/7 有人、2026/11/3 起，1／次"), ["24/7 有人", "2026/11/3 起", "1／次"]);
        assert_eq!(parted("地铁1号线/G1/热水/3号门"), ["地铁1号线", "G1", "热水", "3号门"]);
        assert_eq!(parted("中国石化 南京站、阿·甲"), ["中国石化 南京站", "阿·甲"]);
        let is_known = |word: &str| ["热水", "厕所"].contains(&word);
        assert_eq!(parted_known("热水 厕所+血压计；别的 东西", is_known), ["热水", "厕所", "血压计", "别的 东西"]);
        assert_eq!(parted_known("没有 厕所", is_known), ["没有 厕所"]);
    }
}
