//! State of the page: invites that are made, shown once, listed and revoked.

use ::api::people::{Invite, NewInvites};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::unanswered::{NOT_MADE, UNKNOWN, UNSURE, Unanswered};
use crate::desk::in_sight;
use crate::desk::shell::api;
use crate::desk::shell::session::Session;
use crate::ui::focus;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// Those just made: their codes are nowhere else.
    pub(super) made: RwSignal<Vec<Invite>>,
    /// `None` until the first answer.
    pub(super) listed: RwSignal<Option<Vec<Invite>>>,
    pub(super) failed: RwSignal<Option<String>>,
    pub(super) wrong: RwSignal<String>,
    pub(super) said: RwSignal<String>,
    /// Whether those just made were printed, sent or copied, or somebody has said that they were scanned.
    pub(super) is_given_out: RwSignal<bool>,
    /// What is to be made once somebody has said that those on screen may go.
    pub(super) asked: RwSignal<Option<NewInvites>>,
    /// Which is about to be revoked, after a second tap.
    pub(super) leaving: RwSignal<Option<i64>>,
    /// What was asked for last, where no answer came, until it is known what became of it.
    pub(super) unanswered: StoredValue<Option<Unanswered>>,
    pub(super) is_busy: RwSignal<bool>,
    pub(super) session: Session,
}

impl Page {
    pub(super) fn load(self) {
        self.failed.set(None);
        spawn_local(async move {
            match api::invites().await {
                Ok(answer) => self.take_in(answer.invites),
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }

    /// Lists them, and says what became of an answer that did not come.
    pub(super) fn take_in(self, invites: Vec<Invite>) {
        // The page may be gone by now.
        if let Some(unanswered) = self.unanswered.try_get_value().flatten() {
            self.unanswered.set_value(None);
            self.wrong.set(unanswered.made(&invites));
        }
        self.listed.set(Some(invites));
    }

    /// Whether nothing that was asked for before may have been made unseen; it is looked for first.
    pub(super) async fn is_answered(self) -> bool {
        if self.unanswered.with_value(Option::is_none) {
            return true;
        }
        match api::invites().await {
            Ok(answer) => {
                self.take_in(answer.invites);
                self.wrong.try_with_untracked(|wrong| wrong == NOT_MADE) == Some(true)
            }
            Err(why) => {
                self.session.hear(&why);
                false
            }
        }
    }

    /// Makes some; where that would take others off the screen that nobody has yet, somebody says so first.
    pub(super) fn make(self, new: NewInvites) {
        if self.made.with_untracked(Vec::is_empty) || self.is_given_out.get_untracked() {
            return self.make_now(new);
        }
        spawn_local(async move {
            // Those that were scanned from the screen are used by now.
            if let Ok(answer) = api::invites().await {
                self.listed.set(Some(answer.invites));
            }
            if self.made.is_disposed() {
                return;
            }
            if self.unused().is_empty() {
                self.make_now(new);
            } else {
                self.asked.set(Some(new));
                in_sight::soon(".replace", ".replace");
            }
        });
    }

    /// Those on screen stay.
    pub(super) fn keep_made(self) {
        self.asked.set(None);
        focus::soon(".sheet h2", ".sheet-head");
    }

    /// Of those on screen, the ones that nobody has used, as far as is known.
    pub(super) fn unused(self) -> Vec<i64> {
        let is_used = |id: i64| {
            self.listed.with_untracked(|listed| {
                listed.iter().flatten().any(|invite| invite.id == id && invite.used_at.is_some())
            })
        };
        let made = self.made.get_untracked().into_iter().map(|invite| invite.id);
        made.filter(|id| !is_used(*id)).collect()
    }

    pub(super) fn make_now(self, new: NewInvites) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.asked.set(None);
        self.is_busy.set(true);
        spawn_local(async move {
            if !self.is_answered().await {
                return self.is_busy.set(false);
            }
            self.wrong.set(String::new());
            let known = self.listed.with_untracked(|listed| {
                let all = listed.as_ref()?;
                Some(all.iter().map(|invite| invite.id).collect())
            });
            match api::make_invites(&new).await {
                Ok(answer) => {
                    self.said.set(format!("做好了 {} 张。", answer.invites.len()));
                    self.is_given_out.set(false);
                    self.made.set(answer.invites);
                    focus::soon(".sheet h2", ".sheet-head");
                }
                Err(why) if why.status() == 0 => {
                    // Nor does a phone know, which says that there is no network, whether it got through.
                    self.wrong.set(if known.is_some() { UNSURE } else { UNKNOWN }.into());
                    self.unanswered.set_value(known.map(|known| Unanswered { asked: new, known }));
                }
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.load();
            self.is_busy.set(false);
        });
    }

    /// All of these are good no more.
    pub(super) fn revoke_all(self, all: Vec<i64>) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let (total, mut gone, mut over) = (all.len(), Vec::new(), Vec::new());
            let mut said = String::new();
            for id in all {
                match api::revoke_invite(id).await {
                    Ok(()) => gone.push(id),
                    // Somebody has used it, or revoked it, meanwhile.
                    Err(why) if matches!(why.status(), 404 | 409 | 410) => over.push(id),
                    Err(why) => {
                        said = self.session.hear(&why);
                        break;
                    }
                }
            }
            self.said.set(revoked(total, gone.len(), over.len()) + &said);
            gone.append(&mut over);
            self.made.update(|made| made.retain(|invite| !gone.contains(&invite.id)));
            if self.made.try_with_untracked(Vec::is_empty) == Some(true) {
                self.asked.set(None);
            }
            self.is_busy.set(false);
            self.load();
            focus::soon(".invites h2", "");
        });
    }

