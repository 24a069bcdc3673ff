//! 写: a document's fields and its text, each with what is to be mended below it.

use ::api::documents::Folder;
use content::fields::{Field, Fields, Input, Items, List};
use leptos::prelude::*;

use super::body::BodyField;
use super::hours_field::BelowHours;
use super::invited::Invited;
use super::picker::{ChosenCards, OneDocument, Words};
use super::place_services::Services;
use super::quoted::Quoted;
use super::recording::RecordingField;
use super::several::{self, ReadAs};
use super::slots::Slots;
use super::writing::Writing;
use super::wrong::{Wrong, required, wrong};
use crate::browser::history;
use crate::desk::in_sight;

/// The fields; or the whole file, where it does not fit into them.
#[component]
pub(super) fn Fields(writing: Writing) -> impl IntoView {
    let is_form = Memo::new(move |_| writing.form.with(Option::is_some));
    let closed = Memo::new(move |_| {
        writing.document.with(|document| document.as_ref().and_then(|document| writing.closed(document)))
    });
    view! {
        {move || closed.get().map(|why| view! { <p class="hint">{why}</p> })}
        {move || match is_form.get() {
            true => view! { <Form writing/> }.into_any(),
            false => view! { <File writing/> }.into_any(),
        }}
    }
}

#[component]
fn Form(writing: Writing) -> impl IntoView {
    let kind = Fields::of(writing.folder);
    let asked = begin_at_asked(kind);
    let recording = kind.head.iter().find(|field| matches!(field.input, Input::Recording)).map(|field| field.key);
    // When and where it is is said before what few need; other lists stand behind the head.
    let is_slots = kind.list.as_ref().is_some_and(|list| list.items == Items::Slots);
    let said = kind.head.iter().position(|field| field.key == "summary");
    let early = said.filter(|_| is_slots).map_or(kind.head.len(), |at| at + 1);
    let usual = |part: &'static [Field]| part.iter().filter(|field| !field.is_rare);
    let (first, then) = kind.head.split_at(early);
    let list = kind.list.as_ref().map(|&List { key, label, items }| match items {
        Items::Lines => view! { <Words writing key label/><Wrong writing key/> }.into_any(),
        Items::Services => view! { <Services writing label/><Wrong writing key/> }.into_any(),
        Items::Slots => view! { <Slots writing label/><Wrong writing key/> }.into_any(),
        Items::Cards => view! { <ChosenCards writing label/><Wrong writing key/> }.into_any(),
    });
    view! {
        <fieldset class="fields" disabled=move || !writing.may_write()>
            <legend class="visually-hidden">"内容"</legend>
            {usual(first).map(|field| view! { <One writing field/> }).collect_view()}
            {list}
            {usual(then).map(|field| view! { <One writing field/> }).collect_view()}
            <Rare writing kind asked/>
            {kind.body.map(|label| view! { <BodyField writing label/> })}
            <Wrong writing key="file"/>
        </fieldset>
        {recording.map(|key| view! { <Invited writing key/> })}
    }
}

/// Fields that few fill in, folded up; open where one of them is asked for or has a fault. `asked`: the name of a field.
#[component]
fn Rare(writing: Writing, kind: &'static Fields, asked: Option<&'static str>) -> impl IntoView {
    let rare = || kind.head.iter().filter(|field| field.is_rare);
    // What is open stays so under the hand of whoever mends it.
    let is_open = Memo::new(move |was: Option<&bool>| {
        was == Some(&true) || rare().any(|field| asked == Some(field.key) || !wrong(writing, field.key).is_empty())
    });
    let filled = Memo::new(move |_| {
        writing.form.with(|form| form.as_ref().map_or(0, |form| rare().filter(|field| form.has(field.key)).count()))
    });
    let name = move || match filled.get() {
        0 => format!("不常填的，{} 栏", rare().count()),
        filled => format!("不常填的，{} 栏，填了 {filled} 栏", rare().count()),
    };
    (rare().count() > 0).then(|| {
        view! {
            <details class="rare" prop:open=move || is_open.get()>
                <summary>{name}</summary>
                <div class="fields">{rare().map(|field| view! { <One writing field/> }).collect_view()}</div>
            </details>
        }
    })
}

/// Whoever comes from what somebody said about a field has it at hand, once: its name.
fn begin_at_asked(kind: &Fields) -> Option<&'static str> {
    let asked = history::fragment();
    let mut keys = kind.head.iter().map(|field| field.key).chain(kind.list.as_ref().map(|list| list.key));
    let key = keys.find(|key| asked.strip_prefix("field-") == Some(*key))?;
    history::set_fragment("");
    in_sight::soon_at_field(key.into());
    Some(key)
}

