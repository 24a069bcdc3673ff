//! Files that somebody opens.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement};

use super::clock;
use super::dom::{self, Listener, Node};

/// What somebody brings: a file, or a text that was pasted.
#[derive(Clone, Debug)]
pub enum Brought {
    /// As it lies on the phone.
    File(File),
    /// As it was pasted.
    Text(String),
}

impl Brought {
    /// The file's name; empty for a text.
    pub fn name(&self) -> String {
        match self {
            Self::File(file) => file.name(),
            Self::Text(_) => String::new(),
        }
    }

    /// Whether it can still be read: a file that was changed or moved since it was chosen cannot, and a request with it fails as
    /// if there were no network.
    #[cfg(feature = "desk")]
    pub async fn is_as_chosen(&self) -> bool {
        match self {
            Self::File(file) => match file.slice_with_i32_and_i32(0, 1) {
                Ok(begin) => JsFuture::from(begin.array_buffer()).await.is_ok(),
                Err(_) => false,
            },
            Self::Text(_) => true,
        }
    }

    /// In bytes.
    pub fn size(&self) -> f64 {
        match self {
            Self::File(file) => file.size(),
            Self::Text(text) => text.len() as f64,
        }
    }
}

/// The file that was just chosen in an `<input type="file">`, or dropped on it. The same one can be chosen again.
pub fn chosen(event: &Event) -> Option<Brought> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(Brought::File(file))
}

/// A file that is somewhere else and not here by then does not come, in milliseconds.
const PATIENCE: u32 = 20_000;
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
            let text = if is_small { clock::within(PATIENCE, reading).await } else { None };
            opened(text.and_then(|text| text.ok()?.as_string()).unwrap_or_default());
        });
    })
}
