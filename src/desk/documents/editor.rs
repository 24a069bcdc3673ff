//! A document's page: 写, 看, 核对 and 流程. On a phone one at a time, with the next step at the thumb's end; on a PC
//! beside each other.

use ::api::documents::{Document, Folder, Stage};
use ::api::paths;
use ::api::people::Me;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::bar::Bar;
use super::choose::{Conflict, FileChanged};
use super::collate::{self, Proof};
use super::fields::Fields;
use super::flow::Flow;
use super::part::Part;
use super::past::Past;
use super::place_code::PlaceCode;
use super::preview::{self, Preview};
use super::quoted::{Quoted, Twins};
use super::words::new_one;
use super::writing::Writing;
use crate::browser::dom::Listener;
use crate::browser::network;
use crate::browser::watch::watch;
use crate::desk::preview_link::PreviewLink;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::Skeleton;

/// One document.
#[component]
pub(super) fn DocumentPage(folder: Folder, slug: String, me: Me) -> impl IntoView {
    let (session, live) = (expect_context::<Session>(), expect_context::<Live>());
    let writing = Writing::new(folder, slug, me, session);
    let part = writing.part;
    writing.load();
    fill_shelf(writing);
    collate::look_up(writing);
    let before = StoredValue::new(None::<u32>);
    watch(move || {
        let now = live.again.get();
        // Somebody else may have taken a step with it.
        live.documents.track();
        if let Some(before) = before.get_value() {
            writing.again(before != now && network::is_visible());
            renew_sources(writing);
        }
        before.set_value(Some(now));
    });
    watch(move || {
        live.draft.get().iter().for_each(|saved| writing.hear_of(saved));
    });
    let leave = move || {
        spawn_local(async move {
            writing.send().await;
        });
    };
    // For as long as the page lives: another one is loaded anew.
    network::on_leave(leave).into_iter().flatten().for_each(Listener::forget);
    let is_there = Memo::new(move |_| writing.document.with(Option::is_some));
    watch(move || {
        if is_there.get() && writing.waits_for_me() {
            part.set(if preview::is_shown(folder) { Part::Look } else { Part::Write });
        }
    });
    let tab = move |which: Part, words: &'static str| {
        view! { <button type="button" aria-pressed=move || (part.get() == which).to_string() on:click=move |_| writing.turn_to(which)>{words}</button> }
    };
    let title = move || {
        let title = writing.form.with(|form| form.as_ref().map(|form| form.title().to_string()));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| new_one(folder))
    };
    let is_site = folder == Folder::Site;
    let (list, back) = (
        if is_site { paths::DESK.to_string() } else { paths::desk_list(folder.as_str()) },
        if is_site { "回到今天".to_string() } else { format!("全部{}", folder.chinese()) },
    );
    move || {
        match (writing.failed.get(), is_there.get()) {
        (Some(why), false) => view! { <Failed why again=Callback::new(move |()| writing.load())/> }.into_any(),
        (None, false) => view! { <Skeleton/> }.into_any(),
        _ => view! {
            <div class="writing" data-part=move || part.get().as_str() data-folder=folder.as_str()>
                <p class="writing-where"><a href=list.clone()>{format!("← {back}")}</a>" "<h2 class="writing-title" title=title>{title}</h2></p>
                <Bar writing/>
                <CameBack writing/>
                <Conflict writing/>
                <FileChanged writing/>
                <div class="parts-top"></div>
                <div class="filters parts" role="group" aria-label="做什么">
                    {tab(Part::Write, "写")}
                    {preview::is_shown(folder).then(|| tab(Part::Look, "看"))}
                    {(folder == Folder::Cards).then(|| tab(Part::Proof, "核对"))}
                    {tab(Part::Flow, "流程")}
                </div>
                <Columns writing/>
            </div>
        }
        .into_any(),
    }
    }
}

