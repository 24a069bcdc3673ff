//! The code of a place's page, to hang where the place is.

use ::api::documents::Shown;
use ::api::paths;
use leptos::prelude::*;

use super::writing::Writing;
use crate::browser::history;
use crate::client::site_words;
use crate::desk::print::{CodeSheet, PrintOut, Sheet, is_only_here};

/// A button that prints it; nothing of what readers are not shown.
#[component]
pub(super) fn PlaceCode(writing: Writing) -> impl IntoView {
    let sheet = Sheet::new();
    let is_shown = Memo::new(move |_| {
        let is_there = |shown: Shown| matches!(shown, Shown::File | Shown::Revision);
        writing.document.with(|document| document.as_ref().is_some_and(|document| is_there(document.shown)))
    });
    let here = history::origin();
    let warning = is_only_here(&here).then(|| format!("码里的地址是 {here}，只有这个网里打得开。"));
    view! {
        {move || is_shown.get().then(|| view! {
            <div class="preview-link">
                <button type="button" class="button quiet" on:click=move |_| sheet.print(drawn(writing))>"印这里的码"</button>
                {warning.clone().map(|warning| view! { <p class="hint">{warning}</p> })}
            </div>
        })}
        <PrintOut sheet/>
    }
}

fn drawn(writing: Writing) -> String {
    let get = |key: &str| {
        writing.form.with_untracked(|form| form.as_ref().map(|form| form.get(key).to_string()).unwrap_or_default())
    };
    let link = history::origin() + &paths::place(&writing.slug.get_value());
    CodeSheet {
        heading: &get("title"),
        name: &get("kind"),
        lines: &[],
        link: &link,
        steps: &["扫一扫，看几点开门、里面有什么", "不用登录，没网也能看", "到了没开门，在里面点一下就行"],
        foot: &site_words::committee(),
    }
    .draw()
}
