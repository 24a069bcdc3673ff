//! Parts of the app that a rider who only reads does not wait for. Each is a file of its own, fetched when it is first
//! wanted or when nothing else is to be done; from then on its functions are called like any other.
//!
//! What a part gives is a pointer to functions, so that calls after loading are synchronous and a tap stays a tap for the
//! browser. Nothing else in the app may name what stands behind them, or the splitter leaves it in the file that everybody
//! waits for (`crates/xtask/src/split.rs`). Which page needs which part stands in [`api::parts`]; what such a page does
//! meanwhile in `waiting`, and what stands behind each in a file of its name.

pub mod around;
pub mod part;
pub mod rest;
pub mod say;
mod waiting;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;
#[cfg(not(feature = "desk"))]
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use self::part::{Enliven, Part};
use self::waiting::Waiting;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, history, network, storage};
use crate::reader::listen::ListenPart;
use crate::reader::share::SharePart;
use crate::reader::shell::actions::{ANY, Actions};
use crate::reader::shell::root::in_root;
use crate::reader::unsent::TO_SEND;

/// A rider reads first: parts are fetched so long after the start, in milliseconds.
const IDLE: u32 = 1_500;

#[cfg(not(feature = "desk"))]
type Loaded<T> = Result<T, SplitLoaderError>;

/// The desk is one file, and has none of them.
macro_rules! part {
    ($load:ident) => {
        Part::new(|| {
            Box::pin(async {
                #[cfg(not(feature = "desk"))]
                return $load().await.ok();
                #[cfg(feature = "desk")]
                None
            })
        })
    };
}

#[cfg(not(feature = "desk"))]
#[wasm_split(say, wasm_split_path = ::leptos::wasm_split, fallible)]
fn say_part() -> Loaded<Enliven> {
    Ok(say::enliven)
}

#[cfg(not(feature = "desk"))]
#[wasm_split(around, wasm_split_path = ::leptos::wasm_split, fallible)]
fn around_part() -> Loaded<Enliven> {
    // What was said of a place is sent whatever page is on screen.
    crate::reader::around::open();
    Ok(around::enliven)
}

#[cfg(not(feature = "desk"))]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
fn look_part() -> Loaded<Enliven> {
    Ok(rest::enliven)
}

#[cfg(not(feature = "desk"))]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
fn share_part() -> Loaded<SharePart> {
    Ok(crate::reader::share::PART)
}

#[cfg(not(feature = "desk"))]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
fn listen_part() -> Loaded<&'static ListenPart> {
    crate::reader::listen::look_after();
    Ok(&crate::reader::listen::PART)
}

/// One of a kind; the app has one thread.
pub struct Parts {
    say: Part<Enliven>,
    around: Part<Enliven>,
    look: Part<Enliven>,
    /// The sheet.
    pub share: Part<SharePart>,
    /// The voice.
    pub listen: Part<&'static ListenPart>,
    is_fetching: Cell<bool>,
    /// The page on screen, while its part is on its way.
    waiting: RefCell<Option<Rc<Waiting>>>,
}

/// The parts of this app.
pub fn parts() -> &'static Parts {
    thread_local!(static PARTS: &'static Parts = Box::leak(Box::new(Parts {
        say: part!(say_part),
        around: part!(around_part),
        look: part!(look_part),
        share: part!(share_part),
        listen: part!(listen_part),
        is_fetching: Cell::default(),
        waiting: RefCell::default(),
    })));
    PARTS.with(|parts| *parts)
}

impl Parts {
    /// Fetches everything once nothing better is to be done; at once where something waits to be sent.
    pub fn open(&'static self, actions: Actions) {
        actions.always(ANY, move |node| self.keep_tap(node));
        actions.always("part", move |button| {
            self.tapped(button);
            true
        });
        let again = move || {
            self.try_again();
            spawn_local(self.fetch_all());
        };
        network::on_return(again);
        network::on_change(move || {
            if network::is_online() {
                again();
            }
        });
        spawn_local(async move {
            if storage::get(TO_SEND).is_none() {
                clock::sleep(IDLE).await;
            }
            self.fetch_all().await;
        });
    }

    async fn fetch_all(&'static self) {
        if self.listen.get().is_some() || self.is_fetching.replace(true) {
            return;
        }
        if let Some(open) = self.say.fetch().await {
            // What members wrote is looked after on every page.
            in_root(|| dom::find("html").iter().for_each(|root| open("", root)));
        }
        self.around.fetch().await;
        self.look.fetch().await;
        self.share.fetch().await;
        self.listen.fetch().await;
        self.is_fetching.set(false);
    }

    /// Brings a page to life that needs a part: at once, or as soon as that is there.
    pub fn enliven(&'static self, part: &str, path: &str, page: &Node) {
        let part = match part {
            api::parts::SAY => &self.say,
            api::parts::AROUND => &self.around,
            _ => &self.look,
        };
        waiting::restore(page);
        self.waiting.take();
        match part.get() {
            Some(enliven) => enliven(path, page),
            None => {
                let waiting = Rc::new(Waiting::new(part, path, page));
                *self.waiting.borrow_mut() = Some(waiting.clone());
                waiting.begin();
            }
        }
    }

    /// The page that still waits, if it is on screen.
    fn waiting(&self) -> Option<Rc<Waiting>> {
        self.waiting.borrow().clone().filter(|waiting| waiting.is_on_screen())
    }

    /// Keeps a tap that nobody carries out yet, if somebody will.
    fn keep_tap(&self, node: &Node) -> bool {
        self.waiting().is_some_and(|waiting| waiting.keep_tap(node))
    }

    fn try_again(&self) {
        self.waiting().iter().for_each(Waiting::begin);
    }

    fn tapped(&self, button: &Node) {
        match dom::data(button, "way").as_str() {
            "reopen" => history::reload(),
            _ => self.try_again(),
        }
    }
}
