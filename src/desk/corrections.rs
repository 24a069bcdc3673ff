//! `/desk/corrections/` 更正: what riders say is wrong about places, what has waited longest first. Each is confirmed, or mended in
//! the place's document, in two taps.

mod doubt;
mod state;

use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::Skeleton;
use doubt::OneDoubt;
use state::Page;

/// All that waits.
#[component]
pub(super) fn CorrectionsPage() -> impl IntoView {
    let page = Page::new(expect_context::<Session>());
    let live = expect_context::<Live>();
    watch(move || {
        live.again.track();
        live.corrections.track();
        // What is written about a place may be something else.
        live.documents.track();
        page.load();
    });
    let is_there = Memo::new(move |_| (page.failed.get(), page.doubts.with(Option::is_some)));
    view! {
        <p class="hint">"骑手说哪里不对，谁说的不记。先打电话问清楚，再点：没错的点“还是对的”，错了的点“去改”。"</p>
        <p class="said" role="status">{move || page.said.get()}</p>
        <p class="wrong" role="alert">{move || page.wrong.get()}</p>
        {move || match is_there.get() {
            (Some(why), false) => view! { <Failed why again=Callback::new(move |()| page.load())/> }.into_any(),
            (None, false) => view! { <Skeleton/> }.into_any(),
            _ => view! { <Doubts page/> }.into_any(),
        }}
    }
}

#[component]
fn Doubts(page: Page) -> impl IntoView {
    let all = move || page.doubts.get().unwrap_or_default();
    // A row that stays stays as it is under somebody's hand.
    let key = |doubt: &::api::corrections::Doubt| serde_json::to_string(doubt).unwrap_or_default();
    view! {
        {move || all().is_empty().then(|| view! { <p class="empty">"没有要问的。"</p> })}
        <ul class="corrections"><For each=all key let:doubt><OneDoubt page doubt/></For></ul>
    }
}
