//! A day: what readers are shown, whether somebody chose it, and what is published then.

use ::api::calendar::{CalendarDay, Planned};
use ::api::paths;
use content::day::Day;
use leptos::prelude::*;

use super::Hand;
use super::month::{beijing_time, day_name, first_of, is_over};
use crate::browser::drag;

/// A row on a phone, a square on a PC. A card is carried from one day to another with a mouse; 换一句 does the same without.
#[component]
pub(super) fn Cell(day: CalendarDay, today: String, month: Day, hand: Hand) -> impl IntoView {
    let when = Day::parse(&day.day).unwrap_or(month);
    let (is_today, is_past) = (day.day == today, day.day < today);
    let is_other = first_of(when) != first_of(month);
    let is_over = Day::parse(&today).is_some_and(|today| is_over(when, today, month));
    let is_free = !day.is_served;
    let name = day_name(when);
    let change = format!("{}换一句", when.chinese());
    let (has_choice, slug, place) = (day.choice.is_some(), day.card.clone(), day.day.clone());
    let words = match day.quote.as_str() {
        "" => "还没排到".to_string(),
        quote => quote.to_string(),
    };
    // What was chosen may not be there yet, or not any more.
    let is_waiting = has_choice && day.choice != day.card;
    let waiting = is_waiting
        .then(|| format!("选的是“{}”，现在还看不到：没到发布时间，或者撤下了。", day.choice_quote))
        .map(|text| view! { <p class="hint">{text}</p> });
    let planned = day.planned.iter().map(planned).collect_view();
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
        <li class="calendar-day" class:past=is_past class:over=is_over class:today=is_today class:other=is_other class:chosen=has_choice class:served=!is_free data-day=place
            draggable="true" on:dragstart=carried on:dragover=over on:drop=dropped on:dragend=move |_| hand.carried.set(None)>
            <p class="calendar-date"><b>{name}</b>{is_today.then_some(" 今天")}{has_choice.then(|| view! { <span class="chip">"选定"</span> })}</p>
            <p class="calendar-quote">{words}</p>
            {waiting}
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

fn planned(planned: &Planned) -> impl IntoView + use<> {
    let Planned { folder, slug, title, publish_from } = planned;
    let words = format!("定时发布（北京时间 {}） {}：{title}", beijing_time(*publish_from), folder.chinese());
    view! { <a class="calendar-planned" href=paths::desk_document(folder.as_str(), slug)>{words}</a> }
}
