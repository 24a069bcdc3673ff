//! Where the lines of a quotation break, and how large they are. Chinese type is square, so that counting is
//! measuring; all in tenths of an em. What must stay whole was worked out by whoever published it (`content::breaks`).

/// Largest and smallest type, in pixels of a picture that is 1080 wide.
const LARGEST: u32 = 104;
const SMALLEST: u32 = 28;
/// Whole clauses are kept on a line as long as type is not smaller than this.
const SMALLEST_BY_CLAUSE: u32 = 56;
/// Between sizes, in pixels.
const STEP: usize = 4;
/// An em.
const EM: u32 = 10;
/// From line to line.
pub(crate) const LEADING: u32 = 17;
/// After these a clause ends.
const CLAUSE_ENDS: &str = "。，、；：！？";
/// These fill only half of their square.
const HALF: &str = "。，、；：！？”’）》」』】";

/// Lines of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lines<'a> {
    /// Of the type, in pixels.
    pub(crate) size: u32,
    /// From the top.
    pub(crate) lines: Vec<&'a str>,
}

impl<'a> Lines<'a> {
    /// Sets a quotation as large as it fits into so many pixels: whole clauses to a line where they are short, as on a
    /// printed bookmark. `pieces`: all of it, in pieces that stay whole.
    pub(crate) fn set(text: &'a str, pieces: &[&str], width: u32, height: u32) -> Self {
        Self::set_by_clause(text, pieces, width, height, SMALLEST_BY_CLAUSE)
    }

    /// The same, with the smallest type for which clauses are kept whole: on a narrow strip larger type is better than whole
    /// clauses.
    pub(crate) fn set_by_clause(text: &'a str, pieces: &[&str], width: u32, height: u32, smallest: u32) -> Self {
        let words = Words { text, ends: ends(pieces) };
        words
            .largest(width, height, smallest, true)
            .or_else(|| words.largest(width, height, SMALLEST, false))
            .unwrap_or_else(|| Self { size: SMALLEST, lines: vec![text] })
    }

    /// In pixels.
    pub(crate) fn height(&self) -> u32 {
        height(self.size, self.lines.len())
    }

    /// Of the longest line, in pixels, as it looks: the mark at a line's end fills only half of its square.
    pub(crate) fn width(&self) -> u32 {
        let hanging = |line: &str| if line.ends_with(|c| HALF.contains(c)) { EM / 2 } else { 0 };
        self.lines.iter().map(|line| ems(line) - hanging(line)).max().unwrap_or_default() * self.size / EM
    }
}

/// How long a line is.
pub(crate) fn ems(text: &str) -> u32 {
    text.chars().map(advance).sum()
}

/// A text in pieces that no line may end within: characters, and the longer ones that `whole` names in order.
pub(crate) fn pieces<'a>(text: &'a str, whole: &[String]) -> Vec<&'a str> {
    let mut whole = whole.iter().filter(|piece| !piece.is_empty()).peekable();
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        let length = whole.next_if(|piece| rest.starts_with(piece.as_str())).map_or(c.len_utf8(), String::len);
        let (piece, behind) = rest.split_at(length);
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

/// Where a line may end, in bytes.
fn ends(pieces: &[&str]) -> Vec<usize> {
    let mut end = 0;
    let behind = |piece: &&str| {
        end += piece.len();
        end
    };
    pieces.iter().map(behind).collect()
}

/// A text, and where its lines may end.
struct Words<'a> {
    text: &'a str,
    ends: Vec<usize>,
}

impl<'a> Words<'a> {
    /// The largest size, not below the smallest, at which it fits.
    fn largest(&self, width: u32, most: u32, smallest: u32, by_clause: bool) -> Option<Lines<'a>> {
        (smallest..=LARGEST).rev().step_by(STEP).find_map(|size| {
            let mut measure = width * EM / size;
            let mut lines = self.wrap(measure, by_clause).filter(|lines| height(size, lines.len()) <= most)?;
            // The same number of lines, as equally long as they can be: no single character is left for the last.
            while measure > EM
                && let Some(narrower) = self.wrap(measure - EM / 2, by_clause)
                && narrower.len() == lines.len()
            {
                lines = narrower;
                measure -= EM / 2;
            }
            Some(Lines { size, lines })
        })
    }

    /// Full lines, broken where they may be; `None` where something that must not be broken is too long.
    fn wrap(&self, measure: u32, by_clause: bool) -> Option<Vec<&'a str>> {
        let text = self.text;
        let mut lines = Vec::new();
        let (mut start, mut may_end, mut at) = (0, 0, 0);
        for end in &self.ends {
            if !by_clause || text[..at].ends_with(|c| CLAUSE_ENDS.contains(c)) {
                may_end = at;
            }
            at = *end;
            while ems(&text[start..at]) > measure {
                if may_end == start {
                    return None;
                }
                lines.push(&text[start..may_end]);
                start = may_end;
            }
        }
        lines.push(&text[start..]);
        Some(lines)
    }
}

