//! A text that quotations come from. The text itself is not kept here: the lock beside it is the proof.

use api::documents::Folder;

use crate::article::date;
use crate::day::Day;
use crate::document::{Document, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, field};
use crate::front_matter::FrontMatter;

/// A source as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name.
    pub slug: String,
    /// Full title.
    pub title: String,
    /// What people call it: 党的二十大报告.
    pub short: String,
    /// Who wrote or said it.
    pub author: String,
    /// When.
    pub date: Day,
    /// Where it can be looked up.
    pub published_in: String,
}

impl Document for Source {}

impl Kind for Source {
    const FOLDER: Folder = Folder::Sources;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "全名", "", Input::Words),
            field("short", "大家怎么叫它", "如：党的二十大报告", Input::Line),
            field("author", "作者", "", Input::Line),
            field("date", "日期", "", Input::Day),
            field("published_in", "登在哪里", "", Input::Words),
        ],
        list: None,
        body: None,
        is_withdrawn: false,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let source = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            short: file.required("short", faults),
            author: file.required("author", faults),
            date: date(&mut file, faults),
            published_in: file.required("published_in", faults),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        source
    }
}
