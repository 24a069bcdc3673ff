//! Below 金句: which cards have its words already, and that its source says it otherwise. Advice: nothing is refused for it.

use ::api::imports::{Likeness, Twin};
use leptos::prelude::*;

use super::collate;
use super::part::Part;
use super::writing::Writing;
use crate::desk::collated::TwinLine;

/// Both, with the ways to them.
#[component]
pub(super) fn Quoted(writing: Writing) -> impl IntoView {
    let doubt = Memo::new(move |_| collate::doubt(writing));
    let is_to_fill = Memo::new(move |_| collate::is_to_fill(writing));
    let look = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        writing.turn_to(Part::Proof);
    };
    view! {
        <Twins writing/>
        <div role="status">{move || doubt.get().map(|doubt| view! { <a class="doubt" href="#proof" on:click=look>{doubt}" · 看"</a> })}</div>
        <div role="status">{move || is_to_fill.get().then(|| view! { <a class="to-fill" href="#proof" on:click=look>"原文里有这句，原句和出处一点就填好 · 去填"</a> })}</div>
    }
}

/// Other cards that have these words.
#[component]
pub(super) fn Twins(writing: Writing) -> impl IntoView {
    let twins = Memo::new(move |_| {
        let own = writing.slug.get_value();
        let longer = writing.form.with(|form| form.as_ref().map(|form| form.get("part_of").to_string()));
        let longer = longer.filter(|longer| !longer.is_empty());
        let is_told = |twin: &&Twin| match twin.likeness {
            _ if twin.slug == own || longer.as_ref() == Some(&twin.slug) => false,
            Likeness::Same | Likeness::Near => true,
            // A card may be a part of another one, and says so.
            Likeness::Part => longer.is_none(),
            Likeness::Whole => false,
        };
        writing.found.with(|found| match found {
            Some(Ok(finding)) => finding.twins.iter().filter(is_told).cloned().collect::<Vec<_>>(),
            _ => Vec::new(),
        })
    });
    view! { <div class="twins" role="status">{move || twins.get().into_iter().map(|twin| view! { <TwinLine twin/> }).collect_view()}</div> }
}
