//! A day: what readers are shown, whether somebody chose it, and what is published then.

use ::api::calendar::{CalendarDay, Planned};
use ::api::documents::Folder;
use ::api::paths;
use content::day::Day;
use leptos::prelude::*;

use super::hand::Hand;
use super::month::{beijing_time, day_name, first_of, is_over};
use crate::browser::drag;
use crate::desk::documents::beijing;

/// A row on a phone, a square on a PC. A card is carried from one day to another with a mouse; 换一句 does the same without.
#[component]
pub(super) fn Cell(day: CalendarDay, today: String, month: Day, asked: Option<Day>, hand: Hand) -> impl IntoView {
    let when = Day::parse(&day.day).unwrap_or(month);
    let (is_today, is_past) = (day.day == today, day.day < today);
    let is_other = first_of(when) != first_of(month);
    let is_over = Day::parse(&today).is_some_and(|today| is_over(when, today, month));
    let (is_free, is_asked) = (!day.is_served, asked == Some(when));
    let name = day_name(when);
    let change = format!("{}换一句", when.chinese());
    let (has_choice, slug, place) = (day.choice.is_some(), on_show(&day).cloned(), day.day.clone());
    let chosen = Chosen::of(&day, when);
    let words = match (chosen, day.quote.as_str()) {
        (Chosen::Comes(_), _) => day.choice_quote.clone(),
        (_, "") => "还没排到".to_string(),
        (_, quote) => quote.to_string(),
    };
    let comes = matches!(chosen, Chosen::Comes(_));
    let chosen = match chosen {
        Chosen::Is => None,
        Chosen::Comes(from) => Some(coming(day.choice.as_deref().unwrap_or_default(), from).into_any()),
        Chosen::Late(from) => {
            Some(view! { <p class="hint">{format!("选的是“{}”，到那天零点还没发布（北京时间 {}）；先排了上面这一句。", day.choice_quote, beijing(from))}</p> }.into_any())
        }
        Chosen::Gone => Some(view! { <p class="hint">{gone(&day.choice_quote)}</p> }.into_any()),
    };
    // What is said of the chosen one is said once.
    let is_another =
        |planned: &&Planned| !comes || planned.folder != Folder::Cards || day.choice.as_ref() != Some(&planned.slug);
    let planned = day.planned.iter().filter(is_another).map(planned).collect_view();
    let day = StoredValue::new(day);
    let carried = move |event: leptos::ev::DragEvent| {
        if let Some(slug) = &slug {
            drag::carry(&event, slug);
            hand.carried.set(Some(day.get_value()));
        }
    };
    let over = move |event: leptos::ev::DragEvent| {
        if is_free && hand.carried.with(Option::is_some) {
            event.prevent_default();
        }
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        if let Some(from) = hand.carried.get_untracked().filter(|_| is_free) {
            hand.moved.run((from, day.get_value()));
        }
        hand.carried.set(None);
    };
    view! {
        <li class="calendar-day" tabindex=is_asked.then_some("-1") class:asked=is_asked class:past=is_past class:over=is_over class:today=is_today class:other=is_other class:chosen=has_choice class:served=!is_free data-day=place
            draggable="true" on:dragstart=carried on:dragover=over on:drop=dropped on:dragend=move |_| hand.carried.set(None)>
            <p class="calendar-date"><b>{name}</b>{is_today.then_some(" 今天")}{has_choice.then(|| view! { <span class="chip">"选定"</span> })}</p>
            <p class="calendar-quote" title=words.clone()>{words.clone()}</p>
            {chosen}
            {planned}
            {is_free.then(|| view! {
                <p class="calendar-do">
                    <button type="button" class="button quiet" aria-label=change on:click=move |_| hand.picking.set(Some(day.get_value()))>"换一句"</button>
                    {has_choice.then(|| view! { <button type="button" class="button quiet" on:click=move |_| hand.choose.run((day.get_value(), None))>"不选了"</button> })}
                </p>
            })}
        </li>
    }
}

/// What becomes of the card that somebody chose for a day; of a day without a choice [`Chosen::Is`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Chosen {
    /// It is what readers are shown.
    Is,
    /// It will be by then, from that moment on.
    Comes(i64),
    /// It comes only after the day has begun.
    Late(i64),
    /// There is none of that name, or it was withdrawn.
    Gone,
}

impl Chosen {
    fn of(day: &CalendarDay, when: Day) -> Self {
        match (day.choice.is_none() || day.choice == day.card, day.choice_from) {
            (true, _) => Self::Is,
            (_, Some(from)) if from <= when.start_unix_ms() => Self::Comes(from),
            (_, Some(from)) => Self::Late(from),
            (_, None) => Self::Gone,
        }
    }
}

/// The card that stands in a day: one that comes by then takes its place already.
pub(super) fn on_show(day: &CalendarDay) -> Option<&String> {
    let chosen = Day::parse(&day.day).map(|when| Chosen::of(day, when));
    if matches!(chosen, Some(Chosen::Comes(_))) { day.choice.as_ref() } else { day.card.as_ref() }
}

fn gone(quote: &str) -> String {
    match quote {
        "" => "选的那一句不在了；先排了上面这一句。".into(),
        quote => format!("选的是“{quote}”，已经撤下；先排了上面这一句。"),
    }
}

/// The chosen card that is to come, in one line, which leads to it.
fn coming(slug: &str, from: i64) -> impl IntoView + use<> {
    let words = format!("定时发布（北京时间 {}）", beijing(from));
    view! { <a class="calendar-planned" href=paths::desk_document(Folder::Cards.as_str(), slug)>{words}</a> }
}

fn planned(planned: &Planned) -> impl IntoView + use<> {
    let Planned { folder, slug, title, publish_from } = planned;
    let words = format!("定时发布（北京时间 {}） {}：{title}", beijing_time(*publish_from), folder.chinese());
    view! { <a class="calendar-planned" href=paths::desk_document(folder.as_str(), slug)>{words}</a> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_said_of_the_card_that_somebody_chose() {
        let when = Day::parse("2026-11-30").unwrap();
        let begins = when.start_unix_ms();
        let day = |choice: Option<&str>, choice_from| CalendarDay {
            day: "2026-11-30".into(),
            card: Some("q1".into()),
            choice: choice.map(str::to_string),
            choice_from,
            ..CalendarDay::default()
        };
        for (day, is, carried) in [
            (day(None, None), Chosen::Is, "q1"),
            (day(Some("q1"), None), Chosen::Is, "q1"),
            (day(Some("q9"), Some(begins)), Chosen::Comes(begins), "q9"),
            (day(Some("q9"), Some(begins + 1)), Chosen::Late(begins + 1), "q1"),
            (day(Some("q9"), None), Chosen::Gone, "q1"),
        ] {
            assert_eq!(Chosen::of(&day, when), is, "{day:?}");
            // What a hand carries off is what the eye has seen there.
            assert_eq!(on_show(&day).map(String::as_str), Some(carried), "{day:?}");
        }
    }
}
