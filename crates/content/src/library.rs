//! All documents together, read from texts in memory; [`crate::folder`] brings them from a disk.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::card::Card;
use crate::check;
use crate::deck::Deck;
use crate::fault::{Fault, Faults};
use crate::front_matter::{FrontMatter, did_you_mean};
use crate::kind::Kind;
use crate::lock::Lock;
use crate::site::Site;
use crate::slug::{self, is_slug};
use crate::source::Source;

/// Every good document, by slug.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The deployer's data.
    pub site: Site,
    /// Cards.
    pub cards: BTreeMap<String, Card>,
    /// Articles.
    pub articles: BTreeMap<String, Article>,
    /// Decks.
    pub decks: BTreeMap<String, Deck>,
    /// Sources.
    pub sources: BTreeMap<String, Source>,
    /// Locks, by the source's slug.
    pub locks: BTreeMap<String, Lock>,
}

impl Library {
    /// Reads files given as (path below the content folder, text). A document with a fault is left out and harms no
    /// other; all faults come back, sorted by place.
    pub fn read(files: impl IntoIterator<Item = (String, String)>) -> (Self, Vec<Fault>) {
        let (library, by_path) = Self::checked(files);
        (library, sorted(by_path))
    }

    /// The same, with what writers are only advised to mend: for whoever asks what could be better.
    pub fn read_with_advice(files: impl IntoIterator<Item = (String, String)>) -> (Self, Vec<Fault>) {
        let (library, by_path) = Self::checked(files);
        let mut all: Vec<Fault> = by_path.into_values().flat_map(Faults::into_vec).collect();
        all.sort();
        (library, all)
    }

    fn checked(files: impl IntoIterator<Item = (String, String)>) -> (Self, BTreeMap<String, Faults>) {
        let (mut library, mut by_path) = Self::parse(files);
        check::across(&library, &mut by_path);
        let is_good =
            |folder: &str, slug: &str| by_path.get(&format!("{folder}/{slug}.md")).is_none_or(Faults::is_empty);
        library.cards.retain(|slug, _| is_good(Kind::Card.folder(), slug));
        library.articles.retain(|slug, _| is_good(Kind::Article.folder(), slug));
        library.decks.retain(|slug, _| is_good(Kind::Deck.folder(), slug));
        library.sources.retain(|slug, _| is_good(Kind::Source.folder(), slug));
        (library, by_path)
    }

    /// The same with further documents, some of which may take the place of others: what there will be. Nothing is looked at
    /// across documents, and the deployer's data stays.
    pub fn with(&self, files: impl IntoIterator<Item = (String, String)>) -> Self {
        let (more, _) = Self::parse(files);
        let mut library = self.clone();
        library.cards.extend(more.cards);
        library.articles.extend(more.articles);
        library.decks.extend(more.decks);
        library.sources.extend(more.sources);
        library
    }

    /// Reads without looking across documents and leaves nothing out: for the tool that verifies quotations and writes
    /// the locks. Faults come by the path of their file.
    pub(crate) fn parse(files: impl IntoIterator<Item = (String, String)>) -> (Self, BTreeMap<String, Faults>) {
        let mut library = Self::default();
        let mut by_path = BTreeMap::new();
        for (path, text) in files {
            let mut faults = Faults::of(&path);
            library.add(&path, &text, &mut faults);
            by_path.insert(path, faults);
        }
        for card in library.cards.values_mut() {
            card.proof = library.locks.get(&card.source).map(|lock| lock.proof(card)).unwrap_or_default();
        }
        by_path.entry("site.md".into()).or_insert_with(|| {
            let mut faults = Faults::of("site.md");
            faults.add(1, "file", "没有这个文件", "它写着站点的名字、单位、联系方式和主题");
            faults
        });
        (library, by_path)
    }

    fn add(&mut self, path: &str, text: &str, faults: &mut Faults) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some(kind) = Kind::at(path) else {
            let known: Vec<_> = Kind::WITH_FOLDER.iter().map(|kind| kind.folder()).collect();
            let hint = did_you_mean(path.split('/').next().unwrap_or(path), &known);
            return faults.add(1, "file", "内容里没有这样的文件或文件夹", hint);
        };
        if path.split('/').count() > 2 {
            return faults.add(1, "file", "这里不放子文件夹", "文件直接放在这个文件夹里");
        }
        if let (Kind::Source, Some(slug)) = (kind, name.strip_suffix(".lock")) {
            self.locks.insert(slug.to_string(), Lock::parse(text, faults));
            return;
        }
        let Some(slug) = name.strip_suffix(".md") else {
            return faults.add(1, "file", "这里只放 .md 文件", "");
        };
        if !is_slug(slug) {
            let hint = format!("只用小写字母、数字和单个连字符，最多 {} 个", slug::MAX);
            return faults.add(1, "file", format!("文件名“{slug}”不能用作网址"), hint);
        }
        let file = FrontMatter::parse(text, faults);
        if file.body_line == 0 {
            return; // Every field would be reported as missing.
        }
        let key = slug.to_string();
        match kind {
            Kind::Card => drop(self.cards.insert(key, Card::read(slug, file, faults))),
            Kind::Article => drop(self.articles.insert(key, Article::read(slug, file, faults))),
            Kind::Deck => drop(self.decks.insert(key, Deck::read(slug, file, faults))),
            Kind::Source => drop(self.sources.insert(key, Source::read(slug, file, faults))),
            Kind::Site => self.site = Site::read(file, faults),
        }
    }

    /// Cards that may be shown.
    pub fn current_cards(&self) -> impl Iterator<Item = &Card> {
        self.cards.values().filter(|card| card.withdrawn.is_none())
    }

    /// Decks that may be shown.
    pub fn current_decks(&self) -> impl Iterator<Item = &Deck> {
        self.decks.values().filter(|deck| deck.withdrawn.is_none())
    }

    /// Articles that may be shown, newest first.
    pub fn current_articles(&self) -> Vec<&Article> {
        let mut articles: Vec<_> = self.articles.values().filter(|article| article.withdrawn.is_none()).collect();
        articles.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.slug.cmp(&b.slug)));
        articles
    }

    /// Articles that readers are shown and that have words of a card in their own text: they keep them whatever becomes of
    /// the card. Its place in the list at an article's end is no such thing.
    pub fn quoting<'a>(&'a self, card: &'a Card) -> impl Iterator<Item = &'a Article> {
        self.articles.values().filter(|article| article.withdrawn.is_none() && article.quotes(card).is_some())
    }

    /// Cards of a list that may be shown, in the list's order.
    pub fn cards_of<'a>(&'a self, items: &'a [crate::front_matter::Item]) -> impl Iterator<Item = &'a Card> {
        items.iter().filter_map(|item| self.cards.get(&item.text)).filter(|card| card.withdrawn.is_none())
    }
}

/// All faults in the order of files and lines, without advice.
pub(crate) fn sorted(by_path: BTreeMap<String, Faults>) -> Vec<Fault> {
    let mut all: Vec<Fault> = by_path.into_values().flat_map(Faults::into_faults).collect();
    all.sort();
    all
}
