//! The list of all places: narrowed by street and by what is needed, ordered by how they stand or by distance.

use std::cell::RefCell;
use std::rc::Rc;

use content::opening::{Calendar, Minute, day_of};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::distance;
use super::needs::Needs;
use super::row::{Row, TICK, calendar, now};
use super::standing::Standing;
use super::street;
use crate::browser::dom::{self, Node};
use crate::browser::position::{self, Position};
use crate::browser::{clock, history};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::mounted::Mounted;
use crate::ui::toast;

/// Brings the list to life.
pub fn enliven_places(page: &Node) {
    let (mounted, actions) = (Mounted::new(), expect_context::<Actions>());
    let Some(list) = List::read(page) else { return };
    let list = Rc::new(RefCell::new(list));
    let with = move |list: &Rc<RefCell<List>>, change: &dyn Fn(&mut List)| {
        let is_left = list.try_borrow_mut().is_ok_and(|mut list| {
            change(&mut list);
            list.write()
        });
        if is_left {
            spawn_local(write_on(list.clone(), mounted));
        }
    };
    mounted.hold(street::follow(page, actions, {
        let list = list.clone();
        move || {
            with(&list, &|list| {
                list.here = None;
                dom::set_attribute(&list.page, "[data-action=near]", "aria-pressed", Some("false"));
                list.compare();
                list.order();
                list.announce();
            });
        }
    }));
    mounted.hold(actions.on("need", {
        let list = list.clone();
        move |button| {
            with(&list, &|list| {
                list.needs.toggle(&dom::data(button, "need"));
                history::set_fragment(&list.needs.fragment());
                list.compare();
                list.order();
                list.announce();
                // The button that said there is nothing has gone.
                if !button.is_connected()
                    && let Some(chip) = dom::find_in(&list.page, "[data-need]")
                {
                    dom::focus(&chip);
                }
            });
            true
        }
    }));
    mounted.hold(actions.on("near", {
        let list = list.clone();
        move |button| {
            let (list, button) = (list.clone(), button.clone());
            let is_near = button.get_attribute("aria-pressed").as_deref() == Some("true");
            if button.has_attribute("aria-busy") {
                return true;
            }
            let _ = button.set_attribute("aria-busy", "true");
            spawn_local(async move {
                let here = if is_near { None } else { position::here().await };
                let _ = button.remove_attribute("aria-busy");
                if !is_near && here.is_none() && mounted.is_alive() {
                    return toast("手机没说现在在哪儿，按街看也行");
                }
                if mounted.is_alive() {
                    let _ = button.set_attribute("aria-pressed", if here.is_some() { "true" } else { "false" });
                    with(&list, &|list| {
                        list.here = here;
                        list.compare();
                        list.order();
                        list.announce();
                    });
                }
            });
            true
        }
    }));
    with(&list, &|list| {
        list.compare();
        list.order();
    });
    spawn_local(async move {
        loop {
            clock::sleep(TICK).await;
            if !mounted.is_alive() {
                return;
            }
            // Nothing moves under a thumb: only the words change.
            with(&list, &List::compare);
        }
    });
}

/// Writes the rest of what a list says, in slices.
async fn write_on(list: Rc<RefCell<List>>, mounted: Mounted) {
    while mounted.is_alive() && list.try_borrow_mut().is_ok_and(|mut list| list.write()) {
        clock::sleep(0).await;
    }
}

/// So many rows say how they stand in one go: more than a screen shows, and no more than a frame takes.
const AT_ONCE: usize = 60;

/// A place in the list.
struct Item {
    row: Row,
    standing: Standing,
    /// Whether it is on no list any more.
    is_off: bool,
    /// Whether one can go in during this night, once somebody asks.
    is_night: Option<bool>,
    /// Metres from here.
    far: Option<u32>,
    /// Whether its element says all that.
    is_said: bool,
    /// Whether its element is shown.
    is_shown: bool,
    /// The number of its street's section.
    section: usize,
}

/// How many are shown, of how many: 18 个, 18 个里的 5 个.
fn counted(shown: usize, all: usize) -> String {
    let part = if shown == all { String::new() } else { ["里的 ", &shown.to_string(), " 个"].concat() };
    [&all.to_string(), " 个", &part].concat()
}

