//! A row on the page.

use ::api::imports::{CheckedRow, ReadRow, Row};
use leptos::prelude::*;

use super::verdict::{Verdict, verdict};

/// A row, what was said about it, and whether it is to become a draft; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// Its number, from 1.
    pub(super) number: usize,
    pub(super) row: RwSignal<Row>,
    /// `None` until it was checked as it is now.
    pub(super) checked: RwSignal<Option<CheckedRow>>,
    pub(super) is_chosen: RwSignal<bool>,
    /// Somebody took it out: it is not chosen again because it is good to go.
    pub(super) is_left_out: RwSignal<bool>,
    /// Whether its fields are to be seen.
    pub(super) is_open: RwSignal<bool>,
    /// The number of the row that says nearly the same, while that is there.
    pub(super) repeats: StoredValue<Option<usize>>,
    /// Why it may have been taken apart wrongly; empty where nothing says so.
    pub(super) doubt: StoredValue<String>,
}

impl Entry {
    pub(super) fn new(at: usize, read: ReadRow) -> Self {
        Self {
            number: at + 1,
            row: RwSignal::new(read.row),
            checked: RwSignal::new(None),
            is_chosen: RwSignal::new(false),
            is_left_out: RwSignal::new(false),
            is_open: RwSignal::new(false),
            repeats: StoredValue::new(read.repeats.map(|at| at + 1)),
            doubt: StoredValue::new(read.doubt.unwrap_or_default()),
        }
    }

    /// What is to be said about it in a word; `None` while it is being checked.
    pub(super) fn verdict(self) -> Option<Verdict> {
        self.checked.with(|checked| checked.as_ref().map(|checked| verdict(checked, self.repeats.get_value())))
    }

    /// Whether something is said about it, now.
    pub(super) fn is_checked(self) -> bool {
        self.checked.with_untracked(Option::is_some)
    }

    /// Whether that is about the very words that stand there now.
    pub(super) fn is_settled(self) -> bool {
        self.checked.with_untracked(|checked| {
            checked.as_ref().is_some_and(|checked| self.row.with_untracked(|row| *row == checked.row))
        })
    }

    /// Somebody says whether it is to become a draft.
    pub(super) fn choose(self, is_chosen: bool) {
        self.is_chosen.set(is_chosen);
        self.is_left_out.set(!is_chosen);
    }

    /// Takes what a check said of `sent`: the row in the source's own characters, chosen where it is good to go. What
    /// somebody has chosen all the same meanwhile stays chosen. `false`: the row says something else by now, and what is
    /// being typed is not taken away.
    pub(super) fn take(self, sent: &Row, checked: CheckedRow) -> bool {
        if self.row.try_with_untracked(|row| row == sent) != Some(true) {
            return false;
        }
        let verdict = verdict(&checked, self.repeats.get_value());
        self.row.set(checked.row.clone());
        self.checked.set(Some(checked));
        if verdict.is_good() && !self.is_left_out.get_untracked() {
            self.is_chosen.set(true);
        }
        true
    }
}
