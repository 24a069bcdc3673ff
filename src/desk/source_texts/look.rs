//! Looking a quotation up.

use ::api::sources::{Collation, Find, Finding, Place};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::collated::{Collated, TwinLine};
use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// A field, and what was found.
#[component]
pub(super) fn LookUp() -> impl IntoView {
    let (quote, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (found, is_busy) = (RwSignal::new(None::<Finding>), RwSignal::new(false));
    let session = expect_context::<Session>();
    let look = move || {
        if quote.with_untracked(|quote| quote.trim().is_empty()) {
            return said.set("先把要核对的话贴进来。".into());
        }
        is_busy.set(true);
        said.set(String::new());
        spawn_local(async move {
            match api::find_quote(&Find { quote: quote.get_untracked(), source: None }).await {
                Ok(finding) => found.set(Some(finding)),
                Err(why) => said.set(session.hear(&why)),
            }
            is_busy.set(false);
        });
    };
    let take_over = Callback::new(move |place: Place| {
        quote.set(place.quote.clone());
        let collation = Collation::Verbatim { places: vec![place] };
        found.update(|found| {
            if let Some(found) = found {
                (found.collation, found.twins) = (collation, Vec::new());
            }
        });
    });
    view! {
        <form class="desk-form" on:submit=move |event| { event.prevent_default(); look(); }>
            <label for="quote">"核对一句话"</label>
            <textarea id="quote" rows="3" placeholder="把金句贴在这里" prop:value=move || quote.get()
                on:input=move |event| { quote.set(event_target_value(&event)); found.set(None); }></textarea>
            <button type="submit" class="button" disabled=move || is_busy.get()>{move || if is_busy.get() { "正在查……" } else { "核对" }}</button>
        </form>
        <p class="wrong" role="alert">{move || said.get()}</p>
        <div aria-live="polite">{move || found.get().map(|found| view! {
            <Collated collation=found.collation.clone() take_over/>
            {found.twins.into_iter().map(|twin| view! { <TwinLine twin/> }).collect_view()}
        })}</div>
    }
}
