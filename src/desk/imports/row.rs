//! One row: its words, what was said about it, and its fields to be corrected in place.

use ::api::sources::Place;
use leptos::prelude::*;

use super::Page;
use super::entry::Entry;
use super::verdict::Verdict;
use crate::desk::collated::{Collated, twin_words};

/// A row; its fields open with a tap.
#[component]
pub(super) fn RowView(page: Page, entry: Entry) -> impl IntoView {
    let verdict = Memo::new(move |_| entry.verdict());
    let words = move || verdict.get().map_or_else(|| "正在核对……".to_string(), |verdict| verdict.words());
    let is_good = move || verdict.with(|verdict| *verdict == Some(Verdict::Good));
    let name = format!("第 {} 行", entry.number);
    view! {
        <li class="import-row" class:is-good=is_good>
            <label class="import-choose">
                <input type="checkbox" aria-label=format!("导入{name}") prop:checked=move || entry.is_chosen.get()
                    on:change=move |event| entry.is_chosen.set(event_target_checked(&event))/>
                <span>{entry.number}</span>
            </label>
            <div>
                <p class="import-quote">{move || entry.row.with(|row| row.quote.clone())}</p>
                <p class="import-words">{words}</p>
                <button type="button" class="link" aria-expanded=move || entry.is_open.get().to_string()
                    on:click=move |_| entry.is_open.update(|is_open| *is_open = !*is_open)>
                    {move || if entry.is_open.get() { "收起" } else { "看一看，改一改" }}<span class="visually-hidden">{name}</span>
                </button>
                {move || entry.is_open.get().then(|| view! { <Fields page entry/> })}
            </div>
        </li>
    }
}

/// The finding, and the fields. A change is checked when the field is left.
#[component]
fn Fields(page: Page, entry: Entry) -> impl IntoView {
    let take_over = Callback::new(move |place: Place| {
        entry.row.update(|row| {
            row.quote = place.quote.clone();
            row.sentence = place.sentence.clone();
        });
        page.check(entry);
    });
    let finding = move || {
        entry.checked.get().map(|checked| {
            view! {
                <Collated collation=checked.collation take_over/>
                {checked.twins.into_iter().map(|twin| view! {
                    <p class="hint">{twin_words(twin.likeness)}<a href=::api::paths::desk_document("cards", &twin.slug) target="_blank">{twin.slug.clone()}</a></p>
                }).collect_view()}
            }
        })
    };
    let again = move || page.check(entry);
    let id = move |field: &str| format!("{field}-{}", entry.number);
    let row = entry.row;
    let theme = move |theme: String| {
        view! { <option value=theme.clone() selected=row.with_untracked(|row| row.theme == theme)>{theme.clone()}</option> }
    };
    let source = move |(slug, short): (String, String)| {
        view! { <option value=slug.clone() selected=row.with_untracked(|row| row.source == slug)>{short}</option> }
    };
    view! {
        <div class="import-fields">
            <div aria-live="polite">{finding}</div>
            <label for=id("quote")>"金句"</label>
            <textarea id=id("quote") rows="2" prop:value=move || row.with(|row| row.quote.clone())
                on:input=move |event| row.update(|row| row.quote = event_target_value(&event)) on:change=move |_| again()></textarea>
            <label for=id("theme")>"主题"</label>
            <select id=id("theme") on:change=move |event| { row.update(|row| row.theme = event_target_value(&event)); again(); }>
                <option value="">"选一个"</option>
                {move || page.themes.get().into_iter().map(theme).collect_view()}
            </select>
            <label for=id("source")>"出处"</label>
            <select id=id("source") on:change=move |event| { row.update(|row| row.source = event_target_value(&event)); again(); }>
                <option value="">"选一个"</option>
                {move || page.sources.get().into_iter().map(source).collect_view()}
            </select>
            <label for=id("section")>"章节"</label>
            <input id=id("section") prop:value=move || row.with(|row| row.section.clone())
                on:input=move |event| row.update(|row| row.section = event_target_value(&event)) on:change=move |_| again()/>
            <label for=id("gloss")>"一分钟读懂"</label>
            <textarea id=id("gloss") rows="3" prop:value=move || row.with(|row| row.gloss.clone())
                on:input=move |event| row.update(|row| row.gloss = event_target_value(&event)) on:change=move |_| again()></textarea>
        </div>
    }
}
