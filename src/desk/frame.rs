//! Header and tabs around a page of the desk.

use ::api::people::Me;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::history;

/// Whose desk it is, and the way to its pages.
#[component]
pub(super) fn Frame(me: Me, path: String, children: Children) -> impl IntoView {
    let tab = move |href: &'static str, name: &'static str| {
        let current = (path == href).then_some("page");
        view! { <a href=href aria-current=current>{name}</a> }
    };
    let place = me.branch.map_or_else(|| "全区".to_string(), |branch| branch.name);
    let leave = move |_| {
        spawn_local(async {
            if crate::api::sign_out().await.is_ok() {
                history::open(::api::paths::DESK);
            }
        });
    };
    view! {
        <header class="head">
            <p class="heading">"书记台"</p>
            <p class="chip">{place}</p>
            <button type="button" class="leave" on:click=leave>"退出"</button>
        </header>
        <div class="desk-page">{children()}</div>
        <nav class="tabs" aria-label="书记台">
            {tab(::api::paths::DESK, "待看")}
            {tab(::api::paths::DESK_INVITES, "邀请")}
            {tab(::api::paths::DESK_PEOPLE, "成员")}
        </nav>
    }
}
