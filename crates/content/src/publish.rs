//! The publisher: all documents to one bundle, and every URL to a complete page.
//!
//! A bundle is a deterministic function of the library, the days already served, the calendar's choices, the day, and the
//! sequence number.

mod calendar_file;
mod days;
mod entries;
mod history;
mod pinyin;
mod shell;
mod similar;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub use calendar_file::CalendarOrigin;
pub use history::{History, KEEP_DAYS};
pub use pinyin::slug;
pub use shell::{Shell, ShellError, View};

use api::documents::Folder;
use sha2::{Digest, Sha256};

use crate::bundle::{Deck, Index, SHARD_CARDS, Shard, ShardCard, ShardRef, Templates, Theme};
use crate::card::Card;
use crate::day::Day;
use crate::fragment::{self, Page, Shelf};
use crate::library::Library;
use crate::lock::hex;
use crate::pages_file;

/// So many pages of themes share a file.
const THEME_PAGES: usize = 10;
/// So many pages of one kind, such as places.
const SHORT_PAGES: usize = 50;

/// The calendar: which card was chosen for which day. A choice that may not be shown is as none.
pub type Choices = BTreeMap<Day, String>;

/// A bundle with everything that is needed to serve it.
#[derive(Clone, Debug, Default)]
pub struct Publication {
    /// The table of contents.
    pub index: Index,
    /// File name of the index.
    pub name: String,
    /// Every file of the bundle by name, the index included.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The days whose card readers were shown: they take no choice any more.
    pub served: BTreeSet<Day>,
    /// Calendar files by path: for whoever serves, not for phones to store.
    pub calendars: BTreeMap<String, String>,
    site: String,
    cards: BTreeMap<String, ShardCard>,
    descriptions: BTreeMap<String, String>,
    pages: BTreeMap<String, Page>,
}

/// What stands at a path.
#[derive(Debug)]
pub enum Found {
    /// A page to show.
    Page(View),
    /// Was published once and was taken back.
    Withdrawn(View),
    /// Nothing.
    Missing(View),
}

impl Publication {
    /// Publishes a library on a day. `history` decides what today and the past show, and the sequence number; it is
    /// brought up to date and must be kept by the caller.
    pub fn publish(library: &Library, history: &mut History, choices: &Choices, today: Day, now_ms: i64) -> Self {
        let mut publication = Self::without_seq(library, history, choices, today);
        let fingerprint = short_hash(&json(&publication.index));
        let is_withdrawn = |slug: &str| library.cards.get(slug).is_some_and(|card| card.withdrawn.is_some());
        history.note(&fingerprint, &publication.index.days, is_withdrawn, today, now_ms);
        publication.index.seq = history.seq;
        publication.served = history.served();
        publication.name = publication.add_file("index", "json", json(&publication.index));
        publication
    }

    /// Makes the calendar files of what was published: `history` learns what changed.
    pub fn add_calendars(&mut self, library: &Library, history: &mut History, origin: &CalendarOrigin, now_ms: i64) {
        self.calendars = calendar_file::calendars(library, history, origin, now_ms);
    }

    fn without_seq(library: &Library, history: &History, choices: &Choices, today: Day) -> Self {
        let site = &library.site.name;
        let mut publication = Self { site: site.clone(), ..Self::default() };
        publication.index = Index {
            site: site.clone(),
            days: days::days(library, history, choices, today),
            themes: themes(library),
            decks: decks(library),
            withdrawn: withdrawn(library),
            templates: Templates {
                card: fragment::card_template(&library.site),
                today: fragment::today_template(&library.site),
            },
            ..Index::default()
        };
        publication.add_cards(library);
        let shelves = shelves(library);
        let mut lists = vec![
            fragment::cards(&shelves, library),
            fragment::search(library, &pinyin::initials(library.site.speaker())),
            fragment::decks(library, today),
            fragment::articles(library),
            fragment::kept(&library.site),
            fragment::kept_deck(&library.site),
            fragment::me(&library.site),
            fragment::about(library),
            fragment::posts(&library.site),
            fragment::new_post(&library.site),
            fragment::my_posts(&library.site),
            fragment::post(&library.site),
            fragment::invite(&library.site),
            fragment::cut_invite(&library.site),
        ];
        let themes = fragment::themes(&shelves, library);
        let minute = fragment::minute(&days::minute(&publication.index.days, today), library);
        let mut short: BTreeMap<Folder, Vec<Page>> = BTreeMap::new();
        // A text is read at length, and changes alone, as the minute does each day; what lists others changes with them.
        for (folder, _, document) in library.current() {
            match document.page(library, today) {
                Some(page) if document.is_long() => publication.add_pages(vec![page]),
                Some(page) => short.entry(folder).or_default().push(page),
                None => {}
            }
        }
        publication.add_pages(vec![minute]);
        lists.extend(short.remove(&Folder::Decks).unwrap_or_default());
        publication.add_pages(lists);
        publication.add_pages(vec![
            fragment::around(library, today),
            fragment::places(library, today),
            fragment::care_list(library),
            fragment::activities(library, today),
            fragment::contacts(library, today),
            fragment::agreements(library),
            fragment::roles(library),
            fragment::stories(library),
        ]);
        for pages in short.values().flat_map(|pages| pages.chunks(SHORT_PAGES)) {
            publication.add_pages(pages.to_vec());
        }
        for shelf in themes.chunks(THEME_PAGES) {
            publication.add_pages(shelf.to_vec());
        }
        for text in entries::entries(library) {
            let file = publication.add_file("search", "txt", text.into_bytes());
            publication.index.search.push(file);
        }
        publication
    }

