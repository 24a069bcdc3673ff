//! How words are set on a picture: where lines break, and how large they are. Measured in ems, since Chinese type is
//! square; nothing here draws.

/// Largest and smallest type of a quotation, in pixels of a picture that is 1080 wide.
const LARGEST: u32 = 104;
const SMALLEST: u32 = 40;
/// Whole clauses are kept on a line as long as type is not smaller than this.
const SMALLEST_BY_CLAUSE: u32 = 64;
/// A step between sizes.
const STEP: usize = 4;
/// Height of a line, in ems.
const LEADING: f64 = 1.7;
/// Sums of ems are not exact.
const TOLERANCE: f64 = 0.01;
/// Must not begin a line.
const NEVER_FIRST: &str = "。，、；：！？”’）》」』】…—·％% ";
/// Must not end a line.
const NEVER_LAST: &str = "“‘（《「『【";
/// After these a clause ends.
const CLAUSE_ENDS: &str = "。，、；：！？";
/// More does not fit on a seal.
const SEAL: usize = 8;

/// Lines of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Of the type, in pixels.
    pub(super) size: u32,
    /// From the top.
    pub(super) lines: Vec<String>,
}

impl Block {
    /// In pixels.
    pub(super) fn height(&self) -> f64 {
        height(self.size, self.lines.len())
    }

    /// Of the longest line, in pixels, as it looks: the mark at a line's end fills only half of its square.
    pub(super) fn width(&self) -> f64 {
        let hanging = |line: &String| if line.ends_with(|c: char| NEVER_FIRST.contains(c)) { 0.5 } else { 0.0 };
        let widest = self.lines.iter().map(|line| ems(line) - hanging(line)).fold(0.0, f64::max);
        widest * f64::from(self.size)
    }

    /// Each line with its baseline, in pixels from the block's top.
    pub(super) fn baselines(&self) -> impl Iterator<Item = (f64, &str)> {
        let size = f64::from(self.size);
        // The middle of a Chinese character is so far above its baseline.
        let first = size * (LEADING / 2.0 + 0.38);
        self.lines.iter().enumerate().map(move |(at, line)| (first + size * LEADING * at as f64, line.as_str()))
    }
}

/// Sets a quotation as large as it fits: whole clauses to a line where they are short, as on a printed bookmark.
pub(super) fn set_quote(text: &str, width: f64, most: f64) -> Block {
    largest(text, width, most, SMALLEST_BY_CLAUSE, by_clause)
        .or_else(|| largest(text, width, most, SMALLEST, |text, measure| Some(wrap(text, measure))))
        .unwrap_or_else(|| set_at(text, SMALLEST, width))
}

/// Sets words in a given size.
pub(super) fn set_at(text: &str, size: u32, width: f64) -> Block {
    Block { size, lines: wrap(text, width / f64::from(size)) }
}

/// A seal's characters: column from the right, row, character. Empty for a name that does not fit on one.
pub(super) fn seal(name: &str) -> Vec<(usize, usize, char)> {
    let length = name.chars().count();
    if length > SEAL {
        return Vec::new();
    }
    let rows = if length > 3 { length.div_ceil(2) } else { length.max(1) };
    name.chars().enumerate().map(|(at, c)| (at / rows, at % rows, c)).collect()
}

/// Breaks a text into lines of at most so many ems; `None` where this cannot be done.
type Breaker = fn(&str, f64) -> Option<Vec<String>>;

fn largest(text: &str, width: f64, most: f64, smallest: u32, breaker: Breaker) -> Option<Block> {
    (smallest..=LARGEST).rev().step_by(STEP).find_map(|size| {
        let measure = width / f64::from(size);
        let lines = breaker(text, measure)?;
        (height(size, lines.len()) <= most).then(|| Block { size, lines: balance(text, measure, lines, breaker) })
    })
}

/// The same number of lines, as equally long as they can be: no single character is left for the last.
fn balance(text: &str, measure: f64, lines: Vec<String>, breaker: Breaker) -> Vec<String> {
    let (mut best, mut narrower) = (lines, measure);
    while narrower > 2.0 {
        narrower -= 0.5;
        match breaker(text, narrower) {
            Some(lines) if lines.len() == best.len() => best = lines,
            _ => break,
        }
    }
    best
}

/// Whole clauses, as many on a line as fit.
fn by_clause(text: &str, measure: f64) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for clause in clauses(text) {
        let width = ems(clause);
        if width > measure + TOLERANCE {
            return None;
        }
        if let Some(line) = lines.last_mut()
            && ems(line) + width <= measure + TOLERANCE
        {
            line.push_str(clause);
        } else {
            lines.push(clause.to_string());
        }
    }
    Some(lines)
}

