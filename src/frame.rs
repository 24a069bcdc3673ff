//! The static frame around a page: title, header and tab bar follow the page that is shown.

use std::collections::HashMap;

use content::day::Day;
use leptos::prelude::*;

use crate::browser::dom::{self, Node};
use crate::browser::{clock, network};
use crate::library::{Library, Stored};

/// The frame; cheap to copy.
#[derive(Clone, Copy)]
pub struct Frame {
    /// Whether the phone thinks it has a network.
    pub online: RwSignal<bool>,
    /// Today in Beijing, as of the last time somebody came back to the page.
    pub today: RwSignal<Day>,
    /// Changes whenever another page, or another part of one, is on screen.
    pub revision: RwSignal<u32>,
    /// How far each page was scrolled when it was left.
    places: StoredValue<HashMap<String, f64>>,
    is_back: StoredValue<bool>,
}

impl Frame {
    /// Takes hold of the frame that came with the page.
    pub fn open(library: Library) -> Self {
        let frame = Self {
            online: RwSignal::new(network::is_online()),
            today: RwSignal::new(clock::today()),
            revision: RwSignal::new(0),
            places: StoredValue::default(),
            is_back: StoredValue::new(false),
        };
        dom::on_travel(move |is_back| {
            frame.is_back.set_value(is_back);
            if !is_back {
                frame.places.update_value(|places| {
                    places.insert(dom::path(), dom::scroll_top());
                });
            }
        });
        network::on_return(move || {
            if frame.today.get_untracked() != clock::today() {
                frame.today.set(clock::today());
            }
        });
        network::on_change(move || frame.online.set(network::is_online()));
        Effect::new(move |_| {
            if let Some(status) = dom::find("#status") {
                status.set_inner_text(status_text(frame.online.get(), library.stored.get()));
            }
        });
        frame
    }

    /// Says what the page's root element says of itself. The first page came with its frame.
    pub fn show(self, page: &Node, is_first: bool, path: &str) {
        let tab = dom::data(page, "tab");
        for link in dom::find_all(".tabs a") {
            let _ = match dom::data(&link, "for") == tab {
                true => link.set_attribute("aria-current", "page"),
                false => link.remove_attribute("aria-current"),
            };
        }
        if !is_first {
            dom::set_title(&dom::data(page, "title"));
            self.set_heading(&dom::data(page, "heading"));
            self.set_note(&dom::data(page, "note"));
            dom::focus_heading(page);
            // The browser tried before the page was there.
            if self.is_back.get_value()
                && let Some(top) = self.places.with_value(|places| places.get(path).copied())
            {
                dom::scroll_to(top);
            }
        }
    }

    /// There is no page.
    pub fn show_none(self) {
        self.set_heading("");
        self.set_note("");
    }

    /// The words at the top.
    pub fn set_heading(self, heading: &str) {
        set_text("#heading", heading);
    }

    /// The small note beside the heading.
    pub fn set_note(self, note: &str) {
        set_text("#note", note);
    }

    /// Something else is on screen.
    pub fn revise(self) {
        self.revision.update(|revision| *revision += 1);
    }
}

fn status_text(online: bool, stored: Stored) -> &'static str {
    match (online, stored.is_complete()) {
        (false, true) => "没有网络，照样能看",
        (false, false) => "没有网络",
        (true, true) => "离线可读",
        (true, false) => "",
    }
}

fn set_text(selector: &str, text: &str) {
    if let Some(node) = dom::find(selector) {
        node.set_inner_text(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offline_reading_is_promised_only_when_everything_is_stored() {
        assert_eq!(status_text(true, Stored { documents: 3, total: 4 }), "");
        assert_eq!(status_text(true, Stored::default()), "");
        assert_eq!(status_text(true, Stored { documents: 4, total: 4 }), "离线可读");
    }
}
