//! What cannot be taken back is asked about once more.

use leptos::html::{Button, Div};
use leptos::prelude::*;

use crate::browser::{clock, dom};
use crate::desk::in_sight;
use crate::ui::close_on_back;

/// A quiet button called `name`. A tap on it asks `what`; only another tap, on `yes`, does it. Whoever uses a keyboard or
/// hears the page is at the question then, and at the button again where they think better of it.
#[component]
pub(super) fn Twice(
    #[prop(into)] name: String,
    #[prop(into)] what: String,
    #[prop(into)] yes: String,
    #[prop(optional, into)] is_busy: Signal<bool>,
    run: Callback<()>,
) -> impl IntoView {
    let is_asked = RwSignal::new(false);
    let (button, question) = (NodeRef::<Button>::new(), NodeRef::<Div>::new());
    let words = StoredValue::new((name, what, yes));
    let ask = move |_| {
        is_asked.set(true);
        clock::soon(move || {
            if let Some(question) = question.try_get_untracked().flatten() {
                dom::focus(&question);
                // Not below the tabs, where it would be asked in vain.
                in_sight::show(&question);
            }
        });
    };
    let keep = move || {
        is_asked.set(false);
        clock::soon(move || {
            if let Some(button) = button.try_get_untracked().flatten() {
                dom::focus(&button);
            }
        });
    };
    close_on_back(move || is_asked.get(), keep);
    move || {
        let (name, what, yes) = words.get_value();
        let label = what.clone();
        match is_asked.get() {
            false => view! { <button type="button" class="button quiet" node_ref=button on:click=ask>{name}</button> }.into_any(),
            true => view! {
                <div class="twice" role="group" tabindex="-1" aria-label=label node_ref=question>
                    <p>{what}</p>
                    <button type="button" class="button" disabled=move || is_busy.get() on:click=move |_| run.run(())>{yes}</button>
                    <button type="button" class="button quiet" on:click=move |_| keep()>"算了"</button>
                </div>
            }
            .into_any(),
        }
    }
}
