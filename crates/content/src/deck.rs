//! A deck: a choice of cards in an order, for an occasion.

mod season;

use api::documents::Folder;

pub use season::Season;

use crate::card::withdrawn;
use crate::check;
use crate::day::Day;
use crate::document::{Document, Found, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, Items, List, field};
use crate::fragment::{self, Page};
use crate::front_matter::{FrontMatter, Item};
use crate::library::Library;

/// A deck as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deck {
    /// The file's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// When to use it, in one sentence.
    pub summary: String,
    /// The days of a year around which it is used; `None` where it is for any day.
    pub season: Option<Season>,
    /// Its place among those for any day, the smaller ones first.
    pub order: u32,
    /// Its cards, in order.
    pub cards: Vec<Item>,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
}

impl Kind for Deck {
    const FOLDER: Folder = Folder::Decks;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "标题", "", Input::Line),
            field("summary", "什么时候用", "一句话", Input::Words),
            field("days", "哪几天前后用", "每年的日子，如：12-04；一段写 06-15 到 08-31；天天能用就空着", Input::Line),
            field("order", "排第几", "天天能用的，数小的排在前面，如：1；空着排在后面", Input::Line),
        ],
        list: Some(List { key: "cards", label: "卡片，按顺序", items: Items::Cards }),
        body: None,
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let deck = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            summary: file.required("summary", faults),
            season: season(&mut file, faults),
            order: order(&mut file, faults),
            cards: file.list("cards", faults),
            withdrawn: withdrawn(&mut file, faults),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if deck.cards.is_empty() && !faults.has(&["cards"]) {
            faults.add(file.line("cards"), "cards", "一张卡片也没有", "每行一张，如 - q001");
        }
        deck
    }
}

fn season(file: &mut FrontMatter, faults: &mut Faults) -> Option<Season> {
    let text = file.optional("days", faults)?;
    let season = Season::parse(&text);
    if season.is_none() {
        faults.add(
            file.line("days"),
            "days",
            format!("“{text}”不是每年的日子"),
            "写月和日，如：12-04，或 06-15 到 08-31",
        );
    }
    season
}

fn order(file: &mut FrontMatter, faults: &mut Faults) -> u32 {
    let Some(text) = file.optional("order", faults) else { return u32::MAX };
    text.parse().unwrap_or_else(|_| {
        faults.add(file.line("order"), "order", format!("“{text}”不是数"), "写一个数，如：1");
        u32::MAX
    })
}

impl Document for Deck {
    fn search(&self, _library: &Library) -> Option<Found> {
        let note = format!("卡组 · {} 张", self.cards.len());
        Some(Found { title: self.title.clone(), note, text: self.summary.clone() })
    }

    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::cards(library, &self.cards, faults);
    }

    fn page(&self, library: &Library, _today: Day) -> Option<Page> {
        Some(fragment::deck(self, library))
    }
}
