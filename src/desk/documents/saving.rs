//! The way of each change: to this device at once, to the server a second after the last key and two after the first at
//! the latest, one request at a time.

use ::api::documents::SaveDraft;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::local::Local;
use super::writing::{Kept, Writing};
use crate::browser::clock;
use crate::client::api::ApiError;

/// So long after the last key it is sent, in milliseconds.
const PAUSE: u32 = 1_000;
/// So long after the first key it is on its way, however long somebody types without a pause, in milliseconds.
const AT_MOST: i64 = 2_000;
/// After a failure it is sent again by itself so much later, in milliseconds.
const AGAIN: u32 = 10_000;

impl Writing {
    /// What this device has kept.
    pub(super) fn local(self) -> Option<Local> {
        self.me.with_value(|me| Local::find(&me.id, &self.path()))
    }

    /// The server has this text. What another tab has written stays.
    pub(super) fn forget(self, text: &str) {
        self.me.with_value(|me| Local::forget(&me.id, &self.path(), text));
    }

    pub(super) fn keep(self) -> bool {
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
        let (now, first) = (clock::unix_ms(), self.unsent_since.get_value());
        let first = first.unwrap_or(now);
        self.unsent_since.set_value(Some(first));
        self.send_after(u32::try_from(AT_MOST - (now - first)).unwrap_or_default().min(PAUSE));
    }

    fn send_after(self, pause: u32) {
        self.edits.update_value(|edits| *edits += 1);
        let Some(edits) = self.edits.try_get_value() else { return };
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
        // The page may be gone by now: what is on this device is sent when it is opened again.
        if self.document.is_disposed() {
            return false;
        }
        // Before the document has come nobody knows what the server has of what this device keeps.
        let is_there = self.document.with_untracked(Option::is_some);
        if !is_there || self.is_sending.get_value() || self.theirs.with_untracked(Option::is_some) {
            return false;
        }
        self.is_sending.set_value(true);
        let is_done = loop {
            self.unsent_since.set_value(None);
            let Some(text) = self.text.try_get_untracked() else { return false };
            let file_seen = self.file_seen.get_value();
            if text == self.base.get_value() && !file_seen {
                self.forget(&text);
                self.kept.set(Kept::Saved);
                break true;
            }
            self.kept.set(Kept::Sending);
            self.sent.set_value(text.clone());
            self.keep();
            let save = SaveDraft { text, version: self.version.get_value(), file_seen };
            let answer = api::save_draft(self.folder, &self.slug.get_value(), &save).await;
            if self.text.is_disposed() {
                return false;
            }
            match answer {
                Ok(saved) => {
                    self.file_seen.set_value(false);
                    self.base.set_value(saved.draft.text.clone());
                    self.version.set_value(saved.draft.version);
                    if self.text.with_untracked(|now| *now == saved.draft.text) {
                        self.faults.set(saved.faults.clone());
                    }
                    let newest = self.newest();
                    self.document.update(|document| {
                        if let Some(document) = document {
                            (document.draft, document.faults) = (Some(saved.draft), saved.faults);
                        }
                    });
                    // Its past has grown, by this save or by somebody else's step; or there is nothing to choose any more.
                    if (saved.newest != newest || file_seen)
                        && let Ok(document) = api::document(self.folder, &self.slug.get_value()).await
                    {
                        self.document.set(Some(document));
                    }
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
        while self.is_sending.try_get_value() == Some(true) {
            clock::sleep(50).await;
        }
        self.send().await
    }

    /// What a refusal means; `true` where it is to be sent again at once.
    async fn is_told_apart(self, why: &ApiError) -> bool {
        if !matches!(why.status(), 403 | 404 | 409) {
            self.wait(why);
            return false;
        }
        let answer = api::document(self.folder, &self.slug.get_value()).await;
        if self.slug.is_disposed() {
            return false;
        }
        let told = match answer {
            Ok(document) if self.is_name_taken(&document) => self.rename().await.map(|()| true),
            Ok(document) => Ok(self.is_our_own(document)),
            Err(other) => Err(other),
        };
        told.unwrap_or_else(|other| {
            self.wait(&other);
            false
        })
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
            ApiError::Rejected { .. } | ApiError::Changed => {}
        }
    }
}
