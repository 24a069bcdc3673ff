//! What stands in a list's place when it did not come.

use leptos::prelude::*;

/// Why, and another try.
#[component]
pub(crate) fn Failed(why: String, again: Callback<()>) -> impl IntoView {
    view! {
        <section class="notice" role="alert">
            <h2>"没打开"</h2>
            <p>{why}</p>
            <button type="button" class="button" on:click=move |_| again.run(())>"再试一次"</button>
        </section>
    }
}
