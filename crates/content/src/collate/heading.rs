//! Which headings stand above a paragraph: `第三章 …`, `一、…`, `（二）…` and markdown's, on a line of their own or at the
//! beginning of a paragraph. A suggestion for the card's section, not a proof: texts number as they like.

/// A longer first sentence is no heading.
const LONGEST: usize = 60;
/// One that is marked as a heading is one, but not all of it is told.
const LONGEST_MARKED: usize = 200;
const NUMERALS: &str = "一二三四五六七八九十百零〇0123456789";
/// Before a heading of which nobody knows how deep it is, as one that is only bold in Word: markdown has no so deep one.
pub const UNKNOWN_DEPTH: &str = "#######";

/// All headings of a text, each kept once, however many paragraphs stand below it.
#[derive(Debug, Default)]
pub(super) struct Headings {
    all: Vec<Heading>,
    /// Those that the next paragraph may stand below, outer ones first.
    open: Vec<usize>,
}

#[derive(Debug)]
struct Heading {
    mark: Mark,
    number: Option<Number>,
    title: String,
    /// The one it stands below, as far as that is sure.
    above: Option<usize>,
}

/// How a heading is marked as one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mark {
    /// By its number or its words alone.
    None,
    Level(u8),
    Unknown,
}

/// The number of a heading.
#[derive(Clone, Copy, Debug)]
struct Number {
    /// How deep numbers of this kind stand, among all kinds.
    level: u8,
    value: u32,
    /// The number alone is the heading, as that of an article of a law is.
    is_alone: bool,
}

impl Headings {
    /// Takes the next paragraph; gives the innermost heading above it, which may be itself.
    pub(super) fn above(&mut self, paragraph: &str) -> Option<usize> {
        if let Some(mut heading) = heading(paragraph) {
            let at = self.all.len();
            heading.above = self.parent(&heading);
            self.open.push(at);
            self.all.push(heading);
        }
        self.all.len().checked_sub(1)
    }

    /// A heading and those above it, outer ones first, with spaces between them.
    pub(super) fn section(&self, heading: Option<usize>) -> String {
        let outward = std::iter::successors(heading, |at| self.all[*at].above);
        let mut titles: Vec<&str> = outward.map(|at| self.all[at].title.as_str()).collect();
        titles.reverse();
        titles.join(" ")
    }

    /// The heading that a new one stands below, where that is sure: numbers and marks are two scales, and a text that has both
    /// need not put them together as another does. Closes those that the new one ends.
    fn parent(&mut self, new: &Heading) -> Option<usize> {
        let is_unknown = |at: usize| self.all[at].mark == Mark::Unknown;
        let is_behind_unknown = self.open.last().is_some_and(|at| is_unknown(*at));
        self.open.retain(|at| !is_unknown(*at));
        if new.mark == Mark::Unknown {
            return None;
        }
        if let Some(number) = new.number {
            let is_of_kind = |heading: &Heading| heading.number.is_some_and(|other| other.level == number.level);
            if let Some(before) = self.all.iter().rposition(is_of_kind) {
                let (is_open, last) = (self.open.contains(&before), &self.all[before]);
                let goes_on = last
                    .number
                    .is_some_and(|last| number.value == last.value + 1 || is_open && number.value > last.value);
                // It counts on: it stands where the one before it stood.
                if goes_on && last.above.is_none_or(|above| self.open.contains(&above)) {
                    let outer = last.above.and_then(|above| self.open.iter().position(|at| *at == above));
                    self.open.truncate(outer.map_or(0, |at| at + 1));
                    return last.above;
                }
                // It begins anew, and nothing that we know of has come in between.
                if is_open {
                    self.open.clear();
                    return None;
                }
            }
        }
        if is_behind_unknown && new.mark == Mark::None {
            self.open.clear();
        }
        while let Some(at) = self.open.last() {
            if self.all[*at].holds(new) {
                return Some(*at);
            }
            self.open.pop();
        }
        None
    }
}

/// Whether a line is a heading, or begins with one.
pub(super) fn is_heading(line: &str) -> bool {
    heading(line).is_some()
}

