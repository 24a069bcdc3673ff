//! What the server has comes in: when the page is opened, when somebody is back at it, and after a step.

use ::api::documents::{Document, Shown, Stage};
use ::api::posts::DraftSaved;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::local::{Local, Opening};
use super::writing::{Kept, TWO, Theirs, Writing, settled};

impl Writing {
    /// Asks for the document, and goes on where this device left off.
    pub(super) fn load(self) {
        self.failed.set(None);
        spawn_local(async move {
            let answer = api::document(self.folder, &self.slug.get_value()).await;
            // The page may be gone by now.
            if self.slug.is_disposed() {
                return;
            }
            match answer {
                Ok(document) => self.open(document),
                Err(why) => self.failed.set(Some(self.hear(&why))),
            }
        });
    }

    fn open(self, document: Document) {
        let local = self.local();
        let (draft, settled) = (document.draft.clone(), settled(self.folder, &document));
        let may_write = self.may_write_to(&document);
        let may_be_mine = may_write || draft.as_ref().is_some_and(|draft| draft.is_mine);
        self.adopt(document);
        let Some(local) = local else { return };
        match local.beside(draft.as_ref(), &settled) {
            Opening::Theirs => self.forget(&local.text),
            Opening::Mine if may_write => {
                self.show_text(&local.text);
                self.changed();
            }
            _ => {
                self.kept.set(Kept::Here(TWO.into()));
                self.theirs.set(Some(Theirs {
                    text: self.base.get_value(),
                    version: self.version.get_value(),
                    mine: local.text,
                    why: "这台设备上还有一份没存好的",
                    may_be_mine,
                }));
            }
        }
    }

    /// Shows what the server has, and lets go of all else.
    fn adopt(self, document: Document) {
        let text = match &document.draft {
            Some(draft) => draft.text.clone(),
            None => settled(self.folder, &document),
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

    /// Somebody has done something, or is back (`is_back`), or the network is: what was not sent is sent, and what others did
    /// is shown. What another tab keeps on this device is gone on with where somebody is back; otherwise that tab sends it
    /// itself, and its next save is told, too.
    pub(super) fn again(self, is_back: bool) {
        if self.document.with_untracked(Option::is_none) {
            return self.load();
        }
        spawn_local(async move {
            let Some(edits) = self.edits.try_get_value() else { return };
            if !self.is_all_there() {
                self.send().await;
            } else if self.theirs.with_untracked(Option::is_none)
                && !self.is_busy.get_untracked()
                && let Ok(document) = api::document(self.folder, &self.slug.get_value()).await
                && self.edits.try_get_value() == Some(edits)
                && (is_back || !self.is_at_it_elsewhere(&document))
                && (self.document.with_untracked(|known| known.as_ref() != Some(&document)) || self.local().is_some())
            {
                let news =
                    self.document.with_untracked(|known| known.as_ref().and_then(|known| news(known, &document)));
                let is_same_draft = self
                    .document
                    .with_untracked(|known| known.as_ref().is_some_and(|known| known.draft == document.draft));
                let words = self.text.get_untracked();
                let is_in_review = document.draft.as_ref().is_some_and(|draft| draft.stage == Stage::Review);
                self.open(document);
                if is_in_review && !is_same_draft || self.text.with_untracked(|now| *now != words) {
                    self.swapped.now();
                }
                // What was said of the last step is over, too; not where that is only shown by now.
                if !is_same_draft || news.is_some() {
                    self.said.set(news.unwrap_or_default().to_string());
                }
            }
        });
    }

    /// Another device, or another tab, has saved the draft of whoever sits here. Where this page has something of its own to
    /// send, that meets it; what is somebody else's by now is told to whoever begins to write.
    pub(super) fn hear_of(self, saved: &DraftSaved) {
        let is_newer = saved.version > self.version.get_value() && self.path() == saved.path;
        let is_mine = |document: &Document| document.draft.as_ref().is_some_and(|draft| draft.is_mine);
        let is_ours = self.document.with_untracked(|document| document.as_ref().is_some_and(is_mine));
        if is_newer && is_ours && !self.is_sending.get_value() && self.is_all_there() {
            self.again(false);
        }
    }

    /// Whether this device keeps other words than the server has.
    fn is_at_it_elsewhere(self, document: &Document) -> bool {
        let is_other =
            |local: Local| local.beside(document.draft.as_ref(), &settled(self.folder, document)) != Opening::Theirs;
        self.local().is_some_and(is_other)
    }

    fn is_all_there(self) -> bool {
        self.text.with_untracked(|text| self.base.with_value(|base| base == text))
    }
}

/// What somebody else has done with a document, in a sentence.
fn news(before: &Document, now: &Document) -> Option<&'static str> {
    let stage = |document: &Document| document.draft.as_ref().map(|draft| draft.stage);
    let text = |document: &Document| document.draft.as_ref().map(|draft| draft.text.clone());
    match (stage(before), stage(now)) {
        (Some(Stage::Review), Some(Stage::Draft)) => {
            let has_note = now.draft.as_ref().is_some_and(|draft| draft.note.is_some());
            Some(if has_note { "退回来了，改好再送审。" } else { "收回去改了。" })
        }
        (Some(Stage::Review), None) if now.planned.is_some() => Some("复审过了，到点读者就看得到。"),
        (Some(Stage::Review), None) => Some("复审过了，已经发布。"),
        (Some(Stage::Draft), Some(Stage::Review)) => Some("送审了。"),
        (Some(Stage::Draft), None) => Some("这份草稿刚才丢掉了。"),
        (Some(Stage::Draft), Some(Stage::Draft)) if text(before) != text(now) => {
            Some("这份刚在别处改过，这里换成了最新的。")
        }
        _ if before.shown != now.shown && now.shown == Shown::Withdrawn => Some("刚才撤下了，读者看不到了。"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use ::api::documents::{Draft, PlannedText};

    use super::*;

    #[test]
    fn what_others_did_is_said() {
        let document = |stage: Option<Stage>, note: Option<&str>| Document {
            draft: stage.map(|stage| Draft { stage, note: note.map(str::to_string), ..Draft::default() }),
            ..Document::default()
        };
        let sent = document(Some(Stage::Review), None);
        let said = |now: Document| news(&sent, &now).unwrap_or_default();
        assert!(said(document(Some(Stage::Draft), Some("短一点"))).starts_with("退回来了"));
        assert!(said(document(Some(Stage::Draft), None)).starts_with("收回去"));
        let out = Document { shown: Shown::Revision, ..document(None, None) };
        assert!(said(out).contains("已经发布"));
        let planned = Some(PlannedText { text: String::new(), publish_from: 100 });
        assert!(said(Document { planned, ..document(None, None) }).contains("到点"));
        assert_eq!(said(sent.clone()), "");
    }
}
