//! What changed between two texts, character by character: two revisions of a document.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A piece of one text, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Both have it.
    Same(String),
    /// Only the old text has it.
    Removed(String),
    /// Only the new text has it.
    Added(String),
}

/// All pieces in order; what was removed stands before what came in its place. The work is bounded: of large texts with
/// little in common, the answer may mark more than the least that could be marked.
pub fn diff(old: &str, new: &str) -> Vec<Run> {
    // Lines first: a paragraph that was moved or added is one piece, and what is left to compare is short.
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let mut runs = Runs::default();
    for op in capture_diff_slices(Algorithm::Myers, &old_lines, &new_lines) {
        let (from, to) = (old_lines[op.old_range()].concat(), new_lines[op.new_range()].concat());
        match op {
            DiffOp::Equal { .. } => runs.same(&from),
            _ => characters(&from, &to, &mut runs),
        }
    }
    runs.finish()
}

fn characters(old: &str, new: &str, runs: &mut Runs) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let changes = |op: &DiffOp| if op.as_tag_tuple().0 == similar::DiffTag::Equal { 0 } else { size(op) };
    for (at, op) in ops.iter().enumerate() {
        let (from, to): (String, String) = (old[op.old_range()].iter().collect(), new[op.new_range()].iter().collect());
        // A character or two that happen to return between two larger changes only confuse.
        let before = at.checked_sub(1).map_or(0, |before| changes(&ops[before]));
        let behind = ops.get(at + 1).map_or(0, changes);
        match op {
            DiffOp::Equal { len, .. } if *len * 2 > before.min(behind) => runs.same(&from),
            _ => runs.change(&from, &to),
        }
    }
}

fn size(op: &DiffOp) -> usize {
    op.old_range().len().max(op.new_range().len())
}

/// Pieces, neighbours of one kind put together.
#[derive(Default)]
struct Runs {
    runs: Vec<Run>,
    removed: String,
    added: String,
}

impl Runs {
    fn same(&mut self, text: &str) {
        self.end_change();
        match self.runs.last_mut() {
            Some(Run::Same(before)) => before.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(Run::Same(text.to_string())),
        }
    }

    fn change(&mut self, old: &str, new: &str) {
        self.removed.push_str(old);
        self.added.push_str(new);
    }

    fn end_change(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        if !removed.is_empty() {
            self.runs.push(Run::Removed(removed));
        }
        if !added.is_empty() {
            self.runs.push(Run::Added(added));
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.end_change();
        self.runs
    }
}
