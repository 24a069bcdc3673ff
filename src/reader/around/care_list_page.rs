//! The list of care: narrowed to what is for me. What somebody taps stays in this page's memory: it says too much of a person
//! to be kept anywhere, an address included. It ends with the app.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::care::Care;
use super::row::{TICK, calendar, now};
use crate::browser::dom::{self, Node};
use crate::browser::{clock, history};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;

thread_local! {
    /// What was tapped: numbers of situations. Whoever comes back from an item finds it.
    static CHOSEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Brings the list to life.
pub fn enliven_care_list(page: &Node) {
    let mounted = Mounted::new();
    // Who comes for an area wants all of it.
    if !history::fragment().is_empty() {
        CHOSEN.take();
    }
    let (page, calendar, all) = (page.clone(), calendar(page), Rc::new(Care::all(page)));
    mounted.hold(expect_context::<Actions>().on("suit", {
        let (page, all) = (page.clone(), all.clone());
        move |button| {
            let suit = dom::data(button, "suit");
            CHOSEN.with_borrow_mut(|chosen| match chosen.iter().position(|known| *known == suit) {
                Some(at) => drop(chosen.remove(at)),
                None => chosen.push(suit),
            });
            narrow(&page, &all);
            true
        }
    }));
    narrow(&page, &all);
    spawn_local(async move {
        while mounted.is_alive() {
            let now = now();
            for care in all.iter() {
                care.show(&care.said(&calendar, now), now);
            }
            clock::sleep(TICK).await;
        }
    });
}

/// Shows what is for somebody of whom one of the chosen is so; all of it while nothing is.
fn narrow(page: &Node, all: &[Care]) {
    CHOSEN.with_borrow(|chosen| {
        for chip in dom::find_all_in(page, "[data-suit]") {
            let is_chosen = chosen.contains(&dom::data(&chip, "suit"));
            let _ = chip.set_attribute("aria-pressed", if is_chosen { "true" } else { "false" });
        }
        let mut shown = 0;
        for care in all {
            let is_shown = care.suits(chosen);
            care.node.set_hidden(!is_shown);
            shown += usize::from(is_shown);
        }
        for section in dom::find_all_in(page, "#care > section") {
            let is_empty = dom::find_in(&section, "li:not([hidden])").is_none();
            section.set_hidden(is_empty);
            // A tile leads to something.
            let tile = ["a[href$=\"#", &section.id(), "\"]"].concat();
            dom::set_attribute(page, &tile, "hidden", is_empty.then_some(""));
        }
        let words = if chosen.is_empty() {
            String::new()
        } else {
            ["适合的有 ", &shown.to_string(), " 项。点掉选中的，看全部"].concat()
        };
        dom::set_text(page, "#care-said", &words);
    });
}
