//! What people write above a column.

use api::documents::Folder;
use api::imports::Field;

use Field::{Gloss, Quote, Section, Sentence, Source, Theme};

/// What the words above a column mean.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Meaning {
    /// They say what it is.
    Sure(Field),
    /// They may say so: 内容.
    Maybe(Field),
    /// They say that it is none of these: 序号.
    NoField,
    /// Known as words above a column, but not what for: 备注.
    Remark,
    Unknown,
}

use Meaning::{Maybe, NoField, Remark, Sure};

/// What is written above the columns of one kind of table.
#[derive(Debug)]
pub(crate) struct Names {
    /// What a row becomes.
    pub(crate) folder: Folder,
    /// The column without which there is no row.
    pub(crate) main: Field,
    /// Words that stand in what is written above a column. Of several the last one counts: 金句出处 is a 出处.
    pub(in crate::curation::imports) words: &'static [(&'static str, Meaning)],
}

/// Those of quotations.
pub(crate) const CARDS: Names = Names { folder: Folder::Cards, main: Quote, words: &WORDS };

const WORDS: [(&str, Meaning); 46] = [
    ("一分钟读懂", Sure(Gloss)),
    ("full_sentence", Sure(Sentence)),
    ("fullsentence", Sure(Sentence)),
    ("大白话", Sure(Gloss)),
    ("sentence", Sure(Sentence)),
    ("section", Sure(Section)),
    ("source", Sure(Source)),
    ("theme", Sure(Theme)),
    ("quote", Sure(Quote)),
    ("gloss", Sure(Gloss)),
    ("金句", Sure(Quote)),
    ("引文", Sure(Quote)),
    ("语录", Sure(Quote)),
    ("摘录", Sure(Quote)),
    ("警句", Sure(Quote)),
    ("句子", Sure(Quote)),
    ("原句", Sure(Sentence)),
    ("全句", Sure(Sentence)),
    ("原文", Sure(Sentence)),
    ("出处", Sure(Source)),
    ("来源", Sure(Source)),
    ("出自", Sure(Source)),
    ("文献", Sure(Source)),
    ("章节", Sure(Section)),
    ("部分", Sure(Section)),
    ("标题", Sure(Section)),
    ("主题", Sure(Theme)),
    ("类别", Sure(Theme)),
    ("分类", Sure(Theme)),
    ("栏目", Sure(Theme)),
    ("读懂", Sure(Gloss)),
    ("解读", Sure(Gloss)),
    ("释义", Sure(Gloss)),
    ("说明", Sure(Gloss)),
    ("内容", Maybe(Quote)),
    ("正文", Maybe(Quote)),
    ("语句", Maybe(Quote)),
    ("名言", Maybe(Quote)),
    ("原话", Maybe(Quote)),
    ("论述", Maybe(Quote)),
    ("类型", Maybe(Theme)),
    ("序号", NoField),
    ("编号", NoField),
    ("日期", NoField),
    ("备注", Remark),
    ("备考", Remark),
];
/// The same, where nothing else is written.
const WHOLE: [(&str, Meaning); 4] = [("id", NoField), ("no", NoField), ("date", NoField), ("#", NoField)];
/// A longer cell is no word above a column.
const LONGEST: usize = 16;

impl Names {
    /// What the words above a column mean. What stands in brackets explains them: 金句（必填） is 金句.
    pub(crate) fn meaning(&self, cell: &str) -> Meaning {
        // What is copied out of a page has more in it than is seen.
        let cell = content::fold::plain(cell);
        let word = cell.split(['（', '(']).next().unwrap_or_default().to_ascii_lowercase();
        let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
        if word.chars().count() > LONGEST {
            return Meaning::Unknown;
        }
        // 备注说明 is for those who keep the table, whatever else it is called: nobody may read it by mistake.
        if self.words.iter().any(|(known, meaning)| *meaning == Remark && word.contains(known)) {
            return Remark;
        }
        let whole = WHOLE.iter().find(|(known, _)| word == *known);
        let last = || {
            let found = self
                .words
                .iter()
                .filter_map(|known| Some((word.rfind(known.0)? + known.0.len(), known.0.len(), known)));
            found.max_by_key(|(end, length, _)| (*end, *length)).map(|(.., known)| known)
        };
        whole.or_else(last).map_or(Meaning::Unknown, |(_, meaning)| *meaning)
    }

    /// Whether a row is the words above the columns: several that are known, or the main one's alone. 金句 may also be the first
    /// word of a list, and in a table of places many cells have such words in them: there nearly nothing else may.
    pub(crate) fn is_head(&self, row: &[String]) -> bool {
        let meanings: Vec<Meaning> = row.iter().map(|cell| self.meaning(cell)).collect();
        let count = |is_it: fn(&Meaning) -> bool| meanings.iter().filter(|meaning| is_it(meaning)).count();
        let (sure, known) =
            (count(|meaning| matches!(meaning, Sure(_))), count(|meaning| *meaning != Meaning::Unknown));
        let is_short = |most: usize| row.iter().all(|cell| cell.chars().count() <= most);
        match row {
            [only] => Sure(self.main) == meanings[0] && self.words.iter().any(|(word, _)| word == only),
            _ if self.folder == Folder::Places => {
                let filled = row.iter().filter(|cell| !cell.is_empty()).count();
                meanings.contains(&Sure(self.main)) && 2 * known > filled && known >= 2 && is_short(LONGEST)
            }
            _ => sure >= 2 && is_short(2 * LONGEST) || known >= 2 && is_short(8),
        }
    }
}
