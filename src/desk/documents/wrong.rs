//! What is to be mended, in words.

use leptos::prelude::*;

use super::form::Form;
use super::words::plain;
use super::writing::Writing;

/// What is to be mended in a field.
#[component]
pub(super) fn Wrong(writing: Writing, key: &'static str) -> impl IntoView {
    let lines = Memo::new(move |_| wrong(writing, key));
    view! {
        <p class="wrong" id=format!("wrong-{key}") role="status">
            {move || lines.get().join("；")}
        </p>
    }
}

/// Whether nothing of its kind is published with this empty, as the mark of a label.
pub(super) fn required(writing: Writing, key: &str) -> Option<&'static str> {
    let empty = Form::empty(writing.folder).to_text();
    let faults = writing.shelf.with_untracked(|shelf| shelf.faults(&writing.path(), &empty));
    faults.iter().any(|fault| fault.field == key).then_some("")
}

/// Each of it.
pub(super) fn wrong(writing: Writing, key: &str) -> Vec<String> {
    let says_all = writing.says_all.get();
    writing.form.with(|form| {
        let Some(form) = form else { return Vec::new() };
        let is_said = says_all || form.has(key);
        writing.faults.with(|faults| {
            faults.iter().filter(|fault| fault.field == key && is_said).map(|fault| plain(form, fault)).collect()
        })
    })
}
