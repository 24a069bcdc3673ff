//! The sources there are, with their texts.

use ::api::documents::Stage;
use ::api::paths;
use ::api::sources::{SourceRow, SourceTextRow};
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Shelf;
use crate::client::site_words;
use crate::desk::shell::api;
use crate::desk::twice::Twice;
use crate::ui::focus;

/// All of them, those first that wait for one's own look. To take a text out takes a second tap.
#[component]
pub(super) fn Listed(shelf: Shelf, sources: Vec<SourceRow>) -> impl IntoView {
    let mut sources = sources;
    sources.sort_by_key(|source| !waits(source));
    let row = move |source: SourceRow| {
        let (place, notes) = (paths::desk_document("sources", &source.slug), notes(&source));
        let look = waits(&source).then(|| view! { <p><a class="button" href=place.clone()>"看一看，复审"</a></p> });
        let about = [source.author, source.date, source.published_in];
        let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <li class="source">
                <a href=place><b>{source.short}</b></a>
                <p class="hint">{source.title}</p>
                <p class="hint">{about}</p>
                {notes.into_iter().map(|note| view! { <p class="flag">{note}</p> }).collect_view()}
                {look}
                <ul>{source.texts.into_iter().map(|text| view! { <Text shelf text/> }).collect_view()}</ul>
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

/// Whether this person is to look at it.
fn waits(source: &SourceRow) -> bool {
    source.stage == Some(Stage::Review) && !source.is_mine
}

/// What is to be done about a source, and by whom.
fn notes(source: &SourceRow) -> Vec<&'static str> {
    let review = match source.stage {
        Some(Stage::Review) if !source.is_mine => Some("等你复审"),
        Some(Stage::Review) if source.is_published => Some("改过，等另一位复审"),
        Some(Stage::Review) => Some("等另一位复审，通过后卡片才能用它"),
        Some(Stage::Draft) => Some("还没送审：点名字打开，送审"),
        None => None,
    };
    review.into_iter().chain(source.texts.is_empty().then_some("还没放原文")).collect()
}

/// Who has put a text in, and when.
pub(crate) fn brought(text: &SourceTextRow) -> String {
    let who = text.by.clone().or_else(|| text.branch.clone()).unwrap_or_else(site_words::committee);
    format!("{} {who}放的", Day::at_unix_ms(text.added_at).chinese())
}

#[component]
fn Text(shelf: Shelf, text: SourceTextRow) -> impl IntoView {
    let id = StoredValue::new(text.id.clone());
    let remove = Callback::new(move |()| {
        spawn_local(async move {
            match api::remove_source_text(&id.get_value()).await {
                Ok(()) => shelf.said.set("拿掉了。核对过的卡片不受影响。".into()),
                Err(why) => shelf.said.set(shelf.session.hear(&why)),
            }
            shelf.load();
            focus::soon("h1", "");
        });
    });
    let about = format!("{} · {} 字 · {}", text.title, text.characters, brought(&text));
    view! {
        <li class="source-text">
            <small>{about}</small>
            <Twice name="拿掉" what="以后的金句就不能和它对了；核对过的卡片不受影响。" yes="真的拿掉" run=remove/>
            <Words shelf id=text.id/>
        </li>
    }
}

/// All of a text, for whoever wants to see what quotations are compared with; fetched when it is opened.
#[component]
fn Words(shelf: Shelf, id: String) -> impl IntoView {
    let (words, is_asked) = (RwSignal::new("正在取……".to_string()), StoredValue::new(false));
    let open = move || {
        if is_asked.get_value() {
            return;
        }
        is_asked.set_value(true);
        let id = id.clone();
        spawn_local(async move {
            words.set(api::source_words(&id).await.unwrap_or_else(|why| {
                is_asked.set_value(false);
                format!("{}。收起来，再点开试一次。", shelf.session.hear(&why).trim_end_matches('。'))
            }));
        });
    };
    view! {
        <details class="source-words" on:toggle=move |_| open()>
            <summary>"看全文"</summary>
            <div tabindex="0" role="region" aria-label="全文">{move || words.get()}</div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_turn_it_is_is_said() {
        let source = |stage, is_mine, is_published| SourceRow {
            slug: String::new(),
            title: String::new(),
            short: String::new(),
            author: String::new(),
            date: String::new(),
            published_in: String::new(),
            is_published,
            stage,
            is_mine,
            texts: Vec::new(),
        };
        assert_eq!(notes(&source(Some(Stage::Review), false, false)), ["等你复审", "还没放原文"]);
        assert_eq!(notes(&source(Some(Stage::Review), true, false))[0], "等另一位复审，通过后卡片才能用它");
        assert_eq!(notes(&source(Some(Stage::Draft), true, false))[0], "还没送审：点名字打开，送审");
        assert_eq!(notes(&source(None, false, true)), ["还没放原文"]);
    }
}