fn advance(c: char) -> u32 {
    if c.is_ascii() { 6 } else { EM }
}

fn height(size: u32, lines: usize) -> u32 {
    size * LEADING * lines as u32 / EM
}

#[cfg(test)]
mod tests {
    use content::breaks;

    use super::*;

    const NEVER_FIRST: &str = "。，、；：！？”’）》」』】…—·％% ";
    const NEVER_LAST: &str = "“‘（《「『【";

    fn wrap(text: &str, measure: u32, by_clause: bool) -> Option<Vec<&str>> {
        Words { text, ends: ends(&breaks::pieces(text)) }.wrap(measure, by_clause)
    }

    fn set(text: &str, width: u32, most: u32) -> Lines<'_> {
        Lines::set(text, &breaks::pieces(text), width, most)
    }

    fn assert_well_set(text: &str, width: u32, most: u32) {
        let set = set(text, width, most);
        assert!(set.height() <= most, "{text}: {set:?}");
        assert_eq!(set.lines.concat(), text);
        for line in &set.lines {
            assert!(ems(line) * set.size <= width * EM, "{line}");
            assert!(!line.starts_with(|c| NEVER_FIRST.contains(c)), "{line}");
            assert!(!line.ends_with(|c| NEVER_LAST.contains(c)), "{line}");
        }
    }

    #[test]
    fn short_clauses_have_a_line_each() {
        let set = set("江山就是人民，人民就是江山。", 840, 700);
        assert_eq!(set, Lines { size: LARGEST, lines: vec!["江山就是人民，", "人民就是江山。"] });
    }

    #[test]
    fn no_mark_begins_a_line_and_none_that_opens_ends_one() {
        let wrap = |text, ems| wrap(text, ems * EM, false).unwrap();
        assert_eq!(wrap("人民就是江山。", 6), ["人民就是江", "山。"]);
        assert_eq!(wrap("持续深化纠治“四风”", 7), ["持续深化纠治", "“四风”"]);
        assert_eq!(wrap("到2035年底", 4), ["到", "2035年", "底"]);
        assert_eq!(wrap("就业增长38.5%，其中", 5), ["就业增长", "38.5%，其", "中"]);
    }

    #[test]
    fn what_cannot_be_broken_is_not() {
        assert_eq!(wrap("。。。", EM, false), None);
        assert_eq!(wrap("人民就是江山，好", 6 * EM, true), None);
        assert_eq!(set("", 840, 700).lines, [""]);
        assert_eq!(set(&"a".repeat(500), 840, 700).lines.len(), 1);
    }

    #[test]
    fn the_last_line_is_not_left_a_single_character() {
        let set = set("使人人都有通过勤奋劳动实现自身发展的机会", 840, 700);
        assert_eq!(set.lines.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [7, 7, 6]);
    }

    #[test]
    fn pieces_that_are_not_there_do_no_harm() {
        let pieces = |whole: &[&str]| pieces("甲乙，", &whole.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(pieces(&["丙", "乙，"]), ["甲", "乙", "，"]);
        assert_eq!(pieces(&["乙，"]), ["甲", "乙，"]);
        assert_eq!(ends(&["甲", "乙，"]), [3, 9]);
    }

    #[test]
    fn a_closing_mark_stays_with_its_clause() {
        assert_eq!(wrap("他说：“好。”走了，回来", 7 * EM, true).unwrap(), ["他说：", "“好。”走了，", "回来"]);
    }

    #[test]
    fn quotations_of_every_length_fit() {
        let of = |length: usize, every: usize| -> String {
            let mark = |at: usize| if at + 1 == length || at % every == every - 1 { '，' } else { '民' };
            (0..length).map(mark).collect()
        };
        for length in 2..=300 {
            for every in [5, 9, 14, 400] {
                assert_well_set(&of(length, every), 780, 660);
            }
        }
    }

    #[test]
    fn every_card_of_the_library_fits() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content/cards");
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            if let Some(quote) = text.lines().find_map(|line| line.strip_prefix("quote: ")) {
                assert_well_set(quote, 780, 640);
            }
        }
    }
}
