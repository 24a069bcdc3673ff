//! Care: the eight areas with what is in each, and the page of each thing. What a phone compares (hours, the last day, what it
//! is for) stands in `data-*`, as with places.

use std::fmt::Write;

use super::calls::calls;
use super::places::{SAMPLE, calendar};
use super::{Page, Root, title};
use crate::bundle::escape;
use crate::care::{AREAS, Care, SUITS};
use crate::library::Library;
use crate::numbers::dialled;
use crate::render;

/// `/care/`: the eight areas, and what is in each.
pub fn care_list(library: &Library) -> Page {
    let all = current(library);
    let suits =
        SUITS.iter().enumerate().filter(|(_, word)| all.iter().any(|care| care.suits.iter().any(|w| w == *word)));
    let suits: String = suits
        .map(|(at, word)| {
            format!("<button type=\"button\" class=\"chip\" data-action=\"suit\" data-suit=\"{at}\" aria-pressed=\"false\">{word}</button>")
        })
        .collect();
    let suits = match suits.is_empty() {
        true => suits,
        false => format!(
            "<div class=\"needs\" role=\"group\" aria-label=\"给我看适合我的\">{suits}</div><p class=\"hint\" id=\"care-said\" role=\"status\"></p>"
        ),
    };
    let sections: String = (0..AREAS.len()).map(|at| section(at, &all)).collect();
    let (title, more) = (title("关爱有“秦”", &library.site.name), calendar(library));
    let root =
        Root {
            path: api::paths::CARE, title: &title, heading: "关爱有“秦”", note: "", tab: "around", more: &more
        };
    Page {
        path: api::paths::CARE.into(),
        title: "关爱有“秦”".into(),
        description: "8个方面，各有什么、怎么办、找谁，没有网络也能看。".into(),
        html: root.wrap(&format!(
            "<h1 class=\"visually-hidden\">关爱有“秦”</h1>{tiles}{suits}<div id=\"care\">{sections}</div>{calls}\
             <p class=\"fine\">选了什么、看了哪项、打给谁，只有你自己知道，这里不记。</p>",
            tiles = tiles(library, ""),
            calls = calls(library),
        )),
    }
}

/// What may be shown, in the order in which it is read.
fn current(library: &Library) -> Vec<&Care> {
    let mut all: Vec<&Care> = library.care.values().filter(|care| care.withdrawn.is_none()).collect();
    // What is made up, or cannot be had, comes after what can.
    all.sort_by_key(|care| (care.is_full, care.is_sample));
    all
}

/// The eight areas, each leading to its section of the list at a path, or of the page it is on.
pub(super) fn tiles(library: &Library, list: &str) -> String {
    let all = current(library);
    let tile = |(at, name): (usize, &&str)| {
        let many = all.iter().filter(|care| care.area == **name).count();
        match many {
            0 => format!("<span>{name}<small>还没有</small></span>"),
            _ => format!("<a href=\"{list}#area-{at}\">{name}<small>{many} 项</small></a>"),
        }
    };
    let tiles: String = AREAS.iter().enumerate().map(tile).collect();
    format!("<nav class=\"tiles\" aria-label=\"八个方面\">{tiles}</nav>")
}

fn section(at: usize, all: &[&Care]) -> String {
    let rows: String = all.iter().filter(|care| care.area == AREAS[at]).map(|care| row(care)).collect();
    match rows.is_empty() {
        true => rows,
        false => format!(
            "<section id=\"area-{at}\"><h2 class=\"group\">{}</h2><ul class=\"rows places\">{rows}</ul></section>",
            AREAS[at]
        ),
    }
}

fn sample(care: &Care) -> &'static str {
    if care.is_sample { SAMPLE } else { "" }
}

fn row(care: &Care) -> String {
    // Never empty: the row is as high before the app has compared as afterwards.
    let cost = if care.cost.is_empty() { String::new() } else { format!("收费：{}", care.cost) };
    let has = [&cost, &care.who, &care.area].into_iter().find(|words| !words.is_empty());
    let has = has.map(|words| escape(words)).unwrap_or_default();
    let hours = care.hours.as_ref().map_or_else(|| has.clone(), |hours| escape(&hours.chinese()));
    format!(
        "<li{facts}><a class=\"place\" href=\"{href}\"><b>{title}{sample}</b>{state}<span class=\"where\">{summary}</span><span class=\"till\">{till}</span><small class=\"hours\">{hours}</small><small class=\"has\">{has}</small><small class=\"age\"></small></a></li>",
        facts = facts(care),
        href = api::paths::care(&care.slug),
        title = escape(&care.title),
        sample = sample(care),
        state = state(care, ""),
        summary = escape(&care.summary),
        till = till(care),
    )
}

/// What is known of its being had without a clock: that nobody else can be taken.
fn state(care: &Care, class: &str) -> String {
    match care.is_full {
        true => format!("<span class=\"state{class}\" data-state=\"shut\">名额已满</span>"),
        false => format!("<span class=\"state{class}\"></span>"),
    }
}

