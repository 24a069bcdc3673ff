//! What a secretary does with a post, and what becomes of the line then.

use ::api::posts::{Decide, Decision, DeskPost, PostState, Reason, ReasonCode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::{Line, UNKNOWN};
use crate::api::ApiError;
use crate::browser::clock;
use crate::desk::{api, focus};

/// As long as the server lets a decision be taken back, in milliseconds.
const UNDO: u32 = 60_000;
/// A new post stands where the last one stood: for so many milliseconds nothing is decided, so that the second of two
/// quick taps does not let out what nobody has read.
const SETTLES: u32 = 450;

impl Line {
    /// Asks for a reason.
    pub(super) fn ask(self, post: DeskPost, decision: Decision) {
        self.said.set(String::new());
        self.note.set(String::new());
        self.asking.set(Some((post, decision)));
        focus::soon(".reasons h2", ".reasons");
    }

    /// Does not ask any more.
    pub(super) fn close(self) {
        self.asking.set(None);
    }

    /// The same, by whoever asked: the answers are at hand again.
    pub(super) fn close_and_return(self) {
        let was_removing = self
            .asking
            .with_untracked(|asking| asking.as_ref().is_some_and(|(_, decision)| *decision == Decision::Remove));
        self.close();
        self.said.set(String::new());
        if !was_removing {
            focus::soon(".now .post", "");
        }
    }

    /// A reason is the answer; one's own needs words.
    pub(super) fn answer(self, code: ReasonCode) {
        let Some((post, decision)) = self.asking.get_untracked() else { return };
        let note = self.note.get_untracked().trim().to_string();
        if code == ReasonCode::Other && note.is_empty() {
            self.said.set("先写一句，他才知道怎么改".into());
            focus::soon("#note", ".reasons");
        } else {
            self.decide(&post, decision, Some(Reason { code, note }));
        }
    }

    pub(super) fn decide(self, post: &DeskPost, decision: Decision, reason: Option<Reason>) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.said.set(String::new());
        let (id, decide) = (post.id.clone(), Decide { decision, reason, version: post.version });
        spawn_local(async move {
            match api::decide(&id, &decide).await {
                Ok(post) => {
                    self.decided(post, decision);
                    clock::sleep(SETTLES).await;
                    self.is_busy.set(false);
                }
                Err(why) => {
                    self.is_busy.set(false);
                    self.refused(&why, decision);
                }
            }
        });
    }

    fn refused(self, why: &ApiError, decision: Decision) {
        self.said.set(self.session.hear(why));
        // Somebody else was faster, its writer took it back, or it is not this secretary's to decide.
        if matches!(why, ApiError::Rejected { status: 403 | 404 | 409 | 410, .. }) {
            self.close();
            if decision == Decision::Undo {
                self.last.set(None);
            }
            self.refresh();
        }
    }

    fn decided(self, post: DeskPost, decision: Decision) {
        // What was asked before does not know of this.
        self.turn();
        self.told.set_value(UNKNOWN);
        self.close();
        let (id, version, state) = (post.id.clone(), post.version, post.state);
        self.posts.update(|posts| {
            let posts = posts.get_or_insert_default();
            posts.retain(|known| known.id != id);
            if decision == Decision::Undo && state == self.state.get_untracked() {
                posts.insert(0, post.clone());
            }
        });
        let done = match decision {
            Decision::Undo => "撤销了。",
            decision => done(decision),
        };
        if decision == Decision::Undo {
            self.last.set(None);
        } else {
            self.last.set(Some((post, decision)));
            self.forget(id, version);
        }
        let left = self.posts.with_untracked(|posts| posts.as_ref().map_or(0, Vec::len));
        self.news.set(match (self.state.get_untracked(), left) {
            (PostState::Pending, 0) => format!("{done}，没有更多了。"),
            (PostState::Pending, _) => format!("{done}，下一条。"),
            _ => done.to_string(),
        });
        if left == 0 {
            self.load();
        }
        self.step();
    }

    fn forget(self, id: String, version: i64) {
        spawn_local(async move {
            clock::sleep(UNDO).await;
            let is_it = |last: &Option<(DeskPost, _)>| {
                last.as_ref().is_some_and(|(last, _)| last.id == id && last.version == version)
            };
            if self.last.with_untracked(is_it) {
                self.last.set(None);
            }
        });
    }

    pub(super) fn undo(self) {
        if let Some((post, _)) = self.last.get_untracked() {
            self.decide(&post, Decision::Undo, None);
        }
    }
}

/// What was done with a post.
pub(super) fn done(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => "发布了",
        Decision::Return => "退回了",
        Decision::Remove => "撤下了",
        Decision::Undo => "撤销了",
    }
}
