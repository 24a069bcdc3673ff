//! The secretary's desk, an app of its own: what members said and nobody looked at yet, invites, people. Made for one
//! hand on a phone; with a keyboard on a PC.
//!
//! Each of its pages is loaded anew: they are few, and nothing is on the way between them.

mod api;
mod branches;
mod calendar;
mod frame;
mod invites;
mod people;
mod print;
mod published;
mod queue;
mod reasons;
mod reply;
mod sign_in;

use ::api::people::{Me, Role};
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{dom, history};
use calendar::CalendarPage;
use frame::Frame;
use invites::InvitesPage;
use people::PeoplePage;
use print::PrintPage;
use queue::QueuePage;
use sign_in::{JoinPage, SignInPage};

/// Mounts the desk.
pub fn start() {
    console_error_panic_hook::set_once();
    if let Some(main) = dom::find("#desk") {
        mount_to(main, Desk).forget();
        dom::mark_ready();
    }
}

/// Who is at the desk.
#[derive(Clone, PartialEq)]
enum Who {
    Asked,
    /// Nobody who may be here.
    Nobody,
    /// It could not be asked.
    Unknown(String),
    Somebody(Me),
}

#[component]
fn Desk() -> impl IntoView {
    let who = RwSignal::new(Who::Asked);
    let path = history::path();
    let ask = move || {
        spawn_local(async move {
            who.set(match crate::api::me().await {
                Ok((me, _)) if me.role != Role::Member => Who::Somebody(me),
                Ok(_) => Who::Nobody,
                Err(why) if why.is_signed_out() => Who::Nobody,
                Err(why) => Who::Unknown(why.sentence()),
            });
        });
    };
    let is_joining = path == ::api::paths::DESK_JOIN;
    if !is_joining {
        ask();
    }
    move || match who.get() {
        _ if is_joining => view! { <JoinPage/> }.into_any(),
        Who::Asked => view! { <p class="empty" role="status">"正在打开……"</p> }.into_any(),
        Who::Nobody => view! { <SignInPage signed_in=Callback::new(move |me| who.set(Who::Somebody(me)))/> }.into_any(),
        Who::Unknown(why) => view! {
            <section class="notice">
                <h1>"没打开"</h1>
                <p>{why}</p>
                <button type="button" class="button" on:click=move |_| ask()>"再试一次"</button>
            </section>
        }
        .into_any(),
        Who::Somebody(me) => {
            let page = match path.as_str() {
                ::api::paths::DESK_INVITES => view! { <InvitesPage me=me.clone()/> }.into_any(),
                ::api::paths::DESK_PEOPLE => view! { <PeoplePage me=me.clone()/> }.into_any(),
                ::api::paths::DESK_CALENDAR => view! { <CalendarPage/> }.into_any(),
                ::api::paths::DESK_PRINT => view! { <PrintPage/> }.into_any(),
                _ => view! { <QueuePage/> }.into_any(),
            };
            view! { <Frame me path=path.clone()>{page}</Frame> }.into_any()
        }
    }
}
