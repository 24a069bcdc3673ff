//! Public holidays and swapped workdays of a year, as the state's notice has them: hours that depend on them are told by them.

use api::documents::Folder;

use crate::document::{Document, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, field};
use crate::front_matter::FrontMatter;
use crate::hours::{Dated, read_notice};

/// A year as its file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Holidays {
    /// The file's name, as a number.
    pub year: i32,
    /// What it is called at the desk.
    pub title: String,
    /// Every day that is not what its weekday says.
    pub days: Vec<Dated>,
}

impl Kind for Holidays {
    const FOLDER: Folder = Folder::Holidays;
    const FIELDS: Fields = Fields {
        head: &[field("title", "名称", "如：2027 年节假日和调休", Input::Line)],
        list: None,
        body: Some("每天一行：2026-10-01 国庆节 放假 通知的网址"),
        is_withdrawn: false,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let title = file.required("title", faults);
        Self::FIELDS.refuse_others(&mut file, faults);
        let year = slug.parse().ok().filter(|year| (2000..2100).contains(year));
        if year.is_none() {
            faults.add(1, "file", "文件名要是年份", "如 2027.md");
        }
        let year = year.unwrap_or_default();
        let days = read_notice(year, &file.body).unwrap_or_else(|wrong| {
            for fault in wrong {
                faults.add(file.body_line + fault.line - 1, "body", fault.message, "");
            }
            Vec::new()
        });
        Self { year, title, days }
    }
}

impl Document for Holidays {}
