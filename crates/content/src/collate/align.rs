//! Aligns a quotation with a stretch of text, of which it may leave out both ends: Gotoh's algorithm, where a gap costs most
//! to open, so that what is missing is one piece and not scattered over the words that happen to return.

use api::sources::Mark;

use super::nearest::Pieces;

/// What each fault costs; of two ways that cost the same, the one with more characters alike is better.
const WRONG: i32 = 6 * UNIT;
/// A letter for a punctuation mark: rather too much here and missing there.
const WRONG_KIND: i32 = 10 * UNIT;
/// More, where it is the quotation's first or last character: what is missing beside that one is as likely.
const EDGE: i32 = 3 * UNIT;
/// To begin leaving out, and for each character left out: one alone costs as much as one too many, a clause much less.
const MISSING_OPEN: i32 = 6 * UNIT;
const MISSING_MORE: i32 = 2 * UNIT;
const EXTRA_OPEN: i32 = 3 * UNIT;
const EXTRA_MORE: i32 = 5 * UNIT;
/// More than there can be characters in a quotation.
const UNIT: i32 = 1_024;
const NEVER: i32 = i32::MAX / 2;

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
    pub(super) cost: i32,
    /// How many characters are the same.
    pub(super) matches: usize,
    /// The passage in the text.
    pub(super) begin: usize,
    pub(super) end: usize,
    steps: Vec<Step>,
}

/// The cheapest way, for each pair of prefixes, that ends with: a pair, an extra character, a missing one.
#[derive(Clone, Copy)]
struct Cell([i32; 3]);

const PAIR: usize = 0;
const EXTRA: usize = 1;
const MISSING: usize = 2;

impl Cell {
    /// The cheapest of the three; a pair wins a tie.
    fn best(self) -> (i32, usize) {
        (0..3).map(|state| (self.0[state], state)).min().unwrap_or((NEVER, PAIR))
    }

    /// The cheapest way to one more extra or missing character: begun here, or gone on with.
    fn gap(self, kind: usize, open: i32, more: i32) -> i32 {
        self.0[kind].min(self.best().0 + open) + more
    }

    fn extra(self, edge: i32) -> i32 {
        self.gap(EXTRA, EXTRA_OPEN, EXTRA_MORE) + edge
    }

    fn missing(self) -> i32 {
        self.gap(MISSING, MISSING_OPEN, MISSING_MORE)
    }
}

/// Aligns all of the quotation with a part of the text.
pub(super) fn align(quote: &[char], text: &[char]) -> Alignment {
    let width = text.len() + 1;
    let mut cells = vec![Cell([0, NEVER, NEVER]); width];
    cells.reserve(quote.len() * width);
    for (row, ours) in quote.iter().enumerate() {
        let edge = edge(quote, row);
        for column in 0..width {
            let above = cells[row * width + column];
            let mut cell = Cell([NEVER, above.extra(edge), NEVER]);
            if column > 0 {
                let diagonal = cells[row * width + column - 1];
                cell.0[PAIR] = diagonal.best().0 + price(*ours, text[column - 1], edge);
                let left = cells[(row + 1) * width + column - 1];
                cell.0[MISSING] = left.missing();
            }
            cells.push(cell);
        }
    }
    let last = quote.len() * width;
    let end = (0..width).min_by_key(|column| cells[last + column].best().0).unwrap_or(0);
    let mut alignment = trace(quote, text, &cells, width, end);
    alignment.leave_neighbours(quote, text);
    alignment
}

/// Whether another sentence, or a number before one, may end here, as it is folded. 5.4 goes on behind its point.
fn is_border(text: &[char], at: usize) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    let is_fraction = text[at] == '.' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    matches!(text[at], '.' | '!' | '?' | ';' | ')') && !is_fraction
}

fn edge(quote: &[char], row: usize) -> i32 {
    if row == 0 || row + 1 == quote.len() { EDGE } else { 0 }
}

fn price(ours: char, theirs: char, edge: i32) -> i32 {
    match () {
        () if ours == theirs => -1,
        () if ours.is_alphanumeric() == theirs.is_alphanumeric() => WRONG + edge,
        () => WRONG_KIND + edge,
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
            EXTRA => {
                row -= 1;
                let before = cells[row * width + column];
                let goes_on = before.0[EXTRA] + EXTRA_MORE + edge(quote, row) == here;
                (Step::Extra, if goes_on { EXTRA } else { before.best().1 })
            }
            _ => {
                column -= 1;
                let before = cells[row * width + column];
                let goes_on = before.0[MISSING] + MISSING_MORE == here;
                (Step::Missing, if goes_on { MISSING } else { before.best().1 })
            }
        };
        steps.push(step);
        state = from;
    }
    steps.reverse();
    settle(&mut steps, Step::Missing, &text[column..end]);
    settle(&mut steps, Step::Extra, quote);
    Alignment { cost, matches, begin: column, end, steps }
}

