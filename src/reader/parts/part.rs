//! Part: what is fetched when it is first wanted, and called like anything else from then on.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;

use leptos::task::spawn_local;

use crate::browser::dom::Node;
use crate::browser::{clock, part};
use crate::ui::toast;

/// A wait that is shorter is not shown, in milliseconds.
const PATIENCE: u32 = 300;

/// Brings the page of a path to life; an empty path is none.
pub type Enliven = fn(&str, &Node);

type Wanted<T> = Box<dyn FnOnce(T)>;
type Loading<T> = Pin<Box<dyn Future<Output = Option<T>>>>;

/// What one part gives.
pub struct Part<T: 'static> {
    there: Cell<Option<T>>,
    load: fn() -> Loading<T>,
    /// What was tapped last and waits for it.
    wanted: RefCell<Option<Wanted<T>>>,
}

impl<T: Copy> Part<T> {
    pub(super) const fn new(load: fn() -> Loading<T>) -> Self {
        Self { there: Cell::new(None), load, wanted: RefCell::new(None) }
    }

    /// What it gives, if it is there.
    pub fn get(&self) -> Option<T> {
        self.there.get()
    }

    /// The same, once it is there; `None` where it does not come. Whoever asks meanwhile waits for the same. What is gone is
    /// not asked for again.
    pub(super) async fn fetch(&self) -> Option<T> {
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
