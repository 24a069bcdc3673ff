//! State of the page: what waits, and what was done.

use ::api::corrections::{Doubt, Settle, SettleDeed};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// `None` until the first answer.
    pub(super) doubts: RwSignal<Option<Vec<Doubt>>>,
    pub(super) failed: RwSignal<Option<String>>,
    /// What was done last.
    pub(super) said: RwSignal<String>,
    /// Why something was not.
    pub(super) wrong: RwSignal<String>,
    pub(super) is_busy: RwSignal<bool>,
    session: Session,
}

impl Page {
    pub(super) fn new(session: Session) -> Self {
        Self {
            doubts: RwSignal::new(None),
            failed: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            session,
        }
    }

    pub(super) fn load(self) {
        spawn_local(async move {
            match api::corrections().await {
                Ok(all) => {
                    self.failed.set(None);
                    self.show(all.doubts);
                }
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }

    /// The same answer again leaves the list as it is.
    fn show(self, doubts: Vec<Doubt>) {
        // The page may be gone by now.
        if self.doubts.try_with_untracked(|now| now.as_ref() != Some(&doubts)) == Some(true) {
            self.doubts.set(Some(doubts));
        }
    }

    /// Deals with a doubt as it was shown; `said`: what to say then.
    pub(super) fn settle(self, doubt: &Doubt, deed: SettleDeed, said: String) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.said.set(String::new());
        let (place, group, settle) = (doubt.place.clone(), doubt.group, Settle { deed, stamp: doubt.stamp });
        spawn_local(async move {
            match api::settle(&place, group, settle).await {
                Ok(all) => {
                    self.said.set(said);
                    self.show(all.doubts);
                }
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.is_busy.set(false);
        });
    }
}
