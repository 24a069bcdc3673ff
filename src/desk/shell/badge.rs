//! Badge: a number on a tab.

use leptos::prelude::*;

/// How many wait there.
#[component]
pub(crate) fn Badge(waiting: i64) -> impl IntoView {
    view! { <b class="badge">{waiting}<span class="visually-hidden">" 条"</span></b> }
}