/// Moves gaps that could begin elsewhere as well to where a clause begins: 轻点，[慢点，]好 rather than 轻[点，慢]点，好.
/// `chars`: the text that has the gap's characters.
fn settle(steps: &mut [Step], gap: Step, chars: &[char]) {
    let other = if gap == Step::Missing { Step::Extra } else { Step::Missing };
    let (mut at, mut place) = (0, 0);
    while at < steps.len() {
        let length = steps[at..].iter().take_while(|step| **step == gap).count();
        if length == 0 {
            place += usize::from(steps[at] != other);
            at += 1;
            continue;
        }
        let can_go_left = |by: &usize| steps[at - by] == Step::Same && chars[place - by] == chars[place - by + length];
        let left = (1..=at.min(place)).take_while(can_go_left).count();
        let can_go_right =
            |by: &usize| steps[at + length + by] == Step::Same && chars[place + by] == chars[place + by + length];
        let right = (0..steps.len() - at - length).take_while(can_go_right).count();
        let begins_clause = |begin: &usize| *begin > 0 && !chars[begin - 1].is_alphanumeric();
        if let Some(begin) = (place - left..=place + right).find(begins_clause) {
            let first = at - left;
            steps[first..at + length + right].fill(Step::Same);
            let begin = first + begin - (place - left);
            steps[begin..begin + length].fill(gap);
        }
        at += length + right;
        place += length + right;
    }
}

impl Alignment {
    /// A number or a bullet that somebody put before a quotation is in no source: the end of the sentence before is not taken for
    /// it, nor the beginning of the one behind. Where the quotation says something else before the first letter that is the same, or
    /// after the last, the passage goes no further than a border between sentences, with the marks that close one.
    fn leave_neighbours(&mut self, quote: &[char], text: &[char]) {
        let (mut row, mut column) = (0, self.begin);
        // The text's character, and whether it is a letter of the quotation's too, for each step.
        let walked: Vec<(Option<usize>, bool)> = (self.steps.iter())
            .map(|step| {
                let here = (*step != Step::Extra).then_some(column);
                let is_letter = *step == Step::Same && quote[row].is_alphanumeric();
                row += usize::from(*step != Step::Missing);
                column += usize::from(*step != Step::Extra);
                (here, is_letter)
            })
            .collect();
        let Some(first) = walked.iter().position(|(_, is_letter)| *is_letter) else { return };
        let last = walked.iter().rposition(|(_, is_letter)| *is_letter).unwrap_or(first);
        let differ = |steps: &[Step]| steps.iter().any(|step| *step != Step::Same);
        let is_border = |step: &usize| walked[*step].0.is_some_and(|at| is_border(text, at));
        let closes = |step: &usize| walked[*step].0.is_none_or(|at| !text[at].is_alphanumeric());
        let border = (0..first).rev().find(is_border).filter(|border| differ(&self.steps[..*border]));
        let begin = border.map_or(0, |border| border + 1);
        let border = (last + 1..walked.len()).find(is_border);
        let behind = border.map(|border| (border + 1..walked.len()).find(|step| !closes(step)).unwrap_or(walked.len()));
        let end = behind.filter(|behind| differ(&self.steps[*behind..])).unwrap_or(walked.len());
        let taken = |steps: std::ops::Range<usize>| walked[steps].iter().filter(|(at, _)| at.is_some()).count();
        let (before, behind) = (taken(0..begin), taken(end..walked.len()));
        (self.begin, self.end) = (self.begin + before, self.end - behind);
        let outside = |at: usize| !(begin..end).contains(&at);
        let steps = self.steps.iter().enumerate().filter(|(at, step)| !(outside(*at) && **step == Step::Missing));
        self.steps = steps.map(|(at, step)| if outside(at) { Step::Extra } else { *step }).collect();
    }

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
        assert_eq!(aligned("江就是人民,人民就是江山.", text), "江[→山]就是人民,人民就是江山.");
        assert_eq!(aligned("江山就是人民,人民就是江.", text), "江山就是人民,人民就是江[→山].");
    }

    #[test]
    fn a_number_before_a_quotation_is_not_the_end_of_the_sentence_before() {
        let text = "处理好关系.坚持把发展经济的着力点放在实体经济上.五)推进高水平对外开放.全面";
        assert_eq!(aligned("1.坚持把发展经济的着力点", text), "[1.→]坚持把发展经济的着力点");
        assert_eq!(aligned("12.坚持把发展经济的着力点", text), "[12.→]坚持把发展经济的着力点");
        assert_eq!(aligned("2.推进高水平对外开放.", text), "[2.→]推进高水平对外开放.");
        assert_eq!(aligned("(2)推进高水平对外开放.完", text), "[(2)→]推进高水平对外开放.[完→]");
        assert_eq!(aligned("坚持发展经济的着力点", text), "坚持[→把]发展经济的着力点");
    }

    #[test]
    fn what_closes_a_sentence_and_the_figures_of_a_number_belong_to_it() {
        let text = "他说\"人民就是江山.\"7.7亿农村贫困人口脱贫;经济增长5.4%,(见讲话.)为什么要这样?!接着说";
        assert_eq!(aligned("人明就是江山.\"", text), "人[明→民]就是江山.\"");
        assert_eq!(aligned("8.7亿农村贫困人口脱贫", text), "[8→7].7亿农村贫困人口脱贫");
        assert_eq!(aligned("经济增长5.7%", text), "经济增长5.[7→4]%");
        assert_eq!(aligned("(看讲话.)", text), "([看→见]讲话.)");
        assert_eq!(aligned("为啥么要这样?!", text), "为[啥→什]么要这样?!");
    }

    #[test]
    fn what_is_left_out_is_one_piece() {
        let text = "健全社会保障体系,让人民的日子好起来,让人民的路走得稳.";
        let shown = aligned("健全社会保障体系,让人民的路走得稳.", text);
        assert_eq!(shown, "健全社会保障体系,[→让人民的日子好起来,]让人民的路走得稳.");
    }
}
