//! An article: a longer text in our own words.

use crate::card::{Card, withdrawn};
use crate::day::Day;
use crate::fault::Faults;
use crate::front_matter::{FrontMatter, Item, Lines};

const FIELDS: [&str; 6] = ["title", "summary", "theme", "date", "cards", "withdrawn"];

/// An article as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The file's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it gives, in one sentence.
    pub summary: String,
    /// One of the site's themes.
    pub theme: String,
    /// When it was written.
    pub date: Day,
    /// The cards it rests on.
    pub cards: Vec<Item>,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Markdown.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
    /// Where its fields stand, for faults found later.
    pub lines: Lines,
}

impl Article {
    /// Reads an article; what cannot be read is noted.
    pub fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let article = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            summary: file.required("summary", faults),
            theme: file.required("theme", faults),
            date: date(&mut file, faults),
            cards: file.list("cards", faults),
            withdrawn: withdrawn(&mut file, faults),
            body_line: file.body_line,
            lines: file.lines(),
            body: std::mem::take(&mut file.body),
        };
        file.refuse_unknown(&FIELDS, faults);
        if article.body.trim().is_empty() {
            faults.add(article.body_line.max(1), "body", "正文是空的", "在第二行 --- 后面写正文");
        }
        article
    }

    /// The line of its file in which a card's words stand, or a link to the card, with which a part of them stands.
    pub fn quotes(&self, card: &Card) -> Option<usize> {
        let link = format!("]({})", api::paths::card(&card.slug));
        let words = card.quote.trim_end_matches(['。', '！', '？', '；']);
        let is_there = |line: &str| line.contains(&link) || line.contains(words);
        self.body.lines().position(is_there).map(|at| self.body_line + at)
    }
}

/// The `date` field of articles and sources.
pub(crate) fn date(file: &mut FrontMatter, faults: &mut Faults) -> Day {
    let text = file.required("date", faults);
    Day::parse(&text).unwrap_or_else(|| {
        if !text.is_empty() {
            faults.add(file.line("date"), "date", format!("“{text}”不是日期"), "写成 2026-11-23");
        }
        Day(0)
    })
}
