//! A document on the desk: what is on screen, and what this device and the server have of it. How it comes in is told in
//! `opening.rs`, how it goes out in `saving.rs` and `taking.rs`, and what becomes of two texts in `choosing.rs`.

use ::api::documents::{Document, Fault, Folder, Shown, Stage, Step};
use ::api::people::Me;
use ::api::sources::Finding;
use leptos::prelude::*;

use super::confirming_day;
use super::form::Form;
use super::line::Line;
use super::part::Part;
use super::shelf::Shelf;
use super::steps;
use crate::browser::{clock, dom, scroll, storage};
use crate::client::api::ApiError;
use crate::desk::in_sight;
use crate::desk::shell::session::Session;
use crate::desk::swapped::Swapped;

/// Key of `localStorage`: the source that a card on this device was given last. The next new one begins with it.
const SOURCE: &str = "desk/source";

/// Why nothing is sent between two texts of one document.
pub(super) const TWO: &str = "两边不一样";

/// What became of the last change.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) enum Kept {
    /// The server has all of it.
    #[default]
    Saved,
    /// On this device, and soon on the server.
    Waiting,
    /// On its way.
    Sending,
    /// On this device alone, and why.
    Here(String),
    /// Nowhere but in this page, and why.
    Nowhere(String),
}

/// What the server has instead of what was written here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Theirs {
    /// The whole file.
    pub(super) text: String,
    /// Of the draft; 0 where there is none.
    pub(super) version: i64,
    /// What was written here.
    pub(super) mine: String,
    /// Why there are two.
    pub(super) why: &'static str,
    /// Whether it may be written over.
    pub(super) may_be_mine: bool,
}

/// One open document; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    pub(super) folder: Folder,
    pub(super) slug: StoredValue<String>,
    pub(super) me: StoredValue<Me>,
    pub(super) session: Session,
    /// The part that a phone shows.
    pub(super) part: RwSignal<Part>,
    /// As the server has it; `None` until it came.
    pub(super) document: RwSignal<Option<Document>>,
    /// Why it did not come.
    pub(super) failed: RwSignal<Option<String>>,
    /// What is in the fields; `None` where the file does not fit into them.
    pub(super) form: RwSignal<Option<Form>>,
    /// The whole file, as it is on screen.
    pub(super) text: RwSignal<String>,
    pub(super) kept: RwSignal<Kept>,
    /// What is to be mended.
    pub(super) faults: RwSignal<Vec<Fault>>,
    /// Also of fields that nobody has come to yet.
    pub(super) says_all: RwSignal<bool>,
    pub(super) theirs: RwSignal<Option<Theirs>>,
    /// What became of the last step, or why it was not taken.
    pub(super) said: RwSignal<String>,
    pub(super) is_busy: RwSignal<bool>,
    /// What else there is, for choices and checks.
    pub(super) shelf: RwSignal<Shelf>,
    /// What became of looking the quotation up; `None` until it was.
    pub(super) found: RwSignal<Option<Result<Finding, String>>>,
    /// Whether publishing was refused because the quotation was not found.
    pub(super) is_unproved: RwSignal<bool>,
    /// Why it may be published all the same.
    pub(super) unverified: Line,
    /// What is to be mended by whoever it is handed back to.
    pub(super) note: Line,
    /// What is done for good, and has been tapped once.
    pub(super) asked: RwSignal<Option<Step>>,
    /// Once a review is done: another document that waits for one, and how many do.
    pub(super) next_up: RwSignal<Option<(String, usize)>>,
    /// What the server has: the draft, or what readers are shown.
    pub(super) base: StoredValue<String>,
    pub(super) version: StoredValue<i64>,
    /// Somebody has looked at the file that changed, and chosen.
    pub(super) file_seen: StoredValue<bool>,
    pub(super) sent: StoredValue<String>,
    pub(super) edits: StoredValue<u32>,
    /// When the first of what is not on its way yet was typed.
    pub(super) unsent_since: StoredValue<Option<i64>>,
    pub(super) is_sending: StoredValue<bool>,
    /// Other words have come by another hand.
    pub(super) swapped: Swapped,
}

impl Writing {
    /// Nothing yet: see [`Writing::load`].
    pub(super) fn new(folder: Folder, slug: String, me: Me, session: Session) -> Self {
        let line = |name| Line::of(name, &me.id, &folder.path(&slug));
        let (unverified, note) = (line("unverified"), line("note"));
        Self {
            folder,
            slug: StoredValue::new(slug),
            me: StoredValue::new(me),
            session,
            part: RwSignal::new(Part::Write),
            document: RwSignal::new(None),
            failed: RwSignal::new(None),
            form: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            kept: RwSignal::new(Kept::Saved),
            faults: RwSignal::new(Vec::new()),
            says_all: RwSignal::new(false),
            theirs: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            shelf: RwSignal::new(Shelf::default()),
            found: RwSignal::new(None),
            is_unproved: RwSignal::new(false),
            unverified,
            note,
            asked: RwSignal::new(None),
            next_up: RwSignal::new(None),
            base: StoredValue::new(String::new()),
            version: StoredValue::new(0),
            file_seen: StoredValue::new(false),
            sent: StoredValue::new(String::new()),
            edits: StoredValue::new(0),
            unsent_since: StoredValue::new(None),
            is_sending: StoredValue::new(false),
            swapped: Swapped::never(),
        }
    }