/// Its parts, beside each other where there is room.
#[component]
fn Columns(writing: Writing) -> impl IntoView {
    let folder = writing.folder;
    let is_card = folder == Folder::Cards;
    // A source has no page of its own.
    let has_draft = Memo::new(move |_| {
        let has_draft =
            |document: &Option<Document>| document.as_ref().is_some_and(|document| document.draft.is_some());
        folder != Folder::Sources && writing.document.with(has_draft)
    });
    view! {
        <div class="columns">
            <section class="column" data-column="write" aria-label="写">{(folder == Folder::Sources).then(|| view! { <p class="hint">"原文的字在"<a href=paths::DESK_SOURCES>"原文库"</a>"里，点“看全文”。"{move || writing.waits_for_me().then_some("先看过，再发布。")}</p> })}<Fields writing/></section>
            {preview::is_shown(folder).then(|| view! { <section class="column" data-column="look" aria-label="看">{is_card.then(|| view! { <div class="quoted-here"><Quoted writing/></div> })}<Preview writing/></section> })}
            <div class="column-last">
                {is_card.then(|| view! { <section class="column" data-column="proof"><h2>"逐字核对"</h2><div class="quoted-here"><Twins writing/></div><Proof writing/></section> })}
                <section class="column" data-column="flow">
                    <h2>"流程"</h2><Flow writing/>
                    {move || has_draft.get().then(|| view! { <PreviewLink folder slug=writing.slug.get_value()/> })}
                    {(folder == Folder::Places).then(|| view! { <PlaceCode writing/> })}
                    <h2>"历史"</h2><Past writing/>
                </section>
            </div>
        </div>
    }
}

/// What whoever looked at it wants changed, whichever part is on screen.
#[component]
fn CameBack(writing: Writing) -> impl IntoView {
    let note = Memo::new(move |_| {
        writing.document.with(|document| {
            let draft = document.as_ref().and_then(|document| document.draft.as_ref());
            draft.filter(|draft| draft.stage == Stage::Draft).and_then(|draft| draft.note.clone())
        })
    });
    move || note.get().map(|note| view! { <p class="came-back came-back-now"><b>"退回来了，要改："</b>{note}</p> })
}

/// Somebody may have published a source, or the site's themes, since this page was opened.
fn renew_sources(writing: Writing) {
    spawn_local(async move {
        let known = writing.shelf.with_untracked(|shelf| (shelf.sources.clone(), shelf.themes.clone()));
        // There are fewer decks than anything else.
        let Ok(listed) = api::documents(Folder::Decks).await else { return };
        if (&listed.sources, &listed.themes) == (&known.0, &known.1) {
            return;
        }
        let others: Vec<String> =
            listed.sources.iter().filter(|source| !known.0.contains(source)).map(|(slug, _)| slug.clone()).collect();
        writing.shelf.update(|shelf| shelf.add(Folder::Decks, listed));
        read_sources(writing, others).await;
        writing.check();
    });
}

async fn read_sources(writing: Writing, slugs: Vec<String>) {
    for slug in slugs {
        if let Ok(document) = api::document(Folder::Sources, &slug).await
            && let Some(text) = document.text
        {
            writing.shelf.update(|shelf| shelf.add_source(&slug, &text));
        }
    }
}

/// Asks for what else there is. Without it the page works, and only the server says what is to be mended.
fn fill_shelf(writing: Writing) {
    spawn_local(async move {
        let mut is_whole = true;
        for folder in Folder::ALL.into_iter().filter(|folder| folder.list().is_some()) {
            match api::documents(folder).await {
                Ok(listed) => writing.shelf.update(|shelf| shelf.add(folder, listed)),
                Err(_) => is_whole = false,
            }
        }
        let slugs = writing.shelf.with_untracked(|shelf| shelf.sources.iter().map(|(slug, _)| slug.clone()).collect());
        read_sources(writing, slugs).await;
        writing.shelf.update(|shelf| shelf.is_whole = is_whole);
        if writing.document.with_untracked(Option::is_some) {
            writing.check();
        }
    });
}
