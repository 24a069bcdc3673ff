//! Look: light and text size as chosen on this phone, as attributes of `<html>`. The page's inline script sets them before the
//! first paint, from the same keys.

use crate::browser::{dom, storage};

/// Keys of `localStorage`, and names of the `data-*` attributes of `<html>`.
const KEYS: [&str; 2] = ["theme", "size"];

/// The page looks as it was chosen on this phone, where no inline script has seen to it.
pub fn apply() {
    for key in KEYS {
        dom::set_root_data(key, &storage::get(key).unwrap_or_default());
    }
}

/// What was chosen is not stored any more: the page looks as it does on the first visit.
pub fn forget() {
    for key in KEYS {
        dom::set_root_data(key, "");
    }
}
