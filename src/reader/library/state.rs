//! State of the library: what is known and stored, and where files come from.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use content::bundle::Shard;
use leptos::prelude::*;

use super::catalog::Catalog;
use crate::browser::clock;
use crate::browser::database::Files;
use crate::browser::http::{self, Failure};

/// The index in use, and the one before it, as keys of the database.
pub(super) const CURRENT: &str = "current";
pub(super) const PREVIOUS: &str = "previous";
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
    pub(super) inner: StoredValue<Inner, LocalStorage>,
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

#[derive(Default)]
pub(super) struct Inner {
    pub(super) catalog: RefCell<Catalog>,
    pub(super) files: RefCell<Option<Rc<Files>>>,
    /// What the browser would not store; everything else is read again when it is needed, so that memory stays small.
    pub(super) texts: RefCell<Vec<(String, Rc<str>)>>,
    /// The shard that was read last: the next card is most likely in it.
    pub(super) shard: RefCell<Option<(String, Rc<Shard>)>>,
    /// The index that was fetched last, as it came.
    pub(super) index_text: RefCell<Option<Rc<str>>>,
    pub(super) app: RefCell<Option<String>>,
    /// Whether the network took longer than that, and nothing was heard since.
    pub(super) is_late: Cell<bool>,
    pub(super) is_opened: Cell<bool>,
}

impl Inner {
    /// What the browser would not store.
    fn text(&self, file: &str) -> Option<Rc<str>> {
        self.texts.borrow().iter().find(|(name, _)| name == file).map(|(_, text)| text.clone())
    }
}

impl Library {
    /// An empty library; [`super::keep_up_to_date`] fills it.
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

    /// A file's text: from memory, from the phone, or from the network, and then it is stored. Where a file of the earlier
    /// index will do and is here, nobody waits long for the network.
    pub(super) async fn text(self, file: &str, earlier: Option<&str>) -> Result<Rc<str>, Unavailable> {
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

    pub(super) async fn stored_text(self, file: &str) -> Option<Rc<str>> {
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
    pub(super) fn files(self) -> Option<Rc<Files>> {
        self.with(|inner| inner.files.borrow().clone()).filter(|files| !files.is_stuck())
    }

    pub(super) fn with<T>(self, read: impl FnOnce(&Inner) -> T) -> T {
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
