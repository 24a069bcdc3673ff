//! Columns are told by the words above them; without such words by their order, the quotation first. Whatever was left out or
//! guessed is said, so that nobody loses a column without a word.

use std::collections::HashSet;

use api::documents::Folder;
use api::imports::{Field, ReadColumn, Row};

use crate::curation::imports::column_names::{CARDS, Meaning, Names};
use crate::curation::imports::place_names::PLACES;

/// Titles of the whole table may stand above the words.
const HEAD_WITHIN: usize = 10;
/// So many cells show what is in a column, so much of each, in characters.
const SAMPLES: usize = 3;
const SAMPLE: usize = 30;
/// Words above a column that nobody knows are at most so long, and a quotation is longer.
const LONGEST_UNKNOWN: usize = 6;

/// What is written above the columns of what becomes documents of a folder.
pub(crate) fn names(folder: Folder) -> &'static Names {
    if folder == Folder::Places { &PLACES } else { &CARDS }
}

/// The columns of one table, as far as it says.
#[derive(Debug)]
pub(crate) struct Head {
    names: &'static Names,
    /// What stands above each column.
    pub(crate) words: Vec<String>,
    /// Where the rows begin.
    pub(crate) below: usize,
    /// The words are there.
    pub(crate) is_there: bool,
}

impl Head {
    /// Looks for the words above the columns.
    pub(crate) fn of(names: &'static Names, rows: &[Vec<String>]) -> Self {
        let known = rows.iter().take(HEAD_WITHIN).position(|row| names.is_head(row));
        let like = || {
            (0..HEAD_WITHIN).take_while(|at| *at == 0 || is_title(rows, at - 1)).find(|at| is_like_a_head(rows, *at))
        };
        let at = known.or_else(|| if names.folder == Folder::Cards { like() } else { None });
        let widest = rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut words = at.and_then(|at| rows.get(at)).cloned().unwrap_or_default();
        words.resize(widest.max(words.len()), String::new());
        let mut below = at.map_or(0, |at| at + 1);
        // A head of two rows: the lower one says more.
        if let Some(second) = rows.get(below).filter(|row| at.is_some() && names.is_head(row)) {
            let more = words.iter_mut().zip(second).filter(|(_, more)| !more.is_empty());
            more.for_each(|(word, more)| word.clone_from(more));
            below += 1;
        }
        // What is to be filled in: （必填）, （全称）.
        below += usize::from(at.is_some() && rows.get(below).is_some_and(|row| is_hint(row)));
        Self { names, words, below, is_there: at.is_some() }
    }

    /// Whether one of the columns is the main one for sure: the quotation's.
    pub(crate) fn has_main(&self) -> bool {
        let main = Meaning::Sure(self.names.main);
        self.is_there && self.words.iter().any(|word| self.names.meaning(word) == main)
    }

    /// Whether a row repeats the words above the columns, as those of a table over several pages do. A place may be called as
    /// some of them are.
    pub(crate) fn is_again(&self, row: &[String]) -> bool {
        match self.names.folder {
            Folder::Places => self.is_there && self.words.starts_with(row),
            _ => self.names.is_head(row),
        }
    }

    /// What each column is, and whether that is sure. Of two with the same meaning the first counts; what may be meant gives
    /// way to what is.
    pub(crate) fn fields(&self, rows: &[Vec<String>]) -> Vec<(Option<Field>, bool)> {
        if !self.is_there {
            return guessed(self.names.folder, rows, self.words.len());
        }
        let meanings: Vec<Meaning> = self.words.iter().map(|word| self.names.meaning(word)).collect();
        let mut fields: Vec<(Option<Field>, bool)> = Vec::new();
        let mut taken = HashSet::new();
        for meaning in &meanings {
            fields.push(match meaning {
                Meaning::Sure(field) if taken.insert(*field) => (Some(*field), true),
                Meaning::NoField => (None, true),
                _ => (None, false),
            });
        }
        for (field, meaning) in fields.iter_mut().zip(&meanings) {
            if let Meaning::Maybe(meant) = meaning
                && taken.insert(*meant)
            {
                *field = (Some(*meant), false);
            }
        }
        // Of columns that nobody knows the one with the longest texts is the likeliest.
        if self.names.folder == Folder::Cards && !taken.contains(&Field::Quote) {
            let unknown =
                (0..meanings.len()).filter(|at| meanings[*at] == Meaning::Unknown && !self.words[*at].is_empty());
            let longest = unknown.map(|at| (length(&rows[self.below..], at), at)).max();
            if let Some((_, at)) = longest.filter(|(length, _)| *length > LONGEST_UNKNOWN) {
                fields[at] = (Some(Field::Quote), false);
            }
        }
        fields
    }
}

/// Short words above texts are words above columns, even those that nobody knows.
fn is_like_a_head(rows: &[Vec<String>], at: usize) -> bool {
    let Some([first, rest @ ..]) = rows.get(at..) else { return false };
    let is_word = |cell: &String| {
        let length = cell.chars().count();
        (1..=LONGEST_UNKNOWN).contains(&length) && cell.chars().all(char::is_alphabetic)
    };
    let is_above_texts = |at: usize| {
        !rest.is_empty()
            && rest.iter().all(|row| row.get(at).is_none_or(|cell| cell.chars().count() > LONGEST_UNKNOWN + 2))
    };
    first.len() > 1 && first.iter().all(is_word) && (0..first.len()).any(is_above_texts)
}

