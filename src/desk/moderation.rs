//! `/desk/`, below what else waits (`today.rs`): one post at a time, the oldest first. A tap lets it out or sends it back; for a minute that can be undone.

mod answer;
mod beside;
mod decide;
mod decided;
mod deed;
pub mod first_steps;
mod keys;
mod line;
mod list;
mod pending;
mod post;
mod reasons;
mod reply;
mod said;
mod wrong;

use ::api::people::{Me, Role};
use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::desk::moderation::first_steps::Begun;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::desk::today::TodayList;
use crate::ui::{Skeleton, close_on_back};
use beside::Beside;
use decided::DecidedList;
use line::Line;
use list::List;
use pending::{Pending, Undo};
pub(in crate::desk) use reply::forget_begun;
use said::Said;

/// The queue, and what was decided before.
#[component]
pub(crate) fn QueuePage(me: Me) -> impl IntoView {
    let live = expect_context::<Live>();
    let line = Line::new(expect_context::<Session>(), live);
    let is_admin = me.role == Role::Admin;
    let begun = Begun::ask(live);
    watch(move || {
        live.again.track();
        line.refresh();
    });
    watch(move || line.count(live.line.get()));
    close_on_back(move || line.asking.with(Option::is_some), move || line.close_and_return());
    let is_on = keys::listen(line);
    let filter = move |list: List| {
        let count = move || (list == List::Waiting).then(|| live.pending.get()).filter(|pending| *pending > 0);
        view! {
            <button type="button" aria-pressed=move || (line.list.get() == list).to_string() on:click=move |_| line.show(list)>
                {list.name()}{move || count().map(|pending| view! { " "<b>{pending}</b> })}
            </button>
        }
    };
    let is_waiting = move || line.list.get() == List::Waiting;
    // An answer that changes nothing of this leaves what is on screen as it is: the focus, and what is being typed.
    let shown = Memo::new(move |_| (line.failed.get(), line.posts.with(Option::is_some), is_waiting()));
    view! {
        <div class="queue">
        <div class="now">
        <TodayList live/>
        <div class="filters" id="posts" role="group" aria-label="看哪些">
            {List::ALL.map(filter)}
        </div>
        <p class="swapped" class:visually-hidden=move || !line.is_swapped.get() role="status">{move || line.news.get()}</p>
        {move || match shown.get() {
            (Some(why), false, _) => view! { <Failed why again=Callback::new(move |()| line.load())/> }.into_any(),
            (None, false, _) => view! { <Skeleton/> }.into_any(),
            (_, true, true) => view! { <Pending line is_admin begun/> }.into_any(),
            (_, true, false) => view! {
                <DecidedList line is_admin/>
                <div class="foot">{move || line.asking.with(Option::is_none).then(|| view! { <Said line/><Undo line/> })}</div>
            }
            .into_any(),
        }}
        </div>
        {move || is_waiting().then(|| view! { <Beside line is_on/> })}
        </div>
    }
}
