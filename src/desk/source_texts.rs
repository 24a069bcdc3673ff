//! `/desk/sources/` 原文库: the texts that quotations are looked up in, and a place to look one up.

mod add;
mod adding;
mod listed;
mod look;
mod state;

use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::Skeleton;
use add::AddForm;
use listed::Listed;
pub(crate) use listed::brought;
use look::LookUp;
use state::Shelf;

/// The library.
#[component]
pub(crate) fn SourcesPage() -> impl IntoView {
    let shelf = Shelf {
        sources: RwSignal::new(None),
        failed: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        session: expect_context::<Session>(),
    };
    let live = expect_context::<Live>();
    watch(move || {
        live.again.track();
        shelf.load();
    });
    // The same answer again leaves the list as it is under somebody's hand.
    let shown = Memo::new(move |_| (shelf.failed.get(), shelf.sources.get()));
    view! {
        <p class="hint">"放上公开发表的原文，金句就能一个字一个字地核对。原文只在这里用，读者那边看不到。"</p>
        <p class="said" role="status">{move || shelf.said.get()}</p>
        <LookUp/>
        {move || match shown.get() {
            (Some(why), None) => view! { <Failed why again=Callback::new(move |()| shelf.load())/> }.into_any(),
            (None, None) => view! { <Skeleton/> }.into_any(),
            (_, Some(sources)) => view! { <Listed shelf sources/> }.into_any(),
        }}
        <AddForm shelf/>
    }
}
