//! Excel's workbooks: the cells of the sheets that are shown, as the text that stands in them. A formula counts as what it
//! last gave; a date stays the number that Excel keeps, because no column of a card is one.

mod cells;
mod escapes;
mod rich_text;

use super::grid::{LONGEST_GRID, Sheet};
use super::package::{Package, Relation};
use super::unreadable::{BROKEN, TOO_BIG, Unreadable};
use super::xml::{Xml, attribute, name};
use rich_text::rich_text;

/// There are more texts than cells that are looked at, because other sheets refer to them too.
const MOST_STRINGS: usize = 1_000_000;
/// Nobody has more.
const MOST_SHEETS: usize = 100;

/// Reads the sheets that are shown; all of them where none is.
pub(super) fn sheets(mut package: Package, main: &str) -> Result<Vec<Sheet>, Unreadable> {
    let workbook = package.part(main)?.ok_or(BROKEN)?;
    let relations = package.relations(main)?;
    let strings = match package.related_part(main, "sharedStrings")? {
        Some(xml) => shared_strings(&xml)?,
        None => Vec::new(),
    };
    let listed = listed(&workbook)?;
    let is_any_shown = listed.iter().any(|sheet| sheet.is_shown);
    let mut left = LONGEST_GRID;
    let mut sheets = Vec::new();
    for listed in listed.into_iter().filter(|sheet| sheet.is_shown || !is_any_shown).take(MOST_SHEETS) {
        let is_it = |one: &&Relation| one.id == listed.id;
        // One that is not named by its relation is where it usually is; a chart is no table.
        let path = match relations.iter().find(is_it) {
            Some(relation) if relation.kind.ends_with("sheet") && relation.kind != "worksheet" => continue,
            Some(relation) => relation.target.clone(),
            None => format!("xl/worksheets/sheet{}.xml", listed.number),
        };
        let xml = package.part(&path)?.ok_or(BROKEN)?;
        let (rows, hidden) = cells::read(&xml, &strings, &mut left)?;
        sheets.push(Sheet { rows, hidden, ..Sheet::new(&listed.name) });
    }
    Ok(sheets)
}

struct Listed {
    name: String,
    id: String,
    number: usize,
    is_shown: bool,
}

/// What a workbook says of its sheets.
fn listed(workbook: &str) -> Result<Vec<Listed>, Unreadable> {
    let (mut xml, mut listed) = (Xml::new(workbook), Vec::new());
    xml.child()?.ok_or(BROKEN)?;
    while let Some(element) = xml.child()? {
        if name(&element) != "sheets" {
            xml.pass(&element)?;
            continue;
        }
        while let Some(sheet) = xml.child()? {
            listed.push(Listed {
                name: attribute(&sheet, "name").unwrap_or_default(),
                id: attribute(&sheet, "id").unwrap_or_default(),
                number: listed.len() + 1,
                is_shown: attribute(&sheet, "state").is_none_or(|state| state == "visible"),
            });
            xml.pass(&sheet)?;
        }
    }
    Ok(listed)
}

/// The texts that cells refer to by number.
fn shared_strings(xml: &str) -> Result<Vec<String>, Unreadable> {
    let (mut xml, mut strings) = (Xml::new(xml), Vec::new());
    xml.child()?.ok_or(BROKEN)?;
    while let Some(element) = xml.child()? {
        match name(&element).as_str() {
            "si" => strings.push(rich_text(&mut xml)?),
            _ => xml.pass(&element)?,
        }
        if strings.len() > MOST_STRINGS {
            return Err(TOO_BIG);
        }
    }
    Ok(strings)
}
