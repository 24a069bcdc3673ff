//! Two texts of one document, and somebody who has to choose: nothing is ever merged in silence.

use leptos::prelude::*;

use super::diff::Beside;
use super::form::Form;
use super::writing::Writing;

/// What was written here, and what the server has.
#[component]
pub(super) fn Conflict(writing: Writing) -> impl IntoView {
    move || {
        writing.theirs.get().map(|theirs| {
            let may_be_mine = theirs.may_be_mine;
            let copy = words(writing, &theirs.mine);
            view! {
                <section class="choose" role="alert" aria-label="两边不一样">
                    <h2>"两边不一样"</h2>
                    <p>{format!("{}。两份都在下面，选一份接着用，另一份就不要了。", theirs.why)}</p>
                    <Beside old=legible(writing, &theirs.text) new=legible(writing, &theirs.mine) old_name="那边的" new_name="我的"/>
                    <div class="steps">
                        {may_be_mine.then(|| view! { <button type="button" class="button" on:click=move |_| writing.use_mine()>"用我的"</button> })}
                        <button type="button" class="button quiet" on:click=move |_| writing.use_theirs()>"用那边的"</button>
                    </div>
                    {(!may_be_mine).then(|| view! {
                        <p class="hint">"这一份现在不归你改。你写的在这里，要用就先抄走："</p>
                        <textarea rows="6" readonly aria-label="我写的">{copy}</textarea>
                    })}
                </section>
            }
        })
    }
}

/// A text as somebody reads it who never sees files; one that is no form stays the file it is.
pub(super) fn legible(writing: Writing, text: &str) -> String {
    Form::of(writing.folder, text).map_or_else(|| text.to_string(), |form| form.legible())
}

/// The words of a text, without its head where that is fields on screen.
fn words(writing: Writing, text: &str) -> String {
    match Form::of(writing.folder, text) {
        Some(form) if !form.body.is_empty() => form.body,
        _ => text.to_string(),
    }
}

/// 文件已改，请选择: the file has changed since the shown revision was made from it.
#[component]
pub(super) fn FileChanged(writing: Writing) -> impl IntoView {
    let both = Memo::new(move |_| {
        writing.document.with(|document| {
            let document = document.as_ref()?;
            let (file, shown) = (document.changed_file.clone()?, document.text.clone().unwrap_or_default());
            Some((shown, file, document.draft.is_some()))
        })
    });
    move || {
        both.get().map(|(shown, file, has_draft)| {
            let (ours, theirs) = (shown.clone(), file.clone());
            let may_write = writing.may_write();
            view! {
                <section class="choose" aria-label="文件已改，请选择">
                    <h2>"文件已改，请选择"</h2>
                    <p>"读者看到的是在这里发布的那一版，可内容文件夹里的文件后来又改过。选一份成为草稿，送审发布以后就只有一份了。"</p>
                    {has_draft.then(|| view! { <p class="hint">"现在有一份草稿，选了就换成选的那一份。不选也行：发布这份草稿，就当选过了。"</p> })}
                    <Beside old=legible(writing, &shown) new=legible(writing, &file) old_name="发布的" new_name="文件里的"/>
                    {may_write.then(|| view! {
                        <div class="steps">
                            <button type="button" class="button quiet" on:click=move |_| writing.choose(&ours)>"用发布的"</button>
                            <button type="button" class="button quiet" on:click=move |_| writing.choose(&theirs)>"用文件里的"</button>
                        </div>
                    })}
                </section>
            }
        })
    }
}
