//! Places: the list of them, and the page of each.
//!
//! What a phone needs to say whether one is open stands in `data-*` of its element ([`facts`]), what it needs of the calendar
//! in that of the page's root: the app reads them there and compares numbers.

use std::fmt::Write;

use api::corrections::FieldGroup;

use super::{Page, Root, title};
use crate::bundle::escape;
use crate::day::Day;
use crate::library::Library;
use crate::opening::Standing;
use crate::place::{Place, SERVICES, around};
use crate::render;

/// Services by which a list can be narrowed, where some place has them, each in the words of its button.
pub(super) const NEEDS: [(&str, &str); 9] = [
    ("更换电瓶", "换电瓶"),
    ("手机充电", "充手机"),
    ("热水", "热水"),
    ("厕所", "厕所"),
    ("微波炉", "微波炉"),
    ("雨具", "雨具"),
    ("急救", "急救"),
    ("空调", "空调"),
    ("应急救援", "应急"),
];

/// `/places/`: every place, street by street; but for shops whose claim ended so long before `today` that they are off the list,
/// also for those who have no script.
pub fn places(library: &Library, today: Day) -> Page {
    let is_listed = |place: &&Place| place.withdrawn.is_none() && !place.is_off(today);
    let places: Vec<&Place> = library.places.values().filter(is_listed).collect();
    let sections: String = streets(&places).iter().map(|(street, places)| section(street, places)).collect();
    let empty = if places.is_empty() { "<p class=\"empty\">还没有登记的地方。</p>" } else { "" };
    let has = |(service, _): &&(&str, &str)| places.iter().any(|place| place.services.contains(service));
    let needs = NEEDS.iter().filter(has).map(|(service, words)| chip(&code(service).to_string(), words));
    let needs: String = [chip("open", "现在开着"), chip("night", "夜里开")].into_iter().chain(needs).collect();
    let needs = if places.is_empty() { String::new() } else { filters(&needs, &places) };
    let (note, title) = (format!("{} 个", places.len()), title("驿站", &library.site.name));
    let more = calendar(library);
    let root =
        Root { path: api::paths::PLACES, title: &title, heading: "驿站", note: &note, tab: "around", more: &more };
    Page {
        path: api::paths::PLACES.into(),
        title: "驿站".into(),
        description: "哪儿现在开着，能歇脚、充电、换电瓶，没有网络也能看。".into(),
        html: root
            .wrap(&format!("<h1 class=\"visually-hidden\">驿站</h1>{needs}{empty}<div id=\"places\">{sections}</div>")),
    }
}

/// Places by street, those with most places first.
fn streets<'a>(places: &[&'a Place]) -> Vec<(&'a str, Vec<&'a Place>)> {
    let mut streets: Vec<(&str, Vec<&Place>)> = Vec::new();
    for place in places {
        match streets.iter_mut().find(|(street, _)| *street == place.street) {
            Some((_, there)) => there.push(place),
            None => streets.push((&place.street, vec![place])),
        }
    }
    streets.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    streets
}

fn chip(need: &str, words: &str) -> String {
    format!(
        "<button type=\"button\" class=\"chip\" data-action=\"need\" data-need=\"{need}\" aria-pressed=\"false\">{words}</button>"
    )
}

/// What narrows and orders the list; the app's.
fn filters(needs: &str, places: &[&Place]) -> String {
    let near = match places.iter().any(|place| place.coordinates.is_some()) {
        true => "<button type=\"button\" class=\"link\" data-action=\"near\" aria-pressed=\"false\">按远近排</button>",
        false => "",
    };
    format!(
        "<div class=\"needs\" role=\"group\" aria-label=\"要有什么\">{needs}</div>\
         <div class=\"order\">{streets}{near}</div>\
         <p class=\"hint\" id=\"places-said\" role=\"status\"></p>",
        streets = street_menu(places),
    )
}

