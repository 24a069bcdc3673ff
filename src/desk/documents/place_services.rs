//! What a place has: ticked, not written.

use content::place::{SERVICES, service};
use leptos::prelude::*;

use super::writing::Writing;
use super::wrong::required;

/// All there may be, and whatever else is written in the file, to be taken out.
#[component]
pub(super) fn Services(writing: Writing, label: &'static str) -> impl IntoView {
    let items =
        Memo::new(move |_| writing.form.with(|form| form.as_ref().map(|form| form.items.clone()).unwrap_or_default()));
    let unknown = move || items.get().into_iter().filter(|item| service(item).is_none()).collect::<Vec<_>>();
    let one = move |name: String| {
        let is_it = {
            let name = name.clone();
            move |item: &String| *item == name || service(item) == Some(&*name)
        };
        let is_there = {
            let is_it = is_it.clone();
            move || items.with(|items| items.iter().any(&is_it))
        };
        let toggle = {
            let name = name.clone();
            move |_| {
                let (is_it, name) = (is_it.clone(), name.clone());
                writing.edit(move |form| match form.items.iter().any(&is_it) {
                    true => form.items.retain(|item| !is_it(item)),
                    false => form.items.push(name),
                });
            }
        };
        view! { <label class="tick"><input type="checkbox" prop:checked=is_there on:change=toggle/>{name}</label> }
    };
    view! {
        <fieldset class="ticks" id="field-services" tabindex="-1" aria-describedby="wrong-services">
            <legend data-required=required(writing, "services")>{label}</legend>
            {SERVICES.iter().map(|(name, _)| one(name.to_string())).collect_view()}
            {move || unknown().into_iter().map(one).collect_view()}
        </fieldset>
    }
}
