//! Aligns a quotation with a stretch of text, of which it may leave out both ends: Gotoh's algorithm, where a gap costs most
//! to open, so that what is missing is one piece and not scattered over the words that happen to return.

use api::sources::Mark;

use super::nearest::Pieces;

const WRONG: u32 = 3;
/// A letter for a punctuation mark: rather too much here and missing there.
const WRONG_KIND: u32 = 5;
const OPEN: u32 = 2;
const EXTEND: u32 = 2;
const NEVER: u32 = u32::MAX / 2;

/// What to do with the next character of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Same,
    Wrong,
    /// Only the quotation has it.
    Extra,
    /// Only the text has it.
    Missing,
}

#[derive(Debug)]
pub(super) struct Alignment {
    pub(super) cost: u32,
    /// How many characters are the same.
    pub(super) matches: usize,
    /// The passage in the text.
    pub(super) begin: usize,
    pub(super) end: usize,
    steps: Vec<Step>,
}

/// The cheapest way, for each pair of prefixes, that ends with: a pair, an extra character, a missing one.
#[derive(Clone, Copy)]
struct Cell([u32; 3]);

const PAIR: usize = 0;
const EXTRA: usize = 1;
const MISSING: usize = 2;

impl Cell {
    /// The cheapest of the three; a pair wins a tie.
    fn best(self) -> (u32, usize) {
        (0..3).map(|state| (self.0[state], state)).min().unwrap_or((NEVER, PAIR))
    }

    /// The cheapest way to a gap of this kind: begun here, or gone on with.
    fn gap(self, kind: usize) -> u32 {
        let opened = self.best().0 + OPEN;
        opened.min(self.0[kind]) + EXTEND
    }
}

/// Aligns all of the quotation with a part of the text.
pub(super) fn align(quote: &[char], text: &[char]) -> Alignment {
    let width = text.len() + 1;
    let mut cells = vec![Cell([0, NEVER, NEVER]); width];
    cells.reserve(quote.len() * width);
    for (row, ours) in quote.iter().enumerate() {
        for column in 0..width {
            let above = cells[row * width + column];
            let mut cell = Cell([NEVER, above.gap(EXTRA), NEVER]);
            if column > 0 {
                let diagonal = cells[row * width + column - 1];
                cell.0[PAIR] = diagonal.best().0 + price(*ours, text[column - 1]);
                let left = cells[(row + 1) * width + column - 1];
                cell.0[MISSING] = left.gap(MISSING);
            }
            cells.push(cell);
        }
    }
    let last = quote.len() * width;
    let end = (0..width).min_by_key(|column| cells[last + column].best().0).unwrap_or(0);
    trace(quote, text, &cells, width, end)
}

fn price(ours: char, theirs: char) -> u32 {
    match () {
        () if ours == theirs => 0,
        () if ours.is_alphanumeric() == theirs.is_alphanumeric() => WRONG,
        () => WRONG_KIND,
    }
}

/// Walks back from the end of the quotation to its beginning.
fn trace(quote: &[char], text: &[char], cells: &[Cell], width: usize, end: usize) -> Alignment {
    let (mut row, mut column) = (quote.len(), end);
    let (cost, mut state) = cells[row * width + column].best();
    let mut steps = Vec::new();
    let mut matches = 0;
    while row > 0 {
        let here = cells[row * width + column].0[state];
        let (step, from) = match state {
            PAIR => {
                let is_same = quote[row - 1] == text[column - 1];
                matches += usize::from(is_same);
                (row, column) = (row - 1, column - 1);
                (if is_same { Step::Same } else { Step::Wrong }, cells[row * width + column].best().1)
            }
            gap => {
                let step = if gap == EXTRA { Step::Extra } else { Step::Missing };
                (row, column) = if gap == EXTRA { (row - 1, column) } else { (row, column - 1) };
                let before = cells[row * width + column];
                let goes_on = before.0[gap] + EXTEND == here && before.0[gap] <= before.best().0 + OPEN;
                (step, if goes_on { gap } else { before.best().1 })
            }
        };
        steps.push(step);
        state = from;
    }
    steps.reverse();
    Alignment { cost, matches, begin: column, end, steps }
}

impl Alignment {
    /// Both texts, piece by piece; neighbours of one kind are one piece.
    pub(super) fn marks(&self, ours: &Pieces, theirs: &Pieces) -> Vec<Mark> {
        let mut marks = Vec::new();
        let (mut row, mut column) = (0, 0);
        for steps in self.steps.chunk_by(|one, other| one == other) {
            let (from, begin) = (row, column);
            row += if steps[0] == Step::Missing { 0 } else { steps.len() };
            column += if steps[0] == Step::Extra { 0 } else { steps.len() };
            let (quote, source) = (ours.text(from, row), theirs.text(begin, column));
            marks.push(Mark { quote, source, same: steps[0] == Step::Same });
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `甲[乙→丙]`: what the quotation says, and what the text says there.
    fn aligned(quote: &str, text: &str) -> String {
        let (quote, text): (Vec<char>, Vec<char>) = (quote.chars().collect(), text.chars().collect());
        let alignment = align(&quote, &text);
        let every = |length: usize| (0..length).collect::<Vec<_>>();
        let passage = &text[alignment.begin..alignment.end];
        let (ours, theirs) = (every(quote.len()), every(passage.len()));
        let marks =
            alignment.marks(&Pieces { chars: &quote, origins: &ours }, &Pieces { chars: passage, origins: &theirs });
        let show = |mark: &Mark| match mark.same {
            true => mark.quote.clone(),
            false => format!("[{}→{}]", mark.quote, mark.source),
        };
        marks.iter().map(show).collect()
    }

    #[test]
    fn one_wrong_missing_or_extra_character_is_marked_alone() {
        let text = "前文。江山就是人民,人民就是江山.后文";
        assert_eq!(aligned("江山就是人名,人民就是江山.", text), "江山就是人[名→民],人民就是江山.");
        assert_eq!(aligned("江山就人民,人民就是江山.", text), "江山就[→是]人民,人民就是江山.");
        assert_eq!(aligned("江山就是说人民,人民就是江山.", text), "江山就是[说→]人民,人民就是江山.");
        assert_eq!(aligned("河山就是人民,人民就是江山", text), "[河→江]山就是人民,人民就是江山");
        assert_eq!(aligned("江山就是人民,人民就是江水", text), "江山就是人民,人民就是江[水→山]");
    }

    #[test]
    fn what_is_left_out_is_one_piece() {
        let text = "健全社会保障体系,让人民的日子好起来,让人民的路走得稳.";
        assert_eq!(aligned("健全社会保障体系,让人民的路走得稳.", text).matches('[').count(), 1);
    }
}
