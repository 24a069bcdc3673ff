//! The cells of one sheet. Hidden rows and columns are passed over, as on paper; cells that were merged say the same in each row.

use std::borrow::Cow;

use api::imports::MOST_ROWS;
use quick_xml::events::BytesStart;

use super::escapes;
use super::formats::{Formats, written_day};
use super::rich_text::rich_text;
use crate::tables::grid::{Grid, LONGEST_CELL, MOST_COLUMNS};
use crate::tables::unreadable::{BROKEN, TOO_BIG, TOO_MANY, UNCOUNTED, Unreadable};
use crate::tables::work::Work;
use crate::tables::xml::{Xml, attribute, name};

/// Nobody merges so often.
const MOST_MERGES: usize = 10_000;

/// What cells refer to by number: texts, and how numbers are shown.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) strings: Vec<String>,
    pub(super) formats: Formats,
}

/// Its rows, by their numbers.
#[derive(Default)]
struct Cells {
    rows: Vec<(usize, Vec<String>)>,
    /// From column to column, both counted from 0.
    hidden_columns: Vec<(usize, usize)>,
    hidden_rows: usize,
}

/// A part that is one cell to look at: first and last row and column.
struct Merge {
    rows: (usize, usize),
    columns: (usize, usize),
}

/// Reads a sheet: its rows, and how many are hidden. `left` is what cells may take, in bytes.
pub(super) fn read(xml: &str, shared: &Shared, work: &Work, left: &mut usize) -> Result<(Grid, usize), Unreadable> {
    let (mut xml, mut cells, mut merges) = (Xml::new(xml, work), Cells::default(), Vec::new());
    xml.child()?.ok_or(BROKEN)?;
    while let Some(element) = xml.child()? {
        match name(&element).as_str() {
            "cols" => {
                while let Some(element) = xml.child()? {
                    let at = |name: &str| attribute(&element, name).and_then(|at| at.parse::<usize>().ok());
                    if is_hidden(&element)
                        && let (Some(first), Some(last)) = (at("min"), at("max"))
                    {
                        cells.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
                    }
                    xml.pass(&element)?;
                }
            }
            "sheetData" => cells.read(&mut xml, shared, left)?,
            "mergeCells" => {
                while let Some(element) = xml.child()? {
                    merges.extend(attribute(&element, "ref").and_then(|places| merge(&places)));
                    if merges.len() > MOST_MERGES {
                        return Err(TOO_BIG);
                    }
                    xml.pass(&element)?;
                }
            }
            _ => xml.pass(&element)?,
        }
    }
    cells.fill(&merges, left)?;
    cells.drop_bands(&merges);
    cells.drop_hidden_columns();
    Ok((cells.rows.into_iter().map(|(_, row)| row).collect(), cells.hidden_rows))
}

impl Cells {
    fn read(&mut self, xml: &mut Xml, shared: &Shared, left: &mut usize) -> Result<(), Unreadable> {
        let mut number = 0;
        while let Some(row) = xml.child()? {
            number = attribute(&row, "r").and_then(|at| at.parse().ok()).unwrap_or(number + 1);
            let cells = self.row(xml, shared, left)?;
            let is_empty = cells.iter().all(String::is_empty);
            if is_hidden(&row) {
                self.hidden_rows += usize::from(!is_empty);
                continue;
            }
            if is_empty {
                continue;
            }
            self.rows.push((number, cells));
            if self.rows.len() > 4 * MOST_ROWS {
                return Err(TOO_MANY);
            }
        }
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml, shared: &Shared, left: &mut usize) -> Result<Vec<String>, Unreadable> {
        let (mut cells, mut column) = (Vec::new(), 0);
        while let Some(cell) = xml.child()? {
            if name(&cell) != "c" {
                xml.pass(&cell)?;
                continue;
            }
            // An empty cell has its place, whether it says which or not.
            let at = attribute(&cell, "r").and_then(|place| column_of(&place)).unwrap_or(column);
            column = at + 1;
            if at >= MOST_COLUMNS {
                xml.pass(&cell)?;
                continue;
            }
            let value = value(xml, &cell, shared)?;
            if value.is_empty() {
                continue;
            }
            *left = left.checked_sub(value.len()).ok_or(TOO_BIG)?;
            cells.resize(cells.len().max(column), String::new());
            cells[at] = value.into_owned();
        }
        Ok(cells)
    }

