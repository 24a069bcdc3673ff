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
    show(page, &chosen());
    let page = page.clone();
    actions.on("street", move |button| {
        storage::set(STREET, &dom::data(button, "street"));
        show(&page, &chosen());
        dom::set_attribute(&page, ".streets", "open", None);
        if let Some(summary) = dom::find_in(&page, ".streets summary") {
            dom::focus(&summary);
        }
        changed();
        true
    })
}

/// Shows that what is listed is in this street; of all of them where it has no name.
pub(super) fn show(page: &Node, street: &str) {
    let (mut words, mut is_there) = ("全区".to_string(), false);
    for button in dom::find_all_in(page, "[data-action=street]") {
        let is_chosen = dom::data(&button, "street") == street;
        is_there |= is_chosen;
        let _ = button.set_attribute("aria-pressed", if is_chosen { "true" } else { "false" });
    }
    if !street.is_empty() && is_there {
        words = content::street::around(street);
    } else if !is_there {
        // Its name has changed since.
        storage::set(STREET, "");
    }
    dom::set_text(page, ".streets summary span", &words);
}
