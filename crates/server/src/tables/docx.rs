//! Word's documents, as their pages show them: paragraphs with their automatic numbers, tables, and apart from these what stands
//! in boxes and notes. What is hidden, deleted or moved away is not shown; where a part of the text cannot be read, the
//! document is refused whole.
//!
//! The crates for Word's documents build what is in the file, not what is on the page: none knows moves, hidden styles, pinyin
//! guides and fields.

mod block;
mod body;
mod chinese;
mod drawing;
mod element;
mod field;
mod formula;
mod numbering;
mod properties;
mod raised;
mod rows;
mod styles;
mod symbol;

use api::imports::MOST_ROWS;

use super::grid::{Grid, LONGEST_GRID, MOST_COLUMNS, Sheet};
use super::package::Package;
use super::unreadable::{BROKEN, TOO_BIG, TOO_MANY, Unreadable};
use block::{Block, Cell, Heading, Paragraph};
use body::{Body, Note};
use numbering::Numbering;
use styles::Styles;

/// What a document holds, in its order.
#[derive(Debug, Default)]
pub(super) struct Document(Vec<Block>);

/// Reads a document.
pub(super) fn read(mut package: Package, main: &str) -> Result<Document, Unreadable> {
    let work = package.work();
    let styles = match package.related_part(main, "styles")? {
        Some(xml) => Styles::read(&xml, work)?,
        None => Styles::default(),
    };
    let numbering = match package.related_part(main, "numbering")? {
        Some(xml) => Numbering::read(&xml, work, &styles)?,
        None => Numbering::default(),
    };
    let xml = package.part(main)?.ok_or(BROKEN)?;
    let (mut blocks, notes) = Body::new(&styles, numbering).document(&xml, work)?;
    if notes.iter().any(|note| matches!(note, Note::Diagram(_))) {
        let relations = package.relations(main)?;
        for relation in relations.iter().filter(|one| notes.contains(&Note::Diagram(one.id.clone()))) {
            blocks.extend(drawing::diagram(&package.part(&relation.target)?.ok_or(BROKEN)?, work)?);
        }
    }
    for kind in ["footnotes", "endnotes"] {
        if let Some(xml) = package.related_part(main, kind)? {
            // A note that nothing refers to any more is kept in the file, and is on no page.
            let is_shown =
                |id: String| notes.contains(&if kind == "footnotes" { Note::Footnote(id) } else { Note::Endnote(id) });
            blocks.extend(Body::new(&styles, Numbering::default()).shown_notes(&xml, work, is_shown)?);
        }
    }
    Ok(Document(blocks))
}

impl Document {
    /// All of its text, a paragraph a line; headings with markdown's marks, as [`content::collate::SourceText`] reads them.
    pub(super) fn lines(self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for block in self.0 {
            match block {
                Block::Paragraph(Paragraph { text, heading }) => lines.push(match heading {
                    Heading::None => text,
                    // A line end in a heading is where it was too long.
                    Heading::Level(level) => format!("{} {}", "#".repeat(level.into()), text.replace('\n', " ")),
                    Heading::Bold => format!("{} {text}", content::collate::UNKNOWN_DEPTH),
                }),
                Block::Table(rows) => lines.extend(rows.into_iter().flatten().map(|cell| cell.text)),
            }
        }
        lines.join("\n")
    }

    /// Its tables, and its paragraphs as a table of one column.
    pub(super) fn sheets(self) -> Result<Vec<Sheet>, Unreadable> {
        let (mut tables, mut paragraphs) = (Vec::new(), Sheet::new("表格外的段落"));
        for block in self.0 {
            match block {
                Block::Paragraph(paragraph) => paragraphs.rows.push(vec![paragraph.text]),
                Block::Table(rows) => {
                    let table = Sheet::new(&format!("第 {} 个表格", tables.len() + 1));
                    tables.push(Sheet { rows: grid(rows)?, is_part: true, ..table });
                }
            }
        }
        tables.push(paragraphs);
        Ok(tables)
    }
}

/// Rows whose cells stand below each other. A cell over several rows says the same in each; one over all columns is a heading
/// between rows.
fn grid(rows: Vec<Vec<Cell>>) -> Result<Grid, Unreadable> {
    if rows.len() > 4 * MOST_ROWS {
        return Err(TOO_MANY);
    }
    let width = |row: &[Cell]| row.iter().map(|cell| cell.columns).sum::<usize>();
    let widest = rows.iter().map(|row| width(row)).max().unwrap_or_default();
    let is_band = |row: &[Cell]| matches!(row, [only] if only.columns > 1 && only.columns == widest);
    let keeps_bands = rows.iter().filter(|row| is_band(row)).count() * 2 > rows.len();
    let (mut grid, mut left) = (Grid::new(), LONGEST_GRID);
    for row in rows {
        if is_band(&row) && !keeps_bands {
            continue;
        }
        let mut cells: Vec<String> = Vec::new();
        for cell in row {
            let above = grid.last().and_then(|above| above.get(cells.len())).filter(|_| cell.is_below);
            let (at, text) = (cells.len(), above.cloned().unwrap_or(cell.text));
            left = left.checked_sub(text.len()).ok_or(TOO_BIG)?;
            cells.push(text);
            cells.resize(at + cell.columns, String::new());
            // What is further to the right is not looked at.
            if cells.len() > MOST_COLUMNS {
                break;
            }
        }
        grid.push(cells);
    }
    Ok(grid)
}
