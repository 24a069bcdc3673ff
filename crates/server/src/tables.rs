//! What people bring, from whatever they keep it in: rows of a table, or the paragraphs of a text, out of Excel's, Word's and
//! WPS's files and clipboards. Nothing here knows cards.
//!
//! Files of Excel and Word are read with a zip and an XML reader alone: the libraries for spreadsheets reserve as much
//! memory as a file claims to need, and a lying one would end the server.

mod delimited;
mod office;
mod sheet;
mod text;
mod word;

use api::imports::MOST_ROWS;

use office::Office;

/// Rows of cells. Rows may differ in length.
pub(crate) type Grid = Vec<Vec<String>>;

/// So many more rows may stand above those that count.
const HEAD: usize = 10;
/// At most so many columns are looked at.
const MOST_COLUMNS: usize = 40;
/// A cell is at most so long, in bytes: a gloss is as long as a document.
const LONGEST_CELL: usize = 64 * 1024;
/// So many characters are a few thick books. Ready to be looked through, each takes thirty bytes and more.
const LONGEST_TEXT: usize = 2_000_000;

/// Why something cannot be read, for the person who brought it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unreadable(pub(crate) &'static str);

const EMPTY: Unreadable = Unreadable("里面没有字");
const BROKEN: Unreadable = Unreadable("这个文件坏了，用 Excel、Word 或 WPS 打开，另存一份再拿来");
const TOO_BIG: Unreadable = Unreadable("这个文件展开后太大，只留要用的部分，另存一份再拿来");
const TOO_LONG: Unreadable = Unreadable("原文太长了，一份最多 200 万字，分成几份放");
pub(crate) const TOO_MANY: Unreadable = Unreadable("一次最多 2000 行，分几次来");

/// The rows of a table: `.xlsx`, the tables of a `.docx` (its paragraphs, where it has none), `.csv`, or what was pasted.
pub(crate) fn grid(bytes: &[u8], name: &str) -> Result<Grid, Unreadable> {
    refuse_others(bytes)?;
    let rows = match Office::open(bytes)? {
        Some(Office::Sheet(package)) => sheet::rows(package)?,
        Some(Office::Word(package)) => word::read(package)?.rows(),
        None => delimited::rows(&text::decode(bytes)?, has_ending(name, &["csv"]))?,
    };
    let rows: Grid = rows.into_iter().map(tidy_row).filter(|row| !row.is_empty()).collect();
    match rows.len() {
        0 => Err(EMPTY),
        count if count > MOST_ROWS + HEAD => Err(TOO_MANY),
        _ => Ok(rows),
    }
}

/// The paragraphs of a text, one a line: `.docx`, Markdown or plain text.
pub(crate) fn paragraphs(bytes: &[u8], name: &str) -> Result<String, Unreadable> {
    refuse_others(bytes)?;
    let text = match Office::open(bytes)? {
        Some(Office::Sheet(_)) => return Err(Unreadable("这是表格，原文要 Word、Markdown 或纯文字")),
        Some(Office::Word(package)) => word::read(package)?.lines(),
        None if has_ending(name, &["md", "markdown"]) => text::without_marks(&text::decode(bytes)?),
        None => text::decode(bytes)?,
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join("\n");
    match text.chars().count() {
        0 => Err(EMPTY),
        count if count > LONGEST_TEXT => Err(TOO_LONG),
        _ => Ok(text),
    }
}

/// Files that are often brought and cannot be read, by how they begin.
fn refuse_others(bytes: &[u8]) -> Result<(), Unreadable> {
    match bytes {
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            Err(Unreadable("这是旧版的 .doc 或 .xls，或加了密码：打开后另存为 .docx 或 .xlsx 再拿来"))
        }
        [b'%', b'P', b'D', b'F', ..] => {
            Err(Unreadable("PDF 里的字常有错漏，请找 Word 或网页上的原文，也可以复制后粘贴"))
        }
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => Err(Unreadable("这是图片，里面的字认不出来")),
        _ => Ok(()),
    }
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
