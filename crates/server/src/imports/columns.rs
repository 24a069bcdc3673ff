//! Columns are told by the words above them; without such words by their order, the quotation first.

use api::imports::Row;

use crate::tables::Grid;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Column {
    Quote,
    Sentence,
    Source,
    Section,
    Theme,
    Gloss,
    /// 序号, 备注 and others that a card has no place for.
    Other,
}

use Column::{Gloss, Other, Quote, Section, Sentence, Source, Theme};

/// What people write above a column. The longer words first: 原文出处 is a 出处.
const WORDS: [(&str, Column); 41] = [
    ("一分钟读懂", Gloss),
    ("full_sentence", Sentence),
    ("fullsentence", Sentence),
    ("所在章节", Section),
    ("所在部分", Section),
    ("原文出处", Source),
    ("完整原句", Sentence),
    ("原文金句", Quote),
    ("大白话", Gloss),
    ("sentence", Sentence),
    ("section", Section),
    ("source", Source),
    ("theme", Theme),
    ("quote", Quote),
    ("gloss", Gloss),
    ("金句", Quote),
    ("引文", Quote),
    ("语录", Quote),
    ("摘录", Quote),
    ("原句", Sentence),
    ("全句", Sentence),
    ("原文", Sentence),
    ("出处", Source),
    ("来源", Source),
    ("文献", Source),
    ("章节", Section),
    ("部分", Section),
    ("标题", Section),
    ("主题", Theme),
    ("类别", Theme),
    ("分类", Theme),
    ("栏目", Theme),
    ("读懂", Gloss),
    ("解读", Gloss),
    ("释义", Gloss),
    ("说明", Gloss),
    ("序号", Other),
    ("编号", Other),
    ("日期", Other),
    ("备注", Other),
    ("句子", Quote),
];
/// The order of a table without words above it.
const ORDER: [Column; 6] = [Quote, Sentence, Source, Section, Theme, Gloss];
/// A heading of the whole table may stand above the words.
const HEAD_WITHIN: usize = 5;
/// A longer cell is no word above a column.
const LONGEST_WORD: usize = 16;

/// The rows of a table that has a quotation's column. Rows without a word in any of a card's columns are left out.
pub(crate) fn rows(grid: Grid) -> Vec<Row> {
    let head = grid.iter().take(HEAD_WITHIN).position(|row| is_head(row));
    let columns: Vec<Column> = match head {
        Some(at) => known(&grid[at]),
        None => guessed(&grid),
    };
    let below = head.map_or(0, |at| at + 1);
    // A table over several pages repeats its head.
    let rows = grid.into_iter().skip(below).filter(|row| !is_head(row));
    rows.map(|cells| row(cells, &columns)).filter(|row| *row != Row::default()).collect()
}

fn row(cells: Vec<String>, columns: &[Column]) -> Row {
    let mut row = Row::default();
    for (cell, column) in cells.into_iter().zip(columns) {
        let field = match column {
            Quote => &mut row.quote,
            Sentence => &mut row.sentence,
            Source => &mut row.source,
            Section => &mut row.section,
            Theme => &mut row.theme,
            Gloss => &mut row.gloss,
            Other => continue,
        };
        *field = cell;
    }
    row
}

/// A quotation's column alone, or two columns that are known: 金句 may also be the first word of a list.
fn is_head(row: &[String]) -> bool {
    let columns = known(row);
    let told = columns.iter().filter(|column| **column != Other).count();
    told >= 2 && row.iter().all(|cell| cell.chars().count() <= 2 * LONGEST_WORD)
        || matches!(row, [only] if WORDS.contains(&(only.as_str(), Quote)))
}

/// What the words of a row mean; of two columns with the same meaning the first counts.
fn known(row: &[String]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for cell in row {
        let column = meaning(cell);
        columns.push(if columns.contains(&column) { Other } else { column });
    }
    columns
}

fn meaning(cell: &str) -> Column {
    // 金句（必填） is 金句.
    let word = cell.split(['（', '(']).next().unwrap_or_default().to_ascii_lowercase();
    if word.chars().count() > LONGEST_WORD {
        return Other;
    }
    WORDS.iter().find(|(known, _)| word.contains(known)).map_or(Other, |(_, column)| *column)
}

/// The usual order, behind a column of numbers.
fn guessed(grid: &Grid) -> Vec<Column> {
    let is_number = |row: &Vec<String>| {
        row.first().is_some_and(|cell| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    let is_numbered = grid.iter().all(is_number);
    std::iter::repeat_n(Other, usize::from(is_numbered)).chain(ORDER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> Grid {
        text.lines().map(|line| line.split('|').map(str::to_string).collect()).collect()
    }

    #[test]
    fn columns_are_told_by_the_words_above_them() {
        let rows =
            rows(grid("金句汇总\n序号|主题|金句（必填）|原文出处|章节/部分|解读\n1|青年|甲|报告|一、|乙\n\n2||丙"));
        assert_eq!(rows.len(), 2);
        let expected = Row {
            quote: "甲".into(),
            source: "报告".into(),
            section: "一、".into(),
            theme: "青年".into(),
            gloss: "乙".into(),
            ..Row::default()
        };
        assert_eq!(rows[0], expected);
        assert_eq!(rows[1].quote, "丙");
    }

    #[test]
    fn without_words_the_first_column_is_the_quotation() {
        assert_eq!(rows(grid("甲|乙\n丙"))[0], Row { quote: "甲".into(), sentence: "乙".into(), ..Row::default() });
        assert_eq!(rows(grid("1|甲\n2|乙"))[1].quote, "乙");
    }

    #[test]
    fn a_list_may_have_a_word_above_it() {
        let list = rows(grid("金句\n甲\n乙"));
        assert_eq!(list.iter().map(|row| row.quote.as_str()).collect::<Vec<_>>(), ["甲", "乙"]);
        assert_eq!(rows(grid("这些句子都来自报告原文。\n甲")).len(), 2);
    }

    #[test]
    fn the_names_of_our_own_fields_are_known() {
        let rows = rows(grid("id|theme|quote|full_sentence|section|source|date\nq1|青年|甲|甲乙|一、|报告|2022"));
        assert_eq!((rows[0].quote.as_str(), rows[0].sentence.as_str()), ("甲", "甲乙"));
        assert_eq!((rows[0].section.as_str(), rows[0].source.as_str()), ("一、", "报告"));
    }
}
