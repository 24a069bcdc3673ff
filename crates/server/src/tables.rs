//! What people bring, from whatever they keep it in: rows of a table, or the paragraphs of a text, out of Excel's, Word's and
//! WPS's files and clipboards. Nothing here knows cards.
//!
//! Files of Excel and Word are read with a zip and an XML reader alone: `calamine` reserves a cell for each that a file claims
//! to have (its issue 693: two kilobytes end the process), and the crates for Word's files do not know what a page shows.

mod codes;
mod delimited;
mod docx;
mod grid;
mod kind;
mod numbered;
mod office;
mod package;
mod sheet;
mod text;
mod unreadable;
mod work;
mod xml;

use grid::{LONGEST_TEXT, MOST_COLUMNS};
use office::Office;
use tokio_util::sync::CancellationToken;
use unreadable::{EMPTY, TOO_LONG};
use work::Work;

pub(crate) use grid::Sheet;
pub(crate) use unreadable::{TOO_MANY, Unreadable};

/// What somebody brings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Brought<'a> {
    pub(crate) bytes: &'a [u8],
    /// The file's name; empty where it was pasted.
    pub(crate) name: &'a str,
    /// How a text is encoded, where somebody has chosen: `gb18030`, `big5`. Else empty.
    pub(crate) encoding: &'a str,
    /// Whether anybody still waits for it.
    pub(crate) cancelled: Option<&'a CancellationToken>,
}

/// The tables in a file that have words: the sheets of a `.xlsx`, the tables of a `.docx` and its other paragraphs, a `.csv`, or what
/// was pasted. `is_head` tells a row with the words above columns.
pub(crate) fn sheets(brought: Brought, is_head: impl Fn(&[String]) -> bool) -> Result<Vec<Sheet>, Unreadable> {
    kind::refuse_others(brought.bytes)?;
    let work = Work::new(brought.cancelled);
    let mut sheets = match Office::open(brought.bytes, &work)? {
        Some(Office::Sheet(package, main)) => sheet::sheets(package, &main)?,
        Some(Office::Word(package, main)) => docx::read(package, &main)?.sheets()?,
        None => {
            let text = text(brought)?;
            let rows = delimited::rows(&text, has_ending(brought.name, &["csv"]), is_head, &work)?;
            vec![Sheet { rows, ..Sheet::new("") }]
        }
    };
    for sheet in &mut sheets {
        let rows = std::mem::take(&mut sheet.rows).into_iter().map(tidy_row);
        sheet.rows = rows.filter(|row| !row.is_empty()).collect();
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    if sheets.is_empty() { Err(EMPTY) } else { Ok(sheets) }
}

/// The paragraphs of a text, one a line: `.docx`, Markdown or plain text.
pub(crate) fn paragraphs(brought: Brought) -> Result<String, Unreadable> {
    kind::refuse_others(brought.bytes)?;
    let work = Work::new(brought.cancelled);
    let text = match Office::open(brought.bytes, &work)? {
        Some(Office::Sheet(..)) => return Err(Unreadable::said("这是表格，原文要 Word、Markdown 或纯文字")),
        Some(Office::Word(package, main)) => docx::read(package, &main)?.lines(),
        None if has_ending(brought.name, &["md", "markdown"]) => text::without_marks(&text(brought)?),
        None => text(brought)?,
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join("\n");
    match text.chars().count() {
        0 => Err(EMPTY),
        count if count > LONGEST_TEXT => Err(TOO_LONG),
        _ => Ok(text),
    }
}

fn text(brought: Brought) -> Result<String, Unreadable> {
    let text = text::decode(brought.bytes, brought.encoding)?;
    kind::refuse_codes(&text)?;
    codes::refuse(&text)?;
    Ok(text)
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Cells without outer white space; empty ones at the end of a row are none.
fn tidy_row(row: Vec<String>) -> Vec<String> {
    let mut row: Vec<String> = row.into_iter().take(MOST_COLUMNS).map(|cell| cell.trim().to_string()).collect();
    let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
    row.truncate(filled);
    row
}

#[cfg(test)]
mod tests;
