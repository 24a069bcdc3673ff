//! What is open above a page, and the way back that closes it instead of leaving the page. Each has an entry of the
//! history as long as it is open: a phone's button, its gesture, a browser's arrow and other apps' browsers all know that
//! one. (A `CloseWatcher` hears the phone's button alone; where a dialog has one of its own, its entry goes with it.)

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{History, window};

type Close = Rc<dyn Fn()>;

thread_local! {
    /// What is open, from below, by number. The history's state is how much of it an entry is above.
    static OPEN: RefCell<Vec<(u32, Close)>> = const { RefCell::new(Vec::new()) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
    /// Whether an entry is on its way out of the history, which takes a moment.
    static IS_GOING: Cell<bool> = const { Cell::new(false) };
    /// Where somebody went in that moment.
    static NEXT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Something that is open. Dropped when it is closed in any other way than by the way back.
#[derive(Debug)]
pub struct Opened(u32);

/// Something opened, and this is how the way back closes it.
#[must_use = "its entry of the history goes when this is dropped"]
pub fn open(close: impl Fn() + 'static) -> Opened {
    COUNT.set(COUNT.get() + 1);
    let opened = Opened(COUNT.get());
    OPEN.with_borrow_mut(|open| open.push((opened.0, Rc::new(close))));
    settle();
    opened
}

impl Drop for Opened {
    fn drop(&mut self) {
        let count = count();
        let _ = OPEN.try_with(|open| open.borrow_mut().retain(|(number, _)| *number != self.0));
        // Otherwise the way back has closed it.
        if self::count() < count {
            settle();
        }
    }
}

/// Another place in the history is on screen: what was open above it and is not any more closes.
pub(super) fn travelled() {
    if IS_GOING.replace(false) {
        if let (Some(path), Some(history)) = (NEXT.take(), history()) {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&path));
        }
        return settle();
    }
    while depth() < count() {
        let last = OPEN.with_borrow_mut(Vec::pop);
        last.iter().for_each(|(_, close)| close());
    }
    // An entry of something that is not open any more: after a reload, or forwards.
    settle();
}

/// Somebody goes to another page. What is open closes, and the page takes its entry's place; `false` where nothing is.
pub(super) fn goes_to(path: &str) -> bool {
    let (open, was_going) = (OPEN.take(), IS_GOING.get());
    if was_going {
        NEXT.replace(Some(path.to_string()));
    } else if let Some(history) = history().filter(|_| !open.is_empty()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
    open.iter().for_each(|(_, close)| close());
    was_going || !open.is_empty()
}

/// Brings the history to where it belongs: an entry for each that is open, none for others.
fn settle() {
    let Some(history) = history().filter(|_| !IS_GOING.get()) else { return };
    for depth in depth() + 1..=count() {
        let _ = history.push_state(&JsValue::from(depth as u32), "");
    }
    if depth() > count() {
        IS_GOING.set(history.back().is_ok());
    }
}

fn count() -> usize {
    OPEN.try_with(|open| open.borrow().len()).unwrap_or_default()
}

/// How much was open when the entry on screen was made.
fn depth() -> usize {
    let state = history().and_then(|history| history.state().ok());
    state.and_then(|state| state.as_f64()).unwrap_or_default() as usize
}

fn history() -> Option<History> {
    window()?.history().ok()
}
