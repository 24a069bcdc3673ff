//! Files that somebody opens.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;

use super::dom::{self, Listener, Node};

/// No list of anybody's is longer, in bytes.
const MOST: f64 = 1e6;

/// Calls back with the text of each file that is chosen in an `<input type="file">`, until the listener is dropped. A
/// file that cannot be read, or is much too large, has an empty text.
pub fn on_text(input: &Node, opened: impl Fn(String) + Copy + 'static) -> Listener {
    dom::listen(input, "change", move |event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let reading = JsFuture::from(file.text());
        let is_small = file.size() < MOST;
        // The same file can be chosen again.
        input.set_value("");
        spawn_local(async move {
            let text = if is_small { reading.await.ok() } else { None };
            opened(text.and_then(|text| text.as_string()).unwrap_or_default());
        });
    })
}