    /// Whether to revoke one.
    pub(super) fn ask(self, id: i64) {
        self.leaving.set(Some(id));
        in_sight::soon(format!("[data-invite=\"{id}\"] .button:not(.quiet)"), "[data-invite]:focus-within");
    }

    /// Not after all.
    pub(super) fn keep(self, id: i64) {
        self.leaving.set(None);
        focus::soon(format!("[data-invite=\"{id}\"] .button"), "");
    }

    pub(super) fn revoke(self, id: i64) {
        self.leaving.set(None);
        spawn_local(async move {
            match api::revoke_invite(id).await {
                Ok(()) => {
                    self.said.set(format!("{id} 号作废了。"));
                    self.made.update(|made| made.retain(|invite| invite.id != id));
                    if self.made.try_with_untracked(Vec::is_empty) == Some(true) {
                        self.asked.set(None);
                    }
                }
                Err(why) => self.said.set(self.session.hear(&why)),
            }
            self.load();
            focus::soon(".invites h2", "");
        });
    }
}

/// What became of so many that were to be revoked: of those that are `over` somebody has used or revoked each meanwhile.
fn revoked(total: usize, gone: usize, over: usize) -> String {
    let left = total - gone - over;
    if gone == total {
        return format!("{total} 张都作废了。");
    }
    let over = (over > 0).then(|| format!("，另外 {over} 张刚被用了或已经作废"));
    let left = (left > 0).then(|| format!("，还有 {left} 张没作废"));
    format!("作废了 {gone} 张{}{}。", over.unwrap_or_default(), left.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_somebody_used_meanwhile_is_not_left_to_be_revoked() {
        assert_eq!(revoked(3, 3, 0), "3 张都作废了。");
        assert_eq!(revoked(3, 2, 1), "作废了 2 张，另外 1 张刚被用了或已经作废。");
        assert_eq!(revoked(3, 2, 0), "作废了 2 张，还有 1 张没作废。");
        assert_eq!(revoked(4, 2, 1), "作废了 2 张，另外 1 张刚被用了或已经作废，还有 1 张没作废。");
    }
}
