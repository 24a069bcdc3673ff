//! Shows the document of a path: the one that came with the page, as it stands there, any other from the library.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::task::spawn_local;

use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{clock, history, network};
use crate::reader::library::{Library, Unavailable};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::pages::enliven;
use crate::reader::shell::router::Router;
use crate::ui::{Notice, Skeleton};

/// A wait shorter than this is not shown, in milliseconds.
const PATIENCE: u32 = 300;
/// Nobody waits longer for a page, in milliseconds; what comes later is stored for the next time.
const LIMIT: u32 = 15_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    WaitingLong,
    Shown,
    Unavailable(Unavailable),
}

/// The page on screen.
#[derive(Default)]
struct Shown {
    path: String,
    /// The day it was made for; empty for one that does not change with the day.
    date: String,
    /// Whether it only says why there is nothing else.
    is_notice: bool,
    /// Whether it says that there is no network.
    is_offline: bool,
}

impl Shown {
    fn is_of_another_day(&self) -> bool {
        !self.date.is_empty() && self.date != clock::today().to_string()
    }
}

/// Every path the page on screen shows something of.
fn links() -> Vec<String> {
    let cards = dom::find_all(".page .slot").into_iter().map(|slot| api::paths::card(&dom::data(&slot, "card")));
    let links = dom::find_all(".page a").into_iter().filter_map(|link| link.get_attribute("href"));
    cards.chain(links).collect()
}

/// What to do when a document cannot be had.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Otherwise {
    /// Say why.
    Explain,
    /// Leave what is on screen.
    Keep,
}

