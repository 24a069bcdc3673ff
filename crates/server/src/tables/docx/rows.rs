//! Tables of a document: rows and cells that a page shows.

use quick_xml::events::BytesStart;

use super::block::{Block, Cell};
use super::body::{Body, Place};
use super::element::{is_on, number};
use crate::tables::unreadable::Unreadable;
use crate::tables::xml::{Xml, attribute, name};

/// What a page shows of a cell.
enum Shown {
    Cell(Cell),
    /// So many columns more of the cell before.
    Beside(usize),
    /// It was deleted.
    Gone,
}

impl Body<'_> {
    pub(super) fn table(&mut self, xml: &mut Xml) -> Result<(), Unreadable> {
        self.flow.end();
        let outer = self.table_style.take();
        let (mut rows, notes) = (Vec::new(), self.notes.len());
        self.rows(xml, &mut rows)?;
        self.table_style = outer;
        // What stands in a field that is not shown is none either.
        match self.fields.is_shown() {
            true => self.flow.blocks.push(Block::Table(rows)),
            false => self.notes.truncate(notes),
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml, rows: &mut Vec<Vec<Cell>>) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "tr" => {
                    let (mut cells, mut is_shown, notes) = (Vec::new(), true, self.notes.len());
                    self.cells(xml, &mut cells, &mut is_shown)?;
                    match is_shown {
                        true => rows.push(cells),
                        false => self.notes.truncate(notes),
                    }
                }
                "tblPr" => {
                    while let Some(element) = xml.child()? {
                        if name(&element) == "tblStyle" {
                            self.table_style = attribute(&element, "val");
                        }
                        xml.pass(&element)?;
                    }
                }
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.rows(xml, rows)?,
                _ => xml.pass(&element)?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, xml: &mut Xml, cells: &mut Vec<Cell>, is_shown: &mut bool) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "tc" => match (self.cell(xml)?, cells.last_mut()) {
                    // What goes on from the cell before is a part of that, whatever was in it.
                    (Shown::Beside(columns), Some(before)) => before.columns += columns,
                    (Shown::Cell(cell), _) => cells.push(cell),
                    _ => {}
                },
                "trPr" => {
                    while let Some(element) = xml.child()? {
                        match name(&element).as_str() {
                            "hidden" if is_on(&element) => *is_shown = false,
                            "del" | "moveFrom" => *is_shown = false,
                            "gridBefore" => cells.push(Cell { columns: columns(&element), ..Cell::default() }),
                            _ => {}
                        }
                        xml.pass(&element)?;
                    }
                }
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.cells(xml, cells, is_shown)?,
                _ => xml.pass(&element)?,
            }
        }
        Ok(())
    }

    /// A cell, as far as it is shown.
    fn cell(&mut self, xml: &mut Xml) -> Result<Shown, Unreadable> {
        let mut cell = Cell { columns: 1, ..Cell::default() };
        let (mut is_gone, mut is_beside, notes) = (false, false, self.notes.len());
        let flow = std::mem::take(&mut self.flow);
        while let Some(element) = xml.child()? {
            if name(&element) != "tcPr" {
                self.element(xml, Place::Blocks, &element)?;
                continue;
            }
            while let Some(element) = xml.child()? {
                match name(&element).as_str() {
                    "gridSpan" => cell.columns = columns(&element),
                    "vMerge" => cell.is_below = attribute(&element, "val").is_none_or(|value| value == "continue"),
                    "hMerge" => is_beside = attribute(&element, "val").is_none_or(|value| value == "continue"),
                    "cellDel" => is_gone = true,
                    _ => {}
                }
                xml.pass(&element)?;
            }
        }
        self.flow.end();
        let blocks = std::mem::replace(&mut self.flow, flow).blocks;
        let text = |block: Block| match block {
            Block::Paragraph(paragraph) => paragraph.text,
            Block::Table(rows) => rows.into_iter().flatten().map(|cell| cell.text).collect::<Vec<_>>().join("\n"),
        };
        cell.text = blocks.into_iter().map(text).collect::<Vec<_>>().join("\n");
        if is_gone || is_beside {
            self.notes.truncate(notes);
        }
        Ok(match (is_gone, is_beside) {
            (true, _) => Shown::Gone,
            (_, true) => Shown::Beside(cell.columns),
            _ => Shown::Cell(cell),
        })
    }
}

fn columns(element: &BytesStart) -> usize {
    number(element).and_then(|columns| usize::try_from(columns).ok()).unwrap_or(1).clamp(1, 64)
}
