//! Blocks: what a document holds, in its order.

#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Vec<Vec<Cell>>),
}

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) heading: Heading,
}

/// Whether a paragraph is a heading.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Heading {
    #[default]
    None,
    /// By its style: how deep, from 1.
    Level(u8),
    /// By its looks: nobody can say how deep.
    Bold,
}

/// A cell of a table that is in no other.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// How many columns it takes.
    pub(super) columns: usize,
    /// It goes on from the row above.
    pub(super) is_below: bool,
}
