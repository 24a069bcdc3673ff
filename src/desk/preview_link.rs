//! A link to a draft for somebody without an account; it ends by itself.

use ::api::documents::{Folder, Preview};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{history, share};
use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// A button that makes one, and then the link itself.
#[component]
pub(super) fn PreviewLink(folder: Folder, #[prop(into)] slug: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let (made, said) = (RwSignal::new(None::<Preview>), RwSignal::new(String::new()));
    let make = move |_| {
        let slug = slug.clone();
        spawn_local(async move {
            match api::make_preview(folder.as_str(), &slug).await {
                Ok(preview) => {
                    let url = format!("{}{}", history::origin(), preview.path);
                    made.set(Some(preview));
                    let is_copied = share::copy(&url).await;
                    let how = if is_copied { "复制好了。" } else { "长按下面的链接复制。" };
                    said.set(format!("{how}三天有效，看到的是最新的草稿；拿到链接的人都能看。"));
                }
                Err(why) => said.set(session.hear(&why)),
            }
        });
    };
    view! {
        <div class="preview-link">
            <button type="button" class="button quiet" on:click=make>"预览链接"</button>
            <p class="hint" role="status">{move || said.get()}</p>
            {move || made.get().map(|preview| {
                let url = format!("{}{}", history::origin(), preview.path);
                view! { <p><a href=preview.path target="_blank" rel="noopener">{url}</a></p> }
            })}
        </div>
    }
}
