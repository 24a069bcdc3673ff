//! Putting a source text in: of a source there is, or of a new one.

use ::api::documents::Stage;
use ::api::sources::{AddSource, SourceRow};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Shelf;
use crate::browser::files::{self, Brought};
use crate::browser::history;
use crate::browser::watch::watch;
use crate::client::api::ApiError;
use crate::desk::readings::{self, Readings};
use crate::desk::shell::api;
use crate::ui::at_most;
use crate::ui::focus;

/// More than the server takes, in bytes.
const LARGEST: f64 = 10.0 * 1024.0 * 1024.0;

/// The form.
#[component]
pub(super) fn AddForm(shelf: Shelf) -> impl IntoView {
    let add = RwSignal::new(AddSource::default());
    let (pasted, file) = (RwSignal::new(String::new()), StoredValue::new_local(None::<Brought>));
    let (file_name, said, is_busy) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let readings = RwSignal::new(Vec::new());
    // Somebody has said which source it is.
    let is_chosen = RwSignal::new(false);
    // In the encoding that somebody has chosen; empty: in the one that it plainly is in.
    let submit = move |encoding: String| {
        let text = pasted.get_untracked();
        let brought = file.get_value().or_else(|| (!text.trim().is_empty()).then_some(Brought::Text(text)));
        let Some(brought) = brought else { return said.set("选一个文件，或者把原文贴进来。".into()) };
        if brought.size() > LARGEST {
            return said.set("文件超过 10 MB，去掉图片再来。".into());
        }
        let add_now = AddSource { name: brought.name(), encoding, ..add.get_untracked() };
        is_busy.set(true);
        said.set(String::new());
        spawn_local(async move {
            match api::add_source(&add_now, &brought).await {
                Ok(answer) => {
                    let is_it = |source: &SourceRow| source.title == add_now.title.trim();
                    let is_handed = answer.sources.iter().any(|one| is_it(one) && one.stage == Some(Stage::Review));
                    shelf.said.set(match is_handed {
                        true => "放进去了，也送审了：另一位书记看过，卡片就能用它。".into(),
                        false => "放进去了。".into(),
                    });
                    add.set(AddSource::default());
                    is_chosen.set(false);
                    pasted.set(String::new());
                    file.set_value(None);
                    // Nothing is begun any more: the next source is chosen.
                    shelf.sources.set(Some(answer.sources));
                    file_name.set(String::new());
                    readings.set(Vec::new());
                    // On a phone the form is long, and what became of it stands above it.
                    focus::soon("h1", ".said");
                }
                Err(why) => match readings::asked(&why) {
                    Some(found) => readings.set(found),
                    None => {
                        if why == ApiError::Changed {
                            file.set_value(None);
                            file_name.set(String::new());
                        }
                        said.set(shelf.session.hear(&why));
                    }
                },
            }
            is_busy.set(false);
        });
    };
    let is_begun = move || {
        let is_named = add.with_untracked(|add| {
            [&add.title, &add.short, &add.author, &add.date, &add.published_in].iter().any(|said| !said.is_empty())
        });
        is_named || !pasted.with_untracked(String::is_empty) || file.with_value(Option::is_some)
    };
    history::ask_before_leaving(move || {
        is_begun().then_some("这份原文还没放进去。离开这一页，填的就都没了。要离开吗？")
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
    // The next to do: a source that waits for its text, until somebody chooses another, or has begun: a text that is there
    // already stays with the source for which it was brought.
    watch(move || {
        let sources = shelf.sources.get();
        let next = sources.iter().flatten().find(|source| source.texts.is_empty()).map(|source| source.slug.clone());
        if !is_chosen.get_untracked() && !is_begun() {
            add.update(|add| add.source = next.unwrap_or_default());
        }
    });
    let is_new = Memo::new(move |_| add.with(|add| add.source.is_empty()));
    view! {
        <section class="part">
            <h2>"放一份原文"</h2>
            <form class="desk-form" on:submit=move |event| { event.prevent_default(); submit(String::new()); }>
                <label for="source">"是哪个出处的"</label>
                <select id="source" prop:value=move || add.with(|add| add.source.clone())
                    on:change=move |event| { is_chosen.set(true); add.update(|add| add.source = event_target_value(&event)); }>
                    <option value="">"新的出处……"</option>
                    {move || known.get().into_iter().map(option).collect_view()}
                </select>
                {move || is_new.get().then(|| view! { <NewSource add/> })}
                <label for="file">"Word（.docx）、Markdown 或文本文件"</label>
                <div class="drop">
                    <span>{move || if file_name.get().is_empty() { "点这里选文件，电脑上也可以拖进来".to_string() } else { file_name.get() }}</span>
                    <input id="file" type="file" accept=".docx,.md,.markdown,.txt" on:change=move |event| {
                        if let Some(chosen) = files::chosen(&event) {
                            file_name.set(chosen.name());
                            readings.set(Vec::new());
                            file.set_value(Some(chosen));
                        }
                    }/>
                </div>
                <label for="pasted">"或者把全文贴在这里"</label>
                <textarea id="pasted" rows="5" prop:value=move || pasted.get() on:input=move |event| pasted.set(event_target_value(&event))></textarea>
                <Readings readings is_busy choose=Callback::new(submit)/>
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
