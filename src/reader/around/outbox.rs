//! Outbox of 身边: what somebody asks of the server without waiting for it, kept on this phone until that has answered, and sent again
//! until it has. What is asked, and what an answer means, is its owner's; here is how it is kept, tried, and shown.

use std::cell::{Cell, RefCell};
use std::thread::LocalKey;

use leptos::task::spawn_local;

use crate::browser::{clock, network, storage};

/// After a failure it is tried again, in milliseconds.
const AGAIN: u32 = 60_000;

/// Of one kind of request.
pub(super) struct Outbox {
    /// Before a name, as a key of `localStorage`.
    prefix: &'static str,
    /// Where this browser keeps nothing: names and what stands behind them.
    unkept: RefCell<Vec<(String, String)>>,
    is_at_it: Cell<bool>,
    is_waiting: Cell<bool>,
    /// What is to be said of something beside what waits, by what it is about.
    said: RefCell<Vec<(String, String)>>,
    show: RefCell<Option<Show>>,
}

/// Shows the page on screen how it stands; `true`: the server has just answered.
type Show = Box<dyn Fn(bool)>;

/// Where one lives.
pub(super) type Kept = &'static LocalKey<Outbox>;

impl Outbox {
    pub(super) const fn new(prefix: &'static str) -> Self {
        Self {
            prefix,
            unkept: RefCell::new(Vec::new()),
            is_at_it: Cell::new(false),
            is_waiting: Cell::new(false),
            said: RefCell::new(Vec::new()),
            show: RefCell::new(None),
        }
    }

    /// All that is in it, by name, what cannot be kept last.
    pub(super) fn all(&self) -> Vec<(String, String)> {
        let mut keys: Vec<String> = Vec::new();
        for key in storage::keys(self.prefix) {
            // (The library's sorting is kilobytes of download.)
            let at = keys.iter().position(|other| *other > key).unwrap_or(keys.len());
            keys.insert(at, key);
        }
        let read = |key: String| Some((key[self.prefix.len()..].to_string(), storage::get(&key)?));
        let kept = keys.into_iter().filter_map(read);
        kept.chain(self.unkept.borrow().iter().cloned()).collect()
    }

    /// Puts something under its name, in place of what was there.
    pub(super) fn put(&self, name: &str, value: String) {
        self.unkept.borrow_mut().retain(|(known, _)| known != name);
        if !storage::set(&[self.prefix, name].concat(), &value) {
            self.unkept.borrow_mut().push((name.into(), value));
        }
    }

    pub(super) fn remove(&self, name: &str) {
        storage::set(&[self.prefix, name].concat(), "");
        self.unkept.borrow_mut().retain(|(known, _)| known != name);
    }

    /// Whether all of it is kept on this phone.
    pub(super) fn is_kept(&self) -> bool {
        self.unkept.borrow().is_empty()
    }

    /// Remembers what is to be said of something, in place of what was.
    pub(super) fn say(&self, of: &str, words: &str) {
        let mut said = self.said.borrow_mut();
        said.retain(|(known, _)| known != of);
        if !words.is_empty() {
            said.push((of.into(), words.into()));
        }
    }

    /// What is to be said of it; empty where nothing is.
    pub(super) fn said(&self, of: &str) -> String {
        let said = self.said.borrow();
        said.iter().find(|(known, _)| known == of).map_or_else(String::new, |(_, words)| words.clone())
    }

    /// Calls back whenever something of it may be another, in place of whoever was called before.
    pub(super) fn on_change(&self, show: impl Fn(bool) + 'static) {
        show(false);
        self.show.replace(Some(Box::new(show)));
    }

    /// Shows the page on screen how it stands; `is_answered`: the server has just answered.
    pub(super) fn show(&self, is_answered: bool) {
        self.show.borrow().iter().for_each(|show| show(is_answered));
    }
}

/// From now on what waits is sent by `send`: now, on return, and when the network comes.
pub(super) fn open(send: fn()) {
    network::on_return(send);
    network::on_change(move || {
        if network::is_online() {
            send();
        }
    });
    send();
}

/// One round of `send`, never two at once. `round` says whether something still waits: then it is sent again by and by.
pub(super) fn run(outbox: Kept, send: fn(), round: impl Future<Output = bool> + 'static) {
    if outbox.with(|outbox| outbox.is_at_it.replace(true)) {
        return;
    }
    spawn_local(async move {
        let is_left = round.await;
        outbox.with(|outbox| outbox.is_at_it.set(false));
        if is_left && !outbox.with(|outbox| outbox.is_waiting.replace(true)) {
            clock::sleep(AGAIN).await;
            outbox.with(|outbox| outbox.is_waiting.set(false));
            send();
        }
    });
}
