//! `/desk/sign-ups/` 报名: who comes to which slot of an activity, by nickname. Nobody ticks anybody off: the list goes seven days
//! after the slot.

mod printed;
mod slot;
mod state;
mod tell;
mod words;

use ::api::activities::DeskSlot;
use ::api::people::Me;
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::watch::watch;
use crate::desk::print::PrintOut;
use crate::desk::shell::live::Live;
use crate::desk::shell::room::RoomView;
use crate::desk::shell::session::Session;
use slot::OneSlot;
use state::Page;

/// All of it.
#[component]
pub(super) fn SignUpsPage(me: Me) -> impl IntoView {
    let page = Page::new(expect_context::<Session>(), me.id);
    let live = expect_context::<Live>();
    watch(move || {
        live.again.track();
        live.heard.track();
        page.room.load();
    });
    view! {
        <RoomView room=page.room hint="只写昵称，不点名。有人退，排着的自动往前；一场办完，别的支部的只剩人数，7 天后名单自己删掉。"><All page/></RoomView>
        <PrintOut sheet=page.sheet/>
    }
}

#[component]
fn All(page: Page) -> impl IntoView {
    let all = move |is_over: bool| {
        let now = clock::unix_ms();
        let slots =
            page.room.all.get().unwrap_or_default().slots.into_iter().filter(|slot| (slot.ends_at <= now) == is_over);
        slots.collect::<Vec<DeskSlot>>()
    };
    // A row stays as it is under somebody's hand: what changes in it is asked for by its name.
    let key = |slot: &DeskSlot| state::key(slot);
    let first = Memo::new(move |_| all(false).first().map(state::key));
    view! {
        {move || all(false).is_empty().then(|| view! {
            <p class="empty">"接下来没有活动。"<a href=::api::paths::DESK_ACTIVITIES>"去写一个"</a></p>
        })}
        <ul class="corrections sign-ups"><For each=move || all(false) key let:slot><OneSlot page of=state::key(&slot) first/></For></ul>
        {move || (!all(true).is_empty()).then(|| view! { <h2 class="section">"办完的，7 天内删掉"</h2> })}
        <ul class="corrections sign-ups"><For each=move || all(true) key let:slot><OneSlot page of=state::key(&slot) first/></For></ul>
    }
}
