//! What is written on this phone, kept in a database of its own; where the browser has none, in `localStorage`; where it
//! has neither, as long as the page lives, and that is said.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::word::{Stage, Word, new_id};
use crate::browser::database::{Files, WORDS};
use crate::browser::{clock, random, storage};

/// Before a word's id, as a key.
const WORD: &str = "word:";
/// Before every key in `localStorage`.
const LOCAL: &str = "words/";

/// How well what is written is kept.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Keeping {
    /// Not known yet.
    #[default]
    Unknown,
    /// Until its writer lets it go.
    Safe,
    /// The browser may clear it when it likes.
    Clearable,
    /// It ends with the page.
    Nowhere,
}

/// Everything written here; cheap to copy, lives as long as the app.
#[derive(Clone, Copy)]
pub struct Drafts {
    /// All of it, in no order.
    pub words: RwSignal<Vec<Word>>,
    /// How well it is kept.
    pub keeping: RwSignal<Keeping>,
    files: StoredValue<Option<Rc<Files>>, LocalStorage>,
    is_opened: StoredValue<bool>,
}

impl Drafts {
    /// None yet: see [`Drafts::open`].
    pub fn new() -> Self {
        Self {
            words: RwSignal::default(),
            keeping: RwSignal::default(),
            files: StoredValue::new_local(None),
            is_opened: StoredValue::new(false),
        }
    }

    /// Reads what is there. Again later, it also finds what another tab has written.
    pub async fn open(self) {
        if self.files.with_value(Option::is_none) {
            let files = Files::open(WORDS).await.map(Rc::new);
            self.files.set_value(files);
        }
        let mut words: Vec<Word> = Vec::new();
        for key in self.keys().await.iter().filter(|key| key.starts_with(WORD)) {
            let word = self.get(key).await.and_then(|text| serde_json::from_str::<Word>(&text).ok());
            words.extend(word.filter(|word| !word.id.is_empty()));
        }
        // What could be stored nowhere is here alone.
        if self.keeping.get_untracked() == Keeping::Nowhere {
            let only_here =
                self.words.get_untracked().into_iter().filter(|word| words.iter().all(|one| one.id != word.id));
            words.extend(only_here.collect::<Vec<_>>());
        }
        self.is_opened.set_value(true);
        if self.words.with_untracked(|known| *known != words) {
            self.words.set(words);
        }
    }

    /// The same, unless that was done.
    pub async fn open_once(self) {
        if !self.is_opened.get_value() {
            self.open().await;
        }
    }

    /// One of them.
    pub fn find(self, id: &str) -> Option<Word> {
        self.words.with_untracked(|words| words.iter().find(|word| word.id == id).cloned())
    }

    /// Keeps a word as it is now: on screen at once, on the phone as soon as it takes it.
    pub fn put(self, word: Word) {
        spawn_local(self.keep(word));
    }

    /// The same; done when it is kept.
    pub async fn keep(self, word: Word) {
        let is_first = self.words.with_untracked(Vec::is_empty);
        self.words.update(|words| {
            words.retain(|known| known.id != word.id);
            words.push(word.clone());
        });
        let text = serde_json::to_string(&word).unwrap_or_default();
        let is_kept = self.write(&format!("{WORD}{}", word.id), &text).await;
        if !is_kept {
            self.keeping.set(Keeping::Nowhere);
        } else if is_first || self.keeping.get_untracked() != Keeping::Safe {
            let keeping = if storage::persist().await { Keeping::Safe } else { Keeping::Clearable };
            self.keeping.set(keeping);
        }
    }

    /// Lets a word go.
    pub async fn remove(self, id: &str) {
        self.words.update(|words| words.retain(|word| word.id != id));
        self.forget(&format!("{WORD}{id}")).await;
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
    pub fn unsent(self) -> usize {
        self.words
            .with(|words| words.iter().filter(|word| matches!(word.stage(), Stage::Draft | Stage::Queued)).count())
    }

    /// A text beside the words: who is signed in, and what the server said last.
    pub async fn get(self, key: &str) -> Option<String> {
        let stored = match self.files.get_value() {
            Some(files) => files.get(key).await,
            None => None,
        };
        stored.or_else(|| storage::get(&format!("{LOCAL}{key}")))
    }

    /// Keeps such a text; `false` where the browser did not take it.
    pub async fn write(self, key: &str, text: &str) -> bool {
        if let Some(files) = self.files.get_value()
            && files.put(&[(key, text)]).await.unwrap_or(false)
        {
            return true;
        }
        storage::set(&format!("{LOCAL}{key}"), text)
    }

    /// Lets it go.
    pub async fn forget(self, key: &str) {
        if let Some(files) = self.files.get_value() {
            let _ = files.remove(&[key.to_string()]).await;
        }
        storage::set(&format!("{LOCAL}{key}"), "");
    }

    async fn keys(self) -> Vec<String> {
        let mut keys = match self.files.get_value() {
            Some(files) => files.keys().await.unwrap_or_default(),
            None => Vec::new(),
        };
        keys.extend(storage::keys(LOCAL).iter().map(|key| key[LOCAL.len()..].to_string()));
        keys.dedup();
        keys
    }
}

impl Default for Drafts {
    fn default() -> Self {
        Self::new()
    }
}