    /// What stands in the first row of cells that were merged stands in the others.
    fn fill(&mut self, merges: &[Merge], left: &mut usize) -> Result<(), Unreadable> {
        for Merge { rows: (first, last), columns: (column, _) } in merges {
            if first == last || *column >= MOST_COLUMNS {
                continue;
            }
            let from = self.rows.partition_point(|(number, _)| number < first);
            let Some((_, top)) = self.rows.get(from).filter(|(number, _)| number == first) else { continue };
            let Some(value) = top.get(*column).filter(|value| !value.is_empty()).cloned() else { continue };
            for (_, row) in self.rows[from + 1..].iter_mut().take_while(|(number, _)| number <= last) {
                // Each takes its time too, however short it is.
                *left = left.checked_sub(value.len() + 1).ok_or(TOO_BIG)?;
                row.resize(row.len().max(column + 1), String::new());
                row[*column].clone_from(&value);
            }
        }
        Ok(())
    }

    /// A row that is one cell over all columns is a heading between rows; where most are, they are the rows.
    fn drop_bands(&mut self, merges: &[Merge]) {
        let widest = self.rows.iter().map(|(_, row)| row.len()).max().unwrap_or_default();
        let is_band = |(number, row): &(usize, Vec<String>)| {
            row.iter().filter(|cell| !cell.is_empty()).count() == 1
                && merges.iter().any(|merge| {
                    merge.rows == (*number, *number)
                        && merge.columns.1 > merge.columns.0
                        && merge.columns.0 == 0
                        && merge.columns.1 + 1 >= widest
                })
        };
        if merges.len() <= MOST_ROWS && self.rows.iter().filter(|row| is_band(row)).count() * 2 <= self.rows.len() {
            self.rows.retain(|row| !is_band(row));
        }
    }

    fn drop_hidden_columns(&mut self) {
        let is_hidden = |at: usize| self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&at));
        let shown: Vec<bool> = (0..MOST_COLUMNS).map(|at| !is_hidden(at)).collect();
        for (_, row) in &mut self.rows {
            let mut at = 0..;
            row.retain(|_| at.next().and_then(|at| shown.get(at)).copied().unwrap_or_default());
        }
    }
}

/// What a cell says.
fn value<'a>(xml: &mut Xml, cell: &BytesStart, shared: &'a Shared) -> Result<Cow<'a, str>, Unreadable> {
    let (kind, style) = (attribute(cell, "t").unwrap_or_default(), attribute(cell, "s"));
    let strings = &shared.strings;
    let (mut value, mut is_formula, mut is_worked_out) = (Cow::Borrowed(""), false, false);
    while let Some(element) = xml.child()? {
        let name = name(&element);
        is_formula |= name == "f";
        match name.as_str() {
            "v" if kind == "s" => {
                let at = xml.text()?;
                // Cells whose texts are nowhere are no empty ones.
                if strings.is_empty() {
                    return Err(BROKEN);
                }
                is_worked_out = true;
                let shared = at.trim().parse().ok().and_then(|at: usize| strings.get(at));
                value = shared.map_or(Cow::Borrowed(""), |text| Cow::Borrowed(text));
            }
            "v" => {
                let text = xml.text()?;
                // An empty text is what some formulas come to; an empty number is one that nobody has worked out.
                is_worked_out = !text.is_empty() || kind == "str";
                value = Cow::Owned(match kind.as_str() {
                    "" | "n" => shared.formats.shown(&text, style.as_deref()),
                    "b" => if text.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
                    "d" => written_day(&text),
                    // An error is the word that stands in the cell.
                    _ => escapes::unescaped(&text),
                });
            }
            "is" => value = Cow::Owned(rich_text(xml)?),
            _ => xml.pass(&element)?,
        }
    }
    // Programs that write workbooks leave it to whoever opens them.
    if is_formula && !is_worked_out {
        return Err(UNCOUNTED);
    }
    if value.len() > LONGEST_CELL { Err(TOO_BIG) } else { Ok(value) }
}

fn is_hidden(element: &BytesStart) -> bool {
    matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
}

fn merge(places: &str) -> Option<Merge> {
    let (from, to) = places.split_once(':')?;
    let row = |place: &str| place.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().ok();
    Some(Merge { rows: (row(from)?, row(to)?), columns: (column_of(from)?, column_of(to)?) })
}

/// `C7` is column 2.
fn column_of(place: &str) -> Option<usize> {
    let letters: Vec<u8> = place.bytes().take_while(u8::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
    // Nothing beyond XFD exists.
    (1..=3).contains(&letters.len()).then(|| letters.iter().fold(0, |n, c| n * 26 + usize::from(c - b'A') + 1) - 1)
}