/// One field with its name, its hint, and what is to be mended in it.
#[component]
fn One(writing: Writing, field: &'static Field) -> impl IntoView {
    let key = field.key;
    let id = format!("field-{key}");
    let (hint_id, wrong_id) = (format!("hint-{key}"), format!("wrong-{key}"));
    let about = format!("{hint_id} {wrong_id}");
    let value =
        move || writing.form.with(|form| form.as_ref().map(|form| form.get(key).to_string()).unwrap_or_default());
    let set = move |value: String| writing.edit(move |form| form.set(key, &value));
    let is_wrong = Memo::new(move |_| !wrong(writing, key).is_empty());
    let invalid = move || is_wrong.get().then_some("true");
    let input = match field.input {
        Input::Words => view! {
            <textarea id=id.clone() data-key=key rows="3" aria-describedby=about aria-invalid=invalid prop:value=value on:input=move |event| set(event_target_value(&event))></textarea>
        }
        .into_any(),
        Input::Line => view! {
            <input id=id.clone() type="text" autocomplete="off" aria-describedby=about aria-invalid=invalid prop:value=value on:input=move |event| set(event_target_value(&event))/>
        }
        .into_any(),
        Input::Day => view! {
            <input id=id.clone() type="date" aria-describedby=about aria-invalid=invalid prop:value=value on:input=move |event| set(event_target_value(&event))/>
        }
        .into_any(),
        Input::Theme | Input::Source | Input::Deck | Input::Choice(_) => {
            let choices = Memo::new(move |_| choices(writing, field.input, &value()));
            let option = move |(choice, words): (String, String)| {
                let is_chosen = { let choice = choice.clone(); move || value() == choice };
                view! { <option value=choice prop:selected=is_chosen>{words}</option> }
            };
            view! {
                <select id=id.clone() aria-describedby=about aria-invalid=invalid on:change=move |event| set(event_target_value(&event))>
                    {move || choices.get().into_iter().map(option).collect_view()}
                </select>
            }
            .into_any()
        }
        Input::Recording => return view! { <RecordingField writing field/> }.into_any(),
        Input::Card => return view! { <OneDocument writing field folder=Folder::Cards/> }.into_any(),
        Input::Place => return view! { <OneDocument writing field folder=Folder::Places/> }.into_any(),
    };
    view! {
        <label for=id data-required=required(writing, key)>{field.label}</label>
        <p class="hint" id=hint_id hidden=field.hint.is_empty()>{field.hint}</p>
        {input}
        <Wrong writing key/>
        {(key == "quote").then(|| view! { <Quoted writing/> })}
        {(key == "hours").then(|| view! { <BelowHours writing/> })}
        {several::holds(key).then(|| view! { <ReadAs writing key/> })}
    }
    .into_any()
}

/// What can be chosen, each with its words; `now` is among them: what is there and cannot be chosen any more is said, not
/// changed.
fn choices(writing: Writing, input: Input, now: &str) -> Vec<(String, String)> {
    let named = |name: &str| (name.to_string(), if name.is_empty() { "（空着）".into() } else { name.to_string() });
    let mut choices: Vec<(String, String)> = writing.shelf.with(|shelf| match input {
        Input::Choice(words) => words.iter().map(|word| named(word)).collect(),
        Input::Theme => shelf.themes.iter().map(|theme| named(theme)).collect(),
        Input::Deck => {
            let decks = shelf.library.current_decks().map(|deck| (deck.slug.clone(), deck.title.clone()));
            std::iter::once(named("")).chain(decks).collect()
        }
        _ => shelf.sources.clone(),
    });
    let is_to_come = choices.len() < 2 && !writing.shelf.with(|shelf| shelf.is_whole);
    if !choices.iter().any(|(choice, _)| choice == now) {
        let words = match (now, input) {
            ("", _) => "请选一个",
            (_, Input::Source) if is_to_come => "正在取出处……",
            (_, Input::Deck) if is_to_come => "正在取卡组……",
            (_, Input::Deck) => "还没发布，或撤下了的卡组",
            // Of a source nobody reads the name of its file.
            (_, Input::Source) => "还没发布，或撤下了的出处",
            (now, _) => now,
        };
        choices.insert(0, (now.to_string(), words.to_string()));
    }
    choices
}

/// What does not fit into fields is written as the file it is.
#[component]
fn File(writing: Writing) -> impl IntoView {
    let all = move || {
        let line =
            |fault: &::api::documents::Fault| format!("第 {} 行：{}{}", fault.line, fault.message, hint(&fault.hint));
        writing.faults.with(|faults| faults.iter().map(line).collect::<Vec<_>>())
    };
    view! {
        <p class="hint">"这份文件里有表格装不下的东西，先在这里改好，再打开就是表格了。"</p>
        <fieldset class="fields" disabled=move || !writing.may_write()>
            <legend class="visually-hidden">"内容"</legend>
            <label for="field-file">"整个文件"</label>
            <textarea id="field-file" class="file" rows="24" spellcheck="false" prop:value=move || writing.text.get() on:input=move |event| writing.write(event_target_value(&event))></textarea>
        </fieldset>
        <ul class="wrong" role="status">{move || all().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
    }
}

fn hint(hint: &str) -> String {
    if hint.is_empty() { String::new() } else { format!("（{hint}）") }
}
