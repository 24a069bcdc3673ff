//! Two texts of one document, and what becomes of the one that was written here: no word of it goes but by choice.

use ::api::documents::permission::{self, Action};
use ::api::documents::{Document, Folder, SaveDraft, Shown, Stage, Step, TakeStep};
use ::api::paths;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::form::Form;
use super::local::Local;
use super::steps::{self, only};
use super::writing::{Kept, TWO, Theirs, Writing, settled};
use crate::browser::history;
use crate::client::api::ApiError;
use crate::ui::focus;

impl Writing {
    /// Somebody else was faster; unless it was this device, whose answer was cut.
    pub(super) fn is_our_own(self, document: Document) -> bool {
        let text = document.draft.as_ref().map_or_else(|| settled(self.folder, &document), |draft| draft.text.clone());
        let version = document.draft.as_ref().map_or(0, |draft| draft.version);
        let is_in_review = document.draft.as_ref().is_some_and(|draft| draft.stage == Stage::Review);
        let is_mine = document.draft.as_ref().is_none_or(|draft| draft.is_mine);
        let asker = steps::asker(&document, self.is_committee());
        let may_be_mine = permission::may(self.folder, Action::Write, asker).is_ok();
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
        self.kept.set(Kept::Here(TWO.into()));
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
                let answer = api::take_step(self.folder, &self.slug.get_value(), &take).await;
                // The page may be gone by now; what is here is still on this device.
                if self.is_busy.is_disposed() {
                    return;
                }
                match answer {
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
        self.forget(&theirs.mine);
        self.show_text(&theirs.text);
        self.base.set_value(theirs.text);
        self.version.set_value(theirs.version);
        self.kept.set(Kept::Saved);
        self.check();
        // The other one may have gone on since it was shown here.
        self.again(true);
    }

    /// 存成新的: what is here goes on under a name of its own.
    pub(super) fn save_as_new(self) {
        let Some(theirs) = self.theirs.get_untracked() else { return };
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            match self.save_under_new_name(&theirs.mine).await {
                Ok(slug) => {
                    self.forget(&theirs.mine);
                    history::open(&paths::desk_document(self.folder.as_str(), &slug));
                }
                Err(why) => self.said.set(self.hear(&why)),
            }
            self.is_busy.set(false);
        });
    }

    async fn save_under_new_name(self, text: &str) -> Result<String, ApiError> {
        let slug = self.free_slug(text).await?;
        let save = SaveDraft { text: text.to_string(), version: 0, file_seen: false };
        api::save_draft(self.folder, &slug, &save).await.map(|_| slug)
    }

    async fn free_slug(self, text: &str) -> Result<String, ApiError> {
        let title = Form::of(self.folder, text).map(|form| form.get("title").to_string());
        api::free_slug(self.folder, &title.unwrap_or_default()).await
    }

    /// Whether somebody else has begun another document under the name of the one that is begun here: two who ask at the
    /// same time are told the same name.
    pub(super) fn is_name_taken(self, document: &Document) -> bool {
        let is_new =
            |known: &Document| known.shown == Shown::Nothing && known.draft.is_none() && known.revisions.is_empty();
        self.folder != Folder::Site
            && self.document.with_untracked(|known| known.as_ref().is_some_and(is_new))
            && document.draft.as_ref().is_some_and(|draft| !draft.is_mine)
    }

    /// Goes on under the next free name: there is nothing to choose between two that are both new.
    pub(super) async fn rename(self) -> Result<(), ApiError> {
        let slug = self.free_slug(&self.text.get_untracked()).await?;
        if self.slug.is_disposed() {
            return Ok(());
        }
        let (path, was) = (self.path(), self.slug.get_value());
        self.slug.set_value(slug.clone());
        // Under the new name before it is gone from the old one.
        if self.keep() {
            let text = self.text.get_untracked();
            self.me.with_value(|me| Local::forget(&me.id, &path, &text));
        }
        history::enter(&paths::desk_document(self.folder.as_str(), &slug), false);
        self.said.set(match self.folder {
            Folder::Cards => format!("{was} 别人先用了，这一张现在是 {slug}。"),
            _ => "别人先起了同样的名字，这一份另存成了新的，写的都在。".into(),
        });
        self.document.update(|document| {
            if let Some(document) = document {
                document.slug = slug;
            }
        });
        Ok(())
    }
}
