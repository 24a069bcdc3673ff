//! What is open below the bar of a document's page.

use leptos::prelude::*;

use crate::ui::focus;

/// What the bar has room for one of, below its buttons.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Open {
    Nothing,
    Return,
    Later,
}

/// Opens it, or closes it again; whoever opens it is in its field.
pub(super) fn toggle(open: RwSignal<Open>, which: Open, field: &'static str) {
    let is_open = open.get_untracked() == which;
    open.set(if is_open { Open::Nothing } else { which });
    if !is_open {
        focus::soon(field, "");
    }
}

/// Closes what is open; whoever opened it is at its button again.
pub(super) fn close(open: RwSignal<Open>) {
    let button = match open.get_untracked() {
        Open::Later => "[aria-controls=plan]",
        _ => "[aria-controls=return]",
    };
    open.set(Open::Nothing);
    focus::soon(button, "");
}
