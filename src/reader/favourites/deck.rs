//! `/kept/deck/`: what is kept, card by card.

use leptos::prelude::*;

use super::state::{EMPTY, Kept};
use crate::browser::dom::{self, Node};
use crate::reader::cards::enliven_deck;
use crate::reader::shell::frame::Frame;

/// Puts what is kept before the end of the deck and brings it to life. A card that is let go here stays until one comes
/// back: nothing moves under a thumb.
pub fn enliven_kept_deck(path: &str, page: &Node) {
    let kept = expect_context::<Kept>().list.get_untracked();
    let (slugs, Some(end)) = (kept.slugs(), dom::find_in(page, ".end")) else { return };
    let count = slugs.len().to_string();
    let mut html = String::new();
    for (at, slug) in slugs.iter().enumerate() {
        let at = (at + 1).to_string();
        html += &["<section class=\"slot\" data-card=\"", slug, "\" data-note=\"", &at, " / ", &count, "\"></section>"]
            .concat();
    }
    let Some(first) = slugs.first() else {
        let empty = ["<section class=\"slot more\"><p class=\"empty\">", EMPTY, "</p></section>"];
        return dom::replace_html(&end, &empty.concat());
    };
    dom::insert_html_before(&end, &html);
    for action in ["keep", "share"] {
        dom::set_attribute(page, &["[data-action=", action, "]"].concat(), "data-card", Some(first));
    }
    expect_context::<Frame>().set_note(&["1 / ", &count].concat());
    enliven_deck(path, page);
}
