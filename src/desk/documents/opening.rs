//! What the server has comes in: when the page is opened, when somebody is back at it, and after a step.

use ::api::documents::{Document, Shown};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::local::Opening;
use super::writing::{Kept, Theirs, Writing, shown};

impl Writing {
    /// Asks for the document, and goes on where this device left off.
    pub(super) fn load(self) {
        self.failed.set(None);
        spawn_local(async move {
            let answer = api::document(self.folder, &self.slug.get_value()).await;
            match answer {
                Ok(document) => self.open(document),
                Err(why) => self.failed.set(Some(self.hear(&why))),
            }
        });
    }

    fn open(self, document: Document) {
        let local = self.local();
        let (draft, shown) = (document.draft.clone(), shown(self.folder, &document));
        let may_write = self.may_write_to(&document);
        let may_be_mine = may_write || draft.as_ref().is_some_and(|draft| draft.is_mine);
        self.adopt(document);
        let Some(local) = local else { return };
        match local.beside(draft.as_ref(), &shown) {
            Opening::Theirs => self.forget(&local.text),
            Opening::Mine if may_write => {
                self.show_text(&local.text);
                self.changed();
            }
            _ => self.theirs.set(Some(Theirs {
                text: self.base.get_value(),
                version: self.version.get_value(),
                mine: local.text,
                why: "这台设备上还有一份没存上的",
                may_be_mine,
            })),
        }
    }

    /// Shows what the server has, and lets go of all else.
    fn adopt(self, document: Document) {
        let text = match &document.draft {
            Some(draft) => draft.text.clone(),
            None => shown(self.folder, &document),
        };
        self.version.set_value(document.draft.as_ref().map_or(0, |draft| draft.version));
        self.base.set_value(text.clone());
        self.sent.set_value(String::new());
        self.faults.set(document.faults.clone());
        self.says_all.set(document.shown != Shown::Nothing);
        self.is_unproved.set(false);
        self.theirs.set(None);
        self.kept.set(Kept::Saved);
        self.document.set(Some(document));
        if self.text.with_untracked(|now| *now != text) || self.form.with_untracked(Option::is_none) {
            self.show_text(&text);
        }
    }

    /// What a step made of it. A change that came in meanwhile, such as a picture that was on its way, is kept beside it.
    pub(super) fn settle(self, document: Document) {
        if self.is_all_there() {
            self.adopt(document);
        } else {
            self.is_our_own(document);
        }
    }

    /// Somebody is back, or the network is: what was not sent is sent, and what others did is shown, and what another tab
    /// has left on this device.
    pub(super) fn again(self) {
        if self.document.with_untracked(Option::is_none) {
            return self.load();
        }
        spawn_local(async move {
            let edits = self.edits.get_value();
            if !self.is_all_there() {
                self.send().await;
            } else if self.theirs.with_untracked(Option::is_none)
                && !self.is_busy.get_untracked()
                && let Ok(document) = api::document(self.folder, &self.slug.get_value()).await
                && self.edits.get_value() == edits
                && (self.document.with_untracked(|known| known.as_ref() != Some(&document)) || self.local().is_some())
            {
                self.open(document);
            }
        });
    }

    fn is_all_there(self) -> bool {
        self.text.with_untracked(|text| self.base.with_value(|base| base == text))
    }
}
