//! What is written on this phone, kept in a database of its own; where the browser has none, in `localStorage`; where it
//! has neither, as long as the page lives, and that is said.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::word::{Stage, Word};
use crate::browser::database::{Files, WORDS};
use crate::browser::{clock, storage};
use crate::client::json::Json;
use crate::reader::unsent::TO_SEND;

/// Before a word's id, as a key.
const WORD: &str = "word:";
/// Before the key of a tap that waits, then a post's id and what was tapped; see `taps`.
pub(super) const TAP: &str = "tap:";
/// Before every key in `localStorage`.
const LOCAL: &str = "words/";

/// How often to look whether all of it is there, in milliseconds.
const SETTLES: u32 = 50;

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

/// Everything written here; lives as long as the app. All of it is in memory: what is put there is on screen at once, and
/// on the phone as soon as that takes it.
#[derive(Debug)]
pub struct Drafts {
    /// Changes with everything that the pages about posts show.
    pub changed: RwSignal<u32>,
    /// What was put last comes first.
    words: RefCell<Vec<Word>>,
    /// Beside the words: who is signed in, and what the server said last.
    texts: RefCell<Vec<(String, String)>>,
    keeping: Cell<Keeping>,
    files: RefCell<Option<Rc<Files>>>,
    is_opened: Cell<bool>,
    /// Whether the browser was asked to keep it.
    is_asked: Cell<bool>,
    /// Counts what was put, so that nothing older is read over it.
    puts: Cell<u32>,
    /// How much of it is not on the phone yet.
    on_the_way: Cell<u32>,
}

impl Drafts {
    /// None yet: see [`Drafts::open`].
    pub(super) fn new() -> Self {
        Self {
            changed: RwSignal::new(0),
            words: RefCell::default(),
            texts: RefCell::default(),
            keeping: Cell::default(),
            files: RefCell::default(),
            is_opened: Cell::default(),
            is_asked: Cell::default(),
            puts: Cell::default(),
            on_the_way: Cell::default(),
        }
    }

    /// Something changed.
    pub(super) fn note(&self) {
        // The next start asks for the outbox at once.
        let is_queued = |word: &Word| word.stage() == Stage::Queued;
        let waits = !self.keys(TAP).is_empty() || self.words.borrow().iter().any(is_queued);
        storage::set(TO_SEND, if waits { "1" } else { "" });
        self.changed.update(|changed| *changed += 1);
    }

    /// Reads what is there. Again later, it also finds what another tab has written.
    pub async fn open(&self) {
        loop {
            // What was put in this task is on its way only behind it, and must be read as well.
            clock::sleep(0).await;
            let puts = self.puts.get();
            let stored = self.stored().await;
            if self.puts.get() == puts {
                self.is_opened.set(true);
                return stored.into_iter().for_each(|stored| self.take(stored));
            }
        }
    }

    /// Whether that was done.
    pub(super) fn is_read(&self) -> bool {
        self.is_opened.get()
    }

    /// The same, unless that was done.
    pub async fn open_once(&self) {
        if !self.is_opened.get() {
            self.open().await;
        }
    }

    /// Everything that is stored; `None` where it cannot be read now, and what is in memory stays. Browsers lose hold of
    /// a database (iOS does, of pages in the background): then it is opened anew.
    async fn stored(&self) -> Option<Vec<(String, String)>> {
        if self.files().is_none() {
            self.open_files().await;
        }
        let mut stored = Vec::new();
        if let Some(files) = self.files() {
            stored = match files.all().await {
                Some(all) => all,
                None => {
                    self.open_files().await;
                    self.files()?.all().await?
                }
            };
        }
        for key in storage::keys(LOCAL) {
            let text = storage::get(&key).unwrap_or_default();
            let key = key[LOCAL.len()..].to_string();
            stored.retain(|(known, _)| *known != key);
            stored.push((key, text));
        }
        Some(stored)
    }

