//! 身边: how many are open near the chosen street, and which.

use content::opening::{Minute, Opening};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::row::{Row, TICK, calendar, now};
use super::street;
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::reader::library::Library;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;

/// So many are named; the others are one tap away.
const NAMED: usize = 3;

/// Says what is open now, and goes on saying it. The places are those of the list, which this phone has stored.
pub fn enliven_around(page: &Node) {
    let (mounted, library) = (Mounted::new(), expect_context::<Library>());
    let page = page.clone();
    let again = RwSignal::new(());
    mounted.hold(street::follow(&page, expect_context::<Actions>(), move || again.set(())));
    spawn_local(async move {
        let Ok(html) = library.fragment(api::paths::PLACES).await else { return };
        let Some(list) = dom::apart(&html) else { return };
        watch({
            let (page, list) = (page.clone(), list.clone());
            move || {
                again.track();
                show(&page, &list, now());
            }
        });
        while mounted.is_alive() {
            clock::sleep(TICK).await;
            again.try_set(());
        }
    });
}

fn show(page: &Node, list: &Node, now: Minute) {
    let (calendar, street) = (calendar(page), street::chosen());
    let sections = dom::find_all_in(list, "section[data-street]");
    let near = sections.iter().filter(|section| street.is_empty() || dom::data(section, "street") == street);
    let rows: Vec<Row> = near.flat_map(Row::all).collect();
    let mut open: Vec<(Minute, &Row)> = Vec::new();
    let mut at_night = 0;
    for row in &rows {
        let (answer, standing) = (row.answer(&calendar, now), row.standing(&calendar, now));
        at_night += usize::from(row.is_open_at_night(&calendar, now));
        if standing.is_open() {
            row.show(&standing, "", now);
            let until = match answer.opening {
                Opening::Open { until, .. } | Opening::LastOrderPassed { until } => until,
                _ => Minute::MAX,
            };
            open.push((until, row));
        }
    }
    // Those that stay open longest first.
    open.sort_by_key(|(until, _)| std::cmp::Reverse(*until));
    let count = match open.len() {
        0 => "现在都关着".to_string(),
        count => ["现在开着 ", &count.to_string(), " 个"].concat(),
    };
    dom::set_text(page, "#open-count", &count);
    dom::set_attribute(page, "#open-count", "data-open", (!open.is_empty()).then_some(""));
    dom::set_text(page, "#open-hint", &hint(rows.len(), open.last().map(|(until, _)| *until), at_night, now));
    let html: String = open.iter().take(NAMED).map(|(_, row)| row.node.outer_html()).collect();
    if let Some(place) = dom::find_in(page, "#open-rows") {
        dom::show_html(&place, &html);
    }
}

/// When the first of them closes, and how many one can go into this night.
fn hint(all: usize, first: Option<Minute>, at_night: usize, now: Minute) -> String {
    let night = match at_night {
        0 => String::new(),
        count => [&count.to_string(), " 个夜里也开"].concat(),
    };
    match first {
        _ if all == 0 => "这一带还没有登记的地方，换一带看看。".into(),
        Some(until) if until - now <= 60 => {
            let left = (until - now).to_string();
            ["最早一个还有 ", &left, " 分钟关门", if night.is_empty() { "" } else { "，" }, &night].concat()
        }
        _ => night,
    }
}