    fn add_cards(&mut self, library: &Library) {
        let (neighbours, similar) = (neighbours(library), similar::similar(library));
        let gone: Vec<&Card> = library.cards.values().filter(|card| card.withdrawn.is_some()).collect();
        for card in library.current_cards() {
            let card = &*without_withdrawn(card, &gone);
            let Some(source) = library.sources.get(&card.source) else { continue };
            let (prev, next) = neighbours.get(card.slug.as_str()).cloned().unwrap_or_default();
            let shown = ShardCard {
                id: card.slug.clone(),
                quote: card.quote.clone(),
                theme: card.theme.clone(),
                html: fragment::card(card, source),
                prev,
                next,
                similar: fragment::similar(similar.get(card.slug.as_str()).into_iter().flatten().copied()),
            };
            let about =
                format!("{} · {}。{}", source.short, card.short_section(), card.gloss.trim().replace('\n', " "));
            self.descriptions.insert(card.slug.clone(), about);
            self.cards.insert(card.slug.clone(), shown);
        }
        let cards: Vec<_> = self.cards.values().cloned().collect();
        for chunk in cards.chunks(SHARD_CARDS) {
            let file = self.add_file("cards", "json", json(&Shard { cards: chunk.to_vec() }));
            let (first, cards) = (chunk[0].id.clone(), chunk.len() as u32);
            self.index.shards.push(ShardRef { file, first, cards });
        }
    }

    /// Adds pages in one file.
    fn add_pages(&mut self, pages: Vec<Page>) {
        let file = match pages.as_slice() {
            [page] => self.add_file("page", "html", page.html.clone().into_bytes()),
            pages => {
                let all = pages.iter().map(|page| (page.path.as_str(), page.html.as_str()));
                self.add_file("pages", "txt", pages_file::write(all).into_bytes())
            }
        };
        for page in pages {
            self.index.pages.insert(page.path.clone(), file.clone());
            self.pages.insert(page.path.clone(), page);
        }
    }

    fn add_file(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let name = format!("{stem}-{}.{extension}", short_hash(&bytes));
        self.files.insert(name.clone(), bytes);
        name
    }

    /// What stands at a path on a day.
    pub fn find(&self, path: &str, today: Day) -> Found {
        if path == api::paths::HOME
            && let Some(card) = self.index.card_of(today).and_then(|slug| self.cards.get(slug))
        {
            let html = card.today(&self.index.templates, today);
            return Found::Page(self.view(path, "今日金句", &card.quote, html));
        }
        if let Some(card) = api::paths::card_slug(path).and_then(|slug| self.cards.get(slug)) {
            let about = self.descriptions.get(&card.id).map_or("", String::as_str);
            return Found::Page(self.view(path, &card.quote, about, card.page(&self.index.templates)));
        }
        if let Some(page) = self.pages.get(api::paths::template(path)) {
            return Found::Page(self.page_view(page));
        }
        if self.index.is_withdrawn(path) {
            return Found::Withdrawn(self.page_view(&fragment::withdrawn(&self.site)));
        }
        Found::Missing(self.page_view(&fragment::missing(&self.site)))
    }

