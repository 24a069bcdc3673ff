//! `/desk/claims/` 认领: what keepers of shops say their shops give. Somebody goes there and confirms it in two taps, or says why not;
//! and comes by again before it ends. What hangs in the street and on the door is printed here.

mod decline;
mod printed;
mod shop;
mod state;
mod waiting;

use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::desk::print::PrintOut;
use crate::desk::shell::live::Live;
use crate::desk::shell::room::RoomView;
use crate::desk::shell::session::Session;
use printed::StreetSheet;
use shop::Shop;
use state::Page;
use waiting::Waiting;

/// All of it.
#[component]
pub(super) fn ClaimsPage() -> impl IntoView {
    let page = Page::new(expect_context::<Session>());
    let live = expect_context::<Live>();
    watch(move || {
        live.again.track();
        live.rooms.track();
        // What is written about a shop may be something else.
        live.documents.track();
        page.room.load();
    });
    view! {
        <RoomView room=page.room hint="店家扫街上的码自己写。到店里看一眼，都对就放上名单，一次 90 天；到期前 14 天，这里和店家的链接都会说。"><All page/></RoomView>
        <PrintOut sheet=page.sheet/>
    }
}

#[component]
fn All(page: Page) -> impl IntoView {
    // A row stays as it is under somebody's hand: what changes in it is asked for by its name.
    let all = move || page.room.all.get().unwrap_or_default();
    let waiting = move || all().waiting.into_iter().map(|claim| claim.id).collect::<Vec<_>>();
    let shops = move || all().shops.into_iter().map(|shop| shop.place).collect::<Vec<_>>();
    view! {
        <h2 class="section">"等你去看"</h2>
        {move || waiting().is_empty().then(|| view! { <p class="empty">"没有新认领的店。"</p> })}
        <ul class="corrections"><For each=waiting key=String::clone let:of><Waiting page of/></For></ul>
        <h2 class="section">"认领了的店"</h2>
        {move || shops().is_empty().then(|| view! { <p class="empty">"还没有。把码贴到街上，店家自己会来。"</p> })}
        <ul class="corrections"><For each=shops key=String::clone let:of><Shop page of/></For></ul>
        <StreetSheet page/>
    }
}
