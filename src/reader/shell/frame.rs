//! The static frame around a page: title, header and tab bar follow the page that is shown.

use content::day::Day;
use leptos::prelude::*;

use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{clock, network, service_worker};
use crate::reader::library::Library;

/// How often to look whether it is still the same day, in milliseconds.
const A_MINUTE: u32 = 60_000;

/// The frame; cheap to copy.
#[derive(Clone, Copy)]
pub struct Frame {
    /// Whether the phone thinks it has a network.
    pub online: RwSignal<bool>,
    /// Whether a page that was closed opens again without a network, once everything is stored.
    pub opens_offline: RwSignal<bool>,
    /// Whether another version of the app waits for the next opening.
    pub is_renewed: RwSignal<bool>,
    /// Today in Beijing.
    pub today: RwSignal<Day>,
    /// Changes whenever another page, or another part of one, is on screen.
    pub revision: RwSignal<u32>,
}

impl Frame {
    /// Takes hold of the frame that came with the page.
    pub fn open(library: Library) -> Self {
        let frame = Self {
            online: RwSignal::new(network::is_online()),
            opens_offline: RwSignal::new(false),
            is_renewed: RwSignal::new(false),
            today: RwSignal::new(clock::today()),
            revision: RwSignal::new(0),
        };
        network::on_return(move || frame.turn_the_page());
        clock::every(A_MINUTE, move || frame.turn_the_page());
        network::on_change(move || frame.online.set(network::is_online()));
        service_worker::on_ready(move || frame.opens_offline.set(true));
        service_worker::on_renewed(move || frame.is_renewed.set(true));
        watch(move || {
            frame.revision.track();
            // Where the page itself says that it is not there, all is not well.
            let is_complete = library.stored.get().is_complete() && dom::find("[data-notice=offline]").is_none();
            let status = status_text(frame.online.get(), is_complete, frame.opens_offline.get());
            set_text("#status", status);
        });
        frame
    }

    /// Midnight may have passed.
    fn turn_the_page(self) {
        let today = clock::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    /// Says what the page's root element says of itself.
    pub fn show(self, page: &Node) {
        dom::set_title(&dom::data(page, "title"));
        self.set_heading(&dom::data(page, "heading"));
        self.set_note(&dom::data(page, "note"));
        mark_tab(&dom::data(page, "tab"));
        // The heading has the focus and speaks for itself.
        self.announce("");
    }

    /// There is no page, for a reason.
    pub fn show_none(self, why: &str) {
        dom::set_title(why);
        self.set_heading("");
        self.set_note("");
        mark_tab("");
    }

    /// The words at the top.
    pub fn set_heading(self, heading: &str) {
        set_text("#heading", heading);
    }

    /// The small note beside the heading.
    pub fn set_note(self, note: &str) {
        set_text("#note", note);
    }

    /// Tells those who cannot see it what came on screen.
    pub fn announce(self, words: &str) {
        set_text("#announcer", words);
    }

    /// Something else is on screen.
    pub fn revise(self) {
        self.revision.update(|revision| *revision += 1);
    }
}

fn status_text(online: bool, is_stored: bool, opens_offline: bool) -> &'static str {
    match (online, is_stored) {
        (false, true) => "没有网络，照样能看",
        (false, false) => "没有网络",
        // Promised only where a closed page opens again.
        (true, true) if opens_offline => "离线可读",
        (true, _) => "",
    }
}

fn mark_tab(tab: &str) {
    for link in dom::find_all(".tabs a") {
        let _ = match dom::data(&link, "for") == tab {
            true => link.set_attribute("aria-current", "page"),
            false => link.remove_attribute("aria-current"),
        };
    }
}

fn set_text(selector: &str, text: &str) {
    // The same words again would be spoken again.
    if let Some(node) = dom::find(selector).filter(|node| node.text_content().as_deref() != Some(text)) {
        node.set_inner_text(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offline_reading_is_promised_only_when_it_is_kept() {
        assert_eq!(status_text(true, false, true), "");
        assert_eq!(status_text(true, true, false), "");
        assert_eq!(status_text(true, true, true), "离线可读");
        assert_eq!(status_text(false, true, false), "没有网络，照样能看");
    }
}
