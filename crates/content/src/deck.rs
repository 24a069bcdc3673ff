//! A deck: a choice of cards in an order, for an occasion.

use api::documents::Folder;

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
    /// Its cards, in order.
    pub cards: Vec<Item>,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
}

impl Kind for Deck {
    const FOLDER: Folder = Folder::Decks;
    const FIELDS: Fields = Fields {
        head: &[field("title", "标题", "", Input::Line), field("summary", "什么时候用", "一句话", Input::Words)],
        list: Some(List { key: "cards", label: "卡片，按顺序", items: Items::Cards }),
        body: None,
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let deck = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            summary: file.required("summary", faults),
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

impl Document for Deck {
    fn search(&self) -> Option<Found> {
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