fn till(care: &Care) -> String {
    care.deadline.map(|day| format!("报名到{}", day.chinese())).unwrap_or_default()
}

/// What the app knows of it, as attributes with a leading space.
fn facts(care: &Care) -> String {
    let mut text = String::from(" data-care");
    if let Some(hours) = &care.hours {
        let _ = write!(text, " data-place data-hours=\"{}\"", hours.to_text());
    }
    for (name, day) in [("seen", care.assured), ("deadline", care.deadline)] {
        if let Some(day) = day {
            let _ = write!(text, " data-{name}=\"{day}\"");
        }
    }
    for (name, is_so) in [("full", care.is_full), ("meets", care.is_meeting)] {
        if is_so {
            let _ = write!(text, " data-{name}");
        }
    }
    let at = |word: &String| SUITS.iter().position(|known| known == word);
    let suits: Vec<String> = care.suits.iter().filter_map(at).map(|at| at.to_string()).collect();
    if !suits.is_empty() {
        let _ = write!(text, " data-suits=\"{}\"", suits.join(" "));
    }
    text
}

/// `/care/:slug/`: one thing: can I have it, and how.
pub fn care(care: &Care, library: &Library) -> Page {
    let path = api::paths::care(&care.slug);
    let title = title(&care.title, &library.site.name);
    let more = calendar(library);
    let root = Root { path: &path, title: &title, heading: &care.area, note: "", tab: "around", more: &more };
    let steps: String = care.steps.iter().map(|step| format!("<li>{}</li>", escape(&step.text))).collect();
    let alert = match care.alert.as_str() {
        "" => String::new(),
        alert => format!("<p class=\"alert\">{}</p>", escape(alert)),
    };
    let assured = match care.assured {
        Some(day) => format!("<span class=\"age\" data-seen=\"{day}\">{}</span>。", day.confirmed()),
        None => "没人确认过，去之前先问一声。".into(),
    };
    let html = root.wrap(&format!(
        "<article class=\"care-page\"{facts}><h1 class=\"title\">{name}{sample}</h1><p class=\"now\">{state}<span class=\"till\">{till}</span></p>\
         {alert}<p>{summary}</p><section><h2 class=\"section\">怎么办</h2><ol class=\"steps\">{steps}</ol></section><dl class=\"facts\">{about}</dl>\
         {body}<p class=\"fine\">{assured}看这页、打电话，都不会被记下来。</p>{bar}</article>",
        facts = facts(care),
        name = escape(&care.title),
        sample = sample(care),
        state = state(care, " big-state"),
        till = till(care),
        summary = escape(&care.summary),
        about = about(care, library),
        body = match care.body.trim() {
            "" => String::new(),
            _ => format!("<div class=\"prose\">{}</div>", render::to_html(&care.body)),
        },
        bar = bar(care, library),
    ));
    Page { path, title: care.title.clone(), description: care.summary.clone(), html }
}

/// Who, when, where, what it costs, what to bring, whom to ask.
fn about(care: &Care, library: &Library) -> String {
    let place = care
        .place(library)
        .map(|place| format!("<a href=\"{}\">{}</a> ", api::paths::place(&place.slug), escape(&place.title)));
    let hours = care.hours.as_ref().map(|hours| {
        let lines: String = hours.chinese().split('，').map(|line| format!("<li>{}</li>", escape(line))).collect();
        format!("<ul class=\"week\">{lines}</ul><span class=\"state at-hand\"></span>")
    });
    let phone = match care.phone.as_str() {
        "" => String::new(),
        phone => format!("<a href=\"tel:{}\">{}</a>", dialled(phone), escape(phone)),
    };
    let rows = [
        ("谁能办", escape(&care.who)),
        ("什么时候", hours.unwrap_or_default()),
        ("在哪儿", place.unwrap_or_default() + &escape(&care.whereabouts)),
        ("收不收钱", escape(&care.cost)),
        ("带什么", escape(&care.papers)),
        ("找谁", escape(&care.contact)),
        ("电话", phone),
    ];
    let row = |(label, words): &(&str, String)| format!("<dt>{label}</dt><dd>{words}</dd>");
    rows.iter().filter(|(_, words)| !words.is_empty()).map(row).collect()
}

/// The two things one does next, under the thumb.
fn bar(care: &Care, library: &Library) -> String {
    let place = care
        .place(library)
        .map(|place| format!("<a class=\"button quiet\" href=\"{}\">去这里</a>", api::paths::place(&place.slug)));
    let call = match care.phone.as_str() {
        "" => String::new(),
        phone => format!("<a class=\"button\" href=\"tel:{}\">打电话</a>", dialled(phone)),
    };
    match place.unwrap_or_default() + &call {
        both if both.is_empty() => both,
        both => format!("<p class=\"bar\">{both}</p>"),
    }
}
