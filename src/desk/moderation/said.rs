//! Says what went wrong.

use leptos::prelude::*;

use super::line::Line;

/// What went wrong, where somebody looks; `post`: the id of the one that is beside it.
#[component]
pub(super) fn Said(line: Line, #[prop(optional_no_strip)] post: Option<String>) -> impl IntoView {
    let words = move || line.said.with(|said| said.as_ref().map(|said| said.beside(post.as_deref())));
    view! { <p class="wrong" role="alert">{words}</p> }
}
