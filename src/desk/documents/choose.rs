//! Two texts of one document, and somebody who has to choose: nothing is ever merged in silence.

use ::api::documents::Folder;
use leptos::prelude::*;

use super::diff::Beside;
use super::form::Form;
use super::words::new_one;
use super::writing::Writing;

/// What was written here, and what the server has.
#[component]
pub(super) fn Conflict(writing: Writing) -> impl IntoView {
    move || {
        writing.theirs.get().map(|theirs| {
            let may_be_mine = theirs.may_be_mine;
            let may_be_new = !may_be_mine && writing.folder != Folder::Site;
            let copy = legible(writing, &theirs.mine);
            let what_now = if may_be_mine { "，选一份接着用，另一份就不要了" } else { "" };
            view! {
                <section class="choose" role="alert" aria-label="两边不一样">
                    <h2>"两边不一样"</h2>
                    <p>{format!("{}。两份都在下面{what_now}。", theirs.why)}</p>
                    <Beside old=legible(writing, &theirs.text) new=legible(writing, &theirs.mine) old_name="那边的" new_name="我的"/>
                    <div class="steps">
                        {may_be_mine.then(|| view! { <button type="button" class="button quiet" on:click=move |_| writing.use_mine()>"用我的"</button> })}
                        {may_be_new.then(|| view! { <button type="button" class="button" disabled=move || writing.is_busy.get() on:click=move |_| writing.save_as_new()>{format!("存成{}", new_one(writing.folder))}</button> })}
                        <button type="button" class="button quiet" on:click=move |_| writing.use_theirs()>"用那边的"</button>
                    </div>
                    {(!may_be_mine).then(|| view! {
                        <p class="hint">"这一份现在不归你改。你写的都在这里，也可以抄走："</p>
                        <textarea rows="8" readonly aria-label="我写的">{copy}</textarea>
                    })}
                </section>
            }
        })
    }
}

/// A text as somebody reads it who never sees files; one that is no form stays the file it is.
pub(super) fn legible(writing: Writing, text: &str) -> String {
    let Some(form) = Form::of(writing.folder, text) else { return text.to_string() };
    // Of a source nobody reads the name of its file.
    writing.shelf.with_untracked(|shelf| {
        let named = |text: String, (slug, name): &(String, String)| {
            text.replace(&format!("出处：{slug}\n"), &format!("出处：{name}\n"))
        };
        shelf.sources.iter().fold(form.legible(), named)
    })
}

/// 文件已改，请选择: the file has changed since the shown revision, or the draft, was made from it.
#[component]
pub(super) fn FileChanged(writing: Writing) -> impl IntoView {
    let both = Memo::new(move |_| {
        writing.document.with(|document| {
            let document = document.as_ref()?;
            let (file, draft) = (document.changed_file.clone()?, document.draft.as_ref());
            let ours = draft.map(|draft| draft.text.clone()).or_else(|| document.text.clone()).unwrap_or_default();
            Some((ours, file, draft.is_some()))
        })
    });
    move || {
        both.get().map(|(ours, file, has_draft)| {
            let (name, why) = match has_draft {
                true => ("草稿里的", "内容文件夹里的文件改过了，这份草稿里没有那一处。选一份接着写。"),
                false => ("发布的", "读者看到的是在这里发布的那一版，可内容文件夹里的文件后来又改过。选一份成为草稿，送审发布以后就只有一份了。"),
            };
            let (old, new) = (legible(writing, &ours), legible(writing, &file));
            let may_write = writing.may_write();
            view! {
                <section class="choose" aria-label="文件已改，请选择">
                    <h2>"文件已改，请选择"</h2>
                    <p>{why}</p>
                    <Beside old new old_name=name new_name="文件里的"/>
                    {may_write.then(|| view! {
                        <div class="steps">
                            <button type="button" class="button quiet" on:click=move |_| writing.choose(&ours)>{format!("用{name}")}</button>
                            <button type="button" class="button quiet" on:click=move |_| writing.choose(&file)>"用文件里的"</button>
                        </div>
                    })}
                </section>
            }
        })
    }
}
