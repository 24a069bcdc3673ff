//! `/desk/corrections/` 更正: what riders say is wrong about places, what has waited longest first. Each is confirmed, or mended in
//! the place's document, in two taps.

mod doubt;
mod state;

use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::desk::shell::live::Live;
use crate::desk::shell::room::RoomView;
use crate::desk::shell::session::Session;
use doubt::OneDoubt;
use state::Page;

/// All that waits.
#[component]
pub(super) fn CorrectionsPage() -> impl IntoView {
    let page = Page::new(expect_context::<Session>());
    let live = expect_context::<Live>();
    watch(move || {
        live.again.track();
        live.rooms.track();
        // What is written about a place may be something else.
        live.documents.track();
        page.room.load();
    });
    view! {
        <RoomView room=page.room hint="骑手说哪里不对，谁说的不记。先打电话问清楚，再点：没错的点“还是对的”，错了的点“去改”。"><Doubts page/></RoomView>
    }
}

#[component]
fn Doubts(page: Page) -> impl IntoView {
    let all = move || page.room.all.get().unwrap_or_default().doubts;
    // A row that stays stays as it is under somebody's hand.
    let key = |doubt: &::api::corrections::Doubt| serde_json::to_string(doubt).unwrap_or_default();
    view! {
        {move || all().is_empty().then(|| view! { <p class="empty">"没有要问的。"</p> })}
        <ul class="corrections"><For each=all key let:doubt><OneDoubt page doubt/></For></ul>
    }
}
