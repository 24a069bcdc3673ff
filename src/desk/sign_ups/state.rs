//! State of the page: the slots, and what was done.

use ::api::activities::{DeskSignUp, DeskSlot, DeskSlots, TellAll};
use leptos::prelude::*;

use crate::desk::documents::Line;
use crate::desk::print::Sheet;
use crate::desk::shell::api;
use crate::desk::shell::room::Room;
use crate::desk::shell::session::Session;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) room: Room<DeskSlots>,
    /// What is printed.
    pub(super) sheet: Sheet,
    person: StoredValue<String>,
}

/// Which one it is.
pub(super) fn key(slot: &DeskSlot) -> String {
    [&slot.activity, "/", &slot.slot].concat()
}

impl Page {
    pub(super) fn new(session: Session, person: String) -> Self {
        Self {
            room: Room::new(session, || Box::pin(api::sign_ups())),
            sheet: Sheet::new(),
            person: StoredValue::new(person),
        }
    }

    /// A slot as it is now; `None` once it is gone.
    pub(super) fn find(self, of: &str) -> Option<DeskSlot> {
        self.room.all.with(|all| all.iter().flat_map(|all| &all.slots).find(|slot| key(slot) == of).cloned())
    }

    /// A line to all of a slot that was begun on this device.
    pub(super) fn line(self, of: &str) -> Line {
        Line::of("tell", &self.person.get_value(), of)
    }

    /// A free seat for somebody who waits.
    pub(super) fn move_up(self, slot: &DeskSlot, who: &DeskSignUp, said: String) {
        let (activity, slot, id) = (slot.activity.clone(), slot.slot.clone(), who.id.clone());
        self.room.run(async move { api::move_up(&activity, &slot, &id).await }, |_| said);
    }

    /// Tells all of a slot what was written; an empty line takes back what they were told.
    pub(super) fn tell(self, slot: &DeskSlot, line: Line, text: String) {
        let (activity, name) = (slot.activity.clone(), slot.slot.clone());
        let tell = TellAll { line: text, was: slot.line.clone() };
        // Taking back leaves alone what is being typed.
        let sent = (!tell.line.is_empty()).then(|| line.sent());
        self.room.run(async move { api::tell_all(&activity, &name, &tell).await }, move |_| match sent {
            Some(sent) => {
                sent();
                "写上了，报了名的在自己那页看得到。".into()
            }
            None => "收回来了，他们那页上没有这一句了。".into(),
        });
    }
}
