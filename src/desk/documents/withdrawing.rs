//! Taking a document down: on which days it was to be shown, and why it goes, for whoever reads its past. Readers are told
//! nothing but that it is gone.

use ::api::calendar::{Calendar, CalendarDay};
use ::api::paths;
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, dom};
use crate::desk::in_sight;
use crate::desk::shell::api;
use crate::ui::at_most;

/// What there is to choose.
const REASONS: [&str; 5] = ["出处有误", "话有错", "过期了", "换了新的说法", "有人来信要求撤下"];
/// Of the line beside it, in characters: with a reason before it no more than the server takes.
const MOST: usize = 120;

/// What was chosen and written; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct WhyWithdrawn {
    reason: RwSignal<String>,
    line: RwSignal<String>,
}

impl WhyWithdrawn {
    pub(super) fn new() -> Self {
        Self { reason: RwSignal::new(String::new()), line: RwSignal::new(String::new()) }
    }

    /// As it is kept with the revision; nothing where nothing was said.
    pub(super) fn said(self) -> Option<String> {
        let (reason, line) = (self.reason.get_untracked(), self.line.get_untracked());
        let parts: Vec<&str> = [reason.as_str(), line.trim()].into_iter().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join("："))
    }
}

/// The choice, and a line.
#[component]
pub(super) fn Why(why: WhyWithdrawn) -> impl IntoView {
    let WhyWithdrawn { reason, line } = why;
    let option = move |words: &'static str| {
        view! { <option value=words selected=move || reason.with(|reason| reason == words)>{words}</option> }
    };
    view! {
        <label for="why-withdrawn">"为什么？写进历史，读者看不到"</label>
        <select id="why-withdrawn" on:change=move |event| reason.set(event_target_value(&event))>
            <option value="">"可以不选"</option>
            {REASONS.into_iter().map(option).collect_view()}
        </select>
        <input type="text" autocomplete="off" aria-label="想多说半句" placeholder="想多说半句，写在这里" prop:value=move || line.get()
            on:input=move |event| line.set(at_most(&event, MOST)) on:change=move |event| line.set(at_most(&event, MOST))/>
    }
}

/// On which of the next days somebody has chosen this card: another one is shown then.
#[component]
pub(super) fn OnDays(slug: String) -> impl IntoView {
    let days = RwSignal::new(Vec::<String>::new());
    spawn_local(async move {
        // Without an answer nothing is said: it keeps nobody from taking a card down.
        let Ok(calendar) = api::calendar(&clock::today().to_string()).await else { return };
        // The question may be gone by now.
        if days.is_disposed() {
            return;
        }
        days.set(chosen_on(&calendar, &slug));
        // It has grown by a line.
        clock::soon(|| dom::find(".steps .twice").iter().for_each(in_sight::show));
    });
    move || {
        days.with(|days| match days.as_slice() {
            [] => None,
            days => Some(view! {
                <p role="status">{format!("日历上{}选的是这一句，撤下以后那天换成别的。要自己挑，到", days.join("、"))}<a href=paths::DESK_CALENDAR target="_blank" rel="noopener">"日历"</a>"里换。"</p>
            }),
        })
    }
}

/// The days that are chosen for a card, as people say them.
fn chosen_on(calendar: &Calendar, slug: &str) -> Vec<String> {
    let is_it = |day: &&CalendarDay| day.choice.as_deref() == Some(slug);
    calendar.days.iter().filter(is_it).filter_map(|day| Day::parse(&day.day)).map(Day::chinese).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_for_which_somebody_chose_the_card() {
        let day = |day: &str, choice: &str| CalendarDay {
            day: day.into(),
            card: Some("q001".into()),
            choice: Some(choice.to_string()).filter(|choice| !choice.is_empty()),
            ..CalendarDay::default()
        };
        let days = vec![day("2026-12-01", "q001"), day("2026-12-02", ""), day("2026-12-24", "q001")];
        let calendar = Calendar { today: "2026-11-30".into(), days };
        assert_eq!(chosen_on(&calendar, "q001"), ["12月1日", "12月24日"]);
    }
}
