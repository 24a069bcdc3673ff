//! A line that is written beside a step: on this device at each key until the step is taken.

use leptos::prelude::*;

use crate::browser::storage;

/// What is in its field; cheap to copy.
#[derive(Clone, Copy)]
pub(in crate::desk) struct Line {
    text: RwSignal<String>,
    key: StoredValue<String>,
}

impl Line {
    /// Goes on where this device left off. `name`: what it is for.
    pub(in crate::desk) fn of(name: &str, person: &str, path: &str) -> Self {
        let key = ["desk/", name, "/", person, "/", path].concat();
        Self { text: RwSignal::new(storage::get(&key).unwrap_or_default()), key: StoredValue::new(key) }
    }

    /// As it is on screen.
    pub(in crate::desk) fn get(self) -> String {
        self.text.get()
    }

    /// As it is sent; nothing where it is empty.
    pub(in crate::desk) fn said(self) -> Option<String> {
        Some(self.text.get_untracked().trim().to_string()).filter(|text| !text.is_empty())
    }

    /// Something was typed. Nothing where its page is gone.
    pub(in crate::desk) fn set(self, text: String) {
        self.key.try_with_value(|key| storage::set(key, &text));
        self.text.set(text);
    }

    /// To be called once what is on screen now was sent: it goes, also where its page is gone by then. What was typed since stays.
    pub(in crate::desk) fn sent(self) -> impl FnOnce() + 'static {
        let (key, sent) = (self.key.get_value(), self.text.get_untracked());
        move || match self.text.try_with_untracked(|now| *now == sent) {
            Some(true) => self.set(String::new()),
            None if storage::get(&key).is_some_and(|kept| kept == sent) => {
                storage::set(&key, "");
            }
            _ => {}
        }
    }
}
