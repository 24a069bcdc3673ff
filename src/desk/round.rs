//! `/desk/round/` 问一轮: places of which nobody has confirmed something for long, to be called one after the other.

mod place;
mod state;

use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::desk::shell::live::Live;
use crate::desk::shell::room::RoomView;
use crate::desk::shell::session::Session;
use place::OnePlace;
use state::{MANY, Page};

/// All of them.
#[component]
pub(super) fn RoundPage() -> impl IntoView {
    let page = Page::new(expect_context::<Session>());
    let live = expect_context::<Live>();
    watch(move || {
        live.again.track();
        live.documents.track();
        page.room.load();
    });
    view! {
        <RoomView room=page.room hint="开放时间一个多月、别的三个月没人问过的，问得最久的在前。打过去问一句：还是这样吗？一样一样点，没问到的别点。"><Places page/></RoomView>
    }
}

#[component]
fn Places(page: Page) -> impl IntoView {
    let all = move || page.in_order();
    // A row stays as it is under somebody's hand: what changes in it is asked for by its name.
    let shown = move || all().into_iter().take(page.most.get()).map(|place| place.place).collect::<Vec<_>>();
    let rest = move || all().len().saturating_sub(page.most.get());
    view! {
        {move || all().is_empty().then(|| view! { <p class="empty">"都问过了。"</p> })}
        <ul class="corrections"><For each=shown key=String::clone let:of><OnePlace page of/></For></ul>
        {move || (rest() > 0).then(|| view! {
            <button type="button" class="button quiet" on:click=move |_| page.most.update(|most| *most += MANY)>{format!("后面还有 {} 个", rest())}</button>
        })}
    }
}
