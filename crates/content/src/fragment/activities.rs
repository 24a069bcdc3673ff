//! Activities: the list with the next first, what is on this week for 身边, and the page of each. When a slot begins and ends
//! stands in `data-*`; the phone compares it with its own clock in Beijing's time.

use std::cmp::Reverse;

use super::event::events;
use super::places::SAMPLE;
use super::{Page, Root, row, title};
use crate::activity::{Activity, Slot};
use crate::bundle::escape;
use crate::day::Day;
use crate::library::Library;
use crate::opening::{DAY, day_of, push_clock};
use crate::render;

/// A slot rises to 身边 so many days before it; the app's `slots.rs` says the same.
const AHEAD: i32 = 7;
/// So many are in the fragment of 身边: some weeks without a network.
const MOST_AHEAD: usize = 20;

/// `/activities/`: what is to come, and what there was.
pub fn activities(library: &Library, today: Day) -> Page {
    let coming: String =
        coming(library, today).iter().map(|(activity, slot)| slot_row(activity, slot, false)).collect();
    let is_over = |activity: &&Activity| activity.slots.iter().all(|slot| slot.end <= today.0 * DAY);
    let mut past: Vec<&Activity> = current(library).filter(is_over).collect();
    past.sort_by_key(|activity| Reverse(activity.slots.iter().map(|slot| slot.end).max()));
    let past: String = past
        .iter()
        .map(|activity| row(&api::paths::activity(&activity.slug), &activity.title, &activity.summary, &activity.kind))
        .collect();
    let past = match past.is_empty() {
        true => past,
        false => format!("<section><h2 class=\"section\">以前的</h2><ul class=\"rows articles\">{past}</ul></section>"),
    };
    let none = if coming.is_empty() { "" } else { " hidden" };
    let title = title("活动", &library.site.name);
    let root =
        Root { path: api::paths::ACTIVITIES, title: &title, heading: "活动", note: "", tab: "around", more: "" };
    Page {
        path: api::paths::ACTIVITIES.into(),
        title: "活动".into(),
        description: "主题党日、研学游、讲座、志愿招募：什么时候，在哪儿，还要几个人。".into(),
        html: root.wrap(&format!(
            "<h1 class=\"visually-hidden\">活动</h1><p class=\"hint\" id=\"mine\" role=\"status\"></p><ul class=\"rows\" id=\"coming\">{coming}</ul>\
             <p class=\"empty\" id=\"none-coming\"{none}>接下来还没有，有了会写在这里。</p>{past}\
             <details class=\"lost\"><summary>存进手机日历</summary>\
             <p>iPhone：<a id=\"subscribe\" href=\"{feed}\">订阅</a>。以后加了、改期、取消，日历自己跟上。</p>\
             <p>安卓：自带的日历多半不能订阅，<a href=\"{feed}\">全部存进手机日历</a>。存了以后再有改期、取消，看这一页。</p></details>",
            feed = api::paths::ACTIVITIES_FEED,
        )),
    }
}

fn current(library: &Library) -> impl Iterator<Item = &Activity> {
    library.activities.values().filter(|activity| activity.withdrawn.is_none())
}

/// Slots that are not over when a day begins, the next first.
fn coming(library: &Library, today: Day) -> Vec<(&Activity, &Slot)> {
    let all = current(library).flat_map(|activity| activity.slots.iter().map(move |slot| (activity, slot)));
    let mut coming: Vec<_> = all.filter(|(_, slot)| slot.end > today.0 * DAY).collect();
    coming.sort_by_key(|(activity, slot)| (slot.start, &activity.slug));
    coming
}

/// On 身边: what is on within a week. Later ones are there and hidden, so that they rise off-line too.
pub(super) fn this_week(library: &Library, today: Day) -> String {
    let coming = coming(library, today);
    let is_near = |slot: &Slot| slot.day() <= today.plus(AHEAD);
    let rows = coming.iter().take(MOST_AHEAD).map(|(activity, slot)| slot_row(activity, slot, !is_near(slot)));
    let rows: String = rows.collect();
    match coming.first() {
        None => rows,
        Some((_, first)) => format!(
            "<section id=\"week\"{hidden}><h2 class=\"section\">这几天<a href=\"{all}\">全部活动</a></h2><ul class=\"rows\">{rows}</ul></section>",
            hidden = if is_near(first) { "" } else { " hidden" },
            all = api::paths::ACTIVITIES,
        ),
    }
}

/// Whether there is anything behind the door of 身边.
pub(super) fn are_any(library: &Library) -> bool {
    current(library).next().is_some()
}

fn sample(activity: &Activity) -> &'static str {
    if activity.is_sample { SAMPLE } else { "" }
}

