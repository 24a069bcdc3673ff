//! An article: a longer text in our own words.

use api::documents::Folder;

use crate::card::{Card, withdrawn};
use crate::check;
use crate::day::Day;
use crate::document::{Document, Found, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, Items, List, field};
use crate::fragment::{self, Page};
use crate::front_matter::{FrontMatter, Item, Lines};
use crate::library::Library;
use crate::recording::{RECORDING, Recorded, VOICE};
use crate::render;

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
    /// Somebody reads it aloud.
    pub recorded: Option<Recorded>,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Markdown.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
    /// Where its fields stand, for faults found later.
    pub lines: Lines,
}

impl Kind for Article {
    const FOLDER: Folder = Folder::Articles;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "标题", "", Input::Line),
            field("summary", "一句话说清讲什么", "", Input::Words),
            field("theme", "主题", "", Input::Theme),
            field("date", "日期", "", Input::Day),
            RECORDING,
            VOICE,
        ],
        list: Some(List { key: "cards", label: "依据的金句", items: Items::Cards }),
        body: Some("正文"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let article = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            summary: file.required("summary", faults),
            theme: file.required("theme", faults),
            date: date(&mut file, faults),
            cards: file.list("cards", faults),
            recorded: Recorded::read(&mut file, faults),
            withdrawn: withdrawn(&mut file, faults),
            body_line: file.body_line,
            lines: file.lines(),
            body: std::mem::take(&mut file.body),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if article.body.trim().is_empty() {
            faults.add(article.body_line.max(1), "body", "正文是空的", "在第二行 --- 后面写正文");
        }
        article
    }
}

impl Document for Article {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn written(&self) -> Option<Day> {
        Some(self.date)
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::theme(library, &self.theme, &self.lines, faults);
        check::cards(library, &self.cards, faults);
        check::markdown(library, &self.body, self.body_line, faults);
        check::pictures(&self.body, self.body_line, faults);
        for card in library.cards.values().filter(|card| card.withdrawn.is_some() && self.withdrawn.is_none()) {
            if let Some(line) = self.quotes(card) {
                let message = format!("正文里还留着撤下的卡片 {} 的话", card.slug);
                faults.advise(line, "body", message, "换掉这几句，或者把那张卡片恢复");
            }
        }
    }

    fn page(&self, library: &Library, _today: Day) -> Option<Page> {
        Some(fragment::article(self, library))
    }

    fn is_long(&self) -> bool {
        true
    }

    fn search(&self, _library: &Library) -> Option<Found> {
        let text = format!("{} {}", self.summary, render::to_text(&self.body));
        Some(Found { title: self.title.clone(), note: fragment::article_note(self), text })
    }
}

impl Article {
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
