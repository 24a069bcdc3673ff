//! State of the page: who belongs to the branch, and what is done with them.

use ::api::people::{Branch, Person};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::in_sight;
use crate::desk::shell::api;
use crate::desk::shell::session::Session;
use crate::ui::focus;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// `None` until the first answer.
    pub(super) people: RwSignal<Option<Vec<Person>>>,
    pub(super) failed: RwSignal<Option<String>>,
    pub(super) said: RwSignal<String>,
    /// Who is about to be removed, after a second tap.
    pub(super) leaving: RwSignal<String>,
    /// For an admin: where somebody can go.
    pub(super) branches: RwSignal<Vec<Branch>>,
    pub(super) session: Session,
}

impl Page {
    pub(super) fn load(self) {
        self.failed.set(None);
        spawn_local(async move {
            match api::people().await {
                Ok(answer) => self.people.set(Some(answer.people)),
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }

    /// Whether to remove somebody.
    pub(super) fn ask(self, id: &str) {
        self.leaving.set(id.to_string());
        in_sight::soon(format!("[data-person=\"{id}\"] .row-do > .button:not(.quiet)"), "[data-person]:focus-within");
    }

    /// Not after all.
    pub(super) fn keep(self, id: &str) {
        self.leaving.set(String::new());
        focus::soon(format!("[data-person=\"{id}\"] .row-do > .button"), "");
    }

    pub(super) fn remove(self, id: String) {
        self.leaving.set(String::new());
        spawn_local(async move {
            self.said.set(match api::remove_person(&id).await {
                Ok(()) => "移出了，本人写过的也一起删了。".into(),
                Err(why) => self.session.hear(&why),
            });
            self.load();
            focus::soon("h1", "");
        });
    }

    /// Somebody belongs to another branch now.
    pub(super) fn moved(self, person: Person) {
        self.said.set(match &person.branch {
            Some(branch) => format!("换到{}了。", branch.name),
            None => "换好了。".into(),
        });
        self.people.update(|people| {
            for known in people.iter_mut().flatten().filter(|known| known.id == person.id) {
                *known = person.clone();
            }
        });
    }
}
