//! Sends what waits, in order and once: at the start, when the network returns, when somebody comes back, and after a
//! failure again and again. `step` decides; this carries out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{Account, Session};
use super::drafts::Drafts;
use super::step::{self, Pause, Step};
use super::word::{Stage, Word};
use crate::api::ApiError;
use crate::browser::{clock, lock, network, service_worker};

/// The name of the lock that one tab has while it sends.
const LOCK: &str = "nuanxin-outbox";
/// The first look waits until the first page is quiet, in milliseconds.
const FIRST: u32 = 1_200;
/// Where another tab sends, it is looked again after this, in milliseconds.
const ELSEWHERE: u32 = 5_000;

/// The outbox; cheap to copy.
#[derive(Clone, Copy)]
pub struct Outbox {
    /// Why what waits is not being sent.
    pub pause: RwSignal<Pause>,
    /// Changes when the server took something.
    pub delivered: RwSignal<u32>,
    drafts: Drafts,
    account: Account,
    is_at_it: StoredValue<bool>,
    /// Somebody wanted it to look again while it was at it.
    is_called: StoredValue<bool>,
    failures: StoredValue<u32>,
    /// Counts waits, so that one that is no longer wanted ends nothing.
    wait: StoredValue<u32>,
}

impl Outbox {
    /// Starts looking, for as long as the app runs.
    pub fn open(drafts: Drafts, account: Account) -> Self {
        let outbox = Self {
            pause: RwSignal::default(),
            delivered: RwSignal::default(),
            drafts,
            account,
            is_at_it: StoredValue::new(false),
            is_called: StoredValue::new(false),
            failures: StoredValue::new(0),
            wait: StoredValue::new(0),
        };
        network::on_return(move || outbox.call());
        network::on_change(move || outbox.call());
        spawn_local(async move {
            clock::sleep(FIRST).await;
            outbox.call();
        });
        outbox
    }

    /// Means a word to be sent, and tries at once.
    pub async fn send(self, word: Word) {
        let (now, fault, code) = (clock::unix_ms(), String::new(), String::new());
        let owner = if word.owner.is_empty() { self.account.id().unwrap_or_default() } else { word.owner };
        // As it is sent, by the service worker too: the same text again is the same post.
        let body = api::rules::tidy(&word.body);
        self.drafts.keep(Word { queued_at: now, owner, body, fault, code, ..word }).await;
        self.failures.set_value(0);
        self.call();
    }

    /// Looks now whether something can be sent.
    pub fn call(self) {
        self.wait.update_value(|wait| *wait += 1);
        if self.is_at_it.get_value() {
            self.is_called.set_value(true);
            return;
        }
        self.is_at_it.set_value(true);
        spawn_local(async move {
            loop {
                self.is_called.set_value(false);
                self.look().await;
                if !self.is_called.get_value() {
                    break;
                }
            }
            self.is_at_it.set_value(false);
        });
    }

    async fn look(self) {
        // Another tab may have written, or sent.
        self.drafts.open().await;
        if !self.has_work() {
            return;
        }
        if !network::is_online() {
            service_worker::send_later();
            return self.pause(Pause::Offline);
        }
        if !lock::alone(LOCK, self.empty()).await {
            self.again(ELSEWHERE);
        }
    }

    fn has_work(self) -> bool {
        self.drafts.words.with_untracked(|words| words.iter().any(|word| word.stage() == Stage::Queued))
    }

    async fn empty(self) {
        let me = match self.account.check().await {
            Ok(me) => me.id,
            Err(error) => return self.stumble(error),
        };
        self.pause(Pause::None);
        loop {
            // What another tab sent while this one waited for its turn is not sent again.
            self.drafts.open().await;
            let now = clock::unix_ms();
            let Some(word) = self.drafts.words.with_untracked(|words| step::next(words, &me, now).cloned()) else {
                return;
            };
            let word = Word { owner: me.clone(), ..word };
            let answer = match word.version {
                0 => crate::api::create_post(&word.to_post()).await,
                _ => crate::api::edit_post(&word.id, &word.to_edit()).await,
            };
            match step::after(&word, answer, self.failures.get_value(), &Drafts::new_id(), clock::unix_ms()) {
                Step::Settled(settled) => {
                    self.failures.set_value(0);
                    if settled.id != word.id {
                        self.drafts.remove(&word.id).await;
                    }
                    let is_sent = settled.stage() == Stage::Sent;
                    self.drafts.keep(settled).await;
                    if is_sent {
                        self.delivered.update(|delivered| *delivered += 1);
                    }
                }
                Step::Wait(pause, ms) => return self.wait_for(pause, ms),
            }
        }
    }

    /// Who is signed in could not be asked.
    fn stumble(self, error: ApiError) {
        match step::after(&Word::default(), Err(error), self.failures.get_value(), "", 0) {
            Step::Wait(pause, ms) => self.wait_for(pause, ms),
            Step::Settled(_) => self.wait_for(Pause::Trouble, ELSEWHERE * 6),
        }
    }

    fn wait_for(self, pause: Pause, ms: u32) {
        self.failures.update_value(|failures| *failures += 1);
        if pause == Pause::SignedOut {
            self.account.lose();
            return self.pause(if self.account.session.get_untracked() == Session::Lost { pause } else { Pause::None });
        }
        self.pause(pause);
        self.again(ms);
        service_worker::send_later();
    }

    fn again(self, ms: u32) {
        let wait = self.wait.get_value();
        spawn_local(async move {
            clock::sleep(ms).await;
            if self.wait.get_value() == wait {
                self.call();
            }
        });
    }

    fn pause(self, pause: Pause) {
        if self.pause.get_untracked() != pause {
            self.pause.set(pause);
        }
    }
}
