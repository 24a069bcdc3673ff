//! Branches, for an admin.

use ::api::people::{Branch, NewBranch};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::live::Live;
use super::session::Session;
use crate::watch::watch;

/// The list, and a field for a new one.
#[component]
pub(super) fn BranchesSection(branches: RwSignal<Vec<Branch>>) -> impl IntoView {
    let (name, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (session, live) = (expect_context::<Session>(), expect_context::<Live>());
    let load = move || {
        spawn_local(async move {
            match api::branches().await {
                Ok(answer) => branches.set(answer.branches),
                Err(why) => said.set(session.hear(&why)),
            }
        });
    };
    watch(move || {
        live.again.track();
        load();
    });
    let add = move || {
        spawn_local(async move {
            match api::add_branch(&NewBranch { name: name.get_untracked() }).await {
                Ok(branch) => {
                    said.set(format!("有了{}。", branch.name));
                    name.set(String::new());
                    load();
                }
                Err(why) => said.set(session.hear(&why)),
            }
        });
    };
    view! {
        <section class="part">
            <h2>"支部"</h2>
            <ul class="rows">{move || branches.get().into_iter().map(|branch| view! { <li>{branch.name}</li> }).collect_view()}</ul>
            <form class="desk-form" on:submit=move |event| { event.prevent_default(); add(); }>
                <label for="branch">"新支部的名字"</label>
                <input id="branch" type="text" required prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
                <button type="submit" class="button quiet">"加上"</button>
            </form>
            <p class="said" role="status">{move || said.get()}</p>
        </section>
    }
}
