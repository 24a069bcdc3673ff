//! What readers have now, for pages of the desk that choose among it: read from the published bundle, as a phone does.

use std::collections::BTreeMap;

use ::api::paths;
use ::api::version::Version;
use content::bundle::{Shard, ShardCard};
use content::fold::has;
use content::pages_file;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::browser::clock;
use crate::browser::http::{self, Failure};
use crate::client::api::ApiError;

/// Site, decks and cards as they are published.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Published {
    /// The site's name.
    pub(super) site: String,
    /// What it is, in half a sentence.
    pub(super) tagline: String,
    /// Who runs it.
    pub(super) committee: String,
    /// Themes that have cards, in the site's order.
    pub(super) themes: Vec<String>,
    /// Decks.
    pub(super) decks: Vec<Deck>,
    /// Cards by slug.
    pub(super) cards: BTreeMap<String, Card>,
    /// Slug of today's card.
    pub(super) today: Option<String>,
    /// File of every page that is not a card, by path.
    pub(super) pages: BTreeMap<String, String>,
}

/// A card as far as it is chosen and printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Card {
    /// The quotation, to the character.
    pub(super) quote: String,
    /// `党的二十大报告 · 第九部分`.
    pub(super) cite: String,
    /// Its theme.
    pub(super) theme: String,
    /// From when on readers are shown it, where that is still to come.
    pub(super) publish_from: Option<i64>,
}

/// A deck, without its cards.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(super) struct Deck {
    /// Its slug.
    pub(super) slug: String,
    /// Its title.
    pub(super) title: String,
}

/// The bundle's index, as far as it is needed here.
#[derive(Deserialize)]
struct Index {
    site: String,
    days: BTreeMap<String, String>,
    themes: Vec<Theme>,
    decks: Vec<Deck>,
    shards: Vec<ShardFile>,
    pages: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Theme {
    name: String,
}

#[derive(Deserialize)]
struct ShardFile {
    file: String,
}

impl Published {
    /// Asks for all of it.
    pub(super) async fn load() -> Result<Self, ApiError> {
        let version: Version = json(&http::get_fresh_text(paths::VERSION).await?)?;
        let index: Index = json(&file(&version.bundle).await?)?;
        let mut cards = BTreeMap::new();
        for shard in &index.shards {
            let shard: Shard = json(&file(&shard.file).await?)?;
            cards.extend(shard.cards.iter().map(|card| (card.id.clone(), Card::of(card))));
        }
        let today = index.days.get(&clock::today().to_string()).cloned();
        let mut published = Self {
            site: index.site,
            themes: index.themes.into_iter().map(|theme| theme.name).collect(),
            decks: index.decks,
            cards,
            today,
            pages: index.pages,
            ..Self::default()
        };
        // A poster without its lower line is a poster still.
        if let Ok(about) = published.page(paths::ABOUT).await {
            published.tagline = unescape(between(&about, "<p class=\"summary\">", "</p>"));
            published.committee = unescape(between(&about, "<dt>谁在办</dt><dd>", "</dd>"));
        }
        Ok(published)
    }

    /// The cards of a deck, in its order.
    pub(super) async fn cards_of(&self, deck: &str) -> Result<Vec<String>, ApiError> {
        Ok(slots(&self.page(&paths::deck(deck)).await?))
    }

    /// Cards whose words have these in them.
    pub(super) fn matching(&self, query: &str) -> impl Iterator<Item = &str> {
        let found = self.cards.iter().filter(move |(_, card)| has(&card.quote, query));
        found.map(|(slug, _)| slug.as_str())
    }

    /// Cards of a theme.
    pub(super) fn of_theme(&self, theme: &str) -> impl Iterator<Item = &str> {
        self.cards.iter().filter(move |(_, card)| card.theme == theme).map(|(slug, _)| slug.as_str())
    }

    async fn page(&self, path: &str) -> Result<String, ApiError> {
        let text = file(self.pages.get(path).ok_or(ApiError::Unexpected)?).await?;
        pages_file::find(&text, path).map(str::to_string).ok_or(ApiError::Unexpected)
    }
}

impl Card {
    fn of(card: &ShardCard) -> Self {
        let cite = unescape(between(&card.html, "<cite>", "</cite>"));
        Self { quote: card.quote.clone(), cite, theme: card.theme.clone(), publish_from: None }
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Offline => Self::Offline,
            Failure::Refused => Self::Unexpected,
        }
    }
}

async fn file(name: &str) -> Result<String, Failure> {
    http::get_text(&paths::bundle_file(name)).await
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| ApiError::Unexpected)
}

/// The cards on a deck's page.
fn slots(html: &str) -> Vec<String> {
    let slots = html.split("<section class=\"slot\" data-card=\"").skip(1);
    slots.filter_map(|slot| slot.split_once('"')).map(|(slug, _)| slug.to_string()).collect()
}

fn between<'a>(html: &'a str, before: &str, after: &str) -> &'a str {
    let found = html.split_once(before).and_then(|(_, rest)| rest.split_once(after));
    found.map_or("", |(inner, _)| inner)
}

/// Undoes [`content::bundle::escape`].
fn unescape(html: &str) -> String {
    let plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use content::bundle::escape;

    use super::*;

    #[test]
    fn the_source_is_read_out_of_a_cards_fragment() {
        let html = "<p><cite>《A&amp;B》 · 第九部分</cite> · 20 秒</p>";
        assert_eq!(unescape(between(html, "<cite>", "</cite>")), "《A&B》 · 第九部分");
        assert_eq!(between("<p>别的</p>", "<cite>", "</cite>"), "");
        let hostile = "<b>\"&amp;lt;'</b>";
        assert_eq!(unescape(&escape(hostile)), hostile);
    }

    #[test]
    fn a_decks_cards_come_in_its_order() {
        let slot = |slug| {
            format!("<section class=\"slot\" data-card=\"{slug}\" data-note=\"\"><article data-card=\"{slug}\">")
        };
        let html = format!("{}{}<section class=\"slot end\">", slot("q100"), slot("q003"));
        assert_eq!(slots(&html), ["q100", "q003"]);
    }
}