/// Full lines, broken where they may be.
fn wrap(text: &str, measure: f64) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let mut from = 0;
    while from < chars.len() {
        let (mut to, mut width) = (from, 0.0);
        while to < chars.len() && (to == from || width + advance(chars[to]) <= measure + TOLERANCE) {
            width += advance(chars[to]);
            to += 1;
        }
        if to < chars.len() {
            to = (from + 1..=to).rev().find(|&at| may_break(chars[at - 1], chars[at])).unwrap_or(to);
        }
        lines.push(chars[from..to].iter().collect());
        from = to;
    }
    lines
}

fn clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let (mut rest, mut chars) = (text, text.char_indices().peekable());
    let mut start = 0;
    while let Some((at, c)) = chars.next() {
        // A closing mark stays with what it closes.
        let is_followed = chars.peek().is_some_and(|&(_, next)| !NEVER_FIRST.contains(next));
        if CLAUSE_ENDS.contains(c) && is_followed {
            let (clause, after) = rest.split_at(at + c.len_utf8() - start);
            clauses.push(clause);
            (rest, start) = (after, at + c.len_utf8());
        }
    }
    if !rest.is_empty() {
        clauses.push(rest);
    }
    clauses
}

fn may_break(before: char, after: char) -> bool {
    let is_in_word = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    !(is_in_word || NEVER_LAST.contains(before) || NEVER_FIRST.contains(after))
}

fn ems(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> f64 {
    if c.is_ascii() { 0.6 } else { 1.0 }
}

fn height(size: u32, lines: usize) -> f64 {
    f64::from(size) * LEADING * lines as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_well_set(text: &str, width: f64, most: f64) {
        let block = set_quote(text, width, most);
        assert!(block.height() <= most, "{text}: {block:?}");
        assert_eq!(block.lines.concat(), text);
        for line in &block.lines {
            assert!(ems(line) * f64::from(block.size) <= width + 2.0, "{line}");
            assert!(!line.starts_with(|c: char| NEVER_FIRST.contains(c)), "{line}");
            assert!(!line.ends_with(|c: char| NEVER_LAST.contains(c)), "{line}");
        }
    }

    #[test]
    fn short_clauses_have_a_line_each() {
        let block = set_quote("江山就是人民，人民就是江山。", 840.0, 700.0);
        assert_eq!(block, Block { size: LARGEST, lines: vec!["江山就是人民，".into(), "人民就是江山。".into()] });
    }

    #[test]
    fn no_mark_begins_a_line_and_none_that_opens_ends_one() {
        assert_eq!(wrap("人民就是江山。", 6.0), ["人民就是江", "山。"]);
        assert_eq!(wrap("持续深化纠治“四风”", 7.0), ["持续深化纠治", "“四风”"]);
        assert_eq!(wrap("第2035年", 3.0), ["第", "2035", "年"]);
        assert_eq!(wrap("。。。", 1.0), ["。", "。", "。"]);
    }

    #[test]
    fn the_last_line_is_not_left_a_single_character() {
        let block = set_quote("使人人都有通过勤奋劳动实现自身发展的机会", 840.0, 700.0);
        assert_eq!(block.lines.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [7, 7, 6]);
    }

    #[test]
    fn a_closing_mark_stays_with_its_clause() {
        assert_eq!(clauses("他说：“好。”走了，回来"), ["他说：", "“好。”走了，", "回来"]);
        assert_eq!(clauses("好。"), ["好。"]);
        assert!(clauses("").is_empty());
    }

    #[test]
    fn quotations_of_every_length_fit() {
        let of = |length: usize, every: usize| -> String {
            let mark = |at: usize| if at + 1 == length || at % every == every - 1 { '，' } else { '民' };
            (0..length).map(mark).collect()
        };
        for length in 6..=120 {
            for every in [4, 9, 17, 200] {
                assert_well_set(&of(length, every), 840.0, 700.0);
                assert_well_set(&of(length, every), 780.0, 640.0);
            }
        }
    }

    #[test]
    fn every_card_of_the_library_fits() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content/cards");
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            if let Some(quote) = text.lines().find_map(|line| line.strip_prefix("quote: ")) {
                assert_well_set(quote, 780.0, 640.0);
            }
        }
    }

    #[test]
    fn a_seal_is_read_downwards_from_the_right() {
        assert_eq!(seal("暖新"), [(0, 0, '暖'), (0, 1, '新')]);
        assert_eq!(seal("秦淮骑手"), [(0, 0, '秦'), (0, 1, '淮'), (1, 0, '骑'), (1, 1, '手')]);
        assert!(seal("一个很长很长的名字").is_empty() && seal("").is_empty());
    }
}
