//! Rows of `.csv` files and of what was copied out of a table: cells between tabs, commas, or what else their writer took.
//!
//! A library for CSV trusts every quotation mark. Here a cell is quoted only where its mark is closed right before the next
//! delimiter: Excel copies a cell like `"好"字当头` as it stands, and no mark of a quotation may get lost.

use api::imports::MOST_ROWS;

use super::grid::{Grid, LONGEST_CELL, MOST_COLUMNS};
use super::numbered::without_numbers;
use super::unreadable::{TOO_MANY, Unreadable};
use super::work::Work;

/// What people put between cells.
const DELIMITERS: [char; 7] = ['\t', ',', ';', '|', '，', '；', '｜'];
/// What is between cells that were pasted: no sentence has it.
const PASTED: [char; 3] = ['\t', '|', '｜'];
/// Titles may stand above the words of the columns, in so many rows.
pub(super) const HEAD_WITHIN: usize = 10;

/// Takes rows apart. The words above the columns tell what stands between cells, wherever they are; without them all rows of a
/// `.csv` must have as many cells. What was pasted has tabs, or as many upright lines in each row, or is a list of one column,
/// whatever commas are in it.
pub(super) fn rows(
    text: &str,
    is_csv: bool,
    is_head: impl Fn(&[String]) -> bool,
    work: &Work,
) -> Result<Grid, Unreadable> {
    let (text, said) = without_sep(text);
    let head = if said.is_none() { by_head(text, is_head) } else { None };
    let (text, delimiter, mut rows) = match head {
        // Titles above it are left out.
        Some(head) => (&text[head.below..], head.delimiter, vec![head.words]),
        None if said.is_some() => (text, said, Vec::new()),
        None if is_csv => (text, DELIMITERS.into_iter().find(|delimiter| is_even(text, *delimiter, work)), Vec::new()),
        None => (text, PASTED.into_iter().find(|delimiter| is_drawn(text, *delimiter, work)), Vec::new()),
    };
    let mut listed = all(text, delimiter, work)?;
    if !is_csv {
        without_numbers(&mut listed);
    }
    rows.append(&mut listed);
    if delimiter.is_some_and(|delimiter| "|｜".contains(delimiter)) {
        rows.iter_mut().for_each(without_edges);
        rows.retain(|row| !row.iter().all(|cell| cell.chars().all(|c| "-:— ".contains(c))));
    }
    Ok(rows)
}

/// The words above the columns.
struct Head {
    words: Vec<String>,
    /// What stands between cells below it; nothing where there is one column alone.
    delimiter: Option<char>,
    /// Where the rows begin.
    below: usize,
}

/// Excel's own line that says what stands between cells.
fn without_sep(text: &str) -> (&str, Option<char>) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = line.trim_end_matches([',', ';', '\r', ' ']).trim_matches(['"', ' ']).to_ascii_lowercase();
    match said.strip_prefix("sep=") {
        // Its own delimiter was cut off where it is one of those.
        Some("") => (rest, line.trim_matches(['"', ' ', '\r']).chars().next_back().filter(|c| ",;".contains(*c))),
        Some(said) if said.chars().count() == 1 => (rest, said.chars().next()),
        _ => (text, None),
    }
}

/// Looks for the words above the columns, and for what stands between them.
fn by_head(text: &str, is_head: impl Fn(&[String]) -> bool) -> Option<Head> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(HEAD_WITHIN);
    lines.find_map(|line| {
        // A line is a part of the text: where it begins tells where the row does, which may go on in the next lines.
        let begin = line.as_ptr() as usize - text.as_ptr() as usize;
        let cells = |delimiter: char| {
            let (mut cells, behind) = row(&text[begin..], Some(delimiter));
            if "|｜".contains(delimiter) {
                without_edges(&mut cells);
            }
            cells.iter_mut().for_each(|cell| *cell = cell.trim().to_string());
            (delimiter, cells, text.len() - behind.len())
        };
        let below = begin + line.len();
        let mut found = DELIMITERS.into_iter().map(cells);
        if let Some((delimiter, words, below)) = found.find(|(_, cells, _)| cells.len() > 1 && is_head(cells)) {
            let delimiter = Some(of_rows(&text[below..], delimiter, words.len()));
            return Some(Head { words, delimiter, below });
        }
        let words = vec![line.trim().trim_matches('"').to_string()];
        is_head(&words).then_some(Head { words, delimiter: None, below })
    })
}

/// Rows may have commas of another width than their head: those that make as many cells.
fn of_rows(text: &str, delimiter: char, columns: usize) -> char {
    let fits = |delimiter: &char| {
        let mut rest = text.trim_start();
        let next = || {
            let (cells, behind) = (!rest.is_empty()).then(|| row(rest, Some(*delimiter)))?;
            rest = behind.trim_start_matches(['\n', '\r']);
            Some(cells.len())
        };
        std::iter::from_fn(next).take(100).filter(|count| *count == columns).count()
    };
    if !"，；｜".contains(delimiter) {
        return delimiter;
    }
    // Where a sentence happens to have as many wide commas, the narrow ones count: they come first.
    let (mut best, mut most) = (delimiter, 0);
    for other in DELIMITERS {
        let count = fits(&other);
        if count > most {
            (best, most) = (other, count);
        }
    }
    best
}

/// Whether what was pasted has such cells: a tab anywhere, or an upright line in each of several rows.
fn is_drawn(text: &str, delimiter: char, work: &Work) -> bool {
    let is_several = || text.lines().filter(|line| !line.trim().is_empty()).nth(1).is_some();
    if delimiter == '\t' { text.contains('\t') } else { is_several() && is_even(text, delimiter, work) }
}

/// Whether all rows have as many cells, and more than one. Lines that end as sentences do are sentences.
fn is_even(text: &str, delimiter: char, work: &Work) -> bool {
    let Ok(rows) = all(text, Some(delimiter), work) else { return false };
    let rows: Vec<_> = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
    let count = rows.first().map_or(0, |row| row.len());
    let is_sentence = |row: &&Vec<String>| {
        row.last().is_some_and(|cell| cell.trim_end().ends_with(['。', '！', '？', '…', '”', '；']))
    };
    let is_list = !text.contains('"') && rows.iter().all(is_sentence);
    count > 1 && rows.iter().all(|row| row.len() == count) && !is_list
}

/// What is drawn as a table has a line at both sides.
fn without_edges(row: &mut Vec<String>) {
    if row.len() > 2 && row.first().is_some_and(|cell| cell.trim().is_empty()) {
        row.remove(0);
        if row.last().is_some_and(|cell| cell.trim().is_empty()) {
            row.pop();
        }
    }
}

fn all(text: &str, delimiter: Option<char>, work: &Work) -> Result<Grid, Unreadable> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        work.step()?;
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
/// is closed too late was none. Spaces may stand on both sides of it.
fn quoted(text: &str, ends: impl Fn(char) -> bool) -> Option<(String, &str)> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{3000}');
    let mut rest = text.trim_start_matches(is_space).strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, behind) = rest.split_once('"')?;
        cell.push_str(before);
        if cell.len() > LONGEST_CELL {
            return None;
        }
        if let Some(behind) = behind.strip_prefix('"') {
            cell.push('"');
            rest = behind;
            continue;
        }
        let behind = behind.trim_start_matches(is_space);
        return behind.chars().next().is_none_or(ends).then_some((cell, behind));
    }
}