/// The streets to choose from; the app shows which is chosen, and keeps it on this phone.
pub(super) fn street_menu(places: &[&Place]) -> String {
    let choice = |(street, places): &(&str, Vec<&Place>)| {
        let name = escape(street);
        format!(
            "<li><button type=\"button\" data-action=\"street\" data-street=\"{name}\">{name}<small>{} 个</small></button></li>",
            places.len()
        )
    };
    let choices: String = streets(places).iter().map(choice).collect();
    format!(
        "<details class=\"streets\"><summary>{icon}<span>全区</span></summary><div><p class=\"asked\">你常在哪一带跑？只记在这部手机里。</p>\
         <ul class=\"rows\"><li><button type=\"button\" data-action=\"street\" data-street=\"\">全部<small>{all} 个</small></button></li>{choices}</ul></div></details>",
        icon = super::icon("around"),
        all = places.len(),
    )
}

fn section(street: &str, places: &[&Place]) -> String {
    let rows: String = places.iter().map(|place| row(place)).collect();
    format!(
        "<section data-street=\"{name}\"><h2 class=\"group\">{around} <span class=\"count\">{} 个</span></h2><ul class=\"rows places\">{rows}</ul></section>",
        places.len(),
        name = escape(street),
        around = escape(&around(street)),
    )
}

/// What stands beside whatever is made up.
pub(super) const SAMPLE: &str = " <small class=\"sample\">示例数据</small>";

/// A place in a list.
fn row(place: &Place) -> String {
    let sample = if place.is_sample { SAMPLE } else { "" };
    format!(
        "<li{facts}><a class=\"place\" href=\"{href}\"><b>{title}{sample}</b><span class=\"state\"></span><span class=\"where\">{whereabouts}</span><span class=\"till\"></span><small class=\"hours\">{hours}</small><small class=\"has\">{has}</small><small class=\"age\"></small></a></li>",
        facts = facts(place),
        href = api::paths::place(&place.slug),
        title = escape(&place.title),
        hours = escape(&hours(place)),
        whereabouts = escape(place.whereabouts()),
        has = place.short_services().join("\u{a0}· "),
    )
}

/// Of a shop that is off the list; the app says the same.
const OFF: &str = "认领到期很久了，不在名单上";

/// When it is open, for whoever has no app.
fn hours(place: &Place) -> String {
    match (place.standing, &place.hours) {
        (Standing::Gone, _) => "不在了".into(),
        (Standing::Paused, _) => "暂停开放".into(),
        (_, Some(hours)) => hours.chinese(),
        _ => "没写开放时间".into(),
    }
}

/// What the app knows of a place, as attributes with a leading space: the hours in their short text, last orders, the last
/// day of being closed, whether it is in use, when its hours were confirmed, until when a shop is listed and stays, the numbers of its services, and where it is.
fn facts(place: &Place) -> String {
    let mut text = String::from(" data-place");
    // Of a place that is never open the text is empty, and still says so.
    if let Some(hours) = &place.hours {
        let _ = write!(text, " data-hours=\"{}\"", hours.to_text());
    }
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(text, " data-{name}=\"{}\"", escape(value));
        }
    };
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    put("orders", &place.last_orders.iter().map(u16::to_string).collect::<Vec<_>>().join(","));
    put("rest", &day(place.closed_until));
    put(
        "standing",
        match place.standing {
            Standing::Open => "",
            Standing::Paused => "paused",
            Standing::Gone => "gone",
        },
    );
    put("seen", &day(place.confirmed.hours));
    put("listed", &day(place.listed_until));
    put("stays", &day(place.on_list_until().filter(|_| place.goes_on)));
    put("has", &place.services.iter().map(|name| code(name).to_string()).collect::<Vec<_>>().join(" "));
    put(
        "at",
        &place
            .coordinates
            .as_ref()
            .map(|at| format!("{},{}", millionths(&at.0), millionths(&at.1)))
            .unwrap_or_default(),
    );
    text
}

/// Degrees as a whole number, which a phone reads without a parser of fractions.
fn millionths(degrees: &str) -> i32 {
    (degrees.parse::<f64>().unwrap_or_default() * 1e6).round() as i32
}

/// The number of a service, by which a phone tells them apart.
pub(super) fn code(service: &str) -> usize {
    SERVICES.iter().position(|(name, _)| *name == service).unwrap_or_default()
}

/// The calendar of holidays, for the root of a page with places on it.
pub(super) fn calendar(library: &Library) -> String {
    format!(" data-calendar=\"{}\"", library.calendar().to_text())
}

