//! What a secretary does with a post, and what becomes of the line then.

use ::api::posts::{Decide, Decision, DeskPost, PostState, Reason, ReasonCode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::deed::Deed;
use super::line::{Line, UNKNOWN};
use super::list::List;
use super::post::is_nomination;
use super::wrong::Wrong;
use crate::browser::clock;
use crate::client::api::ApiError;
use crate::desk::shell::api;
use crate::ui::focus;

/// As long as the server lets a decision be taken back, in milliseconds.
const UNDO: u32 = 60_000;
/// A new post stands where the last one stood: for so many milliseconds nothing is decided, so that the second of two
/// quick taps does not let out what nobody has read.
const SETTLES: u32 = 450;

impl Line {
    /// Asks for a reason.
    pub(super) fn ask(self, post: DeskPost, decision: Decision) {
        self.said.set(None);
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
        let asked = self.asking.get_untracked().filter(|_| self.list.get_untracked() != List::Waiting);
        self.close();
        self.said.set(None);
        match asked {
            // A row of a list has the button that asked.
            Some((post, _)) => focus::soon(format!("[data-post=\"{}\"] .do button:last-child", post.id), ""),
            None => focus::soon(".now .post", ""),
        }
    }

    /// A reason is the answer; one's own needs words.
    pub(super) fn answer(self, code: ReasonCode) {
        let Some((post, decision)) = self.asking.get_untracked() else { return };
        let note = self.note.get_untracked().trim().to_string();
        if code == ReasonCode::Other && note.is_empty() {
            self.said.set(Wrong::new(None, "写一句原因，写的人才明白".into()));
            focus::soon("#note", ".reasons");
        } else {
            self.decide(&post, decision, Some(Reason { code, note }));
        }
    }

    pub(super) fn decide(self, post: &DeskPost, decision: Decision, reason: Option<Reason>) {
        let (post, done) = (post.clone(), done(decision, post));
        self.send(Deed { post, done, list: self.list.get_untracked() }, decision, reason);
    }

    pub(super) fn undo(self) {
        if let Some(last) = self.last.get_untracked() {
            let done = done(Decision::Undo, &last.post);
            self.send(Deed { done, ..last }, Decision::Undo, None);
        }
    }

    fn send(self, deed: Deed, decision: Decision, reason: Option<Reason>) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.said.set(None);
        let decide = Decide { decision, reason, version: deed.post.version };
        spawn_local(async move {
            let answer = api::decide(&deed.post.id, &decide).await;
            // The page may be gone by now.
            if self.is_busy.is_disposed() {
                return;
            }
            match answer {
                Ok(post) => {
                    self.decided(Deed { post, ..deed }, decision);
                    clock::sleep(SETTLES).await;
                    if self.is_busy.is_disposed() {
                        return;
                    }
                    self.is_busy.set(false);
                }
                Err(why) => {
                    self.is_busy.set(false);
                    self.refused(&deed.post, &why, decision);
                }
            }
            // Nothing that the server told meanwhile was looked at.
            self.count(self.live.line.get_untracked());
        });
    }

    fn refused(self, post: &DeskPost, why: &ApiError, decision: Decision) {
        self.said.set(Wrong::new(Some(post), self.session.hear(why)));
        // Somebody else was faster, its writer took it back, or it is not this secretary's to decide.
        if matches!(why, ApiError::Rejected { status: 403 | 404 | 409 | 410, .. }) {
            self.close();
            if decision == Decision::Undo {
                self.last.set(None);
            }
            // Also a list of what was decided: this post stands elsewhere now.
            self.load();
        }
    }

    fn decided(self, deed: Deed, decision: Decision) {
        // What was asked before does not know of this.
        self.turn();
        self.told.set_value(UNKNOWN);
        self.is_swapped.set(false);
        self.close();
        let (list, is_undone) = (self.list.get_untracked(), decision == Decision::Undo);
        self.posts.update(|posts| {
            let posts = posts.get_or_insert_default();
            posts.retain(|known| known.id != deed.post.id);
            if is_undone && deed.list == list {
                posts.insert(0, deed.post.clone());
            }
        });
        let (done, left) = (deed.done, self.posts.with_untracked(|posts| posts.as_ref().map_or(0, Vec::len)));
        self.news.set(match (list, left) {
            (List::Waiting, 0) if !is_undone => format!("{done}，没有更多了。"),
            (List::Waiting, _) if !is_undone => format!("{done}，下一条。"),
            _ => format!("{done}。"),
        });
        if is_undone {
            self.last.set(None);
        } else {
            self.forget(deed.post.id.clone(), deed.post.version);
            self.last.set(Some(deed));
        }
        if left == 0 {
            self.load();
        }
        self.step();
    }

    fn forget(self, id: String, version: i64) {
        spawn_local(async move {
            clock::sleep(UNDO).await;
            let is_it = |last: &Option<Deed>| {
                last.as_ref().is_some_and(|last| last.post.id == id && last.post.version == version)
            };
            if self.last.try_with_untracked(is_it) == Some(true) {
                self.last.set(None);
            }
        });
    }
}

/// What can be done against a post that waits. One that readers had already, until reports hid it or somebody took it down,
/// is taken down; any other goes back to its writer.
pub(super) fn against(post: &DeskPost) -> Decision {
    match post.state {
        PostState::Approved | PostState::Removed => Decision::Remove,
        PostState::Pending | PostState::Returned => Decision::Return,
    }
}

/// What that is called.
pub(super) fn against_name(post: &DeskPost) -> &'static str {
    match post.state {
        PostState::Approved | PostState::Removed if is_nomination(post) => "先放下",
        PostState::Removed => "维持撤下",
        PostState::Approved => "撤下",
        PostState::Pending | PostState::Returned => "请改一改",
    }
}

/// What lets a post be read, as it is now.
pub(super) fn in_favour(post: &DeskPost) -> &'static str {
    match post.state {
        PostState::Pending if is_nomination(post) => "收下，去问本人",
        _ if is_nomination(post) => "还是收下",
        PostState::Approved if !post.hidden => "留着",
        PostState::Approved | PostState::Removed => "放回去",
        PostState::Returned => "还是发吧",
        PostState::Pending => "发布",
    }
}

/// What is done with a post that stood so.
fn done(decision: Decision, was: &DeskPost) -> &'static str {
    match (decision, was.state) {
        (Decision::Approve, _) if is_nomination(was) => "收下了",
        (Decision::Remove, _) if is_nomination(was) => "放下了",
        (Decision::Approve, PostState::Approved) if !was.hidden => "留着了",
        (Decision::Approve, PostState::Approved | PostState::Removed) => "放回去了",
        (Decision::Approve, _) => "发布了",
        (Decision::Return, _) => "退回了",
        (Decision::Remove, PostState::Removed) => "维持撤下了",
        (Decision::Remove, _) => "撤下了",
        (Decision::Undo, _) => "撤销了",
    }
}
