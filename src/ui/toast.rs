//! A short word at the top of the screen that goes by itself.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;

/// How long it stays, in milliseconds.
const STAYS: u32 = 2_400;

/// The one toast of the app; cheap to copy.
#[derive(Clone, Copy)]
pub struct Toast {
    text: RwSignal<&'static str>,
    said: StoredValue<u32>,
}

impl Toast {
    /// An empty one.
    pub fn new() -> Self {
        Self { text: RwSignal::new(""), said: StoredValue::new(0) }
    }

    /// Says a word.
    pub fn say(self, text: &'static str) {
        self.text.set(text);
        self.said.update_value(|said| *said += 1);
        let said = self.said.get_value();
        spawn_local(async move {
            clock::sleep(STAYS).await;
            if self.said.get_value() == said {
                self.text.set("");
            }
        });
    }

    /// To be put at the end of the app.
    pub fn view(self) -> impl IntoView {
        view! { <p class="toast" role="status">{move || self.text.get()}</p> }
    }
}

impl Default for Toast {
    fn default() -> Self {
        Self::new()
    }
}
