//! The sources there are, with their texts.

use ::api::sources::{SourceRow, SourceTextRow};
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Shelf;
use crate::desk::api;

/// All of them. To take a text out takes a second tap.
#[component]
pub(super) fn Listed(shelf: Shelf, sources: Vec<SourceRow>) -> impl IntoView {
    let leaving = RwSignal::new(String::new());
    let row = move |source: SourceRow| {
        let note = match (source.is_published, source.texts.is_empty()) {
            (false, _) => "等另一位复审，通过后卡片才能用它",
            (true, true) => "还没放原文",
            (true, false) => "",
        };
        let about = [source.author, source.date, source.published_in].join(" · ");
        view! {
            <li class="source">
                <b>{source.short}</b>
                <p class="hint">{source.title}</p>
                <p class="hint">{about}</p>
                {(!note.is_empty()).then(|| view! { <p class="flag">{note}</p> })}
                <ul>{source.texts.into_iter().map(|text| view! { <Text shelf text leaving/> }).collect_view()}</ul>
            </li>
        }
    };
    view! {
        <section class="part">
            <h2>"已有的原文"</h2>
            {sources.is_empty().then(|| view! { <p class="empty">"还没有。从下面放第一份。"</p> })}
            <ul class="sources">{sources.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Text(shelf: Shelf, text: SourceTextRow, leaving: RwSignal<String>) -> impl IntoView {
    let id = StoredValue::new(text.id);
    let remove = move || {
        spawn_local(async move {
            match api::remove_source_text(&id.get_value()).await {
                Ok(()) => shelf.said.set("拿掉了。核对过的卡片不受影响。".into()),
                Err(why) => shelf.said.set(shelf.session.hear(&why)),
            }
            shelf.load();
        });
    };
    let about = format!("{} · {} 字 · {}放的", text.title, text.characters, Day::at_unix_ms(text.added_at).chinese());
    let is_leaving = move || leaving.with(|leaving| *leaving == id.get_value());
    view! {
        <li class="source-text">
            <small>{about}</small>
            {move || match is_leaving() {
                true => view! { <button type="button" class="button" on:click=move |_| remove()>"真的拿掉"</button> }.into_any(),
                false => view! { <button type="button" class="button quiet" on:click=move |_| leaving.set(id.get_value())>"拿掉"</button> }.into_any(),
            }}
        </li>
    }
}
