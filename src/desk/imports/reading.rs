//! What was brought is read; and read again in another encoding, of other sheets, with other columns.

use ::api::imports::{Field, ReadColumn, ReadRows, ReadTable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::entry::Entry;
use super::state::Page;
use super::taken::Taken;
use crate::browser::files::Brought;
use crate::client::api::ApiError;
use crate::desk::readings;
use crate::desk::shell::api;
use crate::ui::focus;

/// More than the server takes, in bytes.
const LARGEST: f64 = 10.0 * 1024.0 * 1024.0;

impl Page {
    /// Reads what somebody brought just now.
    pub(super) fn bring(self, brought: Brought) {
        self.let_go();
        if brought.size() > LARGEST {
            return self.wrong.set("文件超过 10 MB，分几次来。".into());
        }
        let folder = self.folder.get_untracked();
        let asked = ReadTable { name: brought.name(), folder, ..ReadTable::default() };
        self.brought.set(Some(brought));
        self.read(asked, Vec::new());
    }

    /// Reads it as the last time, which failed.
    pub(super) fn read_again(self) {
        self.read(self.asked.get_value(), self.told.get_value());
    }

    /// Reads it in the encoding that somebody says it is in.
    pub(super) fn read_in(self, encoding: String) {
        self.read(ReadTable { encoding, ..self.asked.get_value() }, Vec::new());
    }

    /// Reads it as it is asked for. Where other sheets have columns about which somebody has `told` what they are, they are
    /// that. What is on the page stays until the answer is there.
    pub(super) fn read(self, asked: ReadTable, told: Vec<ReadColumn>) {
        let Some(brought) = self.brought.get_untracked() else { return };
        self.asked.set_value(asked.clone());
        self.told.set_value(told.clone());
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.said.set(String::new());
        self.unread.set(String::new());
        let turn = self.turn();
        spawn_local(async move {
            let answer = ask(asked, &told, &brought).await;
            // Something else was brought meanwhile, or the page is gone.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.is_busy.set(false);
            match answer {
                Ok(answer) => self.take(answer),
                Err(why) => self.refused(&why),
            }
        });
    }

    fn turn(self) -> u32 {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.turn.get_value()
    }

    fn take(self, ReadRows { rows, sheets, columns }: ReadRows) {
        let taken = Taken { folder: self.asked.with_value(|asked| asked.folder), sheets, columns };
        if rows.is_empty() {
            let (what, main) = (taken.folder.chinese(), Field::main(taken.folder).chinese());
            let why = match taken.has_main() {
                true => format!("当{main}的那一列还空着。"),
                false => format!("在下面选一选，哪一列是{main}。"),
            };
            self.wrong.set(format!("没读出{what}来：{why}"));
        }
        self.readings.set(Vec::new());
        self.dropped.set(None);
        self.taken.set(Some(taken));
        self.is_touched.set(false);
        self.renew_token();
        // Rows of another table do not come back into this one.
        self.made.set_value(None);
        self.entries.set(rows.into_iter().enumerate().map(|(at, row)| Entry::new(at, row)).collect());
        self.check_all();
        focus::soon(".import-taken summary", ".import-taken");
    }

    fn refused(self, why: &ApiError) {
        let sentence = self.session.hear(why);
        match (readings::asked(why), why.status()) {
            (Some(readings), _) => self.readings.set(readings),
            // The same again would fail again.
            _ if *why == ApiError::Changed => {
                self.brought.set(None);
                self.wrong.set(sentence);
            }
            (_, 401) => self.unread.set("刚才登录过期了，这份文件还没读。".into()),
            (_, 413 | 422) => self.wrong.set(sentence),
            _ => self.unread.set(sentence),
        }
    }

    /// Somebody has mended or chosen something: reading anew would lose it.
    pub(super) fn touch(self) {
        if !self.is_touched.get_untracked() {
            self.is_touched.set(true);
        }
    }

    /// What was brought is not needed any more.
    pub(super) fn let_go(self) {
        self.turn();
        self.is_busy.set(false);
        self.brought.set(None);
        self.dropped.set(None);
        self.taken.set(None);
        self.readings.set(Vec::new());
        self.unread.set(String::new());
        self.is_touched.set(false);
    }
}

async fn ask(mut asked: ReadTable, told: &[ReadColumn], brought: &Brought) -> Result<ReadRows, ApiError> {
    let answer = api::read_import(&asked, brought).await?;
    let columns = as_told(&answer.columns, told);
    if columns == answer.columns {
        return Ok(answer);
    }
    asked.columns = written(&columns);
    let ReadRows { rows, sheets, .. } = api::read_import(&asked, brought).await?;
    Ok(ReadRows { rows, sheets, columns })
}

/// As a request says it.
pub(super) fn written(columns: &[ReadColumn]) -> String {
    let fields = columns.iter().map(|column| column.field.map_or("", |field| field.as_str()));
    fields.collect::<Vec<_>>().join(",")
}

/// Columns of other sheets, where those with the same words above them are what somebody said of them.
fn as_told(columns: &[ReadColumn], told: &[ReadColumn]) -> Vec<ReadColumn> {
    let nth = |columns: &[ReadColumn], at: usize| {
        columns[..at].iter().filter(|column| column.heading == columns[at].heading).count()
    };
    let said = |at: usize| {
        let is_it =
            |other: &usize| told[*other].heading == columns[at].heading && nth(told, *other) == nth(columns, at);
        (0..told.len()).find(is_it).map(|other| told[other].field)
    };
    let column = |(at, column): (usize, &ReadColumn)| match said(at) {
        Some(field) => ReadColumn { field, is_sure: true, ..column.clone() },
        None => column.clone(),
    };
    columns.iter().enumerate().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_a_column_holds_in_another_sheet() {
        let column = |heading: &str, field| ReadColumn { heading: heading.into(), field, ..ReadColumn::default() };
        let told = [column("内容", Some(Field::Quote)), column("备注", Some(Field::Gloss)), column("备注", None)];
        let other = [column("备注", None), column("类别", Some(Field::Theme)), column("备注", Some(Field::Section))];
        let columns = as_told(&other, &told);
        assert_eq!(written(&columns), "gloss,theme,");
        // Nobody was asked about the one in the middle.
        assert_eq!(columns.iter().map(|column| column.is_sure).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(as_told(&other, &[]), other);
    }
}
