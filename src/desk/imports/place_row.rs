//! A row that becomes a place: its columns, to be corrected in place, and what is wrong with them.

use ::api::documents::Folder;
use ::api::imports::{Field, Row, Twin};
use ::api::paths;
use content::place::{KINDS, LEVELS};
use leptos::prelude::*;

use super::entry::Entry;
use super::state::Page;
use super::verdict::lacks;
use crate::desk::documents::speaks_of_a_file;

/// A place with this name is there already.
#[component]
pub(super) fn KnownPlace(twin: Twin) -> impl IntoView {
    let href = paths::desk_document(Folder::Places.as_str(), &twin.slug);
    view! { <p class="twin">"名单上已经有："<a href=href target="_blank" rel="noopener">{twin.quote}</a></p> }
}

/// A place with this name was taken down: whoever wants it again can put that back.
#[component]
pub(super) fn WithdrawnPlace(slug: String, name: String) -> impl IntoView {
    let href = paths::desk_document(Folder::Places.as_str(), &slug);
    view! { <p class="hint">"撤下过同名的："<a href=href target="_blank" rel="noopener">{name}</a></p> }
}

/// What tells it from others, in a line.
pub(super) fn in_short(row: &Row) -> String {
    let parts = [Field::Street, Field::Address, Field::Landmark, Field::Services].map(|field| get(row, field));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn get(row: &Row, field: Field) -> String {
    match field {
        Field::Title => row.quote.clone(),
        field => row.place.get(field.as_str()).cloned().unwrap_or_default(),
    }
}

fn set(row: &mut Row, field: Field, text: String) {
    match field {
        Field::Title => row.quote = text,
        field => drop(row.place.insert(field.as_str().into(), text)),
    }
}

/// All columns. A change is checked when the field is left.
#[component]
pub(super) fn PlaceFields(page: Page, entry: Entry) -> impl IntoView {
    let wrong = move || {
        let all = entry.checked.with(|checked| checked.as_ref().map(|checked| checked.faults.clone()));
        let line = |fault: ::api::documents::Fault| {
            let is_said = !fault.hint.is_empty() && !speaks_of_a_file(&fault.hint);
            let hint = if is_said { format!("（{}）", fault.hint) } else { String::new() };
            view! { <li>{lacks(&fault.field, &fault.message)}{hint}</li> }
        };
        all.unwrap_or_default().into_iter().map(line).collect_view()
    };
    let fields = Field::of(Folder::Places).iter().map(|field| view! { <One page entry field=*field/> }).collect_view();
    view! { <div class="import-fields"><div aria-live="polite"><ul class="wrong">{wrong}</ul></div>{fields}</div> }
}

#[component]
fn One(page: Page, entry: Entry, field: Field) -> impl IntoView {
    let row = entry.row;
    let id = format!("{}-{}", field.as_str(), entry.number);
    let value = move || row.with(|row| get(row, field));
    let input = move |event| row.update(|row| set(row, field, event_target_value(&event)));
    let again = move |_| page.check(entry);
    let control = match field {
        Field::Hours | Field::Note => {
            view! { <textarea id=id.clone() rows="2" prop:value=value on:input=input on:change=again></textarea> }
                .into_any()
        }
        Field::Kind | Field::Level => view! { <Choice id=id.clone() page entry field/> }.into_any(),
        _ => view! { <input id=id.clone() prop:value=value on:input=input on:change=again/> }.into_any(),
    };
    view! { <label for=id>{field.chinese()}</label>{control} }
}

/// One of the words a place's document may have there; what the table has instead is among them, and is said to be wrong.
#[component]
fn Choice(id: String, page: Page, entry: Entry, field: Field) -> impl IntoView {
    let row = entry.row;
    let value = Memo::new(move |_| row.with(|row| get(row, field)));
    let change = move |event| {
        row.update(|row| set(row, field, event_target_value(&event)));
        page.check(entry);
    };
    let options = move || {
        let (known, now) = (words(field), value.get());
        let odd = (!known.contains(&now.as_str())).then(|| now.clone());
        let all = odd.into_iter().chain(known.iter().map(|word| word.to_string()));
        let option = |word: String| {
            let is_chosen = word == now;
            let said = if word.is_empty() { "（还没选）".to_string() } else { word.clone() };
            view! { <option value=word selected=is_chosen>{said}</option> }
        };
        all.map(option).collect_view()
    };
    view! { <select id=id on:change=change>{options}</select> }
}

/// What may stand in a column that is a choice.
pub(super) fn words(field: Field) -> &'static [&'static str] {
    match field {
        Field::Kind => &KINDS,
        Field::Level => &LEVELS,
        _ => &[],
    }
}
