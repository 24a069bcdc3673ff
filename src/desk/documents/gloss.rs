//! What is said of 读懂 while it is written: how long it is, and which of the handbook's rules it may break. Nothing of it
//! stands in the way of a step.

use content::gloss;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::writing::Writing;
use crate::browser::clock;
use crate::browser::watch::watch;

/// The id of the line that says how long it is.
pub(super) const COUNT: &str = "gloss-count";
/// So long after the last key it is looked over, in milliseconds: nobody is spoken to while they type.
const PAUSE: u32 = 1_200;

/// How many characters, and the hints. Only what is new among them is read out.
#[component]
pub(super) fn GlossHints(writing: Writing) -> impl IntoView {
    let words = Memo::new(move |_| {
        let form = |form: &Option<super::form::Form>| {
            form.as_ref().map(|form| (form.get("quote").to_string(), form.body.clone())).unwrap_or_default()
        };
        writing.form.with(form)
    });
    let said = move || words.with_untracked(|(quote, body)| gloss::hints(quote, body));
    let hints = RwSignal::new(said());
    let edits = StoredValue::new(0_u32);
    watch(move || {
        words.track();
        edits.update_value(|edits| *edits += 1);
        let edit = edits.get_value();
        spawn_local(async move {
            clock::sleep(PAUSE).await;
            // The page may be gone by now.
            if edits.try_get_value() == Some(edit) {
                let now = said();
                if hints.with_untracked(|hints| *hints != now) {
                    hints.set(now);
                }
            }
        });
    });
    let count = move || match words.with(|(_, body)| gloss::length(body)) {
        0 => String::new(),
        count => format!("现在 {count} 个字"),
    };
    view! {
        <p class="hint" id=COUNT>{count}</p>
        <ul class="hint gloss-hints" aria-live="polite" aria-label="写法提醒">
            <For each=move || hints.get() key=ToString::to_string let:hint><li>{hint.to_string()}</li></For>
        </ul>
    }
}
