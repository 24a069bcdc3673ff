//! Which page the address names. Links of this site are followed without loading another document.
//!
//! Every page is a document of the library, so that a path is all there is to route: `leptos_router` would be a fifth
//! more to download (docs/adr/0003).

use leptos::prelude::*;

use crate::browser::{dom, history, scroll};

/// The address; cheap to copy.
#[derive(Clone, Copy)]
pub struct Router {
    /// The path of the page that is wanted.
    pub path: RwSignal<String>,
    /// The path of the page on screen: the other one may still be on its way.
    on_screen: StoredValue<String>,
    /// How far each page was scrolled when it was left. (A list: maps that hash are a part of the download.)
    places: StoredValue<Vec<(String, f64)>>,
    is_travel: StoredValue<bool>,
    /// The card that was opened from a page with a way back to it, or reached from there card by card, and what that page
    /// is called.
    opened_from: StoredValue<(String, String)>,
}

impl Router {
    /// Starts following links and the back button, for as long as the app runs.
    pub fn listen() -> Self {
        let router = Self {
            path: RwSignal::new(history::path()),
            on_screen: StoredValue::default(),
            places: StoredValue::default(),
            is_travel: StoredValue::new(false),
            opened_from: StoredValue::default(),
        };
        history::on_link(move |link| {
            let here = router.path.get_untracked();
            if link.path == here {
                // To a place in this page the browser finds by itself.
                if link.hash.is_empty() && router.on_screen.get_value() == here {
                    scroll::scroll_to_start();
                }
                return link.hash.is_empty();
            }
            if !api::paths::is_page(&link.path) {
                return false;
            }
            // From card to card one goes on in the same place: one way back leads to where the first was opened.
            let is_step = link.is_step && api::paths::card_slug(&here).is_some();
            let before = match is_step {
                true => router.way_back(&here),
                false => dom::find("[data-way-back]").map(|heading| dom::data(&heading, "way-back")),
            };
            if api::paths::card_slug(&link.path).is_some()
                && let Some(before) = before
            {
                router.opened_from.set_value((link.path.clone(), before));
            }
            router.leave();
            link.enter(is_step);
            router.is_travel.set_value(false);
            router.path.set(link.path.clone());
            true
        });
        history::on_travel(move || {
            // Else something above the page closed, or another place in it is on screen.
            if router.path.get_untracked() != history::path() {
                router.leave();
                router.is_travel.set_value(true);
                router.path.set(history::path());
            }
        });
        router
    }

    /// Goes to another page of this site.
    pub fn go(self, path: &str) {
        self.leave();
        history::enter(path, false);
        self.is_travel.set_value(false);
        self.path.set(path.to_string());
    }

    /// Whether somebody came to this page by the back or forward button.
    pub fn is_travel(self) -> bool {
        self.is_travel.get_value()
    }

    /// What the page is called from which this card was opened: the way back leads to where it was left.
    pub fn way_back(self, card: &str) -> Option<String> {
        self.opened_from.with_value(|(known, title)| (known == card).then(|| title.clone()))
    }

    /// Another page is on screen.
    pub fn arrived(self, path: &str) {
        self.on_screen.set_value(path.to_string());
    }

    fn leave(self) {
        self.places.update_value(|places| {
            let here = self.on_screen.get_value();
            places.retain(|(path, _)| *path != here);
            places.push((here, scroll::scroll_top()));
        });
    }

    /// Scrolls there once more, for who came back: what fills the page came after it.
    pub fn arrive_late(self, path: &str) {
        if self.is_travel.get_value() && self.path.get_untracked() == path {
            self.arrive(path);
        }
    }

    /// Scrolls to where somebody who came to this page wants to be: where it was left, or the place the address names,
    /// or its beginning. The browser tried before the page was there.
    pub fn arrive(self, path: &str) {
        let left_at =
            self.places.with_value(|places| places.iter().find(|(known, _)| known == path).map(|(_, top)| *top));
        match left_at.filter(|_| self.is_travel.get_value()) {
            Some(top) => scroll::scroll_to(top),
            None if scroll::show_place(&history::fragment()) => {}
            None => scroll::scroll_to(0.0),
        }
    }
}
