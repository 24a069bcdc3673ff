//! Rows of a file: of which of its sheets, and of which of their columns, as somebody has chosen or as the words in it say.

use std::collections::HashMap;

use api::documents::Folder;
use api::error::ErrorBody;
use api::imports::{Field, ReadColumn, ReadRow, ReadRows, ReadSheet, ReadTable, Row};

use tokio_util::sync::CancellationToken;

use crate::curation::error::CurationError;
use crate::curation::imports::columns::{self, Head};
use crate::tables::{self, Brought, Sheet};

/// What Excel writes where a formula has no result.
const ERRORS: [&str; 10] =
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!"];
const NOTE: &str = "这一行像是表下面的注：不是要的，就删掉这一行";
const BELOW: &str = "这一行像是表下面的合计或签名：不是要的，就删掉这一行";
const MORE_CELLS: &str = "这一行比表头多出几格，也许有没加引号的逗号，看看有没有断开";

/// Reads rows, and says what was taken.
pub(crate) fn read(bytes: &[u8], asked: &ReadTable, cancelled: &CancellationToken) -> Result<ReadRows, CurationError> {
    let brought = Brought { bytes, name: &asked.name, encoding: &asked.encoding, cancelled: Some(cancelled) };
    let names = columns::names(asked.folder);
    let sheets = tables::sheets(brought, |row| names.is_head(row))?;
    let heads: Vec<Head> = sheets.iter().map(|sheet| Head::of(names, &sheet.rows)).collect();
    let taken = match asked.sheets.is_empty() {
        true => usual(&sheets, &heads),
        false => chosen_sheets(&asked.sheets, sheets.len())?,
    };
    let mut table = Table::default();
    for (at, sheet) in sheets.iter().enumerate().filter(|(at, _)| taken[*at]) {
        table.add(sheet, &heads[at]);
    }
    if !asked.columns.is_empty() {
        table.choose(asked.folder, &asked.columns)?;
    }
    // A column without a word is no question.
    for column in table.columns.iter_mut().filter(|column| column.samples.is_empty()) {
        column.is_sure |= column.field.is_none();
    }
    let rows = table.rows(names.main);
    let columns = table.columns;
    let listed = sheets.iter().zip(taken).map(|(sheet, is_taken)| ReadSheet {
        name: sheet.name.clone(),
        rows: sheet.rows.len(),
        hidden: sheet.hidden,
        is_taken,
    });
    Ok(ReadRows { rows, sheets: listed.collect(), columns })
}

/// The sheets with a quotation's column, and in a document what goes on from them on another page; else the first, or all tables of
/// a document.
fn usual(sheets: &[Sheet], heads: &[Head]) -> Vec<bool> {
    let mut taken: Vec<bool> = heads.iter().map(Head::has_main).collect();
    let is_any = taken.contains(&true);
    for at in 0..sheets.len() {
        let goes_on = at > 0
            && sheets[at].is_part
            && taken[at - 1]
            && (!is_any || !heads[at].is_there && heads[at].words.len() == heads[at - 1].words.len());
        taken[at] |= goes_on || at == 0 && !is_any;
    }
    taken
}

fn chosen_sheets(asked: &str, count: usize) -> Result<Vec<bool>, ErrorBody> {
    let mut taken = vec![false; count];
    for at in asked.split(',') {
        let at = at.trim().parse::<usize>().ok().filter(|at| *at < count);
        taken[at.ok_or_else(|| unfit("sheets", "没有这张表，重新选"))?] = true;
    }
    Ok(taken)
}

fn unfit(field: &str, message: &str) -> ErrorBody {
    ErrorBody { field: Some(field.into()), ..ErrorBody::new("unfit", message) }
}

/// The sheets that were taken, as one table.
#[derive(Default)]
struct Table<'a> {
    columns: Vec<ReadColumn>,
    /// By the words above them, and which of those with the same words they are.
    places: HashMap<(String, usize), usize>,
    sheets: Vec<Taken<'a>>,
}

struct Taken<'a> {
    rows: &'a [Vec<String>],
    head: &'a Head,
    /// Which of the table's columns each of its own is.
    columns: Vec<usize>,
}

impl<'a> Table<'a> {
    fn add(&mut self, sheet: &'a Sheet, head: &'a Head) {
        // A document's table that goes on in the next one has its words above the first alone.
        let before = self.sheets.last().filter(|before| {
            sheet.is_part && !head.is_there && before.head.is_there && before.columns.len() == head.words.len()
        });
        let places = match before {
            Some(before) => before.columns.clone(),
            None => self.places_of(sheet, head),
        };
        let rows = &sheet.rows[head.below..];
        for row in rows {
            for (place, cell) in places.iter().zip(row) {
                columns::sample(&mut self.columns[*place], cell);
            }
        }
        self.sheets.push(Taken { rows, head, columns: places });
    }

    /// Which of the table's columns a sheet's are.
    fn places_of(&mut self, sheet: &Sheet, head: &Head) -> Vec<usize> {
        let mut seen: HashMap<&String, usize> = HashMap::new();
        let mut places = Vec::new();
        for (heading, (field, is_sure)) in head.words.iter().zip(head.fields(&sheet.rows)) {
            let nth = seen.entry(heading).or_default();
            *nth += 1;
            let place = self.places.entry((heading.clone(), *nth)).or_insert_with(|| {
                self.columns.push(ReadColumn { heading: heading.clone(), field, is_sure, ..ReadColumn::default() });
                self.columns.len() - 1
            });
            places.push(*place);
        }
        places
    }

