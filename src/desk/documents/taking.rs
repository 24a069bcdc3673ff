//! Steps that are taken with a document: once the server has all that was written, and never with something else than what
//! was looked at.

use ::api::documents::{Document, DocumentRow, Stage, Step, TakeStep};
use content::front_matter::without_field;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::part::Part;
use super::steps::{Offer, offer, only};
use super::writing::Writing;
use crate::client::api::ApiError;
use crate::desk::swapped::NOT_DONE;

impl Writing {
    /// Takes a step, once the server has all that was written. Where nobody else has to look, handing in goes on to publish.
    pub(super) fn take(self, mut take: TakeStep) {
        let mut step = take.step;
        if self.is_busy.get_untracked() {
            return;
        }
        if self.swapped.is_fresh() {
            return self.said.set(NOT_DONE.into());
        }
        self.is_busy.set(true);
        // It takes a moment: every page is made anew.
        self.said.set(if step == Step::Publish { "正在发布……".into() } else { String::new() });
        self.next_up.set(None);
        // What was asked before this is no answer any more.
        self.edits.update_value(|edits| *edits += 1);
        spawn_local(async move {
            if self.finish_saving().await {
                let slug = self.slug.get_value();
                let answer = loop {
                    take.version = self.looked_at(step);
                    let answer = api::take_step(self.folder, &slug, &take).await;
                    // The page may be gone by now.
                    if self.is_busy.is_disposed() {
                        return;
                    }
                    match answer {
                        Ok(document) if step == Step::Submit && self.offer(&document).next == Some(Step::Publish) => {
                            self.settle(document);
                            self.said.set("正在发布……".into());
                            (take, step) = (self.publish(), Step::Publish);
                        }
                        answer => break answer,
                    }
                };
                match answer {
                    Ok(document) => {
                        let is_planned = step == Step::Publish && is_to_come(&document);
                        let one_person = document.one_person;
                        self.settle(document);
                        self.note.set(String::new());
                        self.unverified.set(String::new());
                        self.asked.set(None);
                        let said = match step {
                            _ if is_planned => "定好了，到点读者就看得到。",
                            step => done(step, one_person),
                        };
                        self.said.set(said.to_string());
                        if matches!(step, Step::Publish | Step::Return) {
                            self.find_next_up().await;
                        }
                    }
                    Err(why) => self.refused_step(step, &why).await,
                }
            } else if self.theirs.try_with_untracked(Option::is_none) == Some(true) {
                self.said.set("还没存好，等存好了再来。".into());
            }
            self.is_busy.set(false);
        });
    }

    /// Whoever reviews goes from one to the next, not back to the list after each.
    async fn find_next_up(self) {
        // Without an answer the list is still there.
        let Ok(listed) = api::documents(self.folder).await else { return };
        let is_waiting = |row: &&DocumentRow| row.stage == Some(Stage::Review) && !row.is_mine;
        let mut waiting = listed.documents.iter().filter(is_waiting);
        let next = waiting.next().map(|row| (row.slug.clone(), 1 + waiting.count()));
        self.next_up.set(next);
    }

    async fn refused_step(self, step: Step, why: &ApiError) {
        self.said.set(self.hear(why));
        let ApiError::Rejected { status, body, .. } = why else { return };
        if body.code == "unverified" {
            self.is_unproved.set(true);
        }
        if body.code == "faulty" {
            self.part.set(Part::Write);
            self.show_first_fault();
        }
        if matches!(status, 404 | 409)
            && let Ok(document) = api::document(self.folder, &self.slug.get_value()).await
            && !self.text.is_disposed()
        {
            let words = self.text.get_untracked();
            self.settle(document);
            // A finger that taps again means what it has seen, not what has come; one's own words may be handed on.
            if step != Step::Submit || self.text.with_untracked(|now| *now != words) {
                self.swapped.now();
            }
            self.said.set(match step {
                Step::Submit => "这份刚才变了，看一眼再送。".into(),
                _ => "别人刚动过这一份，看一眼再点。".into(),
            });
        }
    }

    fn looked_at(self, step: Step) -> i64 {
        self.document.with_untracked(|document| {
            let Some(document) = document else { return 0 };
            match &document.draft {
                Some(_) if !matches!(step, Step::Withdraw | Step::Unschedule | Step::Restore) => {
                    self.version.get_value()
                }
                _ => newest(document),
            }
        })
    }

    /// The number of the newest revision that is known here; 0 where there is none.
    pub(super) fn newest(self) -> i64 {
        self.document.with_untracked(|document| document.as_ref().map_or(0, newest))
    }

    /// Goes on with another text, as a draft.
    pub(super) fn begin_with(self, text: &str) {
        self.choose(&without_field(text, "withdrawn"));
    }

    /// Makes a text the draft, even where it is what readers are shown already.
    pub(super) fn choose(self, text: &str) {
        self.show_text(text);
        if self.document.with_untracked(|document| document.as_ref().is_some_and(|document| document.draft.is_none())) {
            self.base.set_value(String::new());
        }
        self.file_seen.set_value(true);
        self.changed();
    }

    /// Publishing, with what was said about a quotation that was not found.
    pub(super) fn publish(self) -> TakeStep {
        // What was said of another text is not said of this one unless somebody sees it.
        let unverified = self.is_unproved.get_untracked().then(|| self.unverified.said()).flatten();
        TakeStep { unverified, ..only(Step::Publish) }
    }

    /// What can be done now.
    pub(super) fn offer(self, document: &Document) -> Offer {
        offer(document, self.is_committee())
    }
}

fn newest(document: &Document) -> i64 {
    document.revisions.first().map_or(0, |revision| revision.number)
}

/// Whether what was just published is still to come: by the server's clock alone.
fn is_to_come(document: &Document) -> bool {
    let newest = document.revisions.first();
    newest.is_some_and(|revision| revision.publish_from.is_some_and(|from| from > revision.at))
}

/// `one_person`: nobody else looks at it.
fn done(step: Step, one_person: bool) -> &'static str {
    match step {
        Step::Restore if one_person => "成了一份草稿，发布后才会回到读者那里。",
        Step::Submit if one_person => "送审了，看一眼就能发布。",
        Step::Submit => "送审了，等另一位看。",
        Step::TakeBack => "收回来了，接着改。",
        Step::Return => "退回去了。",
        Step::Publish => "发布了。",
        Step::Discard => "草稿丢掉了。",
        Step::Unschedule => "定时取消了。",
        Step::Withdraw => "撤下了，读者看不到了。",
        Step::Restore => "成了一份草稿，送审后才会回到读者那里。",
    }
}
