//! Below the field for hours: how they are read, and whether somebody has asked today.

use ::api::documents::Folder;
use content::day::Day;
use leptos::prelude::*;

use super::confirming_day::{self, CONFIRMED, DayStands};
use super::writing::Writing;
use crate::browser::clock;

/// Both.
#[component]
pub(super) fn BelowHours(writing: Writing) -> impl IntoView {
    view! {
        <ReadAs writing/>
        {(writing.folder == Folder::Places).then(|| view! { <AskedToday writing/> })}
    }
}

/// The hours as riders will read them, where they are written in another way.
#[component]
fn ReadAs(writing: Writing) -> impl IntoView {
    let read = Memo::new(move |_| {
        let written = writing.form.with(|form| form.as_ref().map(|form| form.get("hours").trim().to_string()))?;
        let read = content::hours::compile(&written).ok()?.chinese();
        (!written.is_empty() && read.replace('–', "-") != written.replace('–', "-"))
            .then(|| format!("骑手看到的是：{read}"))
    });
    view! { <p class="hint" role="status">{move || read.get()}</p> }
}

/// Hours were changed: whether somebody has asked today.
#[component]
fn AskedToday(writing: Writing) -> impl IntoView {
    let standing = Memo::new(move |_| {
        writing.document.track();
        let shown = writing.shown_form();
        writing.form.with(|form| confirming_day::standing(form.as_ref()?, &shown, clock::today()))
    });
    let write = move |day: String| writing.edit(move |form| form.set(CONFIRMED, &day));
    let named = |was: &str| Day::parse(was).map_or_else(|| "没人确认过".to_string(), Day::chinese);
    let button = move |words: &'static str, day: String| {
        view! { <button type="button" class="link" disabled=move || !writing.may_write() on:click=move |_| write(day.clone())>{words}</button> }
    };
    view! {
        <p class="hint" role="status">{move || standing.get().map(|standing| match standing {
            DayStands::Today { was } => view! { "时间改了，确认的日子写成了今天。"{button("不是今天问的，写回去", was)} }.into_any(),
            DayStands::AsItWas { was } => view! { {format!("时间改了，确认的日子还是原来的（{}）。", named(&was))}{button("今天问过，写上今天", clock::today().to_string())} }.into_any(),
        })}</p>
    }
}
