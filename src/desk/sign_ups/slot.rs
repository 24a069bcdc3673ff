//! A slot: who comes, who waits, and what to do about it.

use ::api::activities::{DeskSignUp, DeskSlot};
use ::api::documents::Folder;
use ::api::paths;
use leptos::prelude::*;

use super::printed;
use super::state::Page;
use super::tell::Tell;
use super::words::{name, standing};
use crate::browser::clock;
use crate::desk::documents::beijing;

/// One of them, by its name. The first is open.
#[component]
pub(super) fn OneSlot(page: Page, of: String, first: Memo<Option<String>>) -> impl IntoView {
    let is_first = first.get_untracked().as_ref() == Some(&of);
    let name = of.clone();
    let slot = Memo::new(move |_| page.find(&name));
    let summary = move || {
        let Some(slot) = slot.get() else { return ().into_any() };
        view! {
            <span class="sign-ups-when">{beijing(slot.starts_at)}</span>" "<b>{slot.title.clone()}</b>" "<small>{standing(&slot)}</small>
        }
        .into_any()
    };
    let people = move || slot.get().map(|shown| view! { <People page shown/> });
    let print = move |_| {
        if let Some(slot) = slot.get_untracked() {
            page.sheet.print(printed::list(&slot));
        }
    };
    let document = {
        let activity = of.split('/').next().unwrap_or_default();
        format!("{}#field-slots", paths::desk_document(Folder::Activities.as_str(), activity))
    };
    view! {
        <li class="correction">
            <details open=is_first>
                <summary>{summary}</summary>
                {people}
                <Tell page of shown=slot/>
                <div class="correction-deeds">
                    <button type="button" class="button quiet" on:click=print>"印名单"</button>
                    <a class="button quiet" href=document>"改时间、加位子"</a>
                </div>
            </details>
        </li>
    }
}

#[component]
fn People(page: Page, shown: DeskSlot) -> impl IntoView {
    let slot = shown;
    let now = clock::unix_ms();
    let has_room = slot.seats.is_none_or(|seats| (slot.coming.len() as i64) < seats);
    let can_move = has_room && !slot.is_cancelled && now < slot.ends_at;
    let none = if slot.waiting.is_empty() { "还没有人报。" } else { "一个也没有。" };
    let chip = |who: &DeskSignUp| view! { <li class="chip">{name(who)}<small>{who.branch.clone()}</small></li> };
    let coming = slot.coming.iter().map(chip).collect_view();
    let when = if now < slot.closes_at {
        format!("{} 截止报名。截止前有人退，自动往前", beijing(slot.closes_at))
    } else {
        "报名截止了，不再自动往前：有空位子，在这里补".to_string()
    };
    let waiting = slot.waiting.iter().map(|who| {
        let (slot, who, called) = (slot.clone(), who.clone(), name(who));
        let label = format!("给{called}补上");
        let branch = who.branch.clone();
        let move_up = move |_| page.move_up(&slot, &who, format!("{}有位子了。", name(&who)));
        view! {
            <li><span>{called}" "<small>{branch}</small></span>{can_move.then(|| view! {
                <button type="button" class="button quiet" aria-label=label disabled=move || page.room.is_busy.get() on:click=move_up>"补上"</button>
            })}</li>
        }
    });
    let waiting = waiting.collect_view();
    view! {
        <p><small>{slot.whereabouts.clone()}</small></p>
        <h3>"来的"</h3>
        {slot.coming.is_empty().then(|| view! { <p class="hint">{none}</p> })}
        <ul class="chips">{coming}</ul>
        {(!slot.waiting.is_empty()).then(|| view! { <h3>"排着的"</h3><p class="hint">{when}</p><ol class="sign-ups-line">{waiting}</ol> })}
    }
}
