//! Taken: the sheets and columns that rows were read from, in words.

use ::api::documents::Folder;
use ::api::imports::{Field, ReadColumn, ReadSheet};
use serde::{Deserialize, Serialize};

/// The sheets of what was brought, the columns of those that were taken, and what each is for.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Taken {
    /// What its rows become.
    #[serde(default)]
    pub(super) folder: Folder,
    pub(super) sheets: Vec<ReadSheet>,
    pub(super) columns: Vec<ReadColumn>,
}

/// What a column is called: by the words above it, or its place from 0.
pub(super) fn called(at: usize, heading: &str) -> String {
    if heading.is_empty() { format!("第 {} 列", at + 1) } else { heading.to_string() }
}

/// It has neither words above it nor below.
pub(super) fn is_blank(column: &ReadColumn) -> bool {
    column.heading.is_empty() && column.samples.is_empty()
}

impl Taken {
    /// Whether a column is the main one: the quotation, or a place's name.
    pub(super) fn has_main(&self) -> bool {
        self.columns.iter().any(|column| column.field == Some(Field::main(self.folder)))
    }

    /// Whether somebody has to say what a column is: one in doubt, or any where none is the main one.
    pub(super) fn asks_about(&self, column: &ReadColumn) -> bool {
        !is_blank(column) && (!self.has_main() || !column.is_sure)
    }

    /// All of it in a line; nothing that was left out goes unsaid.
    pub(super) fn words(&self) -> String {
        let quoted = |is_taken: bool| {
            let sheets = self.sheets.iter().filter(|sheet| sheet.is_taken == is_taken && !sheet.name.is_empty());
            let names: Vec<String> = sheets.map(|sheet| format!("“{}”", sheet.name)).collect();
            (names.len(), names.concat())
        };
        let mut words = match quoted(true) {
            (0, _) => vec!["取了一张表".to_string()],
            (1, name) => vec![format!("取了{name}这一张表")],
            (many, names) => vec![format!("取了{names}这 {many} 张表")],
        };
        let columns = self.columns.iter().enumerate().filter(|(_, column)| !is_blank(column));
        let (taken, left): (Vec<_>, Vec<_>) = columns.partition(|(_, column)| column.field.is_some());
        let taken =
            taken.into_iter().filter_map(|(at, column)| Some((called(at, &column.heading), column.field?.chinese())));
        let taken = taken.map(|(called, name)| if called == name { called } else { format!("{called} → {name}") });
        words.extend(Some(taken.collect::<Vec<_>>().join("，")).filter(|taken| !taken.is_empty()));
        let left: Vec<String> = left.into_iter().map(|(at, column)| called(at, &column.heading)).collect();
        if !left.is_empty() {
            words.push(format!("没取 {}", left.join("、")));
        }
        let hidden: usize = self.sheets.iter().filter(|sheet| sheet.is_taken).map(|sheet| sheet.hidden).sum();
        if hidden > 0 {
            words.push(format!("隐藏的 {hidden} 行没读"));
        }
        if let (1.., names) = quoted(false) {
            words.push(format!("没取{names}"));
        }
        words.join("；")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heading: &str, field: Option<Field>, is_sure: bool) -> ReadColumn {
        ReadColumn { heading: heading.into(), samples: vec!["字".into()], field, is_sure }
    }

    #[test]
    fn the_line_says_what_was_taken_and_what_was_not() {
        let sheet = |name: &str, hidden, is_taken| ReadSheet { name: name.into(), rows: 3, hidden, is_taken };
        let mut taken = Taken {
            folder: Folder::Cards,
            sheets: vec![sheet("说明", 0, false), sheet("金句", 2, true)],
            columns: vec![
                column("内容", Some(Field::Quote), false),
                column("主题", Some(Field::Theme), true),
                column("备注", None, true),
                ReadColumn::default(),
            ],
        };
        assert_eq!(taken.words(), "取了“金句”这一张表；内容 → 金句，主题；没取 备注；隐藏的 2 行没读；没取“说明”");
        let asks = |taken: &Taken| taken.columns.iter().any(|column| taken.asks_about(column));
        assert!(asks(&taken));
        taken.columns[0].is_sure = true;
        taken.columns.pop();
        assert!(!asks(&taken));
        let (sheets, columns) = (vec![sheet("", 0, true)], vec![column("", Some(Field::Quote), true)]);
        let pasted = Taken { folder: Folder::Cards, sheets, columns };
        assert_eq!(pasted.words(), "取了一张表；第 1 列 → 金句");
        assert!(asks(&Taken { columns: vec![column("主题", Some(Field::Theme), true)], ..pasted }));
    }
}
