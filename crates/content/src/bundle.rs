//! What a phone downloads: an index, shards of cards, and the fragments of other documents, articles each in a file of
//! its own and lists together (`pages_file`). All names carry a hash
//! of their content, so a file that was stored once never needs to be asked for again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::day::Day;

/// At most so many cards in one shard.
pub const SHARD_CARDS: usize = 500;

/// The table of contents of a published bundle.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Index {
    /// Sequence number of the publication, as in `version.json`.
    pub seq: u64,
    /// The site's name.
    #[serde(default)]
    pub site: String,
    /// Card of each day (`2026-11-23` → slug), a week back and two months ahead.
    pub days: BTreeMap<String, String>,
    /// Every theme that has cards, in the site's order. The reader does not look at themes and decks: reading them would
    /// be a part of its download.
    #[cfg_attr(not(feature = "render"), serde(skip_deserializing))]
    pub themes: Vec<Theme>,
    /// Every deck.
    #[cfg_attr(not(feature = "render"), serde(skip_deserializing))]
    pub decks: Vec<Deck>,
    /// Shards in the order of their cards' slugs.
    pub shards: Vec<ShardRef>,
    /// File of every document that is not a card, by path; several may share one ([`crate::pages_file`]).
    pub pages: BTreeMap<String, String>,
    /// Files to search, with a [`crate::search::Entry`] a line.
    #[serde(default)]
    pub search: Vec<String>,
    /// Paths of documents that were published once and must no longer be shown.
    pub withdrawn: Vec<String>,
    /// How a card becomes a page.
    pub templates: Templates,
}

/// A theme and how many cards it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "render", derive(Deserialize))]
pub struct Theme {
    /// As written in `site.md`.
    pub name: String,
    /// Cards that can be read now.
    pub cards: u32,
}

/// A deck and how many cards it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "render", derive(Deserialize))]
pub struct Deck {
    /// Its file name without `.md`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Cards that can be read now.
    pub cards: u32,
}

/// Where to find the cards from one slug to the next shard's.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct ShardRef {
    /// File name below `/bundle/`.
    pub file: String,
    /// Slug of its first card.
    pub first: String,
    /// How many cards it holds.
    pub cards: u32,
}

/// HTML around a card, with `{slots}`: see [`ShardCard::page`] and [`ShardCard::today`].
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Templates {
    /// The page of one card.
    pub card: String,
    /// The home page.
    pub today: String,
}

/// Up to [`SHARD_CARDS`] cards.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Shard {
    /// In the order of their slugs.
    pub cards: Vec<ShardCard>,
}

/// A card, ready to be shown and found.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct ShardCard {
    /// Its slug.
    pub id: String,
    /// The quotation, to the character.
    pub quote: String,
    /// Its theme.
    pub theme: String,
    /// The card's `<article>`.
    pub html: String,
    /// Path of the page before it.
    pub prev: String,
    /// Path of the page after it.
    pub next: String,
    /// The place below it that leads to its likes; may be empty.
    #[serde(default)]
    pub similar: String,
}

impl Index {
    /// The card of a day; a day outside the table takes its turn in it, so that a phone long offline still has one.
    pub fn card_of(&self, day: Day) -> Option<&str> {
        let exact = self.days.get(&day.to_string());
        let slug = exact.or_else(|| self.days.values().nth(day.0.rem_euclid(self.days.len().max(1) as i32) as usize));
        slug.map(String::as_str)
    }

    /// The shard that holds a card, if the card exists at all.
    pub fn shard_of(&self, slug: &str) -> Option<&ShardRef> {
        let after = self.shards.partition_point(|shard| shard.first.as_str() <= slug);
        after.checked_sub(1).map(|at| &self.shards[at])
    }

    /// Every file of the bundle except the index, in the order in which a phone should store them.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let shards = self.shards.iter().map(|shard| &shard.file);
        shards.chain(self.pages.values()).chain(&self.search).map(String::as_str)
    }

    /// Whether a path leads to something that was taken back.
    pub fn is_withdrawn(&self, path: &str) -> bool {
        self.withdrawn.iter().any(|gone| gone == path)
    }
}

impl Shard {
    /// The card with this slug.
    pub fn card(&self, slug: &str) -> Option<&ShardCard> {
        self.cards.binary_search_by(|card| card.id.as_str().cmp(slug)).ok().map(|at| &self.cards[at])
    }
}

impl ShardCard {
    /// The card's own page.
    pub fn page(&self, templates: &Templates) -> String {
        fill(&templates.card, |slot| self.slot(slot))
    }

    /// The home page on a day that has this card.
    pub fn today(&self, templates: &Templates, day: Day) -> String {
        fill(&templates.today, |slot| match slot {
            "date" => Some(day.to_string()),
            "note" => Some(day.chinese()),
            _ => self.slot(slot),
        })
    }

    fn slot(&self, slot: &str) -> Option<String> {
        Some(match slot {
            "card" => self.html.clone(),
            "id" => self.id.clone(),
            "quote" => escape(&self.quote),
            "theme" => escape(&self.theme),
            "prev" => self.prev.clone(),
            "next" => self.next.clone(),
            "similar" => self.similar.clone(),
            _ => return None,
        })
    }
}

/// Puts a value into every `{slot}` of a template; braces that name no slot stay.
pub fn fill(template: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        match rest.find('}').and_then(|close| value(&rest[1..close]).map(|text| (close, text))) {
            Some((close, text)) => {
                out.push_str(&text);
                rest = &rest[close + 1..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

/// Text as it must stand in HTML, in an element or in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_looked_for_in_the_shard_that_can_hold_it() {
        let shard = |first: &str| ShardRef { file: format!("{first}.json"), first: first.into(), cards: 2 };
        let index = Index { shards: vec![shard("b"), shard("m")], ..Index::default() };
        let file = |slug| index.shard_of(slug).map(|shard| shard.file.as_str());
        assert_eq!(file("a"), None);
        assert_eq!(file("b"), Some("b.json"));
        assert_eq!(file("lzz"), Some("b.json"));
        assert_eq!(file("z"), Some("m.json"));
    }

    #[test]
    fn a_phone_that_was_offline_for_months_still_has_a_card() {
        let day = Day::parse("2026-11-23").unwrap();
        let days = (0..3).map(|n| (day.plus(n).to_string(), format!("q{n}"))).collect();
        let index = Index { days, ..Index::default() };
        assert_eq!(index.card_of(day.plus(1)), Some("q1"));
        assert!(index.card_of(day.plus(400)).is_some());
        assert_eq!(Index::default().card_of(day), None);
    }

    #[test]
    fn slots_are_filled_and_other_braces_stay() {
        let value = |slot: &str| (slot == "a").then(|| "{a}".to_string());
        assert_eq!(fill("x{a}y{b}z{", value), "x{a}y{b}z{");
    }
}
