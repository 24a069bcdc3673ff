//! Excel's workbooks: the cells of the sheets that are shown, as the text that stands in them. A formula counts as what it
//! last gave, and a number as its format shows it.

mod cells;
mod escapes;
mod formats;
mod rich_text;

use std::collections::HashSet;

use super::grid::{LONGEST_GRID, Sheet};
use super::package::{Package, Relation};
use super::unreadable::{BROKEN, TOO_BIG, Unreadable};
use super::work::Work;
use super::xml::{Xml, attribute, name};
use cells::Shared;
use formats::Formats;
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
        Some(xml) => shared_strings(&xml, package.work())?,
        None => Vec::new(),
    };
    let (listed, is_from_1904) = listed(&workbook, package.work())?;
    let styles = package.related_part(main, "styles")?;
    let formats = Formats::read(styles.as_deref(), is_from_1904, package.work())?;
    let shared = Shared { strings, formats };
    let is_any_shown = listed.iter().any(|sheet| sheet.is_shown);
    let mut left = LONGEST_GRID;
    let (mut sheets, mut read) = (Vec::new(), HashSet::new());
    for listed in listed.into_iter().filter(|sheet| sheet.is_shown || !is_any_shown).take(MOST_SHEETS) {
        let is_it = |one: &&Relation| one.id == listed.id;
        // One that is not named by its relation is where it usually is; a chart is no table.
        let path = match relations.iter().find(is_it) {
            Some(relation) if relation.kind.ends_with("sheet") && relation.kind != "worksheet" => continue,
            Some(relation) => relation.target.clone(),
            None => format!("xl/worksheets/sheet{}.xml", listed.number),
        };
        // A part is one sheet, however often it is listed.
        if !read.insert(path.clone()) {
            continue;
        }
        let xml = package.part(&path)?.ok_or(BROKEN)?;
        let (rows, hidden) = cells::read(&xml, &shared, package.work(), &mut left)?;
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

/// What a workbook says of its sheets, and whether its days count from 1904.
fn listed(workbook: &str, work: &Work) -> Result<(Vec<Listed>, bool), Unreadable> {
    let (mut xml, mut listed, mut is_from_1904) = (Xml::new(workbook, work), Vec::new(), false);
    xml.child()?.ok_or(BROKEN)?;
    while let Some(element) = xml.child()? {
        if name(&element) == "workbookPr" {
            is_from_1904 = matches!(attribute(&element, "date1904").as_deref(), Some("1" | "true"));
        }
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
    Ok((listed, is_from_1904))
}

/// The texts that cells refer to by number.
fn shared_strings(xml: &str, work: &Work) -> Result<Vec<String>, Unreadable> {
    let (mut xml, mut strings) = (Xml::new(xml, work), Vec::new());
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
