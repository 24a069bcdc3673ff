//! `/desk/calendar/`: which card is today's on which day, and what will be published. A list on a phone, weeks on a PC; all
//! times are 北京时间.

mod cell;
mod chooser;
mod month;

use std::sync::Arc;

use ::api::calendar::{Calendar, CalendarDay, ChooseCard};
use ::api::paths;
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::published::Published;
use crate::browser::watch::watch;
use crate::browser::{clock, history};
use crate::client::api::ApiError;
use crate::desk::shell::api;
use crate::desk::shell::failed::Failed;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use crate::ui::Skeleton;
use crate::ui::focus;
use cell::Cell;
use chooser::Chooser;

/// What days do with each other.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    /// The day somebody chooses for.
    picking: RwSignal<Option<CalendarDay>>,
    /// The day whose card is on its way to another.
    carried: RwSignal<Option<CalendarDay>>,
    /// A card for a day, or none.
    choose: Callback<(CalendarDay, Option<String>)>,
    /// The card of a day is to be another day's.
    moved: Callback<(CalendarDay, CalendarDay)>,
}

/// The page.
#[component]
pub(super) fn CalendarPage() -> impl IntoView {
    // Whoever comes from a document is at the day on which it will be published.
    let asked = Day::parse(&history::fragment());
    let is_asked = StoredValue::new(asked.is_some());
    let month = RwSignal::new(asked.unwrap_or_else(clock::today));
    let (calendar, said) = (RwSignal::new(None::<Calendar>), RwSignal::new(String::new()));
    let failed = RwSignal::new(None::<String>);
    let (session, live) = (expect_context::<Session>(), expect_context::<Live>());
    let published = RwSignal::new(None::<Result<Arc<Published>, String>>);
    let is_whole = RwSignal::new(false);
    let has_over = move || {
        let (today, month) = (clock::today(), month.get());
        month::is_over(month::monday_before(month), today, month)
    };
    let (picking, carried) = (RwSignal::new(None::<CalendarDay>), RwSignal::new(None::<CalendarDay>));
    let load = move || async move {
        let from = month::monday_before(month.get_untracked());
        match api::calendar(&from.to_string()).await {
            // The answer for a month that was left comes too late.
            Ok(_) if from != month::monday_before(month.get_untracked()) => {}
            Ok(answer) => {
                failed.set(None);
                calendar.set(Some(answer));
                if is_asked.get_value() {
                    is_asked.set_value(false);
                    focus::soon(".calendar-day.asked", ".calendar-day.asked");
                }
            }
            Err(why) => failed.set(Some(session.hear(&why))),
        }
    };
    let go = move |to: fn(Day) -> Day| {
        month.update(|day| *day = to(*day));
        said.set(String::new());
        spawn_local(load());
    };
    let is_open = move || published.with_untracked(|published| matches!(published, Some(Ok(_))));
    let open = move || {
        spawn_local(async move {
            match Published::load().await {
                Ok(all) => published.set(Some(Ok(Arc::new(all)))),
                // What was there before is better than nothing.
                Err(_) if is_open() => {}
                Err(why) => published.set(Some(Err(why.sentence()))),
            }
        });
    };
    watch(move || {
        live.again.track();
        // Not under the hand of somebody who is choosing.
        let is_free = picking.with_untracked(Option::is_none) && carried.with_untracked(Option::is_none);
        if is_free {
            spawn_local(load());
        }
        if is_free || !is_open() {
            open();
        }
    });
    let hand = {
        let done = move |day: String, result: Result<String, ApiError>| async move {
            said.set(result.unwrap_or_else(|why| {
                // The next day that somebody looks at is another.
                let name = Day::parse(&day).map(Day::chinese).unwrap_or_default();
                Some(session.hear(&why))
                    .filter(|why| !why.is_empty())
                    .map(|why| format!("{name}没换成：{why}"))
                    .unwrap_or_default()
            }));
            picking.set(None);
            // Whoever else has chosen meanwhile is shown, too.
            load().await;
            back_to(&day);
        };
        let choose = Callback::new(move |(day, card): (CalendarDay, Option<String>)| {
            spawn_local(async move {
                let result = put(&day, card).await;
                done(day.day, result).await;
            });
        });
        let moved = Callback::new(move |(from, to): (CalendarDay, CalendarDay)| {
            if from.day == to.day {
                return;
            }
            spawn_local(async move {
                let mut result = put(&to, cell::on_show(&from).cloned()).await;
                // One that was chosen moves; one that came by itself stays where it is.
                let is_it = from.choice.is_some() && cell::on_show(&from) == from.choice.as_ref();
                if result.is_ok() && is_it && !from.is_served {
                    result = put(&from, None).await.and(result);
                }
                done(to.day, result).await;
            });
        });
        Hand { picking, carried, choose, moved }
    };
    // The same answer again leaves the days as they are under somebody's hand.
    let shown = Memo::new(move |_| (calendar.get(), failed.get()));
    let list = move || match shown.get() {
        (None, None) => view! { <Skeleton/> }.into_any(),
        (None, Some(why)) => view! { <Failed why again=Callback::new(move |()| spawn_local(load()))/> }.into_any(),
        (Some(Calendar { today, days }), why) => {
            let cell = move |day: CalendarDay| view! { <Cell day today=today.clone() month=month.get_untracked() asked hand/> };
            view! {
                {why.map(|why| view! { <p class="wrong" role="alert">{why}</p> })}
                <ol class="calendar" class:whole=move || is_whole.get()>{days.into_iter().map(cell).collect_view()}</ol>
            }
            .into_any()
        }
    };
    let chooser = move || {
        let day = hand.picking.get()?;
        let again = Callback::new(move |()| {
            published.set(None);
            open();
        });
        Some(view! { <Chooser day calendar=calendar.get_untracked().unwrap_or_default() published again hand/> })
    };
    let print = move || calendar.with(|calendar| calendar.as_ref().and_then(coming_week));
    view! {
        <div class="calendar-page" inert=move || picking.with(Option::is_some)>
            <p class="hint">"哪天看哪一句。没选的日子自动排，一个月里尽量不重样。今天和以前的已经给大家看了，不再换。都是北京时间。"</p>
            <div class="calendar-head">
                <button type="button" class="button quiet" aria-label="上个月" on:click=move |_| go(month::previous)>"‹"</button>
                <h2 aria-live="polite">{move || month::name(month.get())}</h2>
                <button type="button" class="button quiet" aria-label="下个月" on:click=move |_| go(month::next)>"›"</button>
                <button type="button" class="button quiet" on:click=move |_| go(|_| clock::today())>"今天"</button>
                <button type="button" class="button quiet calendar-whole" aria-pressed=move || is_whole.get().to_string() hidden=move || !has_over() on:click=move |_| is_whole.update(|is| *is = !*is)>"前几周也看"</button>
            </div>
            <p class="calendar-said" role="status">{move || said.get()}</p>
            <div class="calendar-week" aria-hidden="true">{month::WEEKDAYS.into_iter().map(|name| view! { <span>{name}</span> }).collect_view()}</div>
            {list}
            <p class="hint">"要定时发布一句新的：先在“金句”里写好、送审，复审的人发布时定时间。"</p>
            <p class="calendar-do">
                <a class="button quiet" href=paths::desk_list("cards")>"去金句"</a>
                {move || print().map(|place| view! { <a class="button quiet" href=place>"打印接下来七天的"</a> })}
            </p>
        </div>
        {chooser}
    }
}