    fn take(&self, stored: Vec<(String, String)>) {
        let (mut words, mut texts): (Vec<Word>, _) = (Vec::new(), Vec::new());
        // Ids sort as they were made; the newest comes first.
        for (key, text) in stored.into_iter().rev() {
            match key.starts_with(WORD) {
                true => words.extend(Word::parse(&text)),
                false => texts.push((key, text)),
            }
        }
        // What could be stored nowhere is here alone.
        if self.keeping.get() == Keeping::Nowhere {
            return;
        }
        // Another tab may have written, or somebody have come in or left there.
        let is_other = is_other(&words, &self.words.borrow()) || is_other(&texts, &self.texts.borrow());
        *self.texts.borrow_mut() = texts;
        if is_other {
            *self.words.borrow_mut() = words;
            self.note();
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

    /// Whether all of it is on the phone, and not only on its way there.
    pub fn is_home(&self) -> bool {
        self.on_the_way.get() == 0 && self.keeping.get() != Keeping::Nowhere
    }

    /// Waits until nothing is on its way to the phone any more; each write has a limit of its own.
    pub(super) async fn settle(&self) {
        while self.on_the_way.get() > 0 {
            clock::sleep(SETTLES).await;
        }
    }

    /// All of it was taken off the phone: what is in memory goes too, and nothing is asked of a database that reading
    /// would make anew.
    pub fn forget(&self) {
        self.words.take();
        self.texts.take();
        self.note();
    }

    /// Whether there is nothing that another tab could have taken away.
    pub(super) fn is_empty(&self) -> bool {
        self.words.borrow().is_empty() && self.texts.borrow().iter().all(|(_, text)| text.is_empty())
    }

    /// How well it is kept.
    pub fn keeping(&self) -> Keeping {
        self.keeping.get()
    }

    /// Keeps a word as it is now.
    pub fn put(&'static self, word: Word) {
        let (key, text) = ([WORD, &word.id].concat(), word.to_text());
        {
            let mut words = self.words.borrow_mut();
            words.retain(|known| known.id != word.id);
            words.insert(0, word);
        }
        self.note();
        self.store(key, text);
    }

    /// Lets a word go.
    pub fn remove(&'static self, id: &str) {
        self.words.borrow_mut().retain(|word| word.id != id);
        self.note();
        self.store([WORD, id].concat(), String::new());
    }

    /// The words that would be lost without this phone.
    pub fn unsent(&self) -> Vec<Word> {
        let mut words = self.words();
        words.retain(Word::is_unsent);
        words
    }

    /// A text beside the words, read.
    pub fn read<T>(&self, key: &str, read: fn(&Json) -> Option<T>) -> Option<T> {
        read(&Json::parse(&self.get(key))?)
    }

    /// Such a text, as it is kept; empty where there is none.
    pub fn get(&self, key: &str) -> String {
        let texts = self.texts.borrow();
        texts.iter().find(|(known, _)| known == key).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// The keys of such texts that begin like that.
    pub(super) fn keys(&self, prefix: &str) -> Vec<String> {
        let texts = self.texts.borrow();
        let is_kept = |(key, text): &&(String, String)| key.starts_with(prefix) && !text.is_empty();
        texts.iter().filter(is_kept).map(|(key, _)| key.clone()).collect()
    }

    /// Keeps such a text; an empty one is let go.
    pub fn write(&'static self, key: &str, text: &str) {
        if text.is_empty() && self.get(key).is_empty() {
            return;
        }
        {
            let mut texts = self.texts.borrow_mut();
            texts.retain(|(known, _)| known != key);
            texts.push((key.to_string(), text.to_string()));
        }
        self.store(key.to_string(), text.to_string());
    }

    fn store(&'static self, key: String, text: String) {
        self.puts.set(self.puts.get() + 1);
        self.on_the_way.set(self.on_the_way.get() + 1);
        spawn_local(async move {
            let is_word = key.starts_with(WORD);
            self.bring_home(key, text).await;
            self.on_the_way.set(self.on_the_way.get() - 1);
            if is_word && self.is_home() {
                self.note();
            }
        });
    }

    /// Writes a text where the browser takes it, and asks once that it stay there.
    async fn bring_home(&'static self, key: String, text: String) {
        let mut is_there = self.is_written(&key, &text).await;
        if !is_there && text.is_empty() && self.files().is_some() {
            // What is let go must not come back.
            self.open_files().await;
            is_there = self.is_written(&key, &text).await;
        }
        // One of the two has it, or an older one would be read again.
        let is_kept = storage::set(&[LOCAL, &key].concat(), if is_there { "" } else { &text }) || is_there;
        let keeping = if text.is_empty() {
            return;
        } else if !key.starts_with(WORD) {
            // What the server said can be had again.
            return;
        } else if !is_kept {
            Keeping::Nowhere
        } else {
            // Not waited for: some browsers ask somebody first.
            if !self.is_asked.replace(true) {
                spawn_local(async {
                    self.is_kept(if storage::persist().await { Keeping::Safe } else { Keeping::Clearable });
                });
            }
            return;
        };
        self.is_kept(keeping);
    }

    fn is_kept(&self, keeping: Keeping) {
        if self.keeping.replace(keeping) != keeping {
            self.note();
        }
    }

    async fn is_written(&self, key: &str, text: &str) -> bool {
        let Some(files) = self.files() else { return false };
        match text.is_empty() {
            true => files.remove(&[key.to_string()]).await,
            false => files.put(&[(key, text)]).await,
        }
    }

    async fn open_files(&self) {
        if let Some(files) = Files::open(WORDS).await {
            *self.files.borrow_mut() = Some(Rc::new(files));
        }
    }

    fn files(&self) -> Option<Rc<Files>> {
        self.files.borrow().clone()
    }
}

fn is_other<T: PartialEq>(now: &[T], before: &[T]) -> bool {
    now.len() != before.len() || now.iter().any(|one| !before.contains(one))
}
