//! Articles: where in a text one was is remembered on this phone until the text is read to its end.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom::{self, Node};
use crate::browser::{clock, history, scroll};
use crate::reader::reading_position::Places;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;
use crate::reader::shell::router::Router;

/// A thumb rests so long before its place is written down, in milliseconds.
const REST: u32 = 300;
/// The parts of a text that a place is counted in.
const PARTS: &str = ".prose > *";

/// Brings an article to life: opens it where it was left, and remembers where it is left.
pub fn enliven_article(path: &str, page: &Node) {
    let (places, router) = (expect_context::<Places>(), expect_context::<Router>());
    let mounted = Mounted::new();
    let left_at = places.of(path).filter(|_| !router.is_travel() && history::fragment().is_empty());
    // A browser that finds its own place after a reload needs no help.
    if let Some(part) = left_at.filter(|_| scroll::scroll_top() == 0.0).and_then(|at| at.parse().ok()) {
        scroll::scroll_to_part(page, PARTS, part);
    }
    let (path, name) = (path.to_string(), dom::text(page, "h1"));
    let page = StoredValue::new_local(page.clone());
    let scrolled = StoredValue::new(0_u32);
    mounted.hold(scroll::on_scroll(move || {
        scrolled.update_value(|scrolled| *scrolled += 1);
        let ticket = scrolled.get_value();
        let (path, name) = (path.clone(), name.clone());
        spawn_local(async move {
            clock::sleep(REST).await;
            if scrolled.try_get_value() != Some(ticket) {
                return;
            }
            match page.with_value(|page| scroll::first_part_on_screen(page, PARTS)) {
                Some(part) if part > 0 => places.note(&path, &part.to_string(), &name),
                _ => places.forget(&path),
            }
        });
    }));
}

/// Above a card that was opened from an article or from 收藏: back to where that was left.
pub fn offer_way_back(path: &str, page: &Node) {
    let Some(title) = expect_context::<Router>().way_back(path) else { return };
    let Some(deck) = dom::find_in(page, ".deck") else { return };
    let title = content::bundle::escape(&title);
    let html = format!("<p><button type=\"button\" class=\"chip\" data-action=\"back\">回到{title}</button></p>");
    dom::insert_html_before(&deck, &html);
    Mounted::new().hold(expect_context::<Actions>().on("back", |_| {
        history::back();
        true
    }));
}