    /// What somebody says the columns are.
    fn choose(&mut self, folder: Folder, asked: &str) -> Result<(), ErrorBody> {
        let asked: Vec<&str> = asked.split(',').map(str::trim).collect();
        if asked.len() != self.columns.len() {
            return Err(unfit("columns", "这张表的列变了，重新读一遍再选"));
        }
        for (column, asked) in self.columns.iter_mut().zip(asked) {
            let field = Field::of(folder).iter().copied().find(|field| field.as_str() == asked);
            if field.is_none() && !asked.is_empty() {
                return Err(unfit("columns", "没有这样的列，重新选"));
            }
            (column.field, column.is_sure) = (field, true);
        }
        Ok(())
    }

    /// Its rows; none where nobody knows which column is the quotation. Rows without a word in any of a card's columns are
    /// left out.
    fn rows(&self, main: Field) -> Vec<ReadRow> {
        if !self.columns.iter().any(|column| column.field == Some(main)) {
            return Vec::new();
        }
        let mut read = Vec::new();
        for sheet in &self.sheets {
            let words = sheet.head.words.iter().rposition(|word| !word.is_empty()).map_or(0, |at| at + 1);
            let is_no_row =
                |row: &Vec<String>| columns::is_below(row) || columns::is_note(row) || row.iter().all(String::is_empty);
            let end = sheet.rows.iter().rposition(|row| !is_no_row(row)).map_or(0, |at| at + 1);
            for (at, cells) in sheet.rows.iter().enumerate() {
                // A table over several pages repeats its head.
                if sheet.head.is_again(cells) || at >= end && columns::is_below(cells) {
                    continue;
                }
                let mut row = Row::default();
                let mut doubts: Vec<String> = Vec::new();
                let mut has_errors = false;
                for (place, cell) in sheet.columns.iter().zip(cells) {
                    let ReadColumn { field, heading, .. } = &self.columns[*place];
                    match field {
                        // What a formula could not tell is nothing, whether a sheet or its copy says so.
                        Some(_) if ERRORS.contains(&cell.as_str()) => {
                            has_errors = true;
                            doubts.push(format!("“{heading}”这一格是 {cell}：表里的公式没算出来，补上"));
                        }
                        Some(field) => columns::put(&mut row, *field, cell.clone()),
                        None => {}
                    }
                }
                doubts.extend((sheet.head.is_there && cells.len() > words).then(|| MORE_CELLS.to_string()));
                doubts.extend(columns::begins_as_below(cells).then(|| BELOW.to_string()));
                doubts.extend(columns::is_note(cells).then(|| NOTE.to_string()));
                let doubt = (!doubts.is_empty()).then(|| doubts.join("；"));
                if row != Row::default() || has_errors {
                    read.push(ReadRow { row, doubt, ..ReadRow::default() });
                }
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(String, String, Option<String>)> {
        let asked = ReadTable { name: "a.csv".into(), ..ReadTable::default() };
        let read = read(text.as_bytes(), &asked, &CancellationToken::new()).unwrap_or_default();
        read.rows.into_iter().map(|read| (read.row.quote, read.row.section, read.doubt)).collect()
    }

    #[test]
    fn what_stands_around_a_table_is_no_row_of_it() {
        let one = ("红灯停。".to_string(), "一、路上".to_string(), None);
        for text in [
            "金句信息,,出处信息,\n金句,主题,文献,章节\n红灯停。,安全,守则,一、路上\n",
            "2026年汇总\n填表人：某支部\n金句,主题,文献,章节\n（必填）,（六选一）,（全称）,\n红灯停。,安全,守则,一、路上\n",
            "金句,主题,文献,章节\n红灯停。,安全,守则,一、路上\n合计：1条,,,\n制表人：某某,,审核：某某,\n",
        ] {
            assert_eq!(rows(text), std::slice::from_ref(&one), "{text}");
        }
        let sums = rows(
            "金句,主题,文献,章节\n共计1200名骑手。,安全,守则,一、路上\n小计：1条,,,\n红灯停。,安全,守则,一、路上\n共计2条,,,\n审核,某某,,\n",
        );
        let doubted: Vec<_> = sums.iter().map(|(quote, _, doubt)| (quote.as_str(), doubt.is_some())).collect();
        assert_eq!(doubted, [("共计1200名骑手。", true), ("小计：1条", true), ("红灯停。", false)]);
        let noted = rows("金句,主题,文献,章节\n红灯停。,安全,守则,一、路上\n注：以上都是示例,,,\n");
        assert!(noted[1].2.as_deref().is_some_and(|doubt| doubt.contains("注")), "{noted:?}");
        let unseen = rows("金\u{200b}句,主\u{feff}题,文献,章节\n红灯停。,安全\u{2003}\u{200b},守则,一、路上\n");
        assert_eq!(unseen, [one]);
        let failed = rows("金句,主题,文献,章节\n#N/A,安全,守则,一、路上\n");
        assert_eq!(failed[0].0, "");
        assert!(failed[0].2.as_deref().is_some_and(|doubt| doubt.contains("“金句”这一格是 #N/A")), "{failed:?}");
    }
}
