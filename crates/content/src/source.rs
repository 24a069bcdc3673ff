//! A text that quotations come from. The text itself is not kept here: the lock beside it is the proof.

use crate::article::date;
use crate::day::Day;
use crate::fault::Faults;
use crate::front_matter::FrontMatter;

const FIELDS: [&str; 5] = ["title", "short", "author", "date", "published_in"];

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

impl Source {
    /// Reads a source; what cannot be read is noted.
    pub fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let source = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            short: file.required("short", faults),
            author: file.required("author", faults),
            date: date(&mut file, faults),
            published_in: file.required("published_in", faults),
        };
        file.refuse_unknown(&FIELDS, faults);
        source
    }
}
