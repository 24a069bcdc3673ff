//! `sessionStorage`: what is kept for as long as this tab is open, from page to page. Where the browser refuses it, nothing
//! is.

use web_sys::{Storage, window};

/// The value of a key.
pub fn get(key: &str) -> Option<String> {
    store()?.get_item(key).ok()?
}

/// Sets a value.
pub fn set(key: &str, value: &str) {
    if let Some(store) = store() {
        // It is asked for once more where it was not kept.
        let _ = store.set_item(key, value);
    }
}

fn store() -> Option<Storage> {
    window()?.session_storage().ok()?
}