/// The list on screen.
struct List {
    page: Node,
    frame: Frame,
    /// What holds the sections.
    root: Node,
    sections: Vec<Node>,
    items: Vec<Item>,
    calendar: Calendar,
    /// The minute of which all items know how they stand.
    as_of: Minute,
    needs: Needs,
    here: Option<Position>,
    /// How many are shown.
    counted: String,
    /// What is said where nothing is shown.
    said: String,
    /// The order in which the rows stand: the number of a section, and of an item in it.
    order: Vec<(usize, usize)>,
    /// The street whose section stands first.
    first: String,
}

impl List {
    fn read(page: &Node) -> Option<Self> {
        let (calendar, now) = (calendar(page), now());
        let sections = dom::find_all_in(page, "#places > section");
        let mut items = Vec::new();
        for (section, node) in sections.iter().enumerate() {
            for row in Row::all(node) {
                let standing = row.standing(&calendar, now);
                let (is_off, is_shown) = (row.is_off(now), true);
                items.push(Item {
                    row,
                    standing,
                    is_off,
                    is_night: None,
                    far: None,
                    is_said: false,
                    is_shown,
                    section,
                });
            }
        }
        let needs = Needs::of(&history::fragment());
        let order = items.iter().enumerate().map(|(at, item)| (item.section, at)).collect();
        Some(Self {
            page: page.clone(),
            frame: expect_context(),
            root: dom::find_in(page, "#places")?,
            sections,
            items,
            calendar,
            as_of: now,
            needs,
            here: None,
            counted: String::new(),
            said: String::new(),
            order,
            first: String::new(),
        })
    }

    /// Looks how each stands now. Within a minute nothing changes.
    fn look(&mut self) {
        let now = now();
        let before = std::mem::replace(&mut self.as_of, now);
        if before == now {
            return;
        }
        // How old a confirmation is changes with the day.
        let is_same_day = day_of(before) == day_of(now);
        for item in &mut self.items {
            let standing = item.row.standing(&self.calendar, now);
            item.is_said &= standing == item.standing && is_same_day;
            (item.standing, item.is_off, item.is_night) = (standing, item.row.is_off(now), None);
        }
    }

    /// Writes into rows that are shown how they stand, so many at most; whether some are left.
    fn write(&mut self) -> bool {
        let unsaid =
            self.order.iter().map(|(_, at)| *at).filter(|at| self.items[*at].is_shown && !self.items[*at].is_said);
        let unsaid: Vec<usize> = unsaid.take(AT_ONCE + 1).collect();
        for at in unsaid.iter().take(AT_ONCE) {
            let item = &mut self.items[*at];
            item.row.show(&item.standing, &item.far.map(distance::words).unwrap_or_default(), self.as_of);
            item.is_said = true;
        }
        unsaid.len() > AT_ONCE
    }

    /// Shows those that have what is needed.
    fn compare(&mut self) {
        self.look();
        let now = self.as_of;
        let mut counts = vec![0_usize; self.sections.len()];
        // By distance the whole district is looked through.
        let chosen = if self.here.is_some() { String::new() } else { street::chosen() };
        street::show(&self.page, &chosen);
        let is_asked = |section: &Node| chosen.is_empty() || dom::data(section, "street") == chosen;
        let asked: Vec<bool> = self.sections.iter().map(is_asked).collect();
        let mut elsewhere = 0_usize;
        for item in &mut self.items {
            let far = self.here.zip(item.row.at).map(|(here, there)| distance::metres(here, there));
            item.is_said &= far == item.far;
            item.far = far;
            let (row, night) = (&item.row, &mut item.is_night);
            let is_night = || *night.get_or_insert_with(|| row.is_open_at_night(&self.calendar, now));
            let has_all = !item.is_off && self.needs.are_met(row, &item.standing, is_night);
            let is_shown = has_all && asked[item.section];
            elsewhere += usize::from(has_all && !is_shown);
            // Of five thousand most stay as they are: each that is touched costs the page its layout.
            if std::mem::replace(&mut item.is_shown, is_shown) != is_shown {
                item.row.node.set_hidden(!is_shown);
            }
            counts[item.section] += usize::from(is_shown);
        }
        for (at, (section, count)) in self.sections.iter().zip(&counts).enumerate() {
            // By distance all of them stand in the first.
            section.set_hidden(if self.here.is_some() { at > 0 } else { *count == 0 });
            // As tall as that many rows, before anything of it is laid out: what is scrolled to stays where it is.
            let _ = section.style().set_property("--rows", &count.to_string());
            let kind = if self.needs.contains("open") { "开着 " } else { "" };
            dom::set_text(section, ".count", &[kind, &count.to_string(), " 个"].concat());
            dom::set_attribute(section, ".group", "hidden", self.here.is_some().then_some(""));
        }
        for chip in dom::find_all_in(&self.page, "[data-need]") {
            let is_needed = self.needs.contains(&dom::data(&chip, "need"));
            let _ = chip.set_attribute("aria-pressed", if is_needed { "true" } else { "false" });
        }
        let (shown, all) = (counts.iter().sum(), self.items.iter().filter(|item| !item.is_off).count());
        self.counted = counted(shown, all);
        self.frame.set_note(&self.counted);
        self.say(shown, elsewhere);
    }

