//! Parts of the app that a rider who only reads does not wait for. Each is a file of its own, fetched when it is first
//! wanted or when nothing else is to be done; from then on its functions are called like any other.
//!
//! What a part gives is a pointer to functions, so that calls after loading are synchronous and a tap stays a tap for the
//! browser. Nothing else in the app may name what stands behind them, or the splitter leaves it in the file that everybody
//! waits for (`crates/xtask/src/split.rs`). Which page needs which part stands in [`api::parts`]; what such a page does
//! meanwhile in `waiting`.

mod waiting;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::reactive::owner::Owner;
use leptos::task::spawn_local;
#[cfg(not(feature = "desk"))]
use leptos::wasm_split::{SplitLoaderError, wasm_split};

pub use self::waiting::TYPED;
use self::waiting::Waiting;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, history, network, part, storage};
use crate::reader::listen::ListenPart;
use crate::reader::share::SharePart;
use crate::reader::shell::actions::Actions;
use crate::ui::toast;

/// Key of `localStorage`: something that was written here waits to be sent.
pub const TO_SEND: &str = "to-send";
/// A rider reads first: parts are fetched so long after the start, in milliseconds.
const IDLE: u32 = 1_500;
/// A wait that is shorter is not shown, in milliseconds.
const PATIENCE: u32 = 300;

/// Brings the page of a path to life; an empty path is none.
pub type Enliven = fn(&str, &Node);

#[cfg(not(feature = "desk"))]
type Loaded<T> = Result<T, SplitLoaderError>;
type Wanted<T> = Box<dyn FnOnce(T)>;
type Loading<T> = Pin<Box<dyn Future<Output = Option<T>>>>;

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
    Ok(crate::reader::shell::pages::enliven_say)
}

#[cfg(not(feature = "desk"))]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
fn look_part() -> Loaded<Enliven> {
    Ok(crate::reader::shell::pages::enliven_rest)
}

#[cfg(not(feature = "desk"))]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
fn share_part() -> Loaded<SharePart> {
    Ok(crate::reader::share::PART)
}

#[cfg(not(feature = "desk"))]
#[wasm_split(rest, wasm_split_path = ::leptos::wasm_split, fallible)]
fn listen_part() -> Loaded<&'static ListenPart> {
    Ok(&crate::reader::listen::PART)
}

/// What one part gives.
pub struct Part<T: 'static> {
    there: Cell<Option<T>>,
    load: fn() -> Loading<T>,
    /// What was tapped last and waits for it.
    wanted: RefCell<Option<Wanted<T>>>,
}

impl<T: Copy> Part<T> {
    const fn new(load: fn() -> Loading<T>) -> Self {
        Self { there: Cell::new(None), load, wanted: RefCell::new(None) }
    }

    /// What it gives, if it is there.
    pub fn get(&self) -> Option<T> {
        self.there.get()
    }

    /// The same, once it is there; `None` where it does not come. Whoever asks meanwhile waits for the same. What is gone is
    /// not asked for again.
    async fn fetch(&self) -> Option<T> {
        if self.there.get().is_none() && !part::is_gone() {
            self.there.set((self.load)().await);
        }
        self.there.get()
    }

    /// Does something with it: at once where it is there. Else the last tap counts, once it has come.
    pub fn with(&'static self, run: impl FnOnce(T) + 'static) {
        if let Some(part) = self.get() {
            return run(part);
        }
        if self.wanted.replace(Some(Box::new(run))).is_some() {
            return;
        }
        spawn_local(async move {
            clock::sleep(PATIENCE).await;
            if self.wanted.borrow().is_some() {
                toast("正在取……");
            }
        });
        spawn_local(async move {
            let (part, wanted) = (self.fetch().await, self.wanted.take());
            match (part, wanted) {
                (Some(part), Some(run)) => run(part),
                (_, None) => {}
                _ if part::is_gone() => toast("有新版本，重新打开这一页就能用"),
                _ => toast("这一部分没取到，有网时再点一次"),
            }
        });
    }
}

/// One of a kind; the app has one thread.
pub struct Parts {
    say: Part<Enliven>,
    look: Part<Enliven>,
    /// The sheet.
    pub share: Part<SharePart>,
    /// The voice.
    pub listen: Part<&'static ListenPart>,
    root: RefCell<Option<Owner>>,
    is_fetching: Cell<bool>,
    /// The page on screen, while its part is on its way.
    waiting: RefCell<Option<Rc<Waiting>>>,
}

/// The parts of this app.
pub fn parts() -> &'static Parts {
    thread_local!(static PARTS: &'static Parts = Box::leak(Box::new(Parts {
        say: part!(say_part),
        look: part!(look_part),
        share: part!(share_part),
        listen: part!(listen_part),
        root: RefCell::default(),
        is_fetching: Cell::default(),
        waiting: RefCell::default(),
    })));
    PARTS.with(|parts| *parts)
}

impl Parts {
    /// Fetches everything once nothing better is to be done; at once where something waits to be sent. To be called where
    /// what lives as long as the app belongs.
    pub fn open(&'static self, actions: Actions) {
        *self.root.borrow_mut() = Owner::current();
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
            self.in_root(|| dom::find("html").iter().for_each(|root| open("", root)));
        }
        self.look.fetch().await;
        self.share.fetch().await;
        self.listen.fetch().await;
        self.is_fetching.set(false);
    }

    /// What lives as long as the app lives in this.
    pub fn in_root(&self, run: impl FnOnce()) {
        if let Some(root) = self.root.borrow().clone() {
            root.with(run);
        }
    }

    /// Brings a page to life that needs a part: at once, or as soon as that is there.
    pub fn enliven(&'static self, part: &str, path: &str, page: &Node) {
        let part = if part == api::parts::SAY { &self.say } else { &self.look };
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
    pub fn keep_tap(&self, node: &Node) -> bool {
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
