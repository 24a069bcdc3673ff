//! What the pages about posts are made of: HTML in strings, as in [`crate::reader::favourites`]. Everything that somebody
//! wrote is escaped.

use crate::browser::details;
use crate::browser::dom::{self, Node};

/// What a button has that stands out.
pub const LOUD: &str = " class=\"button\"";
/// And one that does not.
pub const QUIET: &str = " class=\"button quiet\"";

/// A button of these pages: taps on all of them are the action `say`.
pub fn button(way: &str, id: &str, name: &str, more: &str) -> String {
    let id = content::bundle::escape(id);
    format!("<button type=\"button\" data-action=\"say\" data-way=\"{way}\" data-id=\"{id}\"{more}>{name}</button>")
}

/// A line that stands out.
pub(super) fn note(html: &str) -> String {
    ["<p class=\"mine-note\">", html, "</p>"].concat()
}

/// What is wrong with what stands in a field.
pub(super) fn wrong(html: &str) -> String {
    ["<p class=\"mine-note wrong\">", html, "</p>"].concat()
}

/// Says something below a field, in place of what was said there; with [`wrong`] in it, the field is.
pub(super) fn complain(page: &Node, field: &str, html: &str) {
    fill(page, "fault", html);
    details::look_again();
    dom::set_attribute(page, field, "aria-invalid", html.contains("wrong").then_some("true"));
}

/// Fills a slot of a page.
pub(super) fn fill(page: &Node, slot: &str, html: &str) {
    if let Some(slot) = dom::find_in(page, &["[data-slot=", slot, "]"].concat()) {
        dom::show_html(&slot, html);
    }
}

/// Says something in the page's own line for it.
pub(super) fn say(page: &Node, words: &str) {
    dom::set_text(page, ".feed-said", words);
}