    /// After a tap, tells those who do not see the list how many are left. Where none is, that is said in its place.
    fn announce(&self) {
        self.frame.announce(if self.said.is_empty() { &self.counted } else { "" });
    }

    /// What there is instead, where nothing has what is needed: in the other streets, or with fewer needs.
    fn say(&mut self, count: usize, elsewhere: usize) {
        let (needs, closed) = (self.needs.fragment(), self.needs.contains("open"));
        let button = |action: &str, words: &str| {
            [
                "这会儿没有合适的。<button type=\"button\" class=\"button quiet\" data-action=",
                action,
                ">",
                words,
                "</button>",
            ]
            .concat()
        };
        let html = match (count, elsewhere) {
            (0, 1..) => {
                let words = ["看全区，有 ", &elsewhere.to_string(), " 个"].concat();
                button("\"street\" data-street=\"\"", &words)
            }
            (0, 0) if closed && needs != "open" => button("\"need\" data-need=\"open\"", "关着的也看看"),
            (0, 0) if !self.needs.is_empty() => button("\"need\" data-need=\"\"", "看全部"),
            _ => String::new(),
        };
        // What is said already is not announced twice.
        if html != self.said
            && let Some(said) = dom::find_in(&self.page, "#places-said")
        {
            dom::show_html(&said, &html);
            self.said = html;
        }
    }

    /// Puts those that help first: one's own street, then by how they stand; or by distance alone. Rows that stand in this order
    /// already are left where they are.
    fn order(&mut self) {
        let is_near = self.here.is_some();
        let rank = |(at, item): (usize, &Item)| {
            let before = match is_near {
                true => item.far.unwrap_or(u32::MAX),
                false => (item.section as u32) << 2 | u32::from(item.standing.rank()),
            };
            u64::from(before) << 32 | at as u64
        };
        // (Of plain numbers: a library's sorting is kilobytes of download for each kind of thing.)
        let mut ranks: Vec<u64> = self.items.iter().enumerate().map(rank).collect();
        ranks.sort_unstable();
        // By distance all of them stand in the first.
        let place = |at: usize| (if is_near { 0 } else { self.items[at].section }, at);
        let order: Vec<(usize, usize)> = ranks.into_iter().map(|rank| place(rank as u32 as usize)).collect();
        let chosen = street::chosen();
        if !is_near && chosen != self.first {
            for section in &self.sections {
                if dom::data(section, "street") == chosen {
                    dom::prepend(&self.root, section);
                } else {
                    dom::append(&self.root, section);
                }
            }
            self.first = chosen;
        }
        if order == self.order {
            return;
        }
        let lists: Vec<Option<Node>> =
            self.sections.iter().map(|section| dom::find_in(section, ".rows.places")).collect();
        for (section, at) in &order {
            if let Some(list) = &lists[*section] {
                dom::append(list, &self.items[*at].row.node);
            }
        }
        self.order = order;
    }
}