/// Shows the document the address names.
#[component]
pub fn Document() -> impl IntoView {
    let library = expect_context::<Library>();
    let actions = expect_context::<Actions>();
    let frame = expect_context::<Frame>();
    let router = expect_context::<Router>();
    let path = router.path;
    // It came with the page and stays: a node that is moved is laid out anew, which a long deck would feel.
    let host = StoredValue::new_local(dom::find(".document"));
    let state = RwSignal::new(State::Waiting);
    let asked = StoredValue::new(0_u32);
    let shown = StoredValue::new(Shown::default());
    // What lives as long as the page on screen.
    let life = StoredValue::new(Owner::current().unwrap_or_default().child());

    let show = move |page: Node, is_first: bool| {
        let now = Shown {
            path: path.get_untracked(),
            date: dom::data(&page, "date"),
            is_notice: page.has_attribute("data-notice"),
            is_offline: dom::data(&page, "notice") == "offline",
        };
        let path = now.path.clone();
        let is_arrival = shown.try_update_value(|shown| std::mem::replace(shown, now).path != path).unwrap_or_default();
        state.set(State::Shown);
        // The first page came with its frame, and the browser shows its place.
        if !is_first {
            frame.show(&page);
        }
        if is_arrival {
            router.arrived(&path);
        }
        if !is_first && is_arrival {
            dom::focus_heading(&page);
            router.arrive(&path);
        } else if is_first && history::has_foreign_fragment() {
            dom::show_place(&history::fragment());
        }
        life.with_value(|life| life.with(|| enliven(&path, &page)));
        frame.revise();
    };
    let load = move |path: String, otherwise: Otherwise| {
        asked.update_value(|asked| *asked += 1);
        let ticket = asked.get_value();
        let is_current = move || asked.try_get_value() == Some(ticket);
        spawn_local(async move {
            clock::sleep(PATIENCE).await;
            if is_current() && state.try_get_untracked() == Some(State::Waiting) {
                state.set(State::WaitingLong);
            }
        });
        spawn_local(async move {
            let fragment = clock::within(LIMIT, library.fragment(&path)).await.unwrap_or(Err(Unavailable::Offline));
            let Some(host) = host.try_get_value().flatten().filter(|_| is_current()) else { return };
            match fragment {
                Ok(html) => {
                    life.with_value(Owner::cleanup);
                    dom::show_html(&host, &html);
                    if let Some(page) = dom::find_in(&host, ".page") {
                        show(page, false);
                    }
                }
                Err(_) if otherwise == Otherwise::Keep => {}
                Err(why) => {
                    life.with_value(Owner::cleanup);
                    dom::show_html(&host, "");
                    shown.set_value(Shown::default());
                    state.set(State::Unavailable(why));
                    frame.show_none(why_not(why).0);
                }
            }
        });
    };

    match dom::find(".document > .page") {
        Some(page) => show(page, true),
        None => load(path.get_untracked(), Otherwise::Explain),
    }
    actions.ready();
    // Another page: the old one stays until the new one is there.
    let mut before = None::<String>;
    watch(move || {
        let path = path.get();
        if shown.with_value(|shown| shown.path == path) {
            // Back before the other page came: this one is still there.
            asked.update_value(|asked| *asked += 1);
            state.set(State::Shown);
        } else if before.as_ref().is_some_and(|before| *before != path) {
            state.set(State::Waiting);
            load(path.clone(), Otherwise::Explain);
        }
        before = Some(path);
    });
    // Taken back while it is being read, or while something is that shows it.
    watch(move || {
        library.revision.track();
        if state.get_untracked() != State::Shown {
            return;
        }
        let path = path.get_untracked();
        if library.is_withdrawn(&path) {
            load(path, Otherwise::Explain);
        } else if library.has_withdrawn() && links().iter().any(|link| library.is_withdrawn(link)) {
            load(path, Otherwise::Keep);
        }
    });
    // Opened yesterday, or exported last week.
    watch(move || {
        frame.today.track();
        frame.online.track();
        library.revision.track();
        if state.get() == State::Shown && shown.with_value(Shown::is_of_another_day) {
            load(path.get_untracked(), Otherwise::Keep);
        }
    });
    // The network came back.
    watch(move || {
        let (is_online, state) = (frame.online.get(), state.get_untracked());
        // Another page that is on its way was asked for already.
        let is_notice = state == State::Shown && shown.with_value(|shown| shown.is_notice);
        if is_online && state == State::Unavailable(Unavailable::Offline) {
            load(path.get_untracked(), Otherwise::Explain);
        } else if is_online && is_notice {
            // What the service worker said of the network is no longer so, whatever there is instead.
            let is_offline = shown.with_value(|shown| shown.is_offline);
            load(path.get_untracked(), if is_offline { Otherwise::Explain } else { Otherwise::Keep });
        }
    });

    let again = Callback::new(move |()| load(path.get_untracked(), Otherwise::Explain));
    view! {
        {move || match state.get() {
            State::Waiting | State::Shown => ().into_any(),
            State::WaitingLong if shown.with_value(|shown| shown.path.is_empty()) => view! { <Skeleton/> }.into_any(),
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

fn why_not(why: Unavailable) -> (&'static str, &'static str) {
    match why {
        Unavailable::Offline if network::is_online() => ("现在连不上", "这一页还没存到手机里，网络好像也不通。"),
        Unavailable::Offline => ("这一页还没存到手机里", "现在没有网络。连上网打开一次，以后没网也能看。"),
        Unavailable::Missing => ("没有这一页", "网址可能抄错了，或者这一页改了名字。"),
        Unavailable::Withdrawn => ("这一条已经撤下", "这一页暂时不提供。别的金句和文章都在。"),
        Unavailable::Failed => ("这一页没打开", "是我们这边出了错，不是你的手机。过一会儿再试。"),
    }
}

/// What was mounted into a page; it goes with the page.
#[derive(Clone, Copy)]
pub struct Mounted(StoredValue<Vec<Box<dyn Any>>, LocalStorage>);

impl Mounted {
    /// Empty.
    #[expect(clippy::new_without_default, reason = "it belongs to the page for which it is made")]
    pub fn new() -> Self {
        let mounted = Self(StoredValue::new_local(Vec::new()));
        on_cleanup(move || drop(mounted.0.try_update_value(std::mem::take)));
        mounted
    }

    /// Mounts a view into one of the page's slots.
    pub fn fill<V: IntoView + 'static>(self, page: &Node, slot: &str, view: impl FnOnce() -> V + 'static) {
        if let Some(slot) = dom::find_in(page, &format!("[data-slot={slot}]")) {
            self.hold(mount_to(slot, view));
        }
    }

    /// Holds a mounted view, a listener, or whatever else must end with the page.
    pub fn hold(self, handle: impl Any) {
        self.0.try_update_value(|held| held.push(Box::new(handle)));
    }

    /// Whether the page is still there.
    pub fn is_alive(self) -> bool {
        self.0.try_with_value(|_| ()).is_some()
    }
}