    /// The page for a fault of the server itself.
    pub fn failed(&self) -> View {
        self.page_view(&fragment::failed(&self.site))
    }

    /// Every path that has a page of words alone, for the export: what members say needs a server.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let home = self.index.card_of(Day(0)).map(|_| api::paths::HOME.to_string());
        let pages = self.pages.keys().filter(|path| !api::pages::needs_server(path)).cloned();
        home.into_iter().chain(self.cards.keys().map(|slug| api::paths::card(slug))).chain(pages)
    }

    /// A card's quotation, or the title of another document that a post is about, if it can be read now.
    pub fn quote(&self, about: &str) -> Option<&str> {
        let title = || Some(self.pages.get(&api::posts::about::page(about))?.title.as_str());
        self.cards.get(about).map(|card| card.quote.as_str()).or_else(title)
    }

    /// The site's name.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// A page that is not one of the publication's own.
    pub fn view_of(&self, page: &Page) -> View {
        self.page_view(page)
    }

    fn page_view(&self, page: &Page) -> View {
        // One page for many addresses has none of its own.
        let path = if page.path.contains(':') { "" } else { &page.path };
        self.view(path, &page.title, &page.description, page.html.clone())
    }

    fn view(&self, path: &str, title: &str, description: &str, html: String) -> View {
        let (path, title, description) = (path.to_string(), title.to_string(), description.to_string());
        View { path, title, description, site: self.site.clone(), html }
    }
}

/// The card without a sentence beside its own that holds a withdrawn quotation: what is taken back is shown nowhere.
fn without_withdrawn<'a>(card: &'a Card, gone: &[&Card]) -> Cow<'a, Card> {
    let holds = |sentence: &str| gone.iter().any(|gone| sentence.contains(&gone.quote));
    if !holds(&card.before) && !holds(&card.after) {
        return Cow::Borrowed(card);
    }
    let mut card = card.clone();
    for sentence in [&mut card.before, &mut card.after] {
        if holds(sentence) {
            sentence.clear();
        }
    }
    Cow::Owned(card)
}

/// Cards in reading order (theme by theme, as in the list): the page before and after each.
fn neighbours(library: &Library) -> BTreeMap<&str, (String, String)> {
    let of_theme = |theme: &str| {
        let theme = theme.to_string();
        library.current_cards().filter(move |card| card.theme == theme).map(|card| card.slug.as_str())
    };
    let order: Vec<&str> = library.site.themes.iter().flat_map(|theme| of_theme(&theme.text)).collect();
    let path = |at: Option<usize>| {
        at.and_then(|at| order.get(at)).map_or_else(|| api::paths::CARDS.to_string(), |slug| api::paths::card(slug))
    };
    order.iter().enumerate().map(|(at, slug)| (*slug, (path(at.checked_sub(1)), path(Some(at + 1))))).collect()
}

fn themes(library: &Library) -> Vec<Theme> {
    let count = |name: &str| library.current_cards().filter(|card| card.theme == name).count() as u32;
    let themes = library.site.themes.iter().map(|theme| Theme { name: theme.text.clone(), cards: count(&theme.text) });
    themes.filter(|theme| theme.cards > 0).collect()
}

fn decks(library: &Library) -> Vec<Deck> {
    library
        .current_decks()
        .map(|deck| Deck {
            slug: deck.slug.clone(),
            title: deck.title.clone(),
            cards: library.cards_of(&deck.cards).count() as u32,
        })
        .collect()
}

fn withdrawn(library: &Library) -> Vec<String> {
    let gone = library.all().filter(|(_, _, document)| document.withdrawn().is_some());
    gone.filter_map(|(folder, slug, _)| folder.page(slug)).collect()
}

/// Every theme that has cards, in the site's order.
fn shelves(library: &Library) -> Vec<Shelf<'_>> {
    let shelf = |theme| {
        let cards = library.current_cards().filter(|card| card.theme == theme).collect();
        Shelf { name: theme, slug: pinyin::slug(theme), cards }
    };
    let shelves = library.site.themes.iter().map(|theme| shelf(theme.text.as_str()));
    shelves.filter(|shelf| !shelf.cards.is_empty()).collect()
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    // These types have string keys only and no custom serializers: there is nothing that could fail.
    serde_json::to_vec(value).unwrap_or_default()
}

/// Sixteen hexadecimal digits of SHA-256: enough to never meet twice among the files of one site.
fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))[..16].to_string()
}