fn slot_row(activity: &Activity, slot: &Slot, is_hidden: bool) -> String {
    let mut clock = String::new();
    push_clock(&mut clock, slot.start.rem_euclid(DAY));
    format!(
        "<li{facts}{hidden}><a class=\"when\" href=\"{href}\"><time datetime=\"{iso}\"><span class=\"day\">{date}</span> {clock}{moved}</time><span>{title}{sample}</span><small class=\"seats left-now\"{look}>{seats}</small><small class=\"own\"></small></a></li>",
        facts = facts(activity, slot),
        hidden = if is_hidden { " hidden" } else { "" },
        href = api::paths::activity(&activity.slug),
        iso = Slot::iso(slot.start),
        date = slot.date(),
        moved = moved(slot),
        title = escape(&activity.title),
        sample = sample(activity),
        look = if slot.is_cancelled { " data-state=\"shut\"" } else { "" },
        seats = if slot.is_cancelled { "取消了".into() } else { seats(activity, slot) },
    )
}

/// What the app compares, as attributes with a leading space: which slot it is, its moments, whether it asks for hands, and
/// whether it does not take place.
fn facts(activity: &Activity, slot: &Slot) -> String {
    format!(
        " data-of=\"{}/{}\" data-starts=\"{}\" data-ends=\"{}\"{}{}",
        activity.slug,
        slot.id,
        slot.start,
        slot.end,
        if activity.is_call_up() { " data-call" } else { "" },
        if slot.is_cancelled { " data-off" } else { "" },
    )
}

/// Beside its time: that it was another before, and which.
fn moved(slot: &Slot) -> String {
    if !slot.is_moved || slot.is_cancelled {
        return String::new();
    }
    let mut words = "改期了".to_string();
    if let Some(was) = slot.was {
        words += "，原来 ";
        if day_of(was) != slot.day() {
            words += &day_of(was).chinese();
            words.push(' ');
        }
        push_clock(&mut words, was.rem_euclid(DAY));
    }
    format!(" <small class=\"moved\">{words}</small>")
}

fn seats(activity: &Activity, slot: &Slot) -> String {
    match (slot.seats, activity.is_call_up()) {
        (None, _) => "人数不限".into(),
        (Some(seats), true) => format!("要 {seats} 人"),
        (Some(seats), false) => format!("共 {seats} 个位子"),
    }
}

/// Where a slot is, in words.
pub(crate) fn whereabouts<'a>(slot: &'a Slot, library: &'a Library) -> &'a str {
    library.places.get(&slot.whereabouts).map_or(&slot.whereabouts, |place| &place.title)
}

/// `/activities/:slug/`: which slot suits me, where, what to bring; of a call-up how one is safe comes first.
pub fn activity(activity: &Activity, library: &Library) -> Page {
    let path = api::paths::activity(&activity.slug);
    let title = title(&activity.title, &library.site.name);
    let more = format!(" data-activity=\"{}\"", activity.slug);
    let root = Root { path: &path, title: &title, heading: &activity.kind, note: "", tab: "around", more: &more };
    let slots: String = activity.slots.iter().map(|slot| slot_item(activity, slot, library)).collect();
    let html = root.wrap(&format!(
        "<article class=\"care-page activity-page\"><h1 class=\"title\">{name}{sample}</h1><p>{summary}</p>{thanks}{safety}\
         <section><h2 class=\"section\">{which}</h2><ul class=\"rows slots\">{slots}</ul></section><dl class=\"facts\">{about}</dl>{ask}{body}\
         <p class=\"fine\">只写你的昵称，不点名。去不了随时退，不用说理由；名单活动后 7 天删掉。</p>{lost}</article>{events}",
        lost = LOST,
        name = escape(&activity.title),
        sample = sample(activity),
        summary = escape(&activity.summary),
        thanks = thanks(activity),
        safety = safety(activity),
        which = if activity.is_call_up() { "哪一场能来" } else { "哪一场方便" },
        about = about(activity, library),
        ask = ask(activity),
        body = match activity.body.trim() {
            "" => String::new(),
            _ => format!("<div class=\"prose\">{}</div>", render::to_html(&activity.body)),
        },
        events = events(activity, library),
    ));
    Page { path, title: activity.title.clone(), description: activity.summary.clone(), html }
}

/// To those who came.
fn thanks(activity: &Activity) -> String {
    match activity.thanks.trim() {
        "" => String::new(),
        thanks => format!("<p class=\"thanks\"><b>谢谢来的人</b>{}</p>", escape(thanks)),
    }
}

