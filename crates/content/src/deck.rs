//! A deck: a choice of cards in an order, for an occasion.

use crate::card::withdrawn;
use crate::day::Day;
use crate::fault::Faults;
use crate::front_matter::{FrontMatter, Item};

const FIELDS: [&str; 4] = ["title", "summary", "cards", "withdrawn"];

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

impl Deck {
    /// Reads a deck; what cannot be read is noted.
    pub fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let deck = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            summary: file.required("summary", faults),
            cards: file.list("cards", faults),
            withdrawn: withdrawn(&mut file, faults),
        };
        file.refuse_unknown(&FIELDS, faults);
        if deck.cards.is_empty() && !faults.has(&["cards"]) {
            faults.add(file.line("cards"), "cards", "一张卡片也没有", "每行一张，如 - q001");
        }
        deck
    }
}
