//! `/desk/sources/` 原文库: the texts that quotations are looked up in, and a place to look one up.

mod add;
mod listed;
mod look;

use ::api::sources::SourceRow;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use add::AddForm;
use listed::Listed;
use look::LookUp;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
struct Shelf {
    /// `None` until the first answer.
    sources: RwSignal<Option<Vec<SourceRow>>>,
    said: RwSignal<String>,
}

impl Shelf {
    fn load(self) {
        spawn_local(async move {
            match api::sources().await {
                Ok(answer) => self.sources.set(Some(answer.sources)),
                Err(why) => self.said.set(why.sentence()),
            }
        });
    }
}

/// The library.
#[component]
pub(super) fn SourcesPage() -> impl IntoView {
    let shelf = Shelf { sources: RwSignal::new(None), said: RwSignal::new(String::new()) };
    shelf.load();
    view! {
        <h1 class="desk-title">"原文库"</h1>
        <p class="hint">"放上公开发表的原文，金句就能一个字一个字地核对。原文只在这里用，骑手那边看不到。"</p>
        <p role="status">{move || shelf.said.get()}</p>
        <LookUp/>
        {move || match shelf.sources.get() {
            None => view! { <p class="empty">"正在打开……"</p> }.into_any(),
            Some(sources) => view! { <Listed shelf sources/> }.into_any(),
        }}
        <AddForm shelf/>
    }
}
