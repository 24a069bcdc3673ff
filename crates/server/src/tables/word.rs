//! Word's documents: paragraphs and tables, in their order. What was deleted while changes were tracked is not text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::office::{Package, entity};
use super::{BROKEN, Grid, Unreadable};

/// What a document holds.
#[derive(Debug, Default)]
pub(super) struct Word(Vec<Block>);

#[derive(Debug)]
enum Block {
    Paragraph(String),
    /// A row of a table, outside of any other table.
    Row(Vec<String>),
}

impl Word {
    /// The rows of its tables; a row for each paragraph where there are none.
    pub(super) fn rows(self) -> Grid {
        let has_table = self.0.iter().any(|block| matches!(block, Block::Row(_)));
        let row = |block: Block| match block {
            Block::Row(cells) => Some(cells),
            Block::Paragraph(text) => (!has_table).then(|| vec![text]),
        };
        self.0.into_iter().filter_map(row).collect()
    }

    /// All of its text, a paragraph a line.
    pub(super) fn lines(self) -> String {
        let text = |block: Block| match block {
            Block::Paragraph(text) => text,
            Block::Row(cells) => cells.join("\n"),
        };
        self.0.into_iter().map(text).collect::<Vec<_>>().join("\n")
    }
}

/// Reads a document.
pub(super) fn read(mut package: Package) -> Result<Word, Unreadable> {
    let xml = package.part("word/document.xml")?.ok_or(BROKEN)?;
    let mut reader = Reader::from_str(&xml);
    let mut state = State::default();
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) if is_skipped(&start) => {
                reader.read_to_end(start.name()).map_err(|_| BROKEN)?;
            }
            Event::Start(start) => state.begin(start.local_name().as_ref()),
            Event::Empty(empty) => state.mark(empty.local_name().as_ref()),
            Event::End(end) => state.end(end.local_name().as_ref()),
            Event::Text(text) if state.is_text => state.paragraph.push_str(&text.into_inner()),
            Event::CData(text) if state.is_text => state.paragraph.push_str(&text.into_inner()),
            Event::GeneralRef(reference) if state.is_text => state.paragraph.push_str(&entity(&reference)),
            Event::Eof => return Ok(state.word),
            _ => {}
        }
    }
}

/// The old form of a drawing repeats the words of the new one; a field's code is no text.
fn is_skipped(start: &BytesStart) -> bool {
    matches!(start.local_name().as_ref(), "Fallback" | "instrText" | "delText" | "rPr" | "pPr" | "tblPr")
}

#[derive(Default)]
struct State {
    word: Word,
    paragraph: String,
    is_text: bool,
    /// How many tables we are in; only the outermost has rows and cells of its own.
    depth: usize,
    cells: Vec<String>,
    cell: Vec<String>,
}

impl State {
    fn begin(&mut self, element: &str) {
        match element {
            "t" => self.is_text = true,
            "tbl" => self.depth += 1,
            _ => self.mark(element),
        }
    }

    /// What stands for a character.
    fn mark(&mut self, element: &str) {
        match element {
            "tab" => self.paragraph.push(' '),
            "br" | "cr" => self.paragraph.push('\n'),
            "noBreakHyphen" => self.paragraph.push('-'),
            // An empty paragraph separates nothing that anybody asks for.
            _ => {}
        }
    }

    fn end(&mut self, element: &str) {
        match element {
            "t" => self.is_text = false,
            "p" => {
                let text = std::mem::take(&mut self.paragraph);
                match (text.trim().is_empty(), self.depth) {
                    (true, _) => {}
                    (false, 0) => self.word.0.push(Block::Paragraph(text)),
                    (false, _) => self.cell.push(text),
                }
            }
            "tc" if self.depth == 1 => self.cells.push(std::mem::take(&mut self.cell).join("\n")),
            "tr" if self.depth == 1 => self.word.0.push(Block::Row(std::mem::take(&mut self.cells))),
            "tbl" => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}
