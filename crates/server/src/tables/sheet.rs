//! Excel's workbooks: the cells of the first sheet that is shown, as the text that stands in them. A formula counts as what it
//! last gave; a date stays the number that Excel keeps, because no column of a card is one.

use api::imports::MOST_ROWS;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::office::{Package, entity};
use super::{BROKEN, Grid, LONGEST_CELL, MOST_COLUMNS, TOO_BIG, TOO_MANY, Unreadable};

/// All cells together are at most so long, in bytes: many of them may refer to the same long text.
const LONGEST_GRID: usize = 16 * 1024 * 1024;
/// There are more texts than cells that are looked at, because other sheets refer to them too.
const MOST_STRINGS: usize = 1_000_000;

/// Reads the first sheet.
pub(super) fn rows(mut package: Package) -> Result<Grid, Unreadable> {
    let workbook = package.part("xl/workbook.xml")?.ok_or(BROKEN)?;
    let relations = package.part("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let path = first_sheet(&workbook, &relations)?;
    let strings = match package.part("xl/sharedStrings.xml")? {
        Some(xml) => shared_strings(&xml)?,
        None => Vec::new(),
    };
    let sheet = package.part(&path)?.ok_or(BROKEN)?;
    cells(&sheet, &strings)
}

/// The path of the first sheet that is not hidden.
fn first_sheet(workbook: &str, relations: &str) -> Result<String, Unreadable> {
    let mut id = None;
    each(workbook, "sheet", |sheet| {
        if id.is_none() && attribute(sheet, "state").is_none_or(|state| state == "visible") {
            id = attribute(sheet, "id");
        }
    })?;
    let mut target = None;
    each(relations, "Relationship", |relation| {
        if attribute(relation, "Id") == id {
            target = attribute(relation, "Target");
        }
    })?;
    let target = target.unwrap_or_else(|| "worksheets/sheet1.xml".into());
    // From the root of the package, or from where the workbook lies.
    Ok(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_string))
}

fn each(xml: &str, element: &str, mut found: impl FnMut(&BytesStart)) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == element => found(&start),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its name without a prefix: `r:id` is `id`.
fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.to_string())
}

/// The texts that cells refer to by number.
fn shared_strings(xml: &str) -> Result<Vec<String>, Unreadable> {
    let mut strings = Vec::new();
    let mut text = Text::default();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::End(end) if end.local_name().as_ref() == "si" => strings.push(text.take()),
            Event::Empty(empty) if empty.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::Eof => return Ok(strings),
            event => text.read(&event),
        }
        if strings.len() > MOST_STRINGS {
            return Err(TOO_BIG);
        }
    }
}

/// Collects what stands in `<t>` and `<v>`. How a name is pronounced (`<rPh>`) is no text, nor is a formula.
#[derive(Default)]
struct Text {
    text: String,
    is_text: bool,
    is_phonetic: bool,
}

impl Text {
    fn read(&mut self, event: &Event) {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" | "v" => self.is_text = !self.is_phonetic,
                "rPh" => self.is_phonetic = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "t" | "v" => self.is_text = false,
                "rPh" => self.is_phonetic = false,
                _ => {}
            },
            Event::Text(text) if self.is_text => self.text.push_str(&text.clone().into_inner()),
            Event::CData(text) if self.is_text => self.text.push_str(&text.clone().into_inner()),
            Event::GeneralRef(reference) if self.is_text => self.text.push_str(&entity(reference)),
            _ => {}
        }
    }

    fn take(&mut self) -> String {
        std::mem::take(&mut self.text).replace("_x000D_", "").replace("\r\n", "\n")
    }
}

fn cells(xml: &str, strings: &[String]) -> Result<Grid, Unreadable> {
    let mut rows: Grid = Vec::new();
    let mut text = Text::default();
    let (mut column, mut is_shared, mut left) = (0, false, LONGEST_GRID);
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) if start.local_name().as_ref() == "row" => {
                rows.push(Vec::new());
                column = 0;
                if rows.len() > 4 * MOST_ROWS {
                    return Err(TOO_MANY);
                }
            }
            Event::Start(start) if start.local_name().as_ref() == "c" => {
                column = place_of(&start).unwrap_or(column);
                is_shared = attribute(&start, "t").as_deref() == Some("s");
            }
            // An empty cell has its place, whether it says which or not.
            Event::Empty(empty) if empty.local_name().as_ref() == "c" => {
                column = place_of(&empty).unwrap_or(column) + 1;
            }
            Event::End(end) if end.local_name().as_ref() == "c" => {
                let own = text.take();
                let value = match is_shared {
                    true => own.trim().parse().ok().and_then(|at: usize| strings.get(at)).map_or("", String::as_str),
                    false => &own,
                };
                if let (Some(row), true) = (rows.last_mut(), column < MOST_COLUMNS) {
                    if value.len() > LONGEST_CELL {
                        return Err(TOO_BIG);
                    }
                    left = left.checked_sub(value.len()).ok_or(TOO_BIG)?;
                    row.resize(row.len().max(column + 1), String::new());
                    row[column] = value.to_string();
                }
                column += 1;
            }
            Event::Eof => return Ok(rows),
            event => text.read(&event),
        }
    }
}

/// The column that a cell says it is in.
fn place_of(cell: &BytesStart) -> Option<usize> {
    attribute(cell, "r").and_then(|place| column_of(&place))
}

/// `C7` is column 2.
fn column_of(place: &str) -> Option<usize> {
    let letters: Vec<u8> = place.bytes().take_while(u8::is_ascii_uppercase).collect();
    // Nothing beyond XFD exists.
    (1..=3).contains(&letters.len()).then(|| letters.iter().fold(0, |n, c| n * 26 + usize::from(c - b'A') + 1) - 1)
}
