//! 身边: how many are open near the chosen street, and which.

use std::cell::RefCell;
use std::rc::Rc;

use content::opening::{Calendar, Minute, Opening};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::row::{Row, TICK, calendar, now};
use super::street;
use super::{contact, deadline, slots};
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::reader::library::Library;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;

/// So many are named; the others are one tap away.
const NAMED: usize = 2;

/// Says what is open now, and goes on saying it. The places are those of the list, which this phone has stored.
pub fn enliven_around(page: &Node) {
    let (mounted, library) = (Mounted::new(), expect_context::<Library>());
    contact::follow(page, mounted);
    deadline::follow(page, mounted);
    slots::follow_week(page, mounted);
    let near = Rc::new(Near {
        page: page.clone(),
        calendar: calendar(page),
        rows: RefCell::default(),
        shown: RefCell::default(),
    });
    mounted.hold(street::follow(page, expect_context::<Actions>(), {
        let near = near.clone();
        move || near.show(now())
    }));
    spawn_local(async move {
        let list = library.fragment(api::paths::PLACES).await.ok().and_then(|html| dom::apart(&html));
        if !mounted.is_alive() {
            return;
        }
        let Some(list) = list else {
            return near.say("名单还没取到", false, "有网的时候再打开一次，以后没网也能看。");
        };
        for section in dom::find_all_in(&list, "section[data-street]") {
            let street = dom::data(&section, "street");
            near.rows.borrow_mut().extend(Row::all(&section).into_iter().map(|row| (street.clone(), row)));
        }
        while mounted.is_alive() {
            near.show(now());
            clock::sleep(TICK).await;
        }
    });
}

/// What is open near the chosen street.
struct Near {
    page: Node,
    calendar: Calendar,
    /// Every place, with its street.
    rows: RefCell<Vec<(String, Row)>>,
    /// The rows on screen, as HTML.
    shown: RefCell<String>,
}

impl Near {
    fn show(&self, now: Minute) {
        let (street, rows) = (street::chosen(), self.rows.borrow());
        let near = rows.iter().filter(|(of, row)| (street.is_empty() || *of == street) && !row.is_off(now));
        let near = near.map(|(_, row)| row);
        // Of those that are open the ones that stay so longest, which are named; and when the first of them closes.
        let (mut named, mut first_closes) = (Vec::<(Minute, &Row)>::new(), None::<Minute>);
        let (mut all, mut open, mut unsure, mut at_night) = (0, 0, 0, 0);
        for row in near {
            let (answer, standing) = (row.answer(&self.calendar, now), row.standing(&self.calendar, now));
            all += 1;
            unsure += usize::from(standing.look == "unsure");
            at_night += usize::from(row.is_open_at_night(&self.calendar, now));
            if standing.is_open() {
                row.show(&standing, "", now);
                let until = match answer.opening {
                    Opening::Open { until, .. } | Opening::LastOrderPassed { until } => until,
                    _ => Minute::MAX,
                };
                open += 1;
                first_closes = Some(first_closes.map_or(until, |first| first.min(until)));
                let at = named.iter().position(|(other, _)| *other < until).unwrap_or(named.len());
                if at < NAMED {
                    named.truncate(NAMED - 1);
                    named.insert(at, (until, row));
                }
            }
        }
        let count = match open {
            0 if all == 0 => "这一带还没有登记的地方".to_string(),
            // What nobody knows is not shut either.
            0 if unsure > 0 => "现在没有说得准开着的".to_string(),
            0 => "现在都关着".to_string(),
            count => ["现在开着 ", &count.to_string(), " 个"].concat(),
        };
        self.say(&count, open > 0, &hint(all, first_closes, at_night, now));
        // As many as the list shows that it leads to.
        dom::set_text(&self.page, "#open-now header a", &["全部 ", &all.to_string(), " 个"].concat());
        let html: String = named.iter().map(|(_, row)| row.node.outer_html()).collect();
        if *self.shown.borrow() != html
            && let Some(place) = dom::find_in(&self.page, "#open-rows")
        {
            dom::show_html(&place, &html);
            *self.shown.borrow_mut() = html;
        }
    }

    fn say(&self, count: &str, is_open: bool, hint: &str) {
        dom::set_text(&self.page, "#open-count", count);
        dom::set_attribute(&self.page, "#open-count", "data-open", is_open.then_some(""));
        dom::set_text(&self.page, "#open-hint", hint);
    }
}

/// When the first of them closes, and how many one can go into this night.
fn hint(all: usize, first: Option<Minute>, at_night: usize, now: Minute) -> String {
    let night = match at_night {
        0 => String::new(),
        count => [&count.to_string(), " 个夜里也开"].concat(),
    };
    match first {
        _ if all == 0 => "换一带看看，或者看全区。".into(),
        Some(until) if until - now <= 60 => {
            let left = (until - now).to_string();
            ["最早一个还有 ", &left, " 分钟关门", if night.is_empty() { "" } else { "，" }, &night].concat()
        }
        _ => night,
    }
}
