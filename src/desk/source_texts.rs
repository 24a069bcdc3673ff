//! `/desk/sources/` 原文库: the texts that quotations are looked up in, and a place to look one up.

mod add;
mod listed;
mod look;

use ::api::sources::SourceRow;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::watch::watch;
use crate::desk::shell::api;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::Skeleton;
use add::AddForm;
use listed::Listed;
pub(crate) use listed::brought;
use look::LookUp;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
struct Shelf {
    /// `None` until the first answer.
    sources: RwSignal<Option<Vec<SourceRow>>>,
    failed: RwSignal<Option<String>>,
    said: RwSignal<String>,
    session: Session,
}

impl Shelf {
    fn load(self) {
        self.failed.set(None);
        spawn_local(async move {
            match api::sources().await {
                Ok(answer) => self.sources.set(Some(answer.sources)),
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }
}

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
