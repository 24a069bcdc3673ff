//! Sends what waits, in order and once: at the start, when the network returns, when somebody comes back, and after a
//! failure again and again. `step` decides; this carries out.

use std::cell::Cell;

use leptos::task::spawn_local;

use super::account::{Account, Session};
use super::drafts::Drafts;
use super::step::{self, Pause, Step};
use super::taps;
use super::word::{Stage, Word};
use crate::browser::random;
use crate::browser::{clock, lock, network, service_worker};

/// The name of the lock that one tab has while it sends; `public/sw.js` has it as well.
const LOCK: &str = "nuanxin-outbox";
/// Where another tab sends, it is looked again after this, in milliseconds.
const ELSEWHERE: u32 = 5_000;

/// The outbox; lives as long as the app.
#[derive(Debug)]
pub struct Outbox {
    drafts: &'static Drafts,
    account: &'static Account,
    pause: Cell<Pause>,
    delivered: Cell<u32>,
    is_at_it: Cell<bool>,
    /// Somebody wanted it to look again while it was at it.
    is_called: Cell<bool>,
    failures: Cell<u32>,
    /// Counts waits, so that one that is no longer wanted ends nothing.
    wait: Cell<u32>,
}

impl Outbox {
    pub(super) fn new(drafts: &'static Drafts, account: &'static Account) -> Self {
        Self {
            drafts,
            account,
            pause: Cell::default(),
            delivered: Cell::default(),
            is_at_it: Cell::default(),
            is_called: Cell::default(),
            failures: Cell::default(),
            wait: Cell::default(),
        }
    }

    /// Why what waits is not being sent.
    pub fn why_not(&self) -> Pause {
        match self.pause.get() {
            // Nothing is on its way before somebody has tried.
            Pause::None if !network::is_online() => Pause::Offline,
            pause => pause,
        }
    }

    /// How often the server took something since the app was opened.
    pub fn delivered(&self) -> u32 {
        self.delivered.get()
    }

    /// Means a word to be sent, and tries at once.
    pub fn send(&'static self, word: Word) {
        let (now, fault) = (clock::unix_ms(), String::new());
        let owner = if word.owner.is_empty() { self.account.id().unwrap_or_default() } else { word.owner };
        // As it is sent, by the service worker too: the same text again is the same post.
        let body = api::rules::tidy(&word.body);
        self.drafts.put(Word { queued_at: now, owner, body, fault, ..word });
        self.call();
    }

    /// The page may be about to end: what waits is left to the service worker.
    pub(super) fn leave(&self) {
        if self.drafts.words().iter().any(|word| word.stage() == Stage::Queued) {
            service_worker::send_later();
        }
    }

    /// Looks now whether something can be sent: somebody came, or the network.
    pub fn call(&'static self) {
        self.failures.set(0);
        self.start();
    }

    fn start(&'static self) {
        self.wait.set(self.wait.get() + 1);
        self.is_called.set(true);
        if self.is_at_it.replace(true) {
            return;
        }
        spawn_local(async move {
            while self.is_called.replace(false) {
                self.look().await;
            }
            self.is_at_it.set(false);
        });
    }

    async fn look(&'static self) {
        // Another tab may have written, or sent.
        self.drafts.open().await;
        if !taps::send(self.drafts, self.account).await {
            self.again(ELSEWHERE * 12);
        }
        if self.drafts.words().iter().all(|word| word.stage() != Stage::Queued) {
            return;
        }
        // Also where the phone says that it has no network: some say so that have one.
        match lock::alone(LOCK).await {
            Some(_alone) => self.empty().await,
            None => self.again(ELSEWHERE),
        }
    }

    async fn empty(&'static self) {
        let me = match self.account.check().await {
            Ok(me) => me,
            // Who is signed in could not be asked.
            Err(error) => {
                return match step::after(&Word::default(), Err(error), self.failures.get(), "", 0) {
                    Step::Wait(pause, ms) => self.wait_for(pause, ms),
                    Step::Settled(_) => self.wait_for(Pause::Trouble, ELSEWHERE * 6),
                };
            }
        };
        self.pause(Pause::None);
        loop {
            // What another tab sent while this one waited for its turn is not sent again.
            self.drafts.open().await;
            let words = self.drafts.words();
            let Some(word) = step::next(&words, &me, clock::unix_ms()) else { return };
            let word = Word { owner: me.clone(), ..word.clone() };
            let answer = match word.version {
                0 => crate::client::api::create_post(&word.to_post()).await,
                _ => crate::client::api::edit_post(&word.id, &word.to_edit()).await,
            };
            let answer = answer.map(drop);
            match step::after(&word, answer, self.failures.get(), &random::uuid_v7(), clock::unix_ms()) {
                Step::Settled(settled) => {
                    self.failures.set(0);
                    // Whoever left, or let it go meanwhile, does not find it here again.
                    let Some(now) = self.drafts.find(&word.id) else { continue };
                    // It was held back and written on meanwhile: that is a word of its own.
                    if now.body != word.body {
                        self.drafts.put(Word { id: random::uuid_v7(), version: 0, ..now });
                    }
                    if settled.id != word.id {
                        self.drafts.remove(&word.id);
                    }
                    self.delivered.set(self.delivered.get() + u32::from(settled.stage() == Stage::Sent));
                    self.drafts.put(settled);
                }
                Step::Wait(pause, ms) => return self.wait_for(pause, ms),
            }
        }
    }

    fn wait_for(&'static self, pause: Pause, ms: u32) {
        self.failures.set(self.failures.get() + 1);
        if pause == Pause::SignedOut {
            self.account.lose();
            return self.pause(if self.account.session() == Session::Lost { pause } else { Pause::None });
        }
        self.pause(pause);
        self.again(ms);
        service_worker::send_later();
    }

    fn again(&'static self, ms: u32) {
        let wait = self.wait.get();
        spawn_local(async move {
            clock::sleep(ms).await;
            if self.wait.get() == wait {
                self.start();
            }
        });
    }

    fn pause(&self, pause: Pause) {
        if self.pause.replace(pause) != pause {
            self.drafts.note();
        }
    }
}