/// Whether one cell alone stands in a row of several.
fn is_title(rows: &[Vec<String>], at: usize) -> bool {
    rows.get(at).is_some_and(|row| row.iter().filter(|cell| !cell.is_empty()).count() == 1)
        && rows.iter().any(|row| row.len() > 1)
}

/// Whether a row explains the words above it: all in brackets, or what must be there.
fn is_hint(row: &[String]) -> bool {
    let is_it = |cell: &String| {
        cell.starts_with(['（', '(']) && cell.ends_with(['）', ')'])
            || matches!(cell.as_str(), "必填" | "选填" | "可不填")
    };
    row.iter().any(is_it) && row.iter().all(|cell| cell.is_empty() || is_it(cell))
}

/// Whether a row stands below a table and is none of it, where it is one of the last: 合计：3 条, 制表人：某某.
pub(crate) fn is_below(row: &[String]) -> bool {
    /// In characters.
    const SHORT: usize = 20;
    let filled: Vec<&String> = row.iter().filter(|cell| !cell.is_empty()).collect();
    // 共计1200名骑手…… is no sum.
    let unit = |cell: &str| {
        cell.trim_start_matches(|c: char| !c.is_ascii_digit()).chars().filter(|c| c.is_alphabetic()).count()
    };
    begins_as_below(row)
        && filled.len() <= 2
        && filled.iter().all(|cell| cell.chars().count() <= SHORT)
        && filled.first().is_some_and(|cell| cell.contains(['：', ':']) || unit(cell) <= 2)
}

/// Whether a row begins with a word that stands below tables.
pub(crate) fn begins_as_below(row: &[String]) -> bool {
    const WORDS: [&str; 16] = [
        "合计",
        "总计",
        "小计",
        "共计",
        "制表人",
        "制表",
        "填表人",
        "填表日期",
        "填报人",
        "填报单位",
        "填报日期",
        "审核人",
        "审核",
        "负责人",
        "联系人",
        "报送人",
    ];
    let Some(first) = row.iter().find(|cell| !cell.is_empty()) else { return false };
    let rest = WORDS.iter().find_map(|word| first.strip_prefix(word));
    rest.map(str::trim_start).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(['：', ':']) || rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a row may be a note below a table: 注：以上均为原文.
pub(crate) fn is_note(row: &[String]) -> bool {
    const WORDS: [&str; 7] = ["注：", "注:", "备注：", "备注:", "说明：", "说明:", "※"];
    let mut filled = row.iter().filter(|cell| !cell.is_empty());
    let first = filled.next();
    filled.next().is_none()
        && row.len() < 2
        && first.is_some_and(|cell| WORDS.iter().any(|word| cell.starts_with(word)))
}

/// How long its cells are in the middle, in characters.
fn length(rows: &[Vec<String>], column: usize) -> usize {
    let lengths = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
    let lengths: Vec<usize> = lengths.filter(|length| *length > 0).collect();
    lengths.iter().sum::<usize>().checked_div(lengths.len()).unwrap_or_default()
}

/// The usual order, behind a column of numbers. A list is one of quotations for sure.
fn guessed(folder: Folder, rows: &[Vec<String>], columns: usize) -> Vec<(Option<Field>, bool)> {
    let is_number = |row: &Vec<String>| {
        row.first().is_some_and(|cell| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    let is_numbered = columns > 1 && rows.iter().all(is_number);
    let fields = Field::of(folder).iter().map(|field| (Some(*field), columns == 1));
    let numbers = std::iter::repeat_n((None, true), usize::from(is_numbered));
    numbers.chain(fields).chain(std::iter::repeat((None, false))).take(columns).collect()
}

/// The beginning of a cell, to know its column by.
pub(crate) fn sample(column: &mut ReadColumn, cell: &str) {
    if column.samples.len() < SAMPLES && !cell.is_empty() {
        let mut chars = cell.chars().map(|c| if c == '\n' { ' ' } else { c });
        let mut sample: String = chars.by_ref().take(SAMPLE).collect();
        if chars.next().is_some() {
            sample.push('…');
        }
        column.samples.push(sample);
    }
}

/// Puts a cell where it belongs; of two columns that are the same field the first that says something counts.
pub(crate) fn put(row: &mut Row, field: Field, cell: String) {
    let place = match field {
        // A place's name is what its row is known by.
        Field::Quote | Field::Title => &mut row.quote,
        Field::Sentence => &mut row.sentence,
        Field::Source => &mut row.source,
        Field::Section => &mut row.section,
        Field::Theme => &mut row.theme,
        Field::Gloss => &mut row.gloss,
        of_place => row.place.entry(of_place.as_str().into()).or_default(),
    };
    if place.is_empty() {
        // A theme is one of a few words, and is compared as one.
        *place = if field == Field::Theme { content::fold::plain(&cell).trim().to_string() } else { cell };
    }
}
