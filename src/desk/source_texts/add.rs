//! Putting a source text in: of a source there is, or of a new one.

use ::api::sources::AddSource;
use leptos::prelude::*;

use super::adding::Adding;
use super::state::Shelf;
use crate::browser::watch::watch;
use crate::browser::{files, history};
use crate::desk::readings::Readings;
use crate::ui::at_most;

/// The form.
#[component]
pub(super) fn AddForm(shelf: Shelf) -> impl IntoView {
    let adding = Adding::new(shelf);
    let Adding { add, pasted, file_name, said, is_busy, readings, .. } = adding;
    history::ask_before_leaving(move || {
        adding.is_begun().then_some("这份原文还没放进去。离开这一页，填的就都没了。要离开吗？")
    });
    let option = move |(slug, short): (String, String)| {
        let is_it = {
            let slug = slug.clone();
            move || add.with(|add| add.source == slug)
        };
        view! { <option value=slug prop:selected=is_it>{short}</option> }
    };
    let known = Memo::new(move |_| {
        let sources = shelf.sources.get().unwrap_or_default();
        sources.into_iter().map(|source| (source.slug, source.short)).collect::<Vec<_>>()
    });
    watch(move || adding.follow());
    let is_new = Memo::new(move |_| add.with(|add| add.source.is_empty()));
    view! {
        <section class="part">
            <h2>"放一份原文"</h2>
            <form class="desk-form" on:submit=move |event| { event.prevent_default(); adding.submit(String::new()); }>
                <label for="source">"是哪个出处的"</label>
                <select id="source" prop:value=move || add.with(|add| add.source.clone()) on:change=move |event| adding.choose(event_target_value(&event))>
                    <option value="">"新的出处……"</option>
                    {move || known.get().into_iter().map(option).collect_view()}
                </select>
                {move || is_new.get().then(|| view! { <NewSource add/> })}
                <label for="file">"Word（.docx）、Markdown 或文本文件"</label>
                <div class="drop">
                    <span>{move || if file_name.get().is_empty() { "点这里选文件，电脑上也可以拖进来".to_string() } else { file_name.get() }}</span>
                    <input id="file" type="file" accept=".docx,.md,.markdown,.txt" on:change=move |event| files::chosen(&event).into_iter().for_each(|file| adding.bring(file))/>
                </div>
                <label for="pasted">"或者把全文贴在这里"</label>
                <textarea id="pasted" rows="5" prop:value=move || pasted.get() on:input=move |event| pasted.set(event_target_value(&event))></textarea>
                <Readings readings is_busy choose=Callback::new(move |encoding| adding.submit(encoding))/>
                <p class="wrong" role="alert">{move || said.get()}</p>
                <button type="submit" class="button" disabled=move || is_busy.get()>{move || if is_busy.get() { "正在放……" } else { "放进原文库" }}</button>
            </form>
        </section>
    }
}

/// What a new source is called, and where everybody can look it up.
#[component]
fn NewSource(add: RwSignal<AddSource>) -> impl IntoView {
    view! {
        <label for="title">"全名"</label>
        <input id="title" on:input=move |event| add.update(|add| add.title = at_most(&event, 200)) on:change=move |event| add.update(|add| add.title = at_most(&event, 200))/>
        <label for="short">"简称（印在金句下面）"</label>
        <input id="short" on:input=move |event| add.update(|add| add.short = at_most(&event, 40)) on:change=move |event| add.update(|add| add.short = at_most(&event, 40))/>
        <label for="author">"谁写的、谁讲的"</label>
        <input id="author" on:input=move |event| add.update(|add| add.author = at_most(&event, 60)) on:change=move |event| add.update(|add| add.author = at_most(&event, 60))/>
        <label for="date">"哪天"</label>
        <input id="date" type="date" on:input=move |event| add.update(|add| add.date = event_target_value(&event))/>
        <label for="published_in">"公开发表在哪里"</label>
        <input id="published_in" on:input=move |event| add.update(|add| add.published_in = at_most(&event, 120)) on:change=move |event| add.update(|add| add.published_in = at_most(&event, 120))/>
    }
}