impl Heading {
    /// Whether a later heading stands below this one for sure.
    fn holds(&self, inner: &Self) -> bool {
        match (self.number, inner.number, self.mark, inner.mark) {
            (Some(outer), Some(inner), ..) => outer.level < inner.level,
            (.., Mark::Level(outer), Mark::Level(inner)) => outer < inner,
            // A chapter without a number, in which numbers begin anew.
            (None, Some(number), Mark::Level(_), Mark::None) => number.value == 1,
            _ => false,
        }
    }
}

/// A line without the mark that it is a heading.
pub(super) fn unmarked(line: &str) -> &str {
    marked(line).map_or(line, |(_, title)| title)
}

fn marked(line: &str) -> Option<(Mark, &str)> {
    let hashes = line.chars().take_while(|c| *c == '#').count();
    let title = line[hashes..].strip_prefix(' ')?.trim();
    let mark = match hashes {
        1..=6 => Mark::Level(u8::try_from(hashes).ok()?),
        7 => Mark::Unknown,
        _ => return None,
    };
    (!title.is_empty()).then_some((mark, title))
}

/// The heading a paragraph is, or begins with.
fn heading(paragraph: &str) -> Option<Heading> {
    let new = |mark, number, title: &str| {
        let title = title.chars().take(LONGEST_MARKED).collect();
        Some(Heading { mark, number, title, above: None })
    };
    if let Some((mark, title)) = marked(paragraph) {
        return new(mark, numbered(title), title);
    }
    if ["前言", "引言", "序言", "结语", "结束语"].contains(&paragraph) {
        return new(Mark::None, None, paragraph);
    }
    let number = numbered(paragraph)?;
    let title = if number.is_alone {
        paragraph.split(char::is_whitespace).next()?
    } else {
        paragraph.split(['。', '！', '？']).next()?.trim()
    };
    // 1. and one sentence alone is an item of a list.
    let is_item =
        number.level >= 12 && !number.is_alone && paragraph.trim_end().chars().count() == title.chars().count() + 1;
    let is_heading = title.chars().count() <= LONGEST && !title.ends_with(['，', '；', '：']) && !is_item;
    if is_heading { new(Mark::None, Some(number), title) } else { None }
}

/// The number a line begins with.
fn numbered(paragraph: &str) -> Option<Number> {
    let number = |text: &str| -> usize {
        text.char_indices().find(|(_, c)| !NUMERALS.contains(*c)).map_or(text.len(), |(at, _)| at)
    };
    if let Some(rest) = paragraph.strip_prefix('第') {
        let at = number(rest);
        let units = [("编", 7, false), ("部分", 7, false), ("章", 8, false), ("节", 9, false), ("条", 15, true)];
        // 第一节课 is no heading.
        let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
        let found = units.iter().find(|(name, ..)| rest[at..].strip_prefix(name).is_some_and(ends));
        let (_, level, is_alone) = *found.filter(|_| at > 0)?;
        return Some(Number { level, value: value(&rest[..at]), is_alone });
    }
    // 一、（一）1、（1）: in this order, everywhere.
    let deeper = |text: &str| 2 * u8::from(text.starts_with(|c: char| c.is_ascii_digit()));
    let (rest, level, ends): (&str, u8, &[char]) = match paragraph.strip_prefix(['（', '(']) {
        Some(rest) => (rest, 11, &['）', ')']),
        None => (paragraph, 10, &['、', '.', '．']),
    };
    let at = number(rest);
    let behind = rest[at..].strip_prefix(ends).filter(|_| at > 0)?;
    // 3.5 is a number, and 一. nobody writes.
    let is_dotted = level == 10 && !rest[at..].starts_with('、');
    let is_heading = !is_dotted || deeper(rest) > 0 && !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_heading.then(|| Number { level: level + deeper(rest), value: value(&rest[..at]), is_alone: false })
}

