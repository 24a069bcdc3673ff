//! State of the page: which weeks are on screen, and what was chosen for their days.

use std::sync::Arc;

use ::api::calendar::{Calendar, CalendarDay, ChooseCard};
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::cell::on_show;
use super::hand::{Hand, back_to};
use super::month;
use crate::browser::{clock, history};
use crate::client::api::ApiError;
use crate::desk::published::Published;
use crate::desk::shell::api;
use crate::desk::shell::session::Session;
use crate::ui::focus;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// A day of the month on screen.
    pub(super) month: RwSignal<Day>,
    /// Whether weeks that are over are wanted, too.
    pub(super) is_whole: RwSignal<bool>,
    /// Whoever comes from a document is at the day on which it will be published.
    pub(super) asked: Option<Day>,
    is_asked: StoredValue<bool>,
    pub(super) calendar: RwSignal<Option<Calendar>>,
    pub(super) failed: RwSignal<Option<String>>,
    pub(super) said: RwSignal<String>,
    /// What can be chosen.
    pub(super) published: RwSignal<Option<Result<Arc<Published>, String>>>,
    pub(super) picking: RwSignal<Option<CalendarDay>>,
    pub(super) carried: RwSignal<Option<CalendarDay>>,
    session: Session,
}

impl Page {
    /// The month of the day that the address names, or this one.
    pub(super) fn new() -> Self {
        let asked = Day::parse(&history::fragment());
        Self {
            month: RwSignal::new(asked.unwrap_or_else(clock::today)),
            is_whole: RwSignal::new(false),
            asked,
            is_asked: StoredValue::new(asked.is_some()),
            calendar: RwSignal::new(None),
            failed: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            published: RwSignal::new(None),
            picking: RwSignal::new(None),
            carried: RwSignal::new(None),
            session: expect_context(),
        }
    }

    /// Whether weeks that are over are on screen, or could be.
    pub(super) fn has_over(self) -> bool {
        let (today, month) = (clock::today(), self.month.get());
        month::is_over(month::monday_before(month), today, month)
    }

    fn begin(self) -> Day {
        month::begin(self.month.get_untracked(), clock::today(), self.is_whole.get_untracked())
    }

    /// Shows the weeks of this month that are over, or not.
    pub(super) fn toggle_whole(self) {
        self.is_whole.update(|is_whole| *is_whole = !*is_whole);
        self.load();
    }

    /// Asks for the days of the month.
    pub(super) fn load(self) {
        spawn_local(self.loaded());
    }

    async fn loaded(self) {
        if self.month.is_disposed() {
            return;
        }
        let from = self.begin();
        let answer = api::calendar(&from.to_string()).await;
        // The page may be gone by now.
        if self.month.is_disposed() {
            return;
        }
        match answer {
            // The answer for a month that was left comes too late.
            Ok(_) if from != self.begin() => {}
            Ok(answer) => {
                self.failed.set(None);
                self.calendar.set(Some(answer));
                if self.is_asked.get_value() {
                    self.is_asked.set_value(false);
                    focus::soon(".calendar-day.asked", ".calendar-day.asked");
                }
            }
            Err(why) => self.failed.set(Some(self.session.hear(&why))),
        }
    }

    /// Shows another month.
    pub(super) fn go(self, to: fn(Day) -> Day) {
        self.month.update(|day| *day = to(*day));
        self.said.set(String::new());
        self.load();
    }

    fn is_open(self) -> bool {
        self.published.try_with_untracked(|published| matches!(published, Some(Ok(_)))) == Some(true)
    }

    /// Asks for what can be chosen.
    pub(super) fn open(self) {
        spawn_local(async move {
            match Published::load().await {
                Ok(all) => self.published.set(Some(Ok(Arc::new(all)))),
                // What was there before is better than nothing.
                Err(_) if self.is_open() => {}
                Err(why) => self.published.set(Some(Err(why.sentence()))),
            }
        });
    }

    /// Asks for all of it again, but not under the hand of somebody who is choosing.
    pub(super) fn again(self) {
        let is_free = self.picking.with_untracked(Option::is_none) && self.carried.with_untracked(Option::is_none);
        if is_free {
            self.load();
        }
        if is_free || !self.is_open() {
            self.open();
        }
    }

    /// What its days do with each other.
    pub(super) fn hand(self) -> Hand {
        let choose = Callback::new(move |(day, card): (CalendarDay, Option<String>)| {
            spawn_local(async move {
                let result = put(&day, card).await;
                self.done(day.day, result).await;
            });
        });
        let moved = Callback::new(move |(from, to): (CalendarDay, CalendarDay)| {
            if from.day == to.day {
                return;
            }
            spawn_local(async move {
                let mut result = put(&to, on_show(&from).cloned()).await;
                // One that was chosen moves; one that came by itself stays where it is.
                let is_it = from.choice.is_some() && on_show(&from) == from.choice.as_ref();
                if result.is_ok() && is_it && !from.is_served {
                    result = put(&from, None).await.and(result);
                }
                self.done(to.day, result).await;
            });
        });
        Hand { picking: self.picking, carried: self.carried, choose, moved }
    }

    async fn done(self, day: String, result: Result<String, ApiError>) {
        self.said.set(result.unwrap_or_else(|why| {
            // The next day that somebody looks at is another.
            let name = Day::parse(&day).map(Day::chinese).unwrap_or_default();
            match self.session.hear(&why) {
                why if why.is_empty() => why,
                why => format!("{name}没换成：{why}"),
            }
        }));
        self.picking.set(None);
        // Whoever else has chosen meanwhile is shown, too.
        self.loaded().await;
        back_to(&day);
    }
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