/// `/places/:slug/`: one place: can I get in now, and how.
pub fn place(place: &Place, library: &Library, today: Day) -> Page {
    let path = api::paths::place(&place.slug);
    let (name, title) = (escape(&place.title), title(&place.title, &library.site.name));
    let note = escape(&around(&place.street));
    let more = calendar(library);
    let root =
        Root { path: &path, title: &title, heading: &escape(&place.kind), note: &note, tab: "around", more: &more };
    let sample = if place.is_sample { SAMPLE } else { "" };
    let place_of = |label: &str, text: &str| match (label, text) {
        (_, "") => String::new(),
        // Somebody who rides by another program pastes it there.
        ("地址", text) => format!(
            "<dt>地址</dt><dd>{text} <button type=\"button\" class=\"link\" data-action=\"copy-address\" data-text=\"{text}\" aria-label=\"复制地址\">复制</button></dd>",
            text = escape(text)
        ),
        (_, text) => format!("<dt>{label}</dt><dd>{}</dd>", escape(text)),
    };
    let whereabouts = [("在哪儿", place.landmark.as_str()), ("地址", &place.address), ("怎么进", &place.entrance)];
    let mut whereabouts: String = whereabouts.iter().map(|(label, text)| place_of(label, text)).collect();
    if !place.level.is_empty() {
        let _ = write!(whereabouts, "<dt>多大</dt><dd>{}</dd>", reach(&place.level));
    }
    let html = root.wrap(&format!(
        "<article class=\"place-page\"{facts}><h1 class=\"title\">{name}{sample}</h1>\
         <p class=\"now\"><span class=\"state big-state\">{hours}</span> <span class=\"age\"></span></p>\
         {whereabouts}{services}{week}{offers}{body}{keeper}\
         <div class=\"place-bar\"><p class=\"hint\" id=\"correction-said\" role=\"status\"></p>{wrong}{go}</div>{notes}</article>",
        facts = facts(place),
        hours = if place.is_off(today) { OFF.into() } else { escape(&hours(place)) },
        whereabouts = group(FieldGroup::Whereabouts, place, &format!("<dl class=\"facts\">{whereabouts}</dl>")),
        services = group(FieldGroup::Services, place, &within(place)),
        week = group(FieldGroup::Hours, place, &week(place)),
        offers = group(FieldGroup::Offers, place, &offers(place)),
        body = if place.body.trim().is_empty() {
            String::new()
        } else {
            format!("<div class=\"prose\">{}</div>", render::to_html(&place.body))
        },
        keeper = keeper(place),
        wrong = super::corrections::wrong(place),
        notes = super::stories::notes(&format!("places/{}", place.slug)),
        go = go(place, &library.site.district),
    ));
    let description = [hours(place), place.whereabouts().to_string()].join("，");
    Page { path, title: place.title.clone(), description, html }
}

/// How far a place reaches, in words.
fn reach(level: &str) -> &'static str {
    match level {
        "街" => "服务街，一条街都是",
        "区" => "服务区，一片都是",
        "圈" => "服务圈，周围一大片",
        _ => "服务点，就这一处",
    }
}

/// A group of fields with the day on which somebody looked at them last; nothing where the group is empty.
fn group(group: FieldGroup, place: &Place, inner: &str) -> String {
    if inner.is_empty() {
        return String::new();
    }
    let seen = match place.confirmed_on(group) {
        Some(day) => format!("<small class=\"age\" data-seen=\"{day}\">{}</small>", day.confirmed()),
        None => String::new(),
    };
    format!(
        "<section data-group=\"{}\"><h2 class=\"section\">{}{seen}</h2>{inner}</section>",
        group.as_str(),
        group.chinese(),
    )
}

fn within(place: &Place) -> String {
    let mut rows = String::new();
    for (label, words) in [("有", place.long_services().join("、")), ("没有", place.lacks.join("、"))] {
        if !words.is_empty() {
            let _ = write!(rows, "<dt>{label}</dt><dd>{}</dd>", escape(&words));
        }
    }
    if rows.is_empty() { rows } else { format!("<dl class=\"facts\">{rows}</dl>") }
}

