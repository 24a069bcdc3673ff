//! Shows the document of a path: the one that came with the page, as it stands there, any other from the library.

use leptos::prelude::*;

use super::on_screen::{OnScreen, Otherwise, Shown, State, why_not};
use crate::browser::dom;
use crate::browser::watch::watch;
use crate::reader::library::Unavailable;
use crate::reader::shell::actions::Actions;
use crate::ui::{Notice, Skeleton};

/// Shows the document the address names.
#[component]
pub fn Document() -> impl IntoView {
    let page = OnScreen::new();
    page.open();
    expect_context::<Actions>().ready();
    follow_the_address(page);
    follow_withdrawals(page);
    follow_the_day(page);
    follow_the_network(page);
    let again = Callback::new(move |()| page.load_wanted(Otherwise::Explain));
    view! {
        {move || match page.state.get() {
            State::Waiting | State::Shown => ().into_any(),
            State::WaitingLong if page.shown.with_value(|shown| shown.path.is_empty()) => view! { <Skeleton/> }.into_any(),
            // The page that was left is still there, scrolled anywhere.
            State::WaitingLong => view! { <p class="toast" role="status">"正在打开……"</p> }.into_any(),
            State::Unavailable(why) => view! { <WhyNot why again/> }.into_any(),
        }}
    }
}

#[component]
fn WhyNot(why: Unavailable, again: Callback<()>) -> impl IntoView {
    let (heading, text) = why_not(why);
    let can_retry = matches!(why, Unavailable::Offline | Unavailable::Failed);
    view! { <Notice heading text again=can_retry.then_some(again)/> }
}

/// Another page: the old one stays until the new one is there.
fn follow_the_address(page: &'static OnScreen) {
    let mut before = None::<String>;
    watch(move || {
        let path = page.router.path.get();
        if page.shown.with_value(|shown| shown.path == path) {
            // Back before the other page came: this one is still there.
            page.ask();
            page.state.set(State::Shown);
        } else if before.as_ref().is_some_and(|before| *before != path) {
            page.state.set(State::Waiting);
            page.load(path.clone(), Otherwise::Explain);
        }
        before = Some(path);
    });
}

/// Taken back while it is being read, or while something is that shows it.
fn follow_withdrawals(page: &'static OnScreen) {
    watch(move || {
        page.library.revision.track();
        if page.state.get_untracked() != State::Shown {
            return;
        }
        let path = page.router.path.get_untracked();
        if page.library.is_withdrawn(&path) {
            page.load(path, Otherwise::Explain);
        } else if page.library.has_withdrawn() && links().iter().any(|link| page.library.is_withdrawn(link)) {
            page.load(path, Otherwise::Keep);
        }
    });
}

/// Every path the page on screen shows something of.
fn links() -> Vec<String> {
    let cards = dom::find_all(".page .slot").into_iter().map(|slot| api::paths::card(&dom::data(&slot, "card")));
    let links = dom::find_all(".page a").into_iter().filter_map(|link| link.get_attribute("href"));
    cards.chain(links).collect()
}

/// Opened yesterday, or exported last week.
fn follow_the_day(page: &'static OnScreen) {
    watch(move || {
        page.frame.today.track();
        page.frame.online.track();
        page.library.revision.track();
        if page.state.get() == State::Shown && page.shown.with_value(Shown::is_of_another_day) {
            page.load_wanted(Otherwise::Keep);
        }
    });
}

/// The network came back.
fn follow_the_network(page: &'static OnScreen) {
    watch(move || {
        let (is_online, state) = (page.frame.online.get(), page.state.get_untracked());
        // Another page that is on its way was asked for already.
        let is_notice = state == State::Shown && page.shown.with_value(|shown| shown.is_notice);
        if is_online && state == State::Unavailable(Unavailable::Offline) {
            page.load_wanted(Otherwise::Explain);
        } else if is_online && is_notice {
            // What the service worker said of the network is no longer so, whatever there is instead.
            let is_offline = page.shown.with_value(|shown| shown.is_offline);
            page.load_wanted(if is_offline { Otherwise::Explain } else { Otherwise::Keep });
        }
    });
}
