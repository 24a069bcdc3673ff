//! Which card for a day: those that come out by then, those not seen lately, or any that is searched for.

use std::collections::BTreeSet;
use std::sync::Arc;

use ::api::calendar::{Calendar, CalendarDay};
use ::api::documents::Folder;
use content::day::Day;
use content::fold::has;
use leptos::prelude::*;

use super::hand::{Hand, back_to};
use super::month::{beijing_time, day_name};
use crate::desk::published::Published;
use crate::desk::shell::failed::Failed;
use crate::ui::close_on_back;
use crate::ui::focus;

/// More rows than this are found sooner by a word.
const MOST: usize = 40;

/// A panel above the calendar, until something is chosen or it is closed.
#[component]
pub(super) fn Chooser(
    day: CalendarDay,
    calendar: Calendar,
    published: RwSignal<Option<Result<Arc<Published>, String>>>,
    again: Callback<()>,
    hand: Hand,
) -> impl IntoView {
    let query = RwSignal::new(String::new());
    // Not the field: on a phone its keyboard would stand before the list.
    focus::soon(".calendar-chooser h2", "");
    let when = Day::parse(&day.day);
    let title = when.map(|when| format!("{} 看哪一句", day_name(when))).unwrap_or_default();
    let label = title.clone();
    let day = StoredValue::new(day);
    let calendar = StoredValue::new(calendar);
    let choose = move |slug: String| hand.choose.run((day.get_value(), Some(slug)));
    let close = move || {
        hand.picking.set(None);
        back_to(&day.with_value(|day| day.day.clone()));
    };
    close_on_back(|| true, close);
    let row = move |Row { slug, quote, note, is_late }: Row| {
        view! { <li><button type="button" disabled=is_late on:click=move |_| choose(slug.clone())>{quote}{note.map(|note| view! { <small>{note}</small> })}</button></li> }
    };
    let rows = move || match published.get() {
        None => view! { <p class="empty" role="status">"正在打开……"</p> }.into_any(),
        Some(Err(why)) => view! { <Failed why again/> }.into_any(),
        Some(Ok(published)) => {
            let mut rows = coming(&calendar.get_value(), when, &query.get());
            rows.extend(offered(&published, &calendar.get_value(), &query.get()));
            rows.truncate(MOST);
            match rows.is_empty() {
                true => view! { <p class="empty">"没有这样的句子。"</p> }.into_any(),
                false => view! { <ul>{rows.into_iter().map(row).collect_view()}</ul> }.into_any(),
            }
        }
    };
    view! {
        <section class="calendar-chooser" role="dialog" aria-label=label on:keydown=move |event| if event.key() == "Escape" { close(); }>
            <div class="calendar-chooser-head"><h2 tabindex="-1">{title}</h2><button type="button" class="button quiet" on:click=move |_| close()>"关闭"</button></div>
            <label for="choose">"搜一搜；先列的是这阵子没排到的"</label>
            <input id="choose" type="search" enterkeyhint="search" autocomplete="off" on:input=move |event| query.set(event_target_value(&event))/>
            {rows}
        </section>
    }
}

/// A card that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    slug: String,
    quote: String,
    note: Option<String>,
    /// It comes out while the day runs already.
    is_late: bool,
}

/// Cards with these words that are published by the time the day begins; and those that come out in the course of it, which
/// cannot be chosen.
fn coming(calendar: &Calendar, when: Option<Day>, query: &str) -> Vec<Row> {
    let Some(when) = when else { return Vec::new() };
    let (begin, end) = (when.start_unix_ms(), when.plus(1).start_unix_ms());
    let planned = calendar
        .days
        .iter()
        .flat_map(|day| &day.planned)
        .filter(|one| one.folder == Folder::Cards && one.publish_from < end && has(&one.title, query));
    let note = |at: i64| {
        let late = if at > begin { "；当天零点以前发布的才能选" } else { "" };
        format!("定时发布（北京时间 {} {}）{late}", Day::at_unix_ms(at).chinese(), beijing_time(at))
    };
    let row = |one: &::api::calendar::Planned| Row {
        slug: one.slug.clone(),
        quote: one.title.clone(),
        note: Some(note(one.publish_from)),
        is_late: one.publish_from > begin,
    };
    planned.map(row).collect()
}

/// Cards with these words; those that none of the days shows first.
fn offered(published: &Published, calendar: &Calendar, query: &str) -> Vec<Row> {
    let shown: BTreeSet<&str> = calendar.days.iter().filter_map(|day| day.card.as_deref()).collect();
    let (seen, unseen): (Vec<&str>, Vec<&str>) = published.matching(query).partition(|slug| shown.contains(slug));
    let row = |slug: &str| {
        let card = published.cards.get(slug)?;
        let note = shown.contains(slug).then(|| "这六周里有".to_string());
        Some(Row { slug: slug.to_string(), quote: card.quote.clone(), note, is_late: false })
    };
    unseen.into_iter().chain(seen).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use ::api::calendar::Planned;

    use super::*;
    use crate::desk::published::Card;

    fn day(day: &str, card: Option<&str>, planned: Vec<Planned>) -> CalendarDay {
        CalendarDay { day: day.into(), card: card.map(str::to_string), planned, ..CalendarDay::default() }
    }

    #[test]
    fn what_is_not_shown_these_weeks_is_offered_first() {
        let card = |quote: &str| Card { quote: quote.into(), ..Card::default() };
        let cards =
            [("q1".to_string(), card("人民")), ("q2".to_string(), card("青年")), ("q3".to_string(), card("人民青年"))];
        let published = Published { cards: cards.into(), ..Published::default() };
        let calendar = Calendar { days: vec![day("2026-11-25", Some("q1"), Vec::new())], ..Calendar::default() };
        let slugs =
            |query: &str| offered(&published, &calendar, query).into_iter().map(|row| row.slug).collect::<Vec<_>>();
        assert_eq!(slugs(""), ["q2", "q3", "q1"]);
        assert_eq!(slugs("人 民"), ["q3", "q1"]);
        assert!(slugs("没有").is_empty());
    }

    #[test]
    fn a_card_that_comes_later_in_the_day_cannot_be_chosen_for_it() {
        let begin = Day::parse("2026-11-30").unwrap();
        let planned = |folder, at| Planned { folder, slug: "q9".into(), title: "新的".into(), publish_from: at };
        let of = |planned, query| {
            let calendar = Calendar { days: vec![day("2026-11-30", None, vec![planned])], ..Calendar::default() };
            coming(&calendar, Some(begin), query).into_iter().map(|row| row.is_late).collect::<Vec<_>>()
        };
        assert_eq!(of(planned(Folder::Cards, begin.start_unix_ms()), ""), [false]);
        assert_eq!(of(planned(Folder::Cards, begin.start_unix_ms()), " 新 的"), [false]);
        assert!(of(planned(Folder::Cards, begin.start_unix_ms()), "旧").is_empty());
        assert_eq!(of(planned(Folder::Cards, begin.start_unix_ms() + 1), ""), [true]);
        assert!(of(planned(Folder::Cards, begin.plus(1).start_unix_ms()), "").is_empty());
        assert!(of(planned(Folder::Articles, begin.start_unix_ms()), "").is_empty());
    }
}
