//! 定时: a moment from which readers are shown a document, and the way to its day in the calendar.

use ::api::documents::{Document, TakeStep};
use ::api::paths;
use content::day::Day;
use leptos::prelude::*;

use super::opened::{Open, close, toggle};
use super::words::{beijing, moment, moment_text};
use super::writing::Writing;
use crate::browser::{clock, tab_storage};

/// The day of a moment, in the calendar.
fn calendar(ms: i64) -> String {
    format!("{}#{}", paths::DESK_CALENDAR, Day::at_unix_ms(ms))
}

/// 定时: a moment in Beijing, wherever the device thinks it is. The next midnight is offered, as only what is out by then can
/// be the card of that day. Whether a moment has passed is said by the server, whose clock it goes by.
#[component]
pub(super) fn Later(writing: Writing, is_unfit: Signal<bool>, open: RwSignal<Open>) -> impl IntoView {
    let is_open = move || open.get() == Open::Later;
    // Whoever has looked at the calendar in between goes on with what they had chosen.
    let key = StoredValue::new(["desk/later/", &writing.path()].concat());
    let is_to_come = |kept: &String| moment(kept).is_some_and(|at| at > clock::unix_ms());
    let kept = key.with_value(|key| tab_storage::get(key)).filter(is_to_come);
    if kept.is_some() && open.get_untracked() == Open::Nothing {
        open.set(Open::Later);
    }
    let when = RwSignal::new(kept.unwrap_or_else(|| moment_text(clock::today().plus(1).start_unix_ms())));
    let choose = move |moment: String| {
        key.with_value(|key| tab_storage::set(key, &moment));
        when.set(moment);
    };
    let from = move || moment(&when.get());
    let plan = move || {
        if let Some(from) = moment(&when.get_untracked()) {
            key.with_value(|key| tab_storage::set(key, ""));
            writing.take(TakeStep { publish_from: Some(from), ..writing.publish() });
        }
    };
    let said = move || match from() {
        Some(from) => format!("定时发布（北京时间 {}）", beijing(from)),
        None => "先选好哪天几点".into(),
    };
    view! {
        <button type="button" class="button quiet" aria-expanded=move || is_open().to_string() aria-controls="plan" on:click=move |_| toggle(open, Open::Later, "#publish-from")>"定时"</button>
        <div class="later" id="plan" hidden=move || !is_open()>
            <label for="publish-from">"什么时候给读者看（北京时间）"</label>
            <input id="publish-from" type="datetime-local" prop:value=move || when.get() on:input=move |event| choose(event_target_value(&event))/>
            {move || from().map(|from| view! { <a class="plan-day" href=calendar(from) on:click=move |_| choose(when.get_untracked())>"看看那天排的是哪一句"</a> })}
            <p class="row-do">
                <button type="button" class="button" disabled=move || is_unfit.get() || from().is_none() on:click=move |_| plan()>{said}</button>
                <button type="button" class="button quiet" on:click=move |_| close(open)>"算了"</button>
            </p>
        </div>
    }
}

/// Of what is planned: the way to its day.
#[component]
pub(super) fn Planned(writing: Writing) -> impl IntoView {
    let from = Memo::new(move |_| {
        let planned = |document: &Document| Some(document.planned.as_ref()?.publish_from);
        writing.document.with(|document| document.as_ref().and_then(planned))
    });
    move || from.get().map(|from| view! { <a class="button quiet" href=calendar(from)>"去日历看那天"</a> })
}
