//! The street somebody rides most, as this phone keeps it.

use crate::browser::dom::{self, Node};
use crate::browser::storage;
use crate::reader::shell::actions::{Actions, Registered};

/// Key of `localStorage`.
const STREET: &str = "street";

/// Its name; empty where none was chosen.
pub(super) fn chosen() -> String {
    storage::get(STREET).unwrap_or_default()
}

/// Shows it on the page, and keeps what is chosen there from now on.
pub(super) fn follow(page: &Node, actions: Actions, changed: impl Fn() + 'static) -> Registered {
    show(page);
    let page = page.clone();
    actions.on("street", move |button| {
        storage::set(STREET, &dom::data(button, "street"));
        show(&page);
        changed();
        true
    })
}

fn show(page: &Node) {
    let street = chosen();
    let words = if street.is_empty() { "全区".into() } else { [&street, "一带"].concat() };
    dom::set_text(page, ".streets summary span", &words);
    dom::set_attribute(page, ".streets", "open", None);
    for button in dom::find_all_in(page, "[data-action=street]") {
        let is_chosen = dom::data(&button, "street") == street;
        let _ = button.set_attribute("aria-pressed", if is_chosen { "true" } else { "false" });
    }
}
