//! A line to all who signed up for a slot. It stands on their own page; nobody is written to.

use ::api::activities::{DeskSlot, MOST_IN_LINE};
use ::api::rules::{check_body, tidy};
use leptos::prelude::*;

use super::state::Page;
use crate::ui::at_most;

/// What they are told, and a field for another line: on this device at each key.
#[component]
pub(super) fn Tell(page: Page, of: String, shown: Memo<Option<DeskSlot>>) -> impl IntoView {
    let line = page.line(&of);
    let id = format!("tell-{}", of.replace('/', "-"));
    let told = Memo::new(move |_| shown.get().map(|slot| slot.line).unwrap_or_default());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = tidy(&line.said().unwrap_or_default()).replace('\n', " ");
        if let Err(why) = check_body(&text, true) {
            page.room.said.set(String::new());
            page.room.wrong.set(why.message);
            return;
        }
        if let Some(slot) = shown.get_untracked() {
            page.tell(&slot, line, text);
        }
    };
    let take_back = move |_| {
        if let Some(slot) = shown.get_untracked() {
            page.tell(&slot, line, String::new());
        }
    };
    view! {
        {move || Some(told.get()).filter(|told| !told.is_empty()).map(|told| view! {
            <p class="sign-ups-told"><small>"报了名的看得到"</small>{told}" "<button type="button" class="link" disabled=move || page.room.is_busy.get() on:click=take_back>"收回"</button></p>
        })}
        <form class="desk-form sign-ups-tell" on:submit=send>
            <label for=id.clone()>"告诉报了名的（最多 100 个字）"</label>
            <textarea id=id rows="2" placeholder="在西门集合，门口能停车" prop:value=move || line.get() on:input=move |event| line.set(at_most(&event, MOST_IN_LINE))></textarea>
            <button type="submit" class="button quiet" disabled=move || page.room.is_busy.get() || line.get().trim().is_empty()>"写上"</button>
        </form>
    }
}
