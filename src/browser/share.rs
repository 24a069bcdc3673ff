//! Handing something to others: the phone's own way of sharing, the clipboard.
//! Both must be asked for during the tap, so they begin at once and are awaited later.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, HtmlTextAreaElement, Navigator, ShareData, window};

use super::clock;
use super::dom::Node;

/// A clipboard that has not taken a text by then does not, in milliseconds.
const PATIENCE: u32 = 3_000;

/// What became of something that was to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It was handed to another app.
    Done,
    /// Somebody thought better of it.
    Cancelled,
    /// The phone would not.
    Failed,
}

/// Whether the phone offers to send something: not on plain http, and not inside some apps.
pub fn can_send() -> bool {
    navigator().is_some_and(|navigator| Reflect::has(&navigator, &"share".into()).unwrap_or(false))
}

/// Lets the phone ask whom to send something to.
pub fn send(title: &str, text: &str, url: &str) -> impl Future<Output = Sent> + use<> {
    let asked = ask(title, text, url);
    async move {
        let Some(asked) = asked else { return Sent::Failed };
        match asked.await {
            Ok(_) => Sent::Done,
            Err(error) if was_cancelled(&error) => Sent::Cancelled,
            Err(_) => Sent::Failed,
        }
    }
}

/// Puts a text on the clipboard; `false` where the browser did not take it.
pub fn copy(text: &str) -> impl Future<Output = bool> + use<> {
    let writing = clipboard().map(|clipboard| JsFuture::from(clipboard.write_text(text)));
    async move {
        match writing {
            Some(writing) => clock::within(PATIENCE, writing).await.is_some_and(|written| written.is_ok()),
            None => false,
        }
    }
}

/// Selects everything in a text field, to be copied by hand.
pub fn select_all(field: &Node) {
    if let Some(field) = field.dyn_ref::<HtmlTextAreaElement>() {
        let _ = field.focus();
        field.select();
    }
}

fn ask(title: &str, text: &str, url: &str) -> Option<JsFuture> {
    let navigator = navigator()?;
    // Called by hand: what other apps put in its place may throw, or answer with nothing.
    let share: Function = Reflect::get(&navigator, &"share".into()).ok()?.dyn_into().ok()?;
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    data.set_url(url);
    let data = JsValue::from(data);
    let answer: JsValue = share.call1(&navigator, &data).ok()?;
    Some(JsFuture::from(answer.dyn_into::<Promise>().ok()?))
}

/// Closed by hand, or tapped again while it was open.
fn was_cancelled(error: &JsValue) -> bool {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    matches!(name.as_deref(), Some("AbortError" | "InvalidStateError"))
}

/// `None` on plain http, and inside some apps.
fn clipboard() -> Option<Clipboard> {
    Reflect::get(navigator()?.as_ref(), &"clipboard".into()).ok()?.dyn_into().ok()
}

fn navigator() -> Option<Navigator> {
    window().map(|window| window.navigator())
}
