//! Grids: the rows of a table, and how much of one is taken.

/// Rows of cells. Rows may differ in length.
pub(crate) type Grid = Vec<Vec<String>>;

/// One table of those in a file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Sheet {
    /// What it is called; empty where there is only one.
    pub(crate) name: String,
    pub(crate) rows: Grid,
    /// So many rows are hidden, and not among them.
    pub(crate) hidden: usize,
    /// It is a table among others of one document: it may go on in the next one.
    pub(crate) is_part: bool,
}

impl Sheet {
    /// An empty one.
    pub(in crate::tables) fn new(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// At most so many columns are looked at.
pub(in crate::tables) const MOST_COLUMNS: usize = 40;
/// A cell is at most so long, in bytes: a gloss is as long as a document.
pub(in crate::tables) const LONGEST_CELL: usize = 64 * 1024;
/// All cells of a table together are at most so long, in bytes: many of them may refer to the same long text.
pub(in crate::tables) const LONGEST_GRID: usize = 16 * 1024 * 1024;
/// So many characters are a few thick books. Ready to be looked through, each takes thirty bytes and more.
pub(in crate::tables) const LONGEST_TEXT: usize = 2_000_000;
