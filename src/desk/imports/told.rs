//! Says what became of it.

use leptos::prelude::*;

use super::state::Page;

/// What was done, and what went wrong; where there are rows, beside the button that is in sight.
#[component]
pub(super) fn Told(page: Page) -> impl IntoView {
    view! {
        <p class="said" role="status">{move || page.said.get()}</p>
        <p class="wrong" role="alert">{move || page.wrong.get()}</p>
    }
}
