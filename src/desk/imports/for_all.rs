//! What many rows lack is said once for all of them.

use ::api::documents::Folder;
use ::api::imports::{Field, NO_HOLIDAYS, Row};
use leptos::prelude::*;

use super::entry::Entry;
use super::place_row::words;
use super::state::Page;

/// What is to be said of holidays, where hours do not say it.
const HOLIDAYS: [&str; 2] = ["节假日照常", "节假日休息"];

/// The theme of cards that name none; of places, what and where they are, and what holds on holidays.
#[component]
pub(super) fn ForAll(page: Page) -> impl IntoView {
    let set_theme = move |theme: String| {
        let lacks = |entry: &Entry| entry.row.with_untracked(|row| row.theme.is_empty());
        change(page, lacks, |row| row.theme = theme.clone());
    };
    let set_holidays = move |words: String| {
        change(page, lacks_holidays, |row| {
            let hours = row.place.entry(Field::Hours.as_str().into()).or_default();
            *hours = format!("{hours}，{words}");
        });
    };
    let fill = move |field: Field, words: &str| {
        if words.is_empty() {
            return;
        }
        let is_lacking = |entry: &Entry| entry.row.with_untracked(|row| lacks(row, field));
        change(page, is_lacking, |row| drop(row.place.insert(field.as_str().into(), words.into())));
    };
    // Of a row that is not checked yet nobody knows whether it lacks that.
    let is_checking = Memo::new(move |_| page.entries.get().iter().any(|entry| entry.checked.with(Option::is_none)));
    let option = |words: String| view! { <option value=words.clone()>{words.clone()}</option> };
    let kinds = move || words(Field::Kind).iter().map(|word| option(word.to_string())).collect_view();
    let holidays = move || HOLIDAYS.map(|words| option(words.to_string())).collect_view();
    move || {
        match page.folder.get() {
        Folder::Places => view! {
            <label>"没写类型的都算"
                <select disabled=move || is_checking.get() on:change=move |event| fill(Field::Kind, &event_target_value(&event))>
                    <option value="">"……"</option>
                    {kinds()}
                </select>
            </label>
            <label>"没写在哪一带的都在"
                <input type="text" autocomplete="off" placeholder="科巷" disabled=move || is_checking.get() on:change=move |event| fill(Field::Street, event_target_value(&event).trim())/>
            </label>
            <label>"没写节假日的都按"
                <select disabled=move || is_checking.get() on:change=move |event| { let words = event_target_value(&event); if !words.is_empty() { set_holidays(words); } }>
                    <option value="">"……"</option>
                    {holidays()}
                </select>
            </label>
        }
        .into_any(),
        _ => view! {
            <label>"没写主题的都归到"
                <select on:change=move |event| { let theme = event_target_value(&event); if !theme.is_empty() { set_theme(theme); } }>
                    <option value="">"……"</option>
                    {move || page.themes.get().into_iter().map(option).collect_view()}
                </select>
            </label>
        }
        .into_any(),
    }
    }
}

fn lacks(row: &Row, field: Field) -> bool {
    row.place.get(field.as_str()).is_none_or(|words| words.trim().is_empty())
}

/// Whether a row's hours are read, and say nothing of holidays.
fn lacks_holidays(entry: &Entry) -> bool {
    entry.checked.with_untracked(|checked| checked.as_ref().is_some_and(|checked| checked.read.contains(NO_HOLIDAYS)))
}

/// Changes the rows that lack something, and has them checked.
fn change(page: Page, lacks: impl Fn(&Entry) -> bool, set: impl Fn(&mut Row)) {
    page.touch();
    for entry in page.entries.get_untracked().iter().filter(|entry| lacks(entry)) {
        entry.row.update(&set);
        entry.checked.set(None);
    }
    page.check_all();
}
