//! All documents together, read from texts in memory; [`crate::folder`] brings them from a disk.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::iter;

use api::documents::Folder;

use crate::activity::Activity;
use crate::agreement::Agreement;
use crate::article::Article;
use crate::card::Card;
use crate::care::Care;
use crate::check;
use crate::day::Day;
use crate::deck::Deck;
use crate::document::{Document, Kind};
use crate::fault::{Fault, Faults};
use crate::fields::Fields;
use crate::front_matter::{FrontMatter, did_you_mean};
use crate::holidays::Holidays;
use crate::hours;
use crate::lock::Lock;
use crate::opening::{Calendar, Standing};
use crate::organisation::Organisation;
use crate::place::Place;
use crate::role::Role;
use crate::site::{self, Site};
use crate::slug::{self, is_slug};
use crate::source::Source;
use crate::story::Story;
use crate::write::Writer;

/// The table of kinds: the shelf of each, and its type.
macro_rules! kinds {
    ($($(#[$doc:meta])* $shelf:ident: $kind:ty,)*) => {
        /// Every good document, by slug.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Library {
            /// The deployer's data.
            pub site: Site,
            /// Locks, by the source's slug.
            pub locks: BTreeMap<String, Lock>,
            $($(#[$doc])* pub $shelf: BTreeMap<String, $kind>,)*
        }

        /// What a folder's documents consist of.
        pub(crate) fn fields(folder: Folder) -> &'static Fields {
            $(if folder == <$kind as Kind>::FOLDER {
                return const { &<$kind as Kind>::FIELDS };
            })*
            &site::FIELDS
        }

        impl Library {
            /// Every document, kind by kind and by slug.
            pub fn all(&self) -> impl Iterator<Item = (Folder, &str, &dyn Document)> {
                iter::empty()$(.chain(self.$shelf.iter().map(|(slug, document)| {
                    (<$kind as Kind>::FOLDER, slug.as_str(), document as &dyn Document)
                })))*
            }

            /// A document.
            pub fn get(&self, folder: Folder, slug: &str) -> Option<&dyn Document> {
                $(if folder == <$kind as Kind>::FOLDER {
                    return self.$shelf.get(slug).map(|document| document as &dyn Document);
                })*
                None
            }

            /// Reads a file and puts the document in its place.
            fn put(&mut self, folder: Folder, slug: &str, file: FrontMatter, faults: &mut Faults) {
                $(if folder == <$kind as Kind>::FOLDER {
                    self.$shelf.insert(slug.to_string(), <$kind as Kind>::read(slug, file, faults));
                    return;
                })*
                self.site = Site::read(file, faults);
            }

            /// Keeps those of which this is so.
            fn keep(&mut self, is_good: impl Fn(Folder, &str) -> bool) {
                $(self.$shelf.retain(|slug, _| is_good(<$kind as Kind>::FOLDER, slug));)*
            }

            /// Puts the documents of another in their places.
            fn put_all(&mut self, more: Self) {
                $(self.$shelf.extend(more.$shelf);)*
            }
        }
    };
}

kinds! {
    /// Cards.
    cards: Card,
    /// Articles.
    articles: Article,
    /// Decks.
    decks: Deck,
    /// Places.
    places: Place,
    /// What somebody may have.
    care: Care,
    /// What people do together.
    activities: Activity,
    /// Who looks after what.
    organisation: Organisation,
    /// Agreements.
    agreements: Agreement,
    /// Roles.
    roles: Role,
    /// What people and places can tell.
    stories: Story,
    /// Holidays, by year.
    holidays: Holidays,
    /// Sources.
    sources: Source,
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
        library.keep(|folder, slug| by_path.get(&folder.path(slug)).is_none_or(Faults::is_empty));
        (library, by_path)
    }

    /// The same with further documents, some of which may take the place of others: what there will be. Nothing is looked at
    /// across documents, and the deployer's data stays.
    pub fn with(&self, files: impl IntoIterator<Item = (String, String)>) -> Self {
        let (more, _) = Self::parse(files);
        let mut library = self.clone();
        library.put_all(more);
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
        let first = path.split('/').next().unwrap_or(path);
        let folder = if path == Folder::Site.path("") { Some(Folder::Site) } else { Folder::named(first) };
        let Some(folder) = folder.filter(|folder| *folder != Folder::Site || !path.contains('/')) else {
            let folders = Folder::ALL.into_iter().filter(|folder| *folder != Folder::Site);
            let hint = did_you_mean(first, &folders.map(Folder::as_str).collect::<Vec<_>>());
            return faults.add(1, "file", "内容里没有这样的文件或文件夹", hint);
        };
        if path.split('/').count() > 2 {
            return faults.add(1, "file", "这里不放子文件夹", "文件直接放在这个文件夹里");
        }
        if let (Folder::Sources, Some(slug)) = (folder, name.strip_suffix(".lock")) {
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
        self.put(folder, slug, file, faults);
    }

    /// Puts a document in its place of which no more is known than its name, its title and its theme.
    pub fn put_named(&mut self, folder: Folder, slug: &str, title: &str, theme: &str, withdrawn: Option<Day>) {
        let fields = Fields::of(folder);
        let writer = Writer::default().field(fields.head.first().map_or("", |field| field.key), title);
        let withdrawn = withdrawn.map(|day| day.to_string()).unwrap_or_default();
        let text = writer.field("theme", theme).field("withdrawn", &withdrawn).body("");
        // Most of its fields are missing, and a kind may have none for a theme.
        let mut unheard = Faults::of("");
        let file = FrontMatter::parse(&text, &mut unheard);
        self.put(folder, slug, file, &mut unheard);
    }

    /// Cards that may be shown.
    pub fn current_cards(&self) -> impl Iterator<Item = &Card> {
        self.cards.values().filter(|card| card.withdrawn.is_none())
    }

    /// Whether a place that is in use has a service.
    pub fn has_service(&self, service: &str) -> bool {
        let in_use = |place: &&Place| place.withdrawn.is_none() && place.standing == Standing::Open;
        self.places.values().filter(in_use).any(|place| place.services.contains(&service))
    }

    /// Decks that may be shown.
    pub fn current_decks(&self) -> impl Iterator<Item = &Deck> {
        self.decks.values().filter(|deck| deck.withdrawn.is_none())
    }

    /// The same as people use them on a day: those whose days are near, then those for any day, then the others as they will come.
    pub fn decks_for(&self, today: Day) -> Vec<&Deck> {
        let mut decks: Vec<&Deck> = self.current_decks().collect();
        decks.sort_by_key(|deck| match deck.season {
            Some(season) if season.is_near(today) => (0, 0, season.days_until(today)),
            None => (1, deck.order, 0),
            Some(season) => (2, 0, season.days_until(today)),
        });
        decks
    }

    /// Articles that may be shown, newest first.
    pub fn current_articles(&self) -> Vec<&Article> {
        let mut articles: Vec<_> = self.articles.values().filter(|article| article.withdrawn.is_none()).collect();
        articles.sort_by_key(|article| Reverse(article.date));
        articles
    }

    /// Holidays and swapped workdays of every year that has been announced.
    pub fn calendar(&self) -> Calendar {
        hours::calendar(self.holidays.values().map(|year| (year.year, year.days.as_slice())))
    }

    /// Documents that may be shown, kind by kind, newest first where they have a date.
    pub fn current(&self) -> Vec<(Folder, &str, &dyn Document)> {
        let mut all: Vec<_> = self.all().filter(|(_, _, document)| document.withdrawn().is_none()).collect();
        all.sort_by_key(|(folder, _, document)| (*folder, document.written().map(Reverse)));
        all
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
