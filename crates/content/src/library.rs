//! All documents together, read from texts in memory; [`crate::folder`] brings them from a disk.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Paths of files that exist but have a fault, so that others may still refer to them.
    pub(crate) broken: BTreeSet<String>,
}

impl Library {
    /// Reads files given as (path below the content folder, text). A document with a fault is left out and harms no
    /// other; all faults come back, sorted by place.
    pub fn read(files: impl IntoIterator<Item = (String, String)>) -> (Self, Vec<Fault>) {
        let (mut library, mut all) = Self::parse(files);
        all.append(&mut check::across(&mut library));
        all.sort();
        (library, all)
    }

    /// Reads without looking across documents: for the tool that verifies quotations and writes the locks.
    pub fn parse(files: impl IntoIterator<Item = (String, String)>) -> (Self, Vec<Fault>) {
        let mut library = Self::default();
        let mut all = Vec::new();
        let mut has_site = false;
        for (path, text) in files {
            has_site |= path == "site.md";
            let mut faults = Faults::of(&path);
            library.add(&path, &text, &mut faults);
            if !faults.is_empty() {
                library.broken.insert(path);
            }
            all.append(&mut faults.into_vec());
        }
        if !has_site {
            let mut faults = Faults::of("site.md");
            faults.add(1, "file", "没有这个文件", "它写着站点的名字、单位、联系方式和主题");
            all.append(&mut faults.into_vec());
        }
        (library, all)
    }

    fn add(&mut self, path: &str, text: &str, faults: &mut Faults) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some(kind) = Kind::at(path) else {
            let known: Vec<_> = Kind::WITH_FOLDER.iter().map(|kind| kind.folder()).collect();
            let hint = did_you_mean(path.split('/').next().unwrap_or(path), &known);
            return faults.add(1, "file", "内容里没有这样的文件或文件夹", hint);
        };
        if let (Kind::Source, Some(slug)) = (kind, name.strip_suffix(".lock")) {
            self.locks.insert(slug.to_string(), Lock::parse(text, faults));
            return;
        }
        let Some(slug) = name.strip_suffix(".md").filter(|_| path.split('/').count() <= 2) else {
            return faults.add(1, "file", "这里只放 .md 文件，不放子文件夹", "");
        };
        if !is_slug(slug) {
            let hint = format!("只用小写字母、数字和单个连字符，最多 {} 个", slug::MAX);
            return faults.add(1, "file", format!("文件名“{slug}”不能用作网址"), hint);
        }
        let file = FrontMatter::parse(text, faults);
        if !faults.is_empty() && file.body_line == 0 {
            return; // No end of the fields was found: every field would be reported as missing.
        }
        let slug = slug.to_string();
        match kind {
            Kind::Card => keep(&mut self.cards, Card::read(&slug, file, faults), slug, faults),
            Kind::Article => keep(&mut self.articles, Article::read(&slug, file, faults), slug, faults),
            Kind::Deck => keep(&mut self.decks, Deck::read(&slug, file, faults), slug, faults),
            Kind::Source => keep(&mut self.sources, Source::read(&slug, file, faults), slug, faults),
            Kind::Site => self.site = Site::read(file, faults),
        }
    }

    /// Cards that may be shown.
    pub fn current_cards(&self) -> impl Iterator<Item = &Card> {
        self.cards.values().filter(|card| card.withdrawn.is_none())
    }

    /// Articles that may be shown, newest first.
    pub fn current_articles(&self) -> Vec<&Article> {
        let mut articles: Vec<_> = self.articles.values().filter(|article| article.withdrawn.is_none()).collect();
        articles.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.slug.cmp(&b.slug)));
        articles
    }

    /// Cards of a list that may be shown, in the list's order.
    pub fn cards_of<'a>(&'a self, items: &'a [crate::front_matter::Item]) -> impl Iterator<Item = &'a Card> {
        items.iter().filter_map(|item| self.cards.get(&item.text)).filter(|card| card.withdrawn.is_none())
    }
}

fn keep<T>(shelf: &mut BTreeMap<String, T>, document: T, slug: String, faults: &Faults) {
    if faults.is_empty() {
        shelf.insert(slug, document);
    }
}
