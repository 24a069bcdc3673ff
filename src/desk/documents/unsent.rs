//! What this device has kept and the server does not have: also of a document that nobody else has heard of yet.

use ::api::documents::Folder;
use ::api::paths;
use leptos::prelude::*;

use super::form::Form;
use super::local::Local;
use crate::desk::shell::live::Live;

/// Each of them, with a way back to it.
#[component]
pub(super) fn Unsent(folder: Folder, person: String) -> impl IntoView {
    let live = expect_context::<Live>();
    let row = move |(slug, local): (String, Local)| {
        let title =
            Form::of(folder, &local.text).map(|form| form.title().to_string()).filter(|title| !title.is_empty());
        view! {
            <li><a href=paths::desk_document(folder.as_str(), &slug)>
                <span class="listed-title">{title.unwrap_or_else(|| "还没写".into())}</span>
                {(folder == Folder::Cards).then(|| view! { <small>{slug.clone()}</small> })}
                <span class="standings"><span class="standing" data-standing="choose">"还没存好"</span></span>
            </a></li>
        }
    };
    move || {
        live.again.track();
        let all = Local::all(&person, folder);
        (!all.is_empty()).then(|| {
            view! {
                <section class="unsent" aria-label="这台设备上还没存好的">
                    <p class="hint">"这台设备上还没存好的，点开接着写："</p>
                    <ul class="rows listed">{all.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}
