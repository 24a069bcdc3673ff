//! Lines that are still to come.

use leptos::prelude::*;

/// Shown after a wait that is long enough to be noticed.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" role="status" aria-label="正在打开">
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
}