/// Its hours, a line each rule; nothing of a place that is not in use.
fn week(place: &Place) -> String {
    let Some(hours) = place.hours.as_ref().filter(|_| place.standing == Standing::Open) else { return String::new() };
    let mut lines: Vec<String> = hours.chinese().split('，').map(|line| format!("<li>{}</li>", escape(line))).collect();
    let order = |minute: &u16| format!("<li>{}:{:02} 停止点单</li>", minute / 60, minute % 60);
    lines.extend(place.last_orders.iter().map(order));
    // The app takes it away once it is past.
    lines.extend(place.closed_until.map(|day| format!("<li data-until=\"{day}\">休到{}</li>", day.chinese())));
    format!("<ul class=\"week\">{}</ul>", lines.concat())
}

fn offers(place: &Place) -> String {
    let rows: String = place.offers.iter().map(|offer| format!("<li>{}</li>", escape(offer))).collect();
    let asks = if place.goes_on { "店里说接着来，等书记再去看一眼。" } else { "" };
    let until = place.listed_until.map(|day| format!("认领到{}。{asks}", day.chinese())).unwrap_or_default();
    match rows.is_empty() {
        true => rows,
        false => format!(
            "<ul class=\"offers\">{rows}</ul><p class=\"fine\">进店客气问一声就行，不用证明自己是骑手。{until}</p>"
        ),
    }
}

fn keeper(place: &Place) -> String {
    let mut rows = String::new();
    if !place.keeper.is_empty() {
        let _ = write!(rows, "<dt>单位</dt><dd>{}</dd>", escape(&place.keeper));
    }
    if !place.phone.is_empty() {
        let (number, dialled) = (escape(&place.phone), crate::numbers::dialled(&place.phone));
        let _ = write!(rows, "<dt>电话</dt><dd><a href=\"tel:{dialled}\">{number}</a></dd>");
    }
    match rows.is_empty() {
        true => rows,
        false => format!("<section><h2 class=\"section\">谁在管</h2><dl class=\"facts\">{rows}</dl></section>"),
    }
}

/// The ways to a map, which the phone's own programs open: by where it is (WGS-84, as it was written), or by its name.
fn go(place: &Place, district: &str) -> String {
    if place.standing == Standing::Gone {
        return String::new();
    }
    let name = encoded(&place.title);
    let words = if place.address.is_empty() { &place.title } else { &place.address };
    let words = encoded(&[district, words].concat());
    let maps = match &place.coordinates {
        // Amap wants longitude first, the others latitude.
        Some((lat, lon)) => [
            (
                "高德地图",
                format!(
                    "https://uri.amap.com/marker?position={lon},{lat}&amp;name={name}&amp;coordinate=wgs84&amp;src=nuanxin&amp;callnative=1"
                ),
            ),
            (
                "百度地图",
                format!(
                    "https://api.map.baidu.com/marker?location={lat},{lon}&amp;title={name}&amp;content={name}&amp;coord_type=wgs84&amp;output=html&amp;src=nuanxin"
                ),
            ),
            ("手机自带地图（安卓）", format!("geo:{lat},{lon}?q={lat},{lon}({name})")),
            ("苹果地图", format!("https://maps.apple.com/?ll={lat},{lon}&amp;q={name}")),
        ],
        None => [
            ("高德地图", format!("https://uri.amap.com/search?keyword={words}&amp;src=nuanxin&amp;callnative=1")),
            ("百度地图", format!("https://api.map.baidu.com/geocoder?address={words}&amp;output=html&amp;src=nuanxin")),
            ("手机自带地图（安卓）", format!("geo:0,0?q={words}")),
            ("苹果地图", format!("https://maps.apple.com/?q={words}")),
        ],
    };
    let row =
        |(words, url): &(&str, String)| format!("<li><a href=\"{url}\" rel=\"noopener noreferrer\">{words}</a></li>");
    let rows: String = maps.iter().map(row).collect();
    format!(
        "<details class=\"go\"><summary class=\"button\">去这里</summary><ul class=\"rows\">{rows}</ul><p class=\"fine\">交给手机里的地图带路。停稳了再看手机。</p></details>"
    )
}

/// Text as it stands in an address.
fn encoded(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().fold(String::new(), |mut out, byte| {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
