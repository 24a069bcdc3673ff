//! Choosing cards, and places, by their words.

use ::api::documents::{DocumentRow, Folder};
use content::fields::Field;
use leptos::prelude::*;

use super::shelf::matching;
use super::writing::Writing;
use super::wrong::{Wrong, required};
use crate::ui::focus;

/// As many are offered at once as can be looked over.
const OFFERED: usize = 8;

/// A field to search in, and what was found below it. Those of `without` are not offered.
#[component]
pub(super) fn Picker(
    writing: Writing,
    folder: Folder,
    id: &'static str,
    label: &'static str,
    #[prop(into)] without: Signal<Vec<String>>,
    picked: Callback<String>,
) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let found = move || {
        let query = query.get();
        if query.trim().is_empty() {
            return Vec::new();
        }
        let without = without.get();
        let there = |slug: &String| without.contains(slug);
        writing.shelf.with(|shelf| {
            let rows = matching(shelf.rows(folder), &query).filter(|row| !there(&row.slug));
            rows.take(OFFERED).cloned().collect::<Vec<_>>()
        })
    };
    let pick = move |slug: String| {
        query.set(String::new());
        picked.run(slug);
    };
    let row = move |DocumentRow { slug, title, about, .. }: DocumentRow| {
        // A place is told from another by its street.
        let note = if about.is_empty() { slug.clone() } else { about };
        view! { <li><button type="button" on:click=move |_| pick(slug.clone())>{title}" "<small>{note}</small></button></li> }
    };
    let is_lost = move || !query.with(|query| query.trim().is_empty()) && found().is_empty();
    let (placeholder, lost) = match folder {
        Folder::Places => ("打几个字找一个，如名称、哪一带", "没有这样的地方（要发布过的才能选）"),
        _ => ("打几个字找一张", "没有这样的金句（要发布过的才能选）"),
    };
    view! {
        <div class="picker">
            <label for=id>{label}</label>
            <input id=id type="search" autocomplete="off" placeholder=placeholder prop:value=move || query.get() on:input=move |event| query.set(event_target_value(&event))/>
            <ul>{move || found().into_iter().map(row).collect_view()}</ul>
            <p class="hint" role="status">{move || is_lost().then_some(lost)}</p>
        </div>
    }
}

/// The one document that a field names, or none: another place, or the longer card that this one is a part of.
#[component]
pub(super) fn OneDocument(writing: Writing, field: &'static Field, folder: Folder) -> impl IntoView {
    let key = field.key;
    let value = Memo::new(move |_| {
        writing.form.with(|form| form.as_ref().map(|form| form.get(key).to_string()).unwrap_or_default())
    });
    let set = Callback::new(move |slug: String| {
        // What was tapped is gone.
        focus::soon(format!("#field-{key} {}", if slug.is_empty() { "input" } else { "button" }), "");
        writing.edit(move |form| form.set(key, &slug));
    });
    let (id, other) = match folder {
        Folder::Places => ("pick-place", "换一个"),
        _ => ("pick-longer", "不是"),
    };
    let chosen = move |slug: &str| {
        writing.shelf.with(|shelf| match folder {
            Folder::Places => shelf.place_or_why(slug).to_string(),
            _ => shelf.quote_or_why(slug).to_string(),
        })
    };
    // No card is a part of itself.
    let is_itself = folder == writing.folder;
    let without = Signal::derive(move || is_itself.then(|| writing.slug.get_value()).into_iter().collect());
    view! {
        <div class="part-of" id=format!("field-{key}")>
            {move || match value.get() {
                slug if slug.is_empty() => view! {
                    <Picker writing folder id label=field.label without picked=set/>
                    <p class="hint">{field.hint}</p>
                }
                .into_any(),
                slug => view! {
                    <p class="hint">{field.label}</p>
                    <p class="chosen-one"><span>{chosen(&slug)}" "<small>{slug.clone()}</small></span><button type="button" on:click=move |_| set.run(String::new())>{other}</button></p>
                }
                .into_any(),
            }}
        </div>
        <Wrong writing key/>
    }
}

/// The chosen ones in their order, to be moved and taken out; and the way to more.
#[component]
pub(super) fn ChosenCards(writing: Writing, label: &'static str) -> impl IntoView {
    let items = Signal::derive(move || {
        writing.form.with(|form| form.as_ref().map(|form| form.items.clone()).unwrap_or_default())
    });
    let change = move |change: fn(&mut Vec<String>, usize), at: usize| {
        writing.edit(move |form| {
            if at < form.items.len() {
                change(&mut form.items, at);
            }
        });
    };
    let row = move |(at, slug): (usize, String)| {
        let quote = writing.shelf.with(|shelf| shelf.quote_or_why(&slug).to_string());
        let (is_first, is_last) = (at == 0, at + 1 == items.with_untracked(Vec::len));
        let (up, down, out) = (format!("上移 {slug}"), format!("下移 {slug}"), format!("拿掉 {slug}"));
        view! {
            <li>
                <span>{quote}" "<small>{slug}</small></span>
                <span class="row-do">
                    <button type="button" aria-label=up disabled=is_first on:click=move |_| change(|items, at| items.swap(at, at - 1), at)>"↑"</button>
                    <button type="button" aria-label=down disabled=is_last on:click=move |_| change(|items, at| items.swap(at, at + 1), at)>"↓"</button>
                    <button type="button" aria-label=out on:click=move |_| change(|items, at| drop(items.remove(at)), at)>"×"</button>
                </span>
            </li>
        }
    };
    let add = Callback::new(move |slug: String| writing.edit(move |form| form.items.push(slug)));
    view! {
        <fieldset class="chosen" id="field-cards">
            <legend data-required=required(writing, "cards")>{label}</legend>
            <ol>{move || items.get().into_iter().enumerate().map(row).collect_view()}</ol>
            <Picker writing folder=Folder::Cards id="pick-card" label="加一张" without=items picked=add/>
        </fieldset>
    }
}

/// The site's themes, or any other list of words: one a line.
#[component]
pub(super) fn Words(writing: Writing, key: &'static str, label: &'static str) -> impl IntoView {
    let id = format!("field-{key}");
    let text = move || writing.form.with(|form| form.as_ref().map(|form| form.items.join("\n")).unwrap_or_default());
    let typed = move |text: String| {
        writing.edit(move |form| form.items = text.split('\n').map(str::to_string).collect());
    };
    view! {
        <label for=id.clone() data-required=required(writing, key)>{label}</label>
        <p class="hint">"一行一个"</p>
        <textarea id=id rows="12" aria-describedby=format!("wrong-{key}") prop:value=text on:input=move |event| typed(event_target_value(&event))></textarea>
    }
}
