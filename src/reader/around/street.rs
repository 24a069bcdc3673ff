//! The street somebody rides most, as this phone keeps it.

use crate::browser::dom::{self, Listener, Node};
use crate::browser::storage;

/// Key of `localStorage`.
const STREET: &str = "street";

/// Its name; empty where none was chosen.
pub(super) fn chosen() -> String {
    storage::get(STREET).unwrap_or_default()
}

/// Shows it in the page's field, and keeps what is chosen there from now on.
pub(super) fn follow(page: &Node, changed: impl Fn() + 'static) -> Option<Listener> {
    let field = dom::find_in(page, "#street")?;
    dom::set_value(&field, &chosen());
    let page = page.clone();
    Some(dom::listen(&field, "change", move |_| {
        storage::set(STREET, &dom::value(&page, "#street"));
        changed();
    }))
}