/// Where whoever looked for another card came from.
fn back_to(day: &str) {
    focus::soon(format!("[data-day=\"{day}\"] button"), "");
}

/// Where the cards of seven days from today on are printed, as far as these weeks have them: those that stand in the days.
fn coming_week(calendar: &Calendar) -> Option<String> {
    let last = Day::parse(&calendar.today)?.plus(6).to_string();
    let days = calendar.days.iter().filter(|day| day.day >= calendar.today && day.day <= last);
    let cards: Vec<&str> = days.filter_map(cell::on_show).map(String::as_str).collect();
    (!cards.is_empty()).then(|| format!("{}#{}", paths::DESK_PRINT, cards.join(",")))
}

/// Sends a choice; what to say of it.
async fn put(day: &CalendarDay, card: Option<String>) -> Result<String, ApiError> {
    let name = Day::parse(&day.day).map(Day::chinese).unwrap_or_default();
    let is_chosen = card.is_some();
    let now = api::choose_card(&day.day, &ChooseCard { card, version: day.version }).await?;
    Ok(match (is_chosen, now.choice == now.card) {
        (true, true) => format!("{name}定好了。"),
        (true, false) => format!("{name}定好了，到时候发布。"),
        (false, _) => format!("{name}改回自动排。"),
    })
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