    /// Shows another part, from its top.
    pub(super) fn turn_to(self, part: Part) {
        self.part.set(part);
        clock::soon(|| {
            if let Some(top) = dom::find(".parts-top") {
                scroll::show_nearby(&top);
            }
        });
    }

    /// Puts a text on screen.
    pub(super) fn show_text(self, text: &str) {
        self.form.set(Form::of(self.folder, text));
        self.text.set(text.to_string());
    }

    /// Whether whoever sits here may write on. Between two texts they choose first, and while a step is on its way nothing is
    /// written that its answer would take away.
    pub(super) fn may_write(self) -> bool {
        self.theirs.with(Option::is_none)
            && !self.is_busy.get()
            && self.document.with(|document| document.as_ref().is_some_and(|document| self.may_write_to(document)))
    }

    pub(super) fn may_write_to(self, document: &Document) -> bool {
        self.closed(document).is_none()
    }

    /// Why nothing can be written here, where it cannot.
    pub(super) fn closed(self, document: &Document) -> Option<String> {
        steps::closed(document, self.is_committee())
    }

    /// Whether whoever sits here is of the committee.
    pub(super) fn is_committee(self) -> bool {
        self.me.with_value(|me| me.branch.is_none())
    }

    /// Changes the fields.
    pub(super) fn edit(self, change: impl FnOnce(&mut Form)) {
        let usual = self.is_new_card().then(|| storage::get(SOURCE)).flatten();
        let usual = usual.filter(|usual| self.shelf.with_untracked(|shelf| shelf.knows_source(usual)));
        self.form.update(|form| {
            if let Some(form) = form {
                let before = form.get("source").to_string();
                let hours = (form.folder == Folder::Places).then(|| form.clone());
                change(form);
                if let Some(hours) = hours {
                    confirming_day::follow(form, &hours, &self.shown_form(), clock::today());
                }
                let source = form.get("source").to_string();
                match usual {
                    Some(usual) if source.is_empty() => form.set("source", &usual),
                    _ if source != before && form.folder == Folder::Cards => {
                        storage::set(SOURCE, &source);
                    }
                    _ => {}
                }
            }
        });
        if let Some(text) = self.form.with_untracked(|form| form.as_ref().map(Form::to_text)) {
            self.write(text);
        }
    }

    /// What readers are shown, in fields; empty where they are shown nothing.
    pub(super) fn shown_form(self) -> Form {
        let shown = |document: &Document| Form::of(self.folder, document.text.as_deref()?);
        let shown = self.document.with_untracked(|document| document.as_ref().and_then(shown));
        shown.unwrap_or_else(|| Form::empty(self.folder))
    }

    /// Whether it is a card of which nobody has anything yet.
    fn is_new_card(self) -> bool {
        let is_new = |document: &Document| {
            document.shown == Shown::Nothing && document.draft.is_none() && document.revisions.is_empty()
        };
        let is_card = self.folder == Folder::Cards;
        is_card && self.document.with_untracked(|document| document.as_ref().is_some_and(is_new))
    }

    /// Changes the whole file.
    pub(super) fn write(self, text: String) {
        if self.text.with_untracked(|now| *now != text) {
            self.text.set(text);
            self.changed();
        }
    }

    /// Looks the text over with the same code as the server, which has the last word at each save.
    pub(super) fn check(self) {
        let path = self.path();
        let faults = self
            .shelf
            .with_untracked(|shelf| shelf.is_whole.then(|| self.text.with_untracked(|text| shelf.faults(&path, text))));
        if let Some(faults) = faults {
            self.faults.set(faults);
        }
    }

    /// Whether somebody else's draft waits for this person's look.
    pub(super) fn waits_for_me(self) -> bool {
        self.document.with_untracked(|document| {
            let draft = document.as_ref().and_then(|document| document.draft.as_ref());
            draft.is_some_and(|draft| draft.stage == Stage::Review && !draft.is_mine)
        })
    }

    /// What to say of a failure.
    pub(super) fn hear(self, why: &ApiError) -> String {
        self.session.hear(why)
    }

    /// The file's place.
    pub(super) fn path(self) -> String {
        self.slug.with_value(|slug| self.folder.path(slug))
    }

    /// Puts whoever writes, and the page, where the first fault is.
    pub(super) fn show_first_fault(self) {
        self.says_all.set(true);
        let first = self.faults.with_untracked(|faults| faults.first().map(|fault| fault.field.clone()));
        let Some(first) = first else { return };
        in_sight::soon_at_field(first);
    }
}

/// The words of a document without a draft: what readers will be shown next, are shown, or what was put aside. The next
/// draft begins with them.
pub(super) fn settled(folder: Folder, document: &Document) -> String {
    let planned = document.planned.as_ref().map(|planned| &planned.text);
    let words = planned.or(document.text.as_ref()).or(document.put_aside.as_ref());
    words.cloned().unwrap_or_else(|| begun(folder).to_text())
}

/// A document that nobody has begun.
pub(super) fn begun(folder: Folder) -> Form {
    let mut form = Form::empty(folder);
    if folder == Folder::Articles {
        form.set("date", &clock::today().to_string());
    }
    form
}
