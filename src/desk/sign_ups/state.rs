//! State of the page: the slots, and what was done.

use std::future::Future;

use ::api::activities::{DeskSignUp, DeskSlot, DeskSlots, TellAll};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::api::ApiError;
use crate::desk::documents::Line;
use crate::desk::print::Sheet;
use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// `None` until the first answer.
    pub(super) slots: RwSignal<Option<Vec<DeskSlot>>>,
    pub(super) failed: RwSignal<Option<String>>,
    /// What was done last.
    pub(super) said: RwSignal<String>,
    /// Why something was not.
    pub(super) wrong: RwSignal<String>,
    pub(super) is_busy: RwSignal<bool>,
    /// What is printed.
    pub(super) sheet: Sheet,
    person: StoredValue<String>,
    session: Session,
}

/// Which one it is.
pub(super) fn key(slot: &DeskSlot) -> String {
    [&slot.activity, "/", &slot.slot].concat()
}

impl Page {
    pub(super) fn new(session: Session, person: String) -> Self {
        Self {
            slots: RwSignal::new(None),
            failed: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            sheet: Sheet::new(),
            person: StoredValue::new(person),
            session,
        }
    }

    /// A slot as it is now; `None` once it is gone.
    pub(super) fn find(self, of: &str) -> Option<DeskSlot> {
        self.slots.with(|slots| slots.iter().flatten().find(|slot| key(slot) == of).cloned())
    }

    /// A line to all of a slot that was begun on this device.
    pub(super) fn line(self, of: &str) -> Line {
        Line::of("tell", &self.person.get_value(), of)
    }

    pub(super) fn load(self) {
        spawn_local(async move {
            match api::sign_ups().await {
                Ok(all) => {
                    self.failed.set(None);
                    self.show(all);
                }
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }

    /// The same answer again leaves the page as it is.
    fn show(self, DeskSlots { slots }: DeskSlots) {
        // The page may be gone by now.
        if self.slots.try_with_untracked(|now| now.as_ref() != Some(&slots)) == Some(true) {
            self.slots.set(Some(slots));
        }
    }

    /// A free seat for somebody who waits.
    pub(super) fn move_up(self, slot: &DeskSlot, who: &DeskSignUp, said: String) {
        let (activity, slot, id) = (slot.activity.clone(), slot.slot.clone(), who.id.clone());
        self.run(async move { api::move_up(&activity, &slot, &id).await }, move || said);
    }

    /// Tells all of a slot what was written; an empty line takes back what they were told.
    pub(super) fn tell(self, slot: &DeskSlot, line: Line, text: String) {
        let (activity, name) = (slot.activity.clone(), slot.slot.clone());
        let tell = TellAll { line: text, was: slot.line.clone() };
        // Taking back leaves alone what is being typed.
        let sent = (!tell.line.is_empty()).then(|| line.sent());
        self.run(async move { api::tell_all(&activity, &name, &tell).await }, move || match sent {
            Some(sent) => {
                sent();
                "写上了，报了名的在自己那页看得到。".into()
            }
            None => "收回来了，他们那页上没有这一句了。".into(),
        });
    }

    fn run(
        self,
        asked: impl Future<Output = Result<DeskSlots, ApiError>> + 'static,
        done: impl FnOnce() -> String + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.said.set(String::new());
        spawn_local(async move {
            match asked.await {
                Ok(all) => {
                    self.said.set(done());
                    self.show(all);
                }
                Err(why) => {
                    self.wrong.set(self.session.hear(&why));
                    // What it was about may be another by now.
                    self.load();
                }
            }
            self.is_busy.set(false);
        });
    }
}
