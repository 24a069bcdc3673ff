//! What was published, and what this phone has stored of it.
//!
//! Nothing is fetched before the app is ready. After that the index and every file it names are stored, one after the
//! other, and any document opens without a network. A new publication is noticed on return and every few minutes; what
//! was taken back is dropped at once.

mod catalog;
mod read;
mod sync;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use content::bundle::{Index, Shard, ShardCard};
use content::day::Day;
use content::pages_file;
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::database::Files;
use crate::browser::http::{self, Failure};
use catalog::{Catalog, Place};
pub use sync::{check, keep_up_to_date, last_checked};

/// The index in use, and the one before it, as keys of the database.
const CURRENT: &str = "current";
const PREVIOUS: &str = "previous";
/// So long the newest words may let somebody wait who has those before them, in milliseconds.
const PATIENCE: u32 = 800;

/// Why a document cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// Not stored, and no network.
    Offline,
    /// Nothing was ever at this path.
    Missing,
    /// It was taken back.
    Withdrawn,
    /// The server answered something else.
    Failed,
}

/// How much is stored on this phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Documents that open without a network.
    pub documents: usize,
    /// Documents there are.
    pub total: usize,
}

impl Stored {
    /// Whether everything is there.
    pub fn is_complete(self) -> bool {
        self.total > 0 && self.documents >= self.total
    }
}

/// What came of asking whether there is anything new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum News {
    /// No answer yet.
    #[default]
    Awaited,
    /// The index in use is the newest.
    Known,
    /// Nobody answered.
    Offline,
    /// The answer was no answer.
    Failed,
}

/// The phone's library; cheap to copy, lives as long as the app.
#[derive(Clone, Copy)]
pub struct Library {
    inner: StoredValue<Inner, LocalStorage>,
    /// How much is stored.
    pub stored: RwSignal<Stored>,
    /// Whether files of the index in use are being fetched and stored.
    pub is_storing: RwSignal<bool>,
    /// What the server said last.
    pub news: RwSignal<News>,
    /// Whether the server has had another version of the app since this one was opened.
    pub is_app_old: RwSignal<bool>,
    /// Changes when another publication came into use.
    pub revision: RwSignal<u32>,
}

/// What a path's place has.
enum Found {
    /// A fragment.
    Page(String),
    /// A card, and the index whose templates make a page of it.
    Card(ShardCard, Rc<Index>),
}

#[derive(Default)]
struct Inner {
    catalog: RefCell<Catalog>,
    files: RefCell<Option<Rc<Files>>>,
    /// What the browser would not store; everything else is read again when it is needed, so that memory stays small.
    texts: RefCell<Vec<(String, Rc<str>)>>,
    /// The shard that was read last: the next card is most likely in it.
    shard: RefCell<Option<(String, Rc<Shard>)>>,
    /// The index that was fetched last, as it came.
    index_text: RefCell<Option<Rc<str>>>,
    app: RefCell<Option<String>>,
    /// Whether the network took longer than that, and nothing was heard since.
    is_late: Cell<bool>,
    is_opened: Cell<bool>,
}

impl Inner {
    /// What the browser would not store.
    fn text(&self, file: &str) -> Option<Rc<str>> {
        self.texts.borrow().iter().find(|(name, _)| name == file).map(|(_, text)| text.clone())
    }
}

impl Library {
    /// An empty library; [`keep_up_to_date`] fills it.
    pub fn new() -> Self {
        Self {
            inner: StoredValue::new_local(Inner::default()),
            stored: RwSignal::default(),
            is_storing: RwSignal::default(),
            news: RwSignal::default(),
            is_app_old: RwSignal::default(),
            revision: RwSignal::default(),
        }
    }

    /// The fragment of the document at a path.
    pub async fn fragment(self, path: &str) -> Result<String, Unavailable> {
        match self.look_up(path).await {
            // It may be newer than what this phone knows.
            Err(why @ (Unavailable::Missing | Unavailable::Withdrawn)) => match sync::refresh(self).await {
                Ok(()) => self.look_up(path).await,
                Err(_) => Err(why),
            },
            found => found,
        }
    }

    async fn look_up(self, path: &str) -> Result<String, Unavailable> {
        let today = clock::today();
        Ok(match self.find(path, today).await? {
            Found::Page(html) => html,
            Found::Card(card, index) if path == api::paths::HOME => card.today(&index.templates, today),
            Found::Card(card, index) => card.page(&index.templates),
        })
    }

    /// A card.
    pub async fn card(self, slug: &str) -> Result<ShardCard, Unavailable> {
        match self.find(&api::paths::card(slug), clock::today()).await? {
            Found::Card(card, _) => Ok(card),
            Found::Page(_) => Err(Unavailable::Missing),
        }
    }

    /// What there is at a path, from the first of its places that has it.
    async fn find(self, path: &str, today: Day) -> Result<Found, Unavailable> {
        self.await_index().await?;
        let places = self.with(|inner| inner.catalog.borrow().places(path, today));
        let mut failure = Unavailable::Missing;
        for (at, place) in places.iter().enumerate() {
            let earlier = places.get(at + 1).and_then(Place::file);
            let found = match place {
                Place::Withdrawn => return Err(Unavailable::Withdrawn),
                Place::Page(file) => self.text(file, earlier).await.map(|text| {
                    let page = pages_file::find(&text, api::paths::template(path));
                    page.map(|page| Found::Page(page.to_string()))
                }),
                Place::Card { index, file, slug } => self
                    .shard(file, earlier)
                    .await
                    .map(|shard| shard.card(slug).map(|card| Found::Card(card.clone(), index.clone()))),
            };
            match found {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => failure = Unavailable::Missing,
                Err(why) => failure = why,
            }
        }
        Err(failure)
    }

