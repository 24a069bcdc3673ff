//! The secretary's desk, an app of its own: what members said and nobody looked at yet, invites, people. Made for one
//! hand on a phone; with a keyboard on a PC.
//!
//! Each of its pages is loaded anew: they are few, and nothing is on the way between them. A new page is a line in
//! `shell/navigation.rs` and one in `page`.

mod calendar;
mod claims;
mod collated;
mod corrections;
mod documents;
mod export;
mod imports;
mod in_sight;
mod invites;
mod moderation;
mod people;
mod pictures;
mod preview_link;
mod print;
mod published;
mod readings;
mod round;
mod shell;
mod sign_ups;
mod source_texts;
mod swapped;
mod today;
mod twice;

use std::borrow::Cow;

use ::api::people::{Me, Role};
use content::fold::plain;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::look;
use crate::browser::{clock, dom, history, service_worker, taps, typing};
use crate::client::site_words;
use crate::desk::moderation::QueuePage;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::frame::Frame;
use crate::desk::shell::leaving;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::desk::shell::sign_in::{JoinPage, SignInPage};
use crate::desk::source_texts::SourcesPage;
use crate::ui::{Skeleton, guard_composing, toast_view};
use calendar::CalendarPage;
use claims::ClaimsPage;
use corrections::CorrectionsPage;
use imports::ImportPage;
use invites::InvitesPage;
use people::PeoplePage;
use print::PrintPage;
use round::RoundPage;
use sign_ups::SignUpsPage;

/// After so many milliseconds nothing of a page is on its way any more, and what the next one needs without a network may come.
const SETTLED: u32 = 5_000;

/// Mounts the desk.
pub fn start() {
    console_error_panic_hook::set_once();
    guard_composing();
    look::apply();
    // What nobody can see is taken out as it comes in: whoever pastes it cannot.
    typing::clean_as_typed(|text| match plain(text) {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    });
    if let Some(desk) = dom::find("#desk") {
        // What stood there while the app was on its way.
        dom::show_html(&desk, "");
        mount_to(desk, Desk).forget();
        taps::mark_ready();
        leaving::guard_links();
        // Its pages are loaded anew: the way back within one closes what is open above it (see `ui::close_on_back`).
        history::on_travel(|| ());
        spawn_local(async {
            clock::sleep(SETTLED).await;
            service_worker::register();
        });
    }
}

/// Who is at the desk.
#[derive(Clone, PartialEq)]
enum Who {
    Asked,
    /// Nobody who may be here; where it is a rider, that is said.
    Nobody {
        is_member: bool,
    },
    /// It could not be asked.
    Unknown(String),
    Somebody(Me),
}

#[component]
fn Desk() -> impl IntoView {
    let who = RwSignal::new(Who::Asked);
    let path = history::path();
    let ask = move || {
        who.set(Who::Asked);
        spawn_local(async move {
            who.set(match crate::client::api::me().await {
                Ok((me, _)) if me.role != Role::Member => Who::Somebody(me),
                Ok(_) => Who::Nobody { is_member: true },
                Err(why) if why.is_signed_out() => Who::Nobody { is_member: false },
                Err(why) => Who::Unknown(why.sentence()),
            });
        });
    };
    let is_joining = path == ::api::paths::DESK_JOIN;
    if !is_joining {
        ask();
    }
    let shown = move || {
        match who.get() {
        _ if is_joining => view! { <JoinPage/> }.into_any(),
        Who::Asked => view! { <main><h1 class="visually-hidden">"书记台"</h1><Skeleton/></main> }.into_any(),
        Who::Nobody { is_member } => {
            let why = if is_member { site_words::with_speaker(RIDERS_PHONE) } else { String::new() };
            view! { <SignInPage why signed_in=Callback::new(move |me| who.set(Who::Somebody(me)))/> }.into_any()
        }
        Who::Unknown(why) => view! { <main><h1 class="visually-hidden">"书记台"</h1><Failed why again=Callback::new(move |()| ask())/></main> }.into_any(),
        Who::Somebody(me) => view! { <AtTheDesk me path=path.clone()/> }.into_any(),
    }
    };
    view! { {shown}{toast_view()} }
}

/// A browser knows one person at a time.
const RIDERS_PHONE: &str =
    "这部手机上现在是一位骑手。书记从这里进来，这个浏览器就不再是骑手的了；两样都要用，请换一个浏览器打开。";

#[component]
fn AtTheDesk(me: Me, path: String) -> impl IntoView {
    let session = Session::default();
    provide_context(session);
    provide_context(Live::open(session));
    let shown = page(&path, &me);
    view! { <Frame me path>{shown}</Frame> }
}

/// The page of a path.
fn page(path: &str, me: &Me) -> AnyView {
    let me = me.clone();
    match path {
        ::api::paths::DESK_INVITES => view! { <InvitesPage me/> }.into_any(),
        ::api::paths::DESK_PEOPLE => view! { <PeoplePage me/> }.into_any(),
        ::api::paths::DESK_CALENDAR => view! { <CalendarPage/> }.into_any(),
        ::api::paths::DESK_CORRECTIONS => view! { <CorrectionsPage/> }.into_any(),
        ::api::paths::DESK_ROUND => view! { <RoundPage/> }.into_any(),
        ::api::paths::DESK_CLAIMS => view! { <ClaimsPage/> }.into_any(),
        ::api::paths::DESK_SIGN_UPS => view! { <SignUpsPage me/> }.into_any(),
        ::api::paths::DESK_PRINT => view! { <PrintPage me/> }.into_any(),
        ::api::paths::DESK_SOURCES => view! { <SourcesPage/> }.into_any(),
        ::api::paths::DESK_IMPORT => view! { <ImportPage me/> }.into_any(),
        ::api::paths::DESK => view! { <QueuePage me/> }.into_any(),
        _ => documents::page(path, &me).unwrap_or_else(|| view! { <Nowhere/> }.into_any()),
    }
}

/// An address that is none of the desk's.
#[component]
fn Nowhere() -> impl IntoView {
    view! {
        <section class="notice">
            <p>"网址写错了，或者这一页挪走了。写过的都还在。"</p>
            <a class="button" href=::api::paths::DESK>"回到今天"</a>
        </section>
    }
}
