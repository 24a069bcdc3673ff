//! State of the page: what waits, which shops there are, and what was done.

use std::future::Future;

use ::api::claims::{ClaimDeed, ClaimedShop, Claims, DecideClaim, WaitingClaim};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::api::ApiError;
use crate::desk::print::Sheet;
use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// `None` until the first answer.
    pub(super) claims: RwSignal<Option<Claims>>,
    pub(super) failed: RwSignal<Option<String>>,
    /// What was done last.
    pub(super) said: RwSignal<String>,
    /// Why something was not.
    pub(super) wrong: RwSignal<String>,
    pub(super) is_busy: RwSignal<bool>,
    /// What is printed.
    pub(super) sheet: Sheet,
    session: Session,
}

impl Page {
    pub(super) fn new(session: Session) -> Self {
        Self {
            claims: RwSignal::new(None),
            failed: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            sheet: Sheet::new(),
            session,
        }
    }

    pub(super) fn load(self) {
        spawn_local(async move {
            match api::claims().await {
                Ok(all) => {
                    self.failed.set(None);
                    self.show(all);
                }
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }

    /// The same answer again leaves the page as it is.
    fn show(self, claims: Claims) {
        // The page may be gone by now.
        if self.claims.try_with_untracked(|now| now.as_ref() != Some(&claims)) == Some(true) {
            self.claims.set(Some(claims));
        }
    }

    /// A claim that waits, as it is now; `None` once it does not.
    pub(super) fn waiting(self, id: &str) -> Option<WaitingClaim> {
        self.claims.with(|claims| claims.as_ref()?.waiting.iter().find(|claim| claim.id == id).cloned())
    }

    /// A shop that was confirmed, as it is now, by the slug of its place.
    pub(super) fn shop(self, place: &str) -> Option<ClaimedShop> {
        self.claims.with(|claims| claims.as_ref()?.shops.iter().find(|shop| shop.place == place).cloned())
    }

    /// It is put on the list as it was shown, `into` a shop that is there where it is said to be that one; `said`: what to say then.
    pub(super) fn confirm(self, claim: &WaitingClaim, into: Option<String>, said: String) {
        let stamp = claim.stamp;
        self.decide(claim, DecideClaim { deed: ClaimDeed::Confirm, stamp, reason: String::new(), into }, said);
    }

    /// It is not, and why.
    pub(super) fn decline(self, claim: &WaitingClaim, reason: String, said: String) {
        let stamp = claim.stamp;
        self.decide(claim, DecideClaim { deed: ClaimDeed::Decline, stamp, reason, into: None }, said);
    }

    fn decide(self, claim: &WaitingClaim, decide: DecideClaim, said: String) {
        let id = claim.id.clone();
        self.run(async move { api::decide_claim(&id, &decide).await }, said);
    }

    /// A shop is as it was.
    pub(super) fn confirm_again(self, place: String, said: String) {
        self.run(async move { api::confirm_shop(&place).await }, said);
    }

    fn run(self, asked: impl Future<Output = Result<Claims, ApiError>> + 'static, said: String) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.said.set(String::new());
        spawn_local(async move {
            match asked.await {
                Ok(all) => {
                    self.said.set(said);
                    self.show(all);
                }
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.is_busy.set(false);
        });
    }
}
