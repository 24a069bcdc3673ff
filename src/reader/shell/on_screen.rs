//! State of the page on screen: which it is, how it comes, and why there is none.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::task::spawn_local;

use crate::browser::dom::{self, Node};
use crate::browser::{clock, history, network, scroll};
use crate::reader::library::{Library, Unavailable};
use crate::reader::shell::frame::Frame;
use crate::reader::shell::pages::enliven;
use crate::reader::shell::router::Router;

/// A wait shorter than this is not shown, in milliseconds.
const PATIENCE: u32 = 300;
/// Nobody waits longer for a page, in milliseconds; what comes later is stored for the next time.
const LIMIT: u32 = 15_000;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Waiting,
    WaitingLong,
    Shown,
    Unavailable(Unavailable),
}

/// The page on screen.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) path: String,
    /// The day it was made for; empty for one that does not change with the day.
    pub(super) date: String,
    /// Whether it only says why there is nothing else.
    pub(super) is_notice: bool,
    /// Whether it says that there is no network.
    pub(super) is_offline: bool,
}

impl Shown {
    pub(super) fn is_of_another_day(&self) -> bool {
        !self.date.is_empty() && self.date != clock::today().to_string()
    }
}

/// What to do when a document cannot be had.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// Say why.
    Explain,
    /// Leave what is on screen.
    Keep,
}

/// The place of the page, and what is in it; lives as long as the app.
pub(super) struct OnScreen {
    pub(super) library: Library,
    pub(super) frame: Frame,
    pub(super) router: Router,
    /// It came with the page and stays: a node that is moved is laid out anew, which a long deck would feel.
    host: StoredValue<Option<Node>, LocalStorage>,
    pub(super) state: RwSignal<State>,
    /// Counts what was asked for: an answer to something older comes too late.
    asked: StoredValue<u32>,
    pub(super) shown: StoredValue<Shown>,
    /// What lives as long as the page on screen.
    life: StoredValue<Owner>,
}

impl OnScreen {
    /// Nothing yet.
    pub(super) fn new() -> &'static Self {
        Box::leak(Box::new(Self {
            library: expect_context(),
            frame: expect_context(),
            router: expect_context(),
            host: StoredValue::new_local(dom::find(".document")),
            state: RwSignal::new(State::Waiting),
            asked: StoredValue::new(0),
            shown: StoredValue::new(Shown::default()),
            life: StoredValue::new(Owner::current().unwrap_or_default().child()),
        }))
    }

    /// Brings to life what came with the page, or asks for what the address names.
    pub(super) fn open(&'static self) {
        match dom::find(".document > .page") {
            Some(page) => self.show(page, true),
            None => self.load_wanted(Otherwise::Explain),
        }
    }

    fn show(&'static self, page: Node, is_first: bool) {
        let now = Shown {
            path: self.router.path.get_untracked(),
            date: dom::data(&page, "date"),
            is_notice: page.has_attribute("data-notice"),
            is_offline: dom::data(&page, "notice") == "offline",
        };
        let path = now.path.clone();
        let before = self.shown.try_update_value(|shown| std::mem::replace(shown, now));
        let is_arrival = before.is_some_and(|before| before.path != path);
        self.state.set(State::Shown);
        // The first page came with its frame, and the browser shows its place.
        if !is_first {
            self.frame.show(&page);
        }
        if is_arrival {
            self.router.arrived(&path);
        }
        if !is_first && is_arrival {
            dom::focus_heading(&page);
            self.router.arrive(&path);
        } else if is_first && history::has_foreign_fragment() {
            scroll::show_place(&history::fragment());
        } else if is_first {
            scroll::show_folded(&history::fragment());
        }
        self.life.with_value(|life| life.with(|| enliven(&path, &page)));
        self.frame.revise();
    }

    /// The page that the address names, as it is now.
    pub(super) fn load_wanted(&'static self, otherwise: Otherwise) {
        self.load(self.router.path.get_untracked(), otherwise);
    }

    /// Puts a page in the place of the one before it, once it is there.
    pub(super) fn load(&'static self, path: String, otherwise: Otherwise) {
        let ticket = self.ask();
        spawn_local(async move {
            clock::sleep(PATIENCE).await;
            if self.is_current(ticket) && self.state.try_get_untracked() == Some(State::Waiting) {
                self.state.set(State::WaitingLong);
            }
        });
        spawn_local(async move {
            let fragment =
                clock::within(LIMIT, self.library.fragment(&path)).await.unwrap_or(Err(Unavailable::Offline));
            let Some(host) = self.host.try_get_value().flatten().filter(|_| self.is_current(ticket)) else { return };
            match fragment {
                Ok(html) => {
                    self.life.with_value(Owner::cleanup);
                    dom::show_html(&host, &html);
                    if let Some(page) = dom::find_in(&host, ".page") {
                        self.show(page, false);
                    }
                }
                Err(_) if otherwise == Otherwise::Keep => {}
                Err(why) => {
                    self.life.with_value(Owner::cleanup);
                    dom::show_html(&host, "");
                    self.shown.set_value(Shown::default());
                    self.state.set(State::Unavailable(why));
                    self.frame.show_none(why_not(why).0);
                }
            }
        });
    }

    /// Another answer is wanted, or none: whatever is on its way comes too late.
    pub(super) fn ask(&'static self) -> u32 {
        self.asked.update_value(|asked| *asked += 1);
        self.asked.get_value()
    }

    fn is_current(&'static self, ticket: u32) -> bool {
        self.asked.try_get_value() == Some(ticket)
    }
}

/// Heading and text where there is no page.
pub(super) fn why_not(why: Unavailable) -> (&'static str, &'static str) {
    match why {
        Unavailable::Offline if network::is_online() => ("现在连不上", "这一页还没存到手机里，网络好像也不通。"),
        Unavailable::Offline => ("这一页还没存到手机里", "现在没有网络。连上网打开一次，以后没网也能看。"),
        Unavailable::Missing => ("没有这一页", "网址可能抄错了，或者这一页改了名字。"),
        Unavailable::Withdrawn => ("这一条已经撤下", "这一页暂时不提供。别的金句和文章都在。"),
        Unavailable::Failed => ("这一页没打开", "是我们这边出了错，不是你的手机。过一会儿再试。"),
    }
}
