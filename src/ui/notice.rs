//! What stands in a page's place when there is nothing to show.

use leptos::html::H1;
use leptos::prelude::*;

use crate::browser::dom;

/// A heading, a sentence, and a way on; a retry button where there is something to retry.
#[component]
pub fn Notice(heading: &'static str, text: &'static str, again: Option<Callback<()>>) -> impl IntoView {
    let title = NodeRef::<H1>::new();
    title.on_load(|title| dom::focus(&title));
    view! {
        <section class="notice">
            <h1 node_ref=title>{heading}</h1>
            <p>{text}</p>
            <p>
                {again.map(|again| view! {
                    <button type="button" class="button" on:click=move |_| again.run(())>"再试一次"</button>
                })}
                <a class="button quiet" href=api::paths::HOME>"看今日金句"</a>
                <a class="button quiet" href=api::paths::CARDS>"全部金句"</a>
            </p>
        </section>
    }
}
