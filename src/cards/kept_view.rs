//! The list of kept cards.

use content::bundle::ShardCard;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Kept;
use crate::library::{Library, Unavailable};

/// Kept cards, newest first, each with a way to let it go.
#[component]
pub fn KeptCards(kept: Kept, library: Library) -> impl IntoView {
    view! {
        <Show
            when=move || !kept.slugs().is_empty()
            fallback=|| view! { <p>"还没有。看到想留的一句，点下面的“收藏”。"</p> }
        >
            <ul class="rows">
                <For each=move || kept.slugs() key=String::clone let:slug>
                    <KeptCard slug kept library/>
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn KeptCard(slug: String, kept: Kept, library: Library) -> impl IntoView {
    let card = RwSignal::new(None::<Result<ShardCard, Unavailable>>);
    let (href, wanted) = (api::paths::card(&slug), slug.clone());
    Effect::new(move |_| {
        library.revision.track();
        let wanted = wanted.clone();
        spawn_local(async move {
            let found = library.card(&wanted).await;
            let _ = card.try_set(Some(found));
        });
    });
    let text = move || match card.get() {
        None => "…".to_string(),
        Some(Ok(card)) => card.quote,
        Some(Err(Unavailable::Withdrawn | Unavailable::Missing)) => "这一条已经撤下".to_string(),
        Some(Err(_)) => "这一条还没存到手机里".to_string(),
    };
    view! {
        <li class="kept">
            <a href=href>{text}</a>
            <button type="button" on:click=move |_| kept.toggle(&slug)>"移出"</button>
        </li>
    }
}
