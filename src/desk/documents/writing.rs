//! A document on the desk: what is on screen, what this device and the server have of it, and what is done with it.

use ::api::documents::{Document, Fault, Folder, Shown, Stage};
use ::api::people::Me;
use ::api::sources::Finding;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::form::Form;
use super::local::Opening;
use super::shelf::Shelf;
use crate::api::ApiError;
use crate::browser::{clock, dom};
use crate::desk::session::Session;

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
    pub(super) unverified: RwSignal<String>,
    /// What the server has: the draft, or what readers are shown.
    pub(super) base: StoredValue<String>,
    pub(super) version: StoredValue<i64>,
    pub(super) sent: StoredValue<String>,
    pub(super) edits: StoredValue<u32>,
    pub(super) is_sending: StoredValue<bool>,
}

impl Writing {
    /// Nothing yet: see [`Writing::load`].
    pub(super) fn new(folder: Folder, slug: String, me: Me, session: Session) -> Self {
        Self {
            folder,
            slug: StoredValue::new(slug),
            me: StoredValue::new(me),
            session,
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
            unverified: RwSignal::new(String::new()),
            base: StoredValue::new(String::new()),
            version: StoredValue::new(0),
            sent: StoredValue::new(String::new()),
            edits: StoredValue::new(0),
            is_sending: StoredValue::new(false),
        }
    }

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
            Opening::Theirs => self.forget(),
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
    pub(super) fn adopt(self, document: Document) {
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
        self.unverified.set(String::new());
        self.theirs.set(None);
        self.kept.set(Kept::Saved);
        self.document.set(Some(document));
        if self.text.with_untracked(|now| *now != text) || self.form.with_untracked(Option::is_none) {
            self.show_text(&text);
        }
    }

    /// Puts a text on screen.
    pub(super) fn show_text(self, text: &str) {
        self.form.set(Form::of(self.folder, text));
        self.text.set(text.to_string());
    }

    /// Whether whoever sits here may write on. Between two texts they choose first.
    pub(super) fn may_write(self) -> bool {
        self.theirs.with(Option::is_none)
            && self.document.with(|document| document.as_ref().is_some_and(|document| self.may_write_to(document)))
    }

    fn may_write_to(self, document: &Document) -> bool {
        let is_committee = self.me.with_value(|me| me.branch.is_none());
        let is_withdrawn = document.shown == Shown::Withdrawn;
        match &document.draft {
            Some(draft) => draft.stage == Stage::Draft && (draft.is_mine || is_committee),
            None => !is_withdrawn && (is_committee || self.folder != Folder::Site),
        }
    }

    /// Changes the fields.
    pub(super) fn edit(self, change: impl FnOnce(&mut Form)) {
        self.form.update(|form| {
            if let Some(form) = form {
                change(form);
            }
        });
        if let Some(text) = self.form.with_untracked(|form| form.as_ref().map(Form::to_text)) {
            self.write(text);
        }
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

    /// Somebody is back, or the network is: what was not sent is sent, and what others did is shown.
    pub(super) fn again(self) {
        if self.document.with_untracked(Option::is_none) {
            return self.load();
        }
        spawn_local(async move {
            let is_all_there = self.text.with_untracked(|text| self.base.with_value(|base| base == text));
            if !is_all_there {
                self.send().await;
            } else if self.theirs.with_untracked(Option::is_none)
                && !self.is_busy.get_untracked()
                && let Ok(document) = api::document(self.folder, &self.slug.get_value()).await
                && self.text.with_untracked(|text| self.base.with_value(|base| base == text))
                && self.document.with_untracked(|known| known.as_ref() != Some(&document))
            {
                self.adopt(document);
            }
        });
    }

    /// What to say of a failure.
    pub(super) fn hear(self, why: &ApiError) -> String {
        self.session.hear(why)
    }

    /// The file's place.
    pub(super) fn path(self) -> String {
        self.slug.with_value(|slug| self.folder.path(slug))
    }

    /// Puts whoever reads a screen, and the page, where the first fault is.
    pub(super) fn show_first_fault(self) {
        self.says_all.set(true);
        let first = self.faults.with_untracked(|faults| faults.first().map(|fault| fault.field.clone()));
        let Some(first) = first else { return };
        clock::soon(move || {
            if let Some(field) = dom::find(&format!("#field-{first}")) {
                dom::focus(&field);
                dom::show_nearby(&field);
            }
        });
    }
}

/// What a document without a draft begins with.
pub(super) fn shown(folder: Folder, document: &Document) -> String {
    document.text.clone().unwrap_or_else(|| begun(folder).to_text())
}

/// A document that nobody has begun.
pub(super) fn begun(folder: Folder) -> Form {
    let mut form = Form::empty(folder);
    if folder == Folder::Articles {
        form.set("date", &clock::today().to_string());
    }
    form
}
