//! What is written on this phone, kept in a database of its own; where the browser has none, in `localStorage`; where it
//! has neither, as long as the page lives, and that is said.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::word::{Stage, Word, new_id};
use crate::browser::database::{Files, WORDS};
use crate::browser::{clock, random, storage};
use crate::json::Json;

/// Before a word's id, as a key.
const WORD: &str = "word:";
/// Before every key in `localStorage`.
const LOCAL: &str = "words/";

/// How well what is written is kept.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Keeping {
    /// Until its writer lets it go, or not known yet.
    #[default]
    Safe,
    /// The browser may clear it when it likes.
    Clearable,
    /// It ends with the page.
    Nowhere,
}

/// Everything written here; lives as long as the app.
#[derive(Debug)]
pub struct Drafts {
    /// Changes with everything that the pages about posts show.
    pub changed: RwSignal<u32>,
    /// What was put last comes first.
    words: RefCell<Vec<Word>>,
    keeping: Cell<Keeping>,
    files: RefCell<Option<Rc<Files>>>,
    is_opened: Cell<bool>,
    /// Whether the browser was asked to keep it.
    is_asked: Cell<bool>,
}

impl Drafts {
    /// None yet: see [`Drafts::open`].
    pub(super) fn new() -> Self {
        Self {
            changed: RwSignal::new(0),
            words: RefCell::default(),
            keeping: Cell::default(),
            files: RefCell::default(),
            is_opened: Cell::default(),
            is_asked: Cell::default(),
        }
    }

    /// Something changed.
    pub(super) fn note(&self) {
        self.changed.update(|changed| *changed += 1);
    }

    /// Reads what is there. Again later, it also finds what another tab has written.
    pub async fn open(&self) {
        if self.files().is_none() {
            let files = Files::open(WORDS).await.map(Rc::new);
            *self.files.borrow_mut() = files;
        }
        let mut words: Vec<Word> = Vec::new();
        // Ids sort as they were made; the newest comes first.
        for key in self.keys().await.iter().rev().filter(|key| key.starts_with(WORD)) {
            words.extend(self.get(key).await.as_deref().and_then(Word::parse));
        }
        // What could be stored nowhere is here alone.
        if self.keeping.get() == Keeping::Nowhere {
            for word in self.words.borrow().iter() {
                if words.iter().all(|known| known.id != word.id) {
                    words.push(word.clone());
                }
            }
        }
        self.is_opened.set(true);
        let is_other =
            words.len() != self.words.borrow().len() || words.iter().any(|word| !self.words.borrow().contains(word));
        if is_other {
            *self.words.borrow_mut() = words;
            self.note();
        }
    }

    /// The same, unless that was done.
    pub async fn open_once(&self) {
        if !self.is_opened.get() {
            self.open().await;
        }
    }

    /// All of it, what was put last first.
    pub fn words(&self) -> Vec<Word> {
        self.words.borrow().clone()
    }

    /// One of them.
    pub fn find(&self, id: &str) -> Option<Word> {
        self.words.borrow().iter().find(|word| word.id == id).cloned()
    }

    /// How well it is kept.
    pub fn keeping(&self) -> Keeping {
        self.keeping.get()
    }

    /// Keeps a word as it is now: on screen at once, on the phone as soon as it takes it.
    pub fn put(&'static self, word: Word) {
        spawn_local(self.keep(word));
    }

    /// The same; done when it is kept.
    pub async fn keep(&self, word: Word) {
        let (key, text) = ([WORD, &word.id].concat(), word.to_text());
        {
            let mut words = self.words.borrow_mut();
            words.retain(|known| known.id != word.id);
            words.insert(0, word);
        }
        self.note();
        let before = self.keeping.get();
        if !self.write(&key, &text).await {
            self.keeping.set(Keeping::Nowhere);
        } else if !self.is_asked.replace(true) {
            let keeping = if storage::persist().await { Keeping::Safe } else { Keeping::Clearable };
            self.keeping.set(keeping);
        }
        if self.keeping.get() != before {
            self.note();
        }
    }

    /// Lets a word go, in a while.
    pub fn let_go(&'static self, id: String) {
        spawn_local(async move { self.remove(&id).await });
    }

    /// Lets a word go.
    pub async fn remove(&self, id: &str) {
        self.words.borrow_mut().retain(|word| word.id != id);
        self.note();
        self.forget(&[WORD, id].concat()).await;
    }

    /// A new id. Without random bytes it is made of the clock alone, and another phone's is very unlikely to be the same.
    pub fn new_id() -> String {
        let now = clock::unix_ms();
        let random = random::bytes().unwrap_or_else(|| {
            let clock = clock::now().to_bits().to_be_bytes();
            std::array::from_fn(|at| clock[at % 8])
        });
        new_id(now, random)
    }

    /// How many words would be lost without this phone.
    pub fn unsent(&self) -> usize {
        self.words.borrow().iter().filter(|word| matches!(word.stage(), Stage::Draft | Stage::Queued)).count()
    }

    /// A text beside the words, read: who is signed in, and what the server said last.
    pub async fn read<T>(&self, key: &str, read: fn(&Json) -> Option<T>) -> Option<T> {
        read(&Json::parse(&self.get(key).await?)?)
    }

    /// Such a text, as it is kept.
    pub async fn get(&self, key: &str) -> Option<String> {
        let stored = match self.files() {
            Some(files) => files.get(key).await,
            None => None,
        };
        stored.or_else(|| storage::get(&[LOCAL, key].concat()))
    }

    /// Keeps such a text; `false` where the browser did not take it.
    pub async fn write(&self, key: &str, text: &str) -> bool {
        if let Some(files) = self.files()
            && files.put(&[(key, text)]).await.unwrap_or(false)
        {
            return true;
        }
        storage::set(&[LOCAL, key].concat(), text)
    }

    /// Lets it go.
    pub async fn forget(&self, key: &str) {
        if let Some(files) = self.files() {
            let _ = files.remove(&[key.to_string()]).await;
        }
        storage::set(&[LOCAL, key].concat(), "");
    }

    fn files(&self) -> Option<Rc<Files>> {
        self.files.borrow().clone()
    }

    async fn keys(&self) -> Vec<String> {
        let mut keys = match self.files() {
            Some(files) => files.keys().await.unwrap_or_default(),
            None => Vec::new(),
        };
        for key in storage::keys(LOCAL) {
            let key = key[LOCAL.len()..].to_string();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}