/// Before a lecture one asks, and afterwards it is answered.
fn ask(activity: &Activity) -> String {
    if !activity.is_lecture() {
        return String::new();
    }
    format!(
        "<p class=\"buttons ask\"><a class=\"button quiet\" href=\"{}\">讲之前，问一句</a> <a class=\"row-link\" href=\"{}\">大家问了什么</a></p>",
        api::paths::new_question(&activity.slug),
        api::paths::questions(&activity.slug),
    )
}

/// Before anybody is asked to come.
fn safety(activity: &Activity) -> String {
    let rows = [("安全", &activity.safety), ("保险", &activity.insurance)];
    let row = |(label, words): &(&str, &String)| format!("<dt>{label}</dt><dd>{}</dd>", escape(words));
    let rows: String = rows.iter().filter(|(_, words)| !words.is_empty()).map(row).collect();
    if rows.is_empty() { rows } else { format!("<dl class=\"facts safety\">{rows}</dl>") }
}

/// Where the phone is gone that signed up.
const LOST: &str = "<details class=\"lost\"><summary>手机丢了，或者换了？用退位码退</summary><p class=\"slot-do\">\
    <input id=\"code\" autocomplete=\"off\" autocapitalize=\"none\" maxlength=\"12\" aria-label=\"退位码\" placeholder=\"退位码\">\
    <button type=\"button\" class=\"button quiet\" data-action=\"withdraw\">退掉</button></p><p class=\"hint\" id=\"code-said\" role=\"status\"></p></details>";

fn slot_item(activity: &Activity, slot: &Slot, library: &Library) -> String {
    let place = library.places.get(&slot.whereabouts).filter(|place| place.withdrawn.is_none());
    let whereabouts = match place {
        Some(place) => format!("<a href=\"{}\">{}</a>", api::paths::place(&place.slug), escape(&place.title)),
        None => escape(whereabouts(slot, library)),
    };
    let (look, state) = match slot.is_cancelled {
        true => (" data-state=\"shut\"", "取消了".into()),
        false => ("", seats(activity, slot)),
    };
    let keep = match slot.is_cancelled {
        true => String::new(),
        false => format!(
            "<button type=\"button\" class=\"button\" data-action=\"wish\" aria-pressed=\"false\">{wish}</button><small class=\"to-join\">要先加入支部</small><a href=\"{file}\">加到日历</a>",
            wish = if activity.is_call_up() { "我能来" } else { "我想去" },
            file = api::paths::activity_slot(&activity.slug, &slot.id),
        ),
    };
    format!(
        "<li data-slot=\"{id}\" data-closes=\"{closes}\"{facts}><p class=\"slot-when\"><b><span class=\"day\">{date}</span> {hours}{moved}</b><span class=\"state left-now\"{look}>{state}</span></p>\
         <p class=\"hint\">{whereabouts}</p><p class=\"own state\" role=\"status\"></p><p class=\"slot-do\">{keep}</p><p class=\"hint said\" role=\"status\"></p></li>",
        closes = activity.closes_at(slot),
        id = slot.id,
        facts = facts(activity, slot),
        date = slot.date(),
        hours = slot.hours(),
        moved = moved(slot),
    )
}

/// For whom, what to bring, and the cards that go with it.
fn about(activity: &Activity, library: &Library) -> String {
    let deck = library.decks.get(&activity.deck).filter(|deck| deck.withdrawn.is_none());
    let deck = deck
        .map(|deck| format!("<a href=\"{}\">{}</a>", api::paths::deck(&deck.slug), escape(&deck.title)))
        .unwrap_or_default();
    let rows = [
        ("哪一类", escape(&activity.cause)),
        ("谁能来", escape(&activity.who)),
        ("带什么", escape(&activity.bring)),
        ("一起读", deck),
    ];
    let row = |(label, words): &(&str, String)| format!("<dt>{label}</dt><dd>{words}</dd>");
    rows.iter().filter(|(_, words)| !words.is_empty()).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Kind;
    use crate::fault::Faults;
    use crate::front_matter::FrontMatter;

    #[test]
    fn what_moved_says_from_when() {
        let said = |end: &str| {
            let text = format!("---\nslots:\n  - a 2026-12-12 9:30-11:00 12 院子 {end}\n---\n");
            let activity = Activity::read("own", FrontMatter::parse(&text, &mut Faults::of("")), &mut Faults::of(""));
            moved(&activity.slots[0])
        };
        assert!(said("改期").contains(">改期了<"));
        assert!(said("改期 2026-12-11 9:00").contains("改期了，原来 12月11日 9:00<"));
        assert!(said("改期 2026-12-12 8:00").contains("改期了，原来 8:00<"));
        assert!(said("改期 2026-12-11 9:00 取消").is_empty());
    }
}