    /// The index in use, once there is one.
    pub async fn index(self) -> Result<Rc<Index>, Unavailable> {
        self.await_index().await?;
        self.with(|inner| inner.catalog.borrow().current()).ok_or(Unavailable::Offline)
    }

    /// The names of the files to search: of the index in use, and of the one before it.
    pub async fn search_files(self) -> [Vec<String>; 2] {
        let _ = self.await_index().await;
        self.with(|inner| {
            let catalog = inner.catalog.borrow();
            [catalog.current(), catalog.previous()]
                .map(|index| index.map(|index| index.search.clone()).unwrap_or_default())
        })
    }

    /// A file to search, if it can be had.
    pub async fn search_file(self, name: &str) -> Option<Rc<str>> {
        self.text(name, None).await.ok()
    }

    /// The same, if it is here already.
    pub async fn stored_search_file(self, name: &str) -> Option<Rc<str>> {
        self.stored_text(name).await
    }

    /// Whether a path leads to something that was taken back, as far as this phone knows.
    pub fn is_withdrawn(self, path: &str) -> bool {
        self.with(|inner| inner.catalog.borrow().current()).is_some_and(|index| index.is_withdrawn(path))
    }

    /// Whether the browser lets nothing of it be stored.
    pub fn is_stored_nowhere(self) -> bool {
        self.with(|inner| inner.is_opened.get() && inner.files.borrow().is_none())
    }

    /// Whether anything was: a deck of hundreds is not walked through for nothing.
    pub fn has_withdrawn(self) -> bool {
        self.with(|inner| inner.catalog.borrow().current()).is_some_and(|index| !index.withdrawn.is_empty())
    }

    async fn await_index(self) -> Result<(), Unavailable> {
        if self.with(|inner| inner.catalog.borrow().current()).is_some() {
            return Ok(());
        }
        sync::open_stored(self).await;
        match self.with(|inner| inner.catalog.borrow().current()) {
            Some(_) => Ok(()),
            None => sync::refresh(self).await,
        }
    }

    async fn shard(self, file: &str, earlier: Option<&str>) -> Result<Rc<Shard>, Unavailable> {
        let last = self.with(|inner| inner.shard.borrow().clone());
        if let Some((_, shard)) = last.filter(|(name, _)| name == file) {
            return Ok(shard);
        }
        let text = self.text(file, earlier).await?;
        let shard: Rc<Shard> = Rc::new(read::shard(&text).ok_or(Unavailable::Failed)?);
        self.with(|inner| *inner.shard.borrow_mut() = Some((file.to_string(), shard.clone())));
        Ok(shard)
    }

    /// A file's text: from memory, from the phone, or from the network, and then it is stored. Where a file of the earlier
    /// index will do and is here, nobody waits long for the network.
    async fn text(self, file: &str, earlier: Option<&str>) -> Result<Rc<str>, Unavailable> {
        if let Some(text) = self.stored_text(file).await {
            return Ok(text);
        }
        let is_hurried = match earlier {
            Some(earlier) => self.stored_text(earlier).await.is_some(),
            None => false,
        };
        if is_hurried && self.with(|inner| inner.is_late.get()) {
            return Err(Unavailable::Offline);
        }
        let (files, url) = (self.files(), api::paths::bundle_file(file));
        let fetching = http::get_text(&url);
        let fetched = match is_hurried {
            true => clock::within(PATIENCE, fetching).await,
            false => Some(fetching.await),
        };
        let Some(fetched) = fetched else {
            self.with(|inner| inner.is_late.set(true));
            return Err(Unavailable::Offline);
        };
        let text: Rc<str> = fetched?.into();
        let is_stored = match &files {
            Some(files) => files.put(&[(file, &text)]).await,
            None => false,
        };
        if !is_stored {
            self.with(|inner| inner.texts.borrow_mut().push((file.to_string(), text.clone())));
        }
        Ok(text)
    }

    async fn stored_text(self, file: &str) -> Option<Rc<str>> {
        if let Some(text) = self.with(|inner| inner.text(file)) {
            return Some(text);
        }
        self.files()?.get(file).await.map(Rc::from)
    }

    /// Whether this phone stores anything of it.
    pub fn can_store(self) -> bool {
        self.files().is_some()
    }

    /// The database, while it answers.
    fn files(self) -> Option<Rc<Files>> {
        self.with(|inner| inner.files.borrow().clone()).filter(|files| !files.is_stuck())
    }

    fn with<T>(self, read: impl FnOnce(&Inner) -> T) -> T {
        self.inner.with_value(read)
    }
}

impl Default for Library {
    fn default() -> Self {
        Self::new()
    }
}

impl From<Failure> for Unavailable {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Offline => Self::Offline,
            Failure::Refused => Self::Failed,
        }
    }
}
