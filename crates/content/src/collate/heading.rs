//! Which headings stand above a paragraph: `第三章 …`, `一、…`, `（二）…` and markdown's, on a line of their own or at the
//! beginning of a paragraph. A suggestion for the card's section, not a proof: texts number as they like.

/// A longer first sentence is no heading.
const LONGEST: usize = 60;
/// One that is marked as a heading is one, but not all of it is told.
const LONGEST_MARKED: usize = 200;
const NUMERALS: &str = "一二三四五六七八九十百零〇0123456789";

/// All headings of a text, each kept once, however many paragraphs stand below it.
#[derive(Debug, Default)]
pub(super) struct Headings(Vec<Heading>);

#[derive(Debug)]
struct Heading {
    level: u8,
    title: String,
    /// The one it stands below.
    above: Option<usize>,
}

impl Headings {
    /// Takes the next paragraph; gives the innermost heading above it, which may be itself.
    pub(super) fn above(&mut self, paragraph: &str) -> Option<usize> {
        if let Some((level, title)) = heading(paragraph) {
            let above = self.outward(self.0.len().checked_sub(1)).find(|at| self.0[*at].level < level);
            self.0.push(Heading { level, title, above });
        }
        self.0.len().checked_sub(1)
    }

    /// A heading and those above it, outer ones first, with spaces between them.
    pub(super) fn section(&self, heading: Option<usize>) -> String {
        let mut titles: Vec<&str> = self.outward(heading).map(|at| self.0[at].title.as_str()).collect();
        titles.reverse();
        titles.join(" ")
    }

    fn outward(&self, from: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(from, |at| self.0[*at].above)
    }
}

/// Whether a line is a heading, or begins with one.
pub(super) fn is_heading(line: &str) -> bool {
    heading(line).is_some()
}

/// The heading a paragraph is, or begins with, and how deep it is.
fn heading(paragraph: &str) -> Option<(u8, String)> {
    let hashes = paragraph.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&hashes) && paragraph[hashes..].starts_with(' ') {
        let title = paragraph[hashes..].trim();
        // A numbered heading keeps the place of its number.
        let level = numbered(title).map_or(u8::try_from(hashes).ok()?, |(level, _)| level);
        return Some((level, title.chars().take(LONGEST_MARKED).collect()));
    }
    if ["前言", "引言", "序言", "结语", "结束语"].contains(&paragraph) {
        return Some((3, paragraph.to_string()));
    }
    let (level, is_alone) = numbered(paragraph)?;
    let title = if is_alone {
        paragraph.split(char::is_whitespace).next()?
    } else {
        paragraph.split(['。', '！', '？']).next()?.trim()
    };
    (title.chars().count() <= LONGEST && !title.ends_with(['，', '；', '：'])).then(|| (level, title.to_string()))
}

/// How deep a numbered heading is; whether the number alone is the heading, as that of an article of a law is.
fn numbered(paragraph: &str) -> Option<(u8, bool)> {
    let number = |text: &str| -> usize {
        text.char_indices().find(|(_, c)| !NUMERALS.contains(*c)).map_or(text.len(), |(at, _)| at)
    };
    if let Some(rest) = paragraph.strip_prefix('第') {
        let unit = &rest[number(rest)..];
        let units = [("编", 7, false), ("部分", 7, false), ("章", 8, false), ("节", 9, false), ("条", 15, true)];
        // 第一节课 is no heading.
        let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
        let found = units.iter().find(|(name, ..)| unit.strip_prefix(name).is_some_and(ends));
        return found.filter(|_| number(rest) > 0).map(|(_, level, is_alone)| (*level, *is_alone));
    }
    // 一、（一）1、（1）: in this order, everywhere.
    let deeper = |text: &str| 2 * u8::from(text.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(rest) = paragraph.strip_prefix(['（', '(']) {
        let at = number(rest);
        return (at > 0 && rest[at..].starts_with(['）', ')'])).then_some((11 + deeper(rest), false));
    }
    let at = number(paragraph);
    (at > 0 && paragraph[at..].starts_with('、')).then_some((10 + deeper(paragraph), false))
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
}
