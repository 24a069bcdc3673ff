//! Rows of `.csv` files and of what was copied out of a table: cells between tabs or commas.
//!
//! A library for CSV trusts every quotation mark. Here a cell is quoted only where its mark is closed right before the next
//! delimiter: Excel copies a cell like `"好"字当头` as it stands, and no mark of a quotation may get lost.

use api::imports::MOST_ROWS;

use super::{Grid, LONGEST_CELL, MOST_COLUMNS, TOO_MANY, Unreadable};

/// Takes rows apart. What was pasted has tabs, or is a list of one column, whatever commas are in it.
pub(super) fn rows(text: &str, is_csv: bool) -> Result<Grid, Unreadable> {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = match () {
        () if is_csv || is_head_of_csv(head) => most_common(head),
        () => text.contains('\t').then_some('\t'),
    };
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (row, behind) = row(rest, delimiter);
        rows.push(row);
        rest = behind;
        // Empty rows are counted too here; nobody has so many.
        if rows.len() > 4 * MOST_ROWS {
            return Err(TOO_MANY);
        }
    }
    Ok(rows)
}

/// A `.csv` that was opened as text and copied.
fn is_head_of_csv(head: &str) -> bool {
    let cells: Vec<&str> = head.split(',').map(|cell| cell.trim_matches([' ', '"'])).collect();
    cells.len() > 1 && (cells.contains(&"金句") || cells.contains(&"quote"))
}

/// Some Excels write semicolons, or tabs.
fn most_common(head: &str) -> Option<char> {
    [';', '\t', ','].into_iter().max_by_key(|delimiter| head.matches(*delimiter).count())
}

/// The first row, and what stands behind it.
fn row(text: &str, delimiter: Option<char>) -> (Vec<String>, &str) {
    let ends = |c: char| c == '\n' || Some(c) == delimiter;
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (cell, behind) = match quoted(rest, ends) {
            Some(cell) => cell,
            None => {
                let end = rest.find(ends).unwrap_or(rest.len());
                (rest[..end].to_string(), &rest[end..])
            }
        };
        // Ten million tabs are no ten million cells.
        if cells.len() < MOST_COLUMNS {
            cells.push(cell);
        }
        let mut chars = behind.chars();
        match chars.next() {
            Some('\n') | None => return (cells, chars.as_str()),
            Some(_) => rest = chars.as_str(),
        }
    }
}

/// A quoted cell at the beginning of the text, and what stands behind it; nothing where no mark closes it properly. One that
/// is closed too late was none.
fn quoted(text: &str, ends: impl Fn(char) -> bool) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, behind) = rest.split_once('"')?;
        cell.push_str(before);
        if cell.len() > LONGEST_CELL {
            return None;
        }
        match behind.chars().next() {
            Some('"') => cell.push('"'),
            None => return Some((cell, behind)),
            Some(c) if ends(c) => return Some((cell, behind)),
            Some(_) => return None,
        }
        rest = &behind[1..];
    }
}
