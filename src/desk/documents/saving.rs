//! The way of each change: to this device at once, to the server a second after the last key, one request at a time.

use ::api::documents::{Document, SaveDraft, Stage, Step, TakeStep};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::local::Local;
use super::steps::only;
use super::writing::{Kept, Theirs, Writing, shown};
use crate::api::ApiError;
use crate::browser::clock;
use crate::desk::focus;

/// So long after the last key it is sent, in milliseconds.
const PAUSE: u32 = 1_000;
/// After a failure it is sent again by itself so much later, in milliseconds.
const AGAIN: u32 = 10_000;

impl Writing {
    /// What this device has kept.
    pub(super) fn local(self) -> Option<Local> {
        self.me.with_value(|me| Local::find(&me.id, &self.path()))
    }

    /// The server has all of it.
    pub(super) fn forget(self) {
        self.me.with_value(|me| Local::forget(&me.id, &self.path()));
    }

    fn keep(self) -> bool {
        let (text, base) = (self.text.get_untracked(), self.base.get_value());
        let local = Local { text, base, version: self.version.get_value(), sent: self.sent.get_value() };
        self.me.with_value(|me| local.keep(&me.id, &self.path()))
    }

    /// Something was typed.
    pub(super) fn changed(self) {
        let is_here = self.keep();
        self.check();
        self.said.set(String::new());
        if self.theirs.with_untracked(Option::is_some) {
            return;
        }
        self.kept.set(match is_here {
            true => Kept::Waiting,
            false => Kept::Nowhere("这个浏览器存不下".into()),
        });
        self.send_after(PAUSE);
    }

    fn send_after(self, pause: u32) {
        self.edits.update_value(|edits| *edits += 1);
        let edits = self.edits.get_value();
        spawn_local(async move {
            clock::sleep(pause).await;
            // The page may be gone by now.
            if self.edits.try_get_value() == Some(edits) {
                self.send().await;
            }
        });
    }

    /// Sends what the server does not have yet. Whether it has all of it now.
    pub(super) async fn send(self) -> bool {
        if self.is_sending.get_value() || self.theirs.with_untracked(Option::is_some) {
            return false;
        }
        self.is_sending.set_value(true);
        let is_done = loop {
            let text = self.text.get_untracked();
            if text == self.base.get_value() {
                self.forget();
                self.kept.set(Kept::Saved);
                break true;
            }
            self.kept.set(Kept::Sending);
            self.sent.set_value(text.clone());
            self.keep();
            let save = SaveDraft { text, version: self.version.get_value() };
            match api::save_draft(self.folder, &self.slug.get_value(), &save).await {
                Ok(saved) => {
                    self.base.set_value(saved.draft.text.clone());
                    self.version.set_value(saved.draft.version);
                    if self.text.with_untracked(|now| *now == saved.draft.text) {
                        self.faults.set(saved.faults.clone());
                    }
                    self.document.update(|document| {
                        if let Some(document) = document {
                            (document.draft, document.faults) = (Some(saved.draft), saved.faults);
                        }
                    });
                }
                Err(why) if !self.is_told_apart(&why).await => break false,
                Err(_) => {}
            }
        };
        self.is_sending.set_value(false);
        is_done
    }

    /// Sends now, and waits for what is already on its way.
    pub(super) async fn finish_saving(self) -> bool {
        while self.is_sending.get_value() {
            clock::sleep(50).await;
        }
        self.send().await
    }

    /// What a refusal means; `true` where it is to be sent again at once.
    async fn is_told_apart(self, why: &ApiError) -> bool {
        if matches!(why.status(), 403 | 404 | 409) {
            match api::document(self.folder, &self.slug.get_value()).await {
                Ok(document) => return self.is_our_own(document),
                Err(other) => self.wait(&other),
            }
        } else {
            self.wait(why);
        }
        false
    }

    /// It stays on this device, and is tried again.
    fn wait(self, why: &ApiError) {
        let said = match why {
            ApiError::Offline => "没有网络".to_string(),
            _ if why.is_signed_out() => "登录过期了".to_string(),
            _ => why.sentence(),
        };
        // The frame asks who is there, and the page waits below.
        self.session.hear(why);
        let is_here = self.keep();
        self.kept.set(if is_here { Kept::Here(said) } else { Kept::Nowhere(said) });
        match why {
            ApiError::Rejected { status: 429 | 500.., retry_after, .. } => {
                self.send_after(retry_after.map_or(AGAIN, |seconds| seconds.saturating_mul(1_000).max(PAUSE)));
            }
            ApiError::Offline | ApiError::Unexpected => self.send_after(AGAIN),
            ApiError::Rejected { .. } => {}
        }
    }

    /// Somebody else was faster; unless it was this device, whose answer was cut.
    fn is_our_own(self, document: Document) -> bool {
        let text = document.draft.as_ref().map_or_else(|| shown(self.folder, &document), |draft| draft.text.clone());
        let version = document.draft.as_ref().map_or(0, |draft| draft.version);
        let is_in_review = document.draft.as_ref().is_some_and(|draft| draft.stage == Stage::Review);
        let is_mine = document.draft.as_ref().is_none_or(|draft| draft.is_mine);
        let may_be_mine = is_mine || self.me.with_value(|me| me.branch.is_none());
        let is_own = text == self.sent.get_value() && !is_in_review && document.draft.is_some();
        let why = match (is_mine, is_in_review, document.draft.is_some()) {
            (false, ..) => "别人已经在写这一份",
            (_, true, _) => "这一份已经送审了",
            (_, _, false) => "这份草稿已经发布或丢掉了",
            _ => "这份草稿在别处也改过",
        };
        self.document.set(Some(document));
        if is_own {
            self.version.set_value(version);
            self.base.set_value(text);
            return true;
        }
        // What this device has stays as it is, with what it was made from: a killed tab is told again.
        let mine = self.text.get_untracked();
        self.kept.set(Kept::Here("两边不一样".into()));
        self.theirs.set(Some(Theirs { text, version, mine, why, may_be_mine }));
        focus::soon(".choose h2", ".choose h2");
        false
    }

    /// 用我的: what is here takes the other's place.
    pub(super) fn use_mine(self) {
        let Some(theirs) = self.theirs.get_untracked() else { return };
        let is_in_review = self.document.with_untracked(|document| {
            let draft = document.as_ref().and_then(|document| document.draft.as_ref());
            draft.is_some_and(|draft| draft.stage == Stage::Review)
        });
        spawn_local(async move {
            let mut version = theirs.version;
            if is_in_review {
                let take = TakeStep { version, ..only(Step::TakeBack) };
                match api::take_step(self.folder, &self.slug.get_value(), &take).await {
                    Ok(document) => {
                        version = document.draft.as_ref().map_or(0, |draft| draft.version);
                        self.document.set(Some(document));
                    }
                    Err(why) => return self.said.set(self.hear(&why)),
                }
            }
            self.version.set_value(version);
            self.base.set_value(theirs.text);
            self.theirs.set(None);
            self.show_text(&theirs.mine);
            self.changed();
            self.send().await;
        });
    }

    /// 用那边的: what is here is let go.
    pub(super) fn use_theirs(self) {
        let Some(theirs) = self.theirs.get_untracked() else { return };
        self.theirs.set(None);
        self.forget();
        self.show_text(&theirs.text);
        self.base.set_value(theirs.text);
        self.version.set_value(theirs.version);
        self.kept.set(Kept::Saved);
        self.check();
    }
}
