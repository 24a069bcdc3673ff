//! Shows the document of a path: the one that came with the page by moving its node, any other from the library.

use std::any::Any;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::actions::Actions;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, network};
use crate::frame::Frame;
use crate::library::{Library, Unavailable};
use crate::ui::{Notice, Skeleton};

/// A wait shorter than this is not shown, in milliseconds.
const PATIENCE: u32 = 300;

/// The document that came with the page, until somebody shows it.
#[derive(Clone, Copy)]
pub struct FirstPaint(StoredValue<Option<Node>, LocalStorage>);

impl FirstPaint {
    /// Finds it.
    pub fn take() -> Self {
        Self(StoredValue::new_local(dom::find("#first-paint > .page")))
    }

    fn hand_over(self) -> Option<Node> {
        self.0.try_update_value(Option::take).flatten()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    WaitingLong,
    Shown,
    Unavailable(Unavailable),
}

/// What to do when a document cannot be had.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Otherwise {
    /// Say why.
    Explain,
    /// Leave what is on screen.
    Keep,
}

/// Shows one document.
#[component]
pub fn Document(
    /// Whose.
    #[prop(into)]
    path: Signal<String>,
    /// Hears of the document's root element as soon as it is on screen; what it mounts there belongs in a [`Mounted`].
    #[prop(optional, into)]
    shown: Option<Callback<Node>>,
    /// For a page that changes with the day: an older one is replaced as soon as today's can be had.
    #[prop(optional)]
    daily: bool,
) -> impl IntoView {
    let library = expect_context::<Library>();
    let first_paint = expect_context::<FirstPaint>();
    let actions = expect_context::<Actions>();
    let frame = expect_context::<Frame>();
    let host = NodeRef::<Div>::new();
    let state = RwSignal::new(State::Waiting);
    let asked = StoredValue::new(0_u32);
    let date = StoredValue::new(String::new());
    let is_notice = StoredValue::new(false);

    let show = move |page: Node, is_first: bool| {
        date.set_value(dom::data(&page, "date"));
        is_notice.set_value(page.has_attribute("data-notice"));
        state.set(State::Shown);
        frame.show(&page, is_first, &path.get_untracked());
        if let Some(shown) = shown {
            shown.run(page);
        }
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
            let fragment = library.fragment(&path).await;
            let Some(host) = host.try_get_untracked().flatten().filter(|_| is_current()) else { return };
            match fragment {
                Ok(html) => {
                    dom::show_html(&host, &html);
                    if let Some(page) = dom::find_in(&host, ".page") {
                        show(page, false);
                    }
                }
                Err(_) if otherwise == Otherwise::Keep => {}
                Err(why) => {
                    dom::show_html(&host, "");
                    state.set(State::Unavailable(why));
                    frame.show_none();
                }
            }
        });
    };

    host.on_load(move |host| {
        if let Some(page) = first_paint.hand_over() {
            dom::move_into(&host, &page);
            show(page, true);
            actions.ready();
        } else {
            load(path.get_untracked(), Otherwise::Explain);
        }
    });
    // Another document of the same kind: the old one stays until the new one is there.
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            state.set(State::Waiting);
            load(path.clone(), Otherwise::Explain);
        }
        path
    });
    // Taken back while it is being read.
    Effect::new(move |_| {
        library.revision.track();
        let of_slot = |slot: &Node| api::paths::card(&dom::data(slot, "card"));
        let is_gone = library.is_withdrawn(&path.get_untracked())
            || dom::find_all(".slot").iter().any(|slot| library.is_withdrawn(&of_slot(slot)));
        if is_gone && state.get_untracked() == State::Shown {
            load(path.get_untracked(), Otherwise::Explain);
        }
    });
    // Opened yesterday, or exported last week.
    Effect::new(move |_| {
        let today = frame.today.get().to_string();
        frame.online.track();
        library.revision.track();
        if daily && state.get() == State::Shown && date.get_value() != today {
            load(path.get_untracked(), Otherwise::Keep);
        }
    });
    // The network came back.
    Effect::new(move |_| {
        if frame.online.get() && state.get_untracked() == State::Unavailable(Unavailable::Offline) {
            load(path.get_untracked(), Otherwise::Explain);
        } else if frame.online.get() && is_notice.get_value() {
            load(path.get_untracked(), Otherwise::Keep);
        }
    });

    let again = Callback::new(move |()| load(path.get_untracked(), Otherwise::Explain));
    view! {
        <div class="document" node_ref=host></div>
        {move || match state.get() {
            State::Waiting | State::Shown => ().into_any(),
            State::WaitingLong => view! { <Skeleton/> }.into_any(),
            State::Unavailable(why) => view! { <WhyNot why again/> }.into_any(),
        }}
    }
}

#[component]
fn WhyNot(why: Unavailable, again: Callback<()>) -> impl IntoView {
    let (heading, text) = match why {
        Unavailable::Offline if network::is_online() => ("现在连不上", "这一页还没存到手机里，网络好像也不通。"),
        Unavailable::Offline => ("这一页还没存到手机里", "现在没有网络。连上网打开一次，以后没网也能看。"),
        Unavailable::Missing => ("没有这一页", "网址可能抄错了，或者这一页改了名字。"),
        Unavailable::Withdrawn => ("这一条已经撤下", "它不再适合放在这里。别的都还在。"),
        Unavailable::Failed => ("这一页没打开", "是我们这边出了错，不是你的手机。过一会儿再试。"),
    };
    let can_retry = matches!(why, Unavailable::Offline | Unavailable::Failed);
    view! { <Notice heading text again=can_retry.then_some(again)/> }
}

/// What was mounted into a document's slots; it goes with the component that made this.
#[derive(Clone, Copy)]
pub struct Mounted(StoredValue<Vec<Box<dyn Any>>, LocalStorage>);

impl Mounted {
    /// Empty.
    #[expect(clippy::new_without_default, reason = "it belongs to the component in which it is made")]
    pub fn new() -> Self {
        let mounted = Self(StoredValue::new_local(Vec::new()));
        on_cleanup(move || mounted.clear());
        mounted
    }

    /// Holds a mounted view or a listener.
    pub fn hold(self, handle: impl Any) {
        self.0.try_update_value(|held| held.push(Box::new(handle)));
    }

    /// Lets everything go: the document is another one.
    pub fn clear(self) {
        self.0.try_update_value(std::mem::take);
    }

    /// Whether the component is still there.
    pub fn is_alive(self) -> bool {
        self.0.try_with_value(|_| ()).is_some()
    }
}
