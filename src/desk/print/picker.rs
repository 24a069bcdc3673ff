//! Choosing cards: a whole deck, by theme, or by words.

use std::sync::Arc;

use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::published::{Deck, Published};

/// More rows than this are found sooner by another word.
const MOST: usize = 60;

/// A deck to take whole, a field to search, and a list to tick by theme; all change `chosen`, in the order of choosing.
#[component]
pub(super) fn Picker(published: Arc<Published>, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let (query, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_searching = move || query.with(|query| !query.trim().is_empty());
    let decks = published.decks.iter().map(|Deck { slug, title }| {
        view! { <option value=slug.clone()>{title.clone()}</option> }
    });
    let decks = decks.collect_view();
    let take = {
        let published = published.clone();
        move |deck: String| {
            let published = published.clone();
            spawn_local(async move {
                match published.cards_of(&deck).await {
                    Ok(slugs) => {
                        said.set(String::new());
                        chosen.set(slugs.into_iter().filter(|slug| published.cards.contains_key(slug)).collect());
                    }
                    Err(why) => said.set(why.sentence()),
                }
            });
        }
    };
    let themes = published.themes.iter().map(|theme| {
        view! { <Theme published=published.clone() theme=theme.clone() chosen/> }
    });
    let themes = themes.collect_view();
    let found = move || {
        is_searching().then(|| {
            let mut found: Vec<String> = published.matching(&query.get()).map(str::to_string).collect();
            let more = found.len().saturating_sub(MOST);
            found.truncate(MOST);
            let note = match (found.len(), more) {
                (0, _) => Some("没有这样的句子。".to_string()),
                (_, 0) => None,
                _ => Some(format!("还有 {more} 句，多写几个字再搜。")),
            };
            view! {
                <ul class="print-theme flat print-cards">{rows(&published, found, chosen)}</ul>
                {note.map(|note| view! { <p class="hint">{note}</p> })}
            }
        })
    };
    view! {
        <section class="print-picker" aria-label="选句子">
            <label for="deck">"整组选"</label>
            <select id="deck" on:change=move |event| {
                let deck = event_target_value(&event);
                if !deck.is_empty() {
                    take(deck);
                }
            }>
                <option value="">"不选整组"</option>
                {decks}
            </select>
            <p class="wrong" role="alert">{move || said.get()}</p>
            <label for="words">"或者一句一句选"</label>
            <p class="hint">"定了时间发布的也能先印；草稿和待复审的，审过才在这里。"</p>
            <input id="words" type="search" placeholder="搜一搜" enterkeyhint="search" on:input=move |event| query.set(event_target_value(&event))/>
            {found}
            <div class="print-picker" hidden=is_searching>{themes}</div>
        </section>
    }
}

/// A theme, closed until somebody opens it: a site may have thousands of cards.
#[component]
fn Theme(published: Arc<Published>, theme: String, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let slugs: Vec<String> = published.of_theme(&theme).map(str::to_string).collect();
    let count = {
        let slugs = slugs.clone();
        move || {
            let ticked = chosen.with(|chosen| slugs.iter().filter(|slug| chosen.contains(slug)).count());
            if ticked == 0 { format!("{} 句", slugs.len()) } else { format!("选了 {ticked} / {} 句", slugs.len()) }
        }
    };
    view! {
        <section class="print-theme">
            <button type="button" aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|is_open| *is_open ^= true)>
                <span>{theme}</span><small>{count}</small>
            </button>
            {move || is_open.get().then(|| view! { <ul class="print-cards">{rows(&published, slugs.clone(), chosen)}</ul> })}
        </section>
    }
}

fn rows(published: &Published, slugs: Vec<String>, chosen: RwSignal<Vec<String>>) -> impl IntoView + use<> {
    let row = |slug: String| {
        let card = published.cards.get(&slug)?;
        let quote = card.quote.clone();
        let later = card.publish_from.map(|from| {
            view! { <small>{format!("定时，{}起看得到，二维码那时才打得开", Day::at_unix_ms(from).chinese())}</small> }
        });
        let this = slug.clone();
        let is_chosen = move || chosen.with(|chosen| chosen.contains(&this));
        let tick = move |_| {
            chosen.update(|chosen| match chosen.iter().position(|other| *other == slug) {
                Some(at) => drop(chosen.remove(at)),
                None => chosen.push(slug.clone()),
            });
        };
        Some(
            view! { <li><label><input type="checkbox" prop:checked=is_chosen on:change=tick/><span>{quote}</span>{later}</label></li> },
        )
    };
    slugs.into_iter().filter_map(row).collect_view()
}
