//! `/around/`: what is true now, on one screen. Until the app has compared numbers it says what there is.

use super::activities::{are_any, this_week};
use super::calls::calls;
use super::care::tiles;
use super::places::{NEEDS, SAMPLE, calendar, code, street_menu};
use super::{Page, Root, title};
use crate::bundle::escape;
use crate::care::Care;
use crate::day::Day;
use crate::library::Library;
use crate::place::Place;
use crate::role::KINDS;

/// A last day rises here so many days before it; the app's `deadline.rs` says the same.
const AHEAD: i32 = 14;

/// Open near the chosen street, what is on this week, what ends soon, care, whom to ask, the rest.
pub fn around(library: &Library, today: Day) -> Page {
    let title = title("身边", &library.site.name);
    let more = calendar(library);
    let root =
        Root { path: api::paths::AROUND, title: &title, heading: "身边", note: "", tab: "around", more: &more };
    Page {
        path: api::paths::AROUND.into(),
        title: "身边".into(),
        description: "现在哪儿开着，能歇脚、充电、换电瓶；有什么能用上，找谁。".into(),
        html: root.wrap(&format!(
            "<h1 class=\"visually-hidden\">身边</h1>{now}{week}{deadlines}<h2 class=\"section\">关爱有“秦”<a href=\"{care}\">全部</a></h2>{tiles}{calls}{doors}<p id=\"told\" role=\"status\"></p>",
            now = now(library, today),
            week = this_week(library, today),
            deadlines = deadlines(library, today),
            care = api::paths::CARE,
            tiles = tiles(library, api::paths::CARE),
            calls = calls(library),
            doors = doors(library),
        )),
    }
}

fn now(library: &Library, today: Day) -> String {
    let is_listed = |place: &&Place| place.withdrawn.is_none() && !place.is_off(today);
    let places: Vec<&Place> = library.places.values().filter(is_listed).collect();
    if places.is_empty() {
        return "<p class=\"empty\">还没有登记的地方。</p>".into();
    }
    let sample = if places.iter().any(|place| place.is_sample) { SAMPLE } else { "" };
    let ways = [("night".to_string(), "夜里开")];
    let services = NEEDS.iter().filter(|(service, _)| places.iter().any(|place| place.services.contains(service)));
    let ways = ways.into_iter().chain(services.take(2).map(|(service, words)| (code(service).to_string(), *words)));
    let chip =
        |(need, words): (String, &str)| format!("<a class=\"chip\" href=\"{}#{need}\">{words}</a>", api::paths::PLACES);
    let ways: String = ways.map(chip).collect();
    format!(
        "<section class=\"paper now\" id=\"open-now\"><header>{streets}<a href=\"{all}\">全部 {count} 个</a></header>\
         <h2 class=\"title\"><span id=\"open-count\">歇歇脚，充个电</span>{sample}</h2><p class=\"hint\" id=\"open-hint\">选一下你常跑的那一带，只记在这部手机里。</p>\
         <ul class=\"rows places\" id=\"open-rows\"></ul><p class=\"chips\">{ways}</p></section>",
        streets = street_menu(&places),
        all = api::paths::PLACES,
        count = places.len(),
    )
}

/// Whom to ask, and what one may look at: a row each, where there is something behind it.
fn doors(library: &Library) -> String {
    let door = |id: &str, path: &str, name: &str| {
        format!("<li><a class=\"go-on\" id=\"{id}\" href=\"{path}\"><span>{name}</span><small></small></a></li>")
    };
    let mut rows = String::new();
    if are_any(library) {
        rows += &door("activities", api::paths::ACTIVITIES, "活动");
    }
    if library.organisation.values().any(|one| one.withdrawn.is_none()) {
        rows += &door("my-contact", api::paths::CONTACTS, "谁管什么，我的联系点");
    }
    if library.stories.values().any(|story| story.withdrawn.is_none()) {
        rows += &door("stories", api::paths::STORIES, "身边的故事，说声谢谢");
    }
    let roles = || library.roles.values().filter(|role| role.withdrawn.is_none());
    for guide in roles().filter(|role| role.kind == KINDS[1]) {
        rows += &door(
            &format!("guide-{}", guide.slug),
            &api::paths::below(api::paths::ROLES, &guide.slug),
            &escape(&guide.title),
        );
    }
    if roles().next().is_some() {
        rows += &door("roles", api::paths::ROLES, "聘书手册、倡议书");
    }
    if rows.is_empty() { rows } else { format!("<ul class=\"rows doors\">{rows}</ul>") }
}

/// What can be asked for until a day that is near. Later ones are there and hidden: a phone that stays without a network for a
/// week shows them in time. Whatever is full is no news.
fn deadlines(library: &Library, today: Day) -> String {
    let mut coming: Vec<(Day, &Care)> = library
        .care
        .values()
        .filter(|care| care.withdrawn.is_none() && !care.is_full)
        .filter_map(|care| Some((care.deadline?, care)))
        .filter(|(day, _)| *day >= today)
        .collect();
    coming.sort_by_key(|(day, _)| *day);
    let is_near = |day: Day| day <= today.plus(AHEAD);
    let row = |(day, care): &(Day, &Care)| {
        format!(
            "<li data-deadline=\"{day}\"{hidden}><a class=\"when\" href=\"{href}\"><time datetime=\"{day}\">{shown}</time><span>{title}{sample}</span><small class=\"left\"></small></a></li>",
            hidden = if is_near(*day) { "" } else { " hidden" },
            href = api::paths::care(&care.slug),
            shown = day.chinese(),
            title = escape(&care.title),
            sample = if care.is_sample { SAMPLE } else { "" },
        )
    };
    let rows: String = coming.iter().map(row).collect();
    match coming.first() {
        None => rows,
        Some((first, _)) => format!(
            "<section id=\"deadlines\"{hidden}><h2 class=\"section\">报名快截止了</h2><ul class=\"rows\">{rows}</ul></section>",
            hidden = if is_near(*first) { "" } else { " hidden" },
        ),
    }
}
