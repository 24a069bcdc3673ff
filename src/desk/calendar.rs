//! `/desk/calendar/`: which card is today's on which day, and what will be published. A list on a phone, weeks on a PC; all
//! times are 北京时间.

mod cell;
mod chooser;
mod hand;
mod month;
mod state;

use ::api::calendar::{Calendar, CalendarDay};
use ::api::paths;
use content::day::Day;
use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::watch::watch;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::ui::Skeleton;
use cell::Cell;
use chooser::Chooser;
use hand::Hand;
use state::Page;

/// The page.
#[component]
pub(super) fn CalendarPage() -> impl IntoView {
    let (page, live) = (Page::new(), expect_context::<Live>());
    let (hand, month, is_whole) = (page.hand(), page.month, page.is_whole);
    watch(move || {
        live.again.track();
        page.again();
    });
    let print = move || page.calendar.with(|calendar| calendar.as_ref().and_then(coming_week));
    view! {
        <div class="calendar-page" inert=move || page.picking.with(Option::is_some)>
            <p class="hint">"哪天看哪一句。没选的日子自动排，一个月里尽量不重样。今天和以前的已经给大家看了，不再换。都是北京时间。"</p>
            <div class="calendar-head">
                <button type="button" class="button quiet" aria-label="上个月" on:click=move |_| page.go(month::previous)>"‹"</button>
                <h2 aria-live="polite">{move || month::name(month.get())}</h2>
                <button type="button" class="button quiet" aria-label="下个月" on:click=move |_| page.go(month::next)>"›"</button>
                <button type="button" class="button quiet" on:click=move |_| page.go(|_| clock::today())>"今天"</button>
                <button type="button" class="button quiet calendar-whole" aria-pressed=move || is_whole.get().to_string() hidden=move || !page.has_over() on:click=move |_| page.toggle_whole()>"前几周也看"</button>
            </div>
            <p class="calendar-said" role="status">{move || page.said.get()}</p>
            <div class="calendar-week" aria-hidden="true">{month::WEEKDAYS.into_iter().map(|name| view! { <span>{name}</span> }).collect_view()}</div>
            <Days page hand is_whole/>
            <p class="hint">"要定时发布一句新的：先在“金句”里写好、送审，复审的人发布时定时间。"</p>
            <p class="calendar-do">
                <a class="button quiet" href=paths::desk_list("cards")>"去金句"</a>
                {move || print().map(|place| view! { <a class="button quiet" href=place>"打印接下来七天的"</a> })}
            </p>
        </div>
        {move || page.picking.get().map(|day| {
            let again = Callback::new(move |()| {
                page.published.set(None);
                page.open();
            });
            view! { <Chooser day calendar=page.calendar.get_untracked().unwrap_or_default() published=page.published again hand/> }
        })}
    }
}

/// The days of the weeks on screen.
#[component]
fn Days(page: Page, hand: Hand, is_whole: RwSignal<bool>) -> impl IntoView {
    // The same answer again leaves the days as they are under somebody's hand.
    let shown = Memo::new(move |_| (page.calendar.get(), page.failed.get()));
    move || match shown.get() {
        (None, None) => view! { <Skeleton/> }.into_any(),
        (None, Some(why)) => view! { <Failed why again=Callback::new(move |()| page.load())/> }.into_any(),
        (Some(Calendar { today, days }), why) => {
            let cell = move |day: CalendarDay| view! { <Cell day today=today.clone() month=page.month.get_untracked() asked=page.asked hand/> };
            view! {
                {why.map(|why| view! { <p class="wrong" role="alert">{why}</p> })}
                <ol class="calendar" class:whole=move || is_whole.get()>{days.into_iter().map(cell).collect_view()}</ol>
            }
            .into_any()
        }
    }
}

/// Where the cards of seven days from today on are printed, as far as these weeks have them: those that stand in the days.
fn coming_week(calendar: &Calendar) -> Option<String> {
    let last = Day::parse(&calendar.today)?.plus(6).to_string();
    let days = calendar.days.iter().filter(|day| day.day >= calendar.today && day.day <= last);
    let cards: Vec<&str> = days.filter_map(cell::on_show).map(String::as_str).collect();
    (!cards.is_empty()).then(|| format!("{}#{}", paths::DESK_PRINT, cards.join(",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coming_week_is_printed_from_today_on() {
        let day = |day: &str, card: &str, choice: Option<&str>| CalendarDay {
            day: day.into(),
            card: Some(card.into()),
            choice: choice.map(str::to_string),
            choice_from: choice.map(|_| 0),
            ..CalendarDay::default()
        };
        let days = vec![
            day("2026-11-29", "q1", None),
            day("2026-11-30", "q2", None),
            day("2026-12-06", "q3", Some("q9")),
            day("2026-12-07", "q4", None),
        ];
        let calendar = Calendar { today: "2026-11-30".into(), days };
        assert_eq!(coming_week(&calendar).as_deref(), Some("/desk/print/#q2,q9"));
        assert_eq!(coming_week(&Calendar { days: Vec::new(), ..calendar }), None);
    }
}