/// 十二 and 12 are twelve.
fn value(numerals: &str) -> u32 {
    if let Ok(value) = numerals.parse() {
        return value;
    }
    let (mut whole, mut digit) = (0_u32, 0);
    for c in numerals.chars() {
        match c {
            '十' | '百' => {
                whole = whole.saturating_add(digit.max(1) * if c == '十' { 10 } else { 100 });
                digit = 0;
            }
            c => digit = "零一二三四五六七八九".chars().position(|known| known == c).map_or(0, |at| at as u32),
        }
    }
    whole.saturating_add(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn above(headings: &mut Headings, paragraph: &str) -> String {
        let heading = headings.above(paragraph);
        headings.section(heading)
    }

    #[test]
    fn a_paragraph_has_the_headings_above_it() {
        let mut headings = Headings::default();
        let sections = [
            ("报告", ""),
            ("一、走路", "一、走路"),
            ("路要一步一步走。", "一、走路"),
            ("（一）看灯。红灯停。", "一、走路 （一）看灯"),
            ("（二）看人。让一让。", "一、走路 （二）看人"),
            ("二、骑车", "二、骑车"),
            ("结束语", "结束语"),
        ];
        for (paragraph, section) in sections {
            assert_eq!(above(&mut headings, paragraph), section, "{paragraph}");
        }
    }

    #[test]
    fn laws_and_markdown_have_headings_too() {
        let mut headings = Headings::default();
        assert_eq!(above(&mut headings, "## 第二章 休息"), "第二章 休息");
        assert_eq!(above(&mut headings, "第十二条　骑手每周休息。"), "第二章 休息 第十二条");
        assert_eq!(above(&mut headings, "第十三条　饭点也算。"), "第二章 休息 第十三条");
        assert_eq!(above(&mut headings, "第三章 报酬"), "第三章 报酬");
        assert_eq!(above(&mut headings, "第一节课讲什么"), "第三章 报酬");
        assert_eq!(above(&mut headings, "第一次上路，要看灯。"), "第三章 报酬");
        assert_eq!(above(&mut headings, "一，二，三。"), "第三章 报酬");
    }

    /// Each paragraph and the section it is in.
    fn told(sections: &[(&str, &str)]) {
        let mut headings = Headings::default();
        for (paragraph, section) in sections {
            assert_eq!(above(&mut headings, paragraph), *section, "{paragraph}");
        }
    }

    #[test]
    fn marks_and_numbers_are_two_scales() {
        // What is marked stands in what is numbered, and what is numbered goes on behind it.
        told(&[
            ("# 守则", "守则"),
            ("一、路上", "守则 一、路上"),
            ("## 雨天", "守则 雨天"),
            ("二、站里", "守则 二、站里"),
            ("### 三、家里", "守则 三、家里"),
        ]);
        // Chapters without numbers, and in each numbers begin anew.
        told(&[
            ("# 甲", "甲"),
            ("一、看灯", "甲 一、看灯"),
            ("二、看人", "甲 二、看人"),
            ("# 乙", "乙"),
            ("一、敲门", "乙 一、敲门"),
            ("1.轻一点。重了不好。", "乙 一、敲门 1.轻一点"),
            ("2. 慢一点", "乙 一、敲门 2. 慢一点"),
            ("二、说话", "乙 二、说话"),
        ]);
        told(&[
            ("# 一、路上", "一、路上"),
            ("## 雨天", "一、路上 雨天"),
            ("# 二、站里", "二、站里"),
            ("## 热水", "二、站里 热水"),
        ]);
        told(&[("前言", "前言"), ("一、路上", "一、路上"), ("结语", "结语")]);
    }

    #[test]
    fn what_is_not_sure_is_left_out() {
        told(&[
            ("# 一、路上", "一、路上"),
            ("####### 站里", "站里"),
            ("（一）热水", "（一）热水"),
            ("（二）灯火", "（二）灯火"),
            ("二、家里", "二、家里"),
        ]);
        // Numbers begin anew below something that has no number.
        told(&[("一、路上", "一、路上"), ("（一）看灯", "一、路上 （一）看灯"), ("（一）热水", "（一）热水")]);
        told(&[("1.雨天路滑，刹车要早。", ""), ("3.5万人", ""), ("2026.11", ""), ("####### ", "")]);
    }
}
