//! 哪几场: the slots of an activity, each with its day, its hours, its seats and its place; and the next one a week on.

use content::activity::SlotLine;
use content::day::Day;
use leptos::prelude::*;

use super::writing::Writing;
use super::wrong::required;
use crate::browser::clock;

/// Seats of a slot that nobody has said anything of.
const SEATS: u32 = 12;
/// Instead of a number of seats.
const UNLIMITED: &str = "不限";

/// All of them, and one more.
#[component]
pub(super) fn Slots(writing: Writing, label: &'static str) -> impl IntoView {
    let many = Memo::new(move |_| writing.form.with(|form| form.as_ref().map_or(0, |form| form.items.len())));
    let add = move |_| {
        writing.edit(|form| {
            let last = form.items.iter().rev().find_map(|text| SlotLine::of_text(text)).unwrap_or_else(first);
            form.items.push(next(writing, &form.items, &last));
        });
    };
    view! {
        <fieldset class="chosen slot-lines" id="field-slots" tabindex="-1">
            <legend data-required=required(writing, "slots")>{label}</legend>
            <p class="hint">"改了时间、地点，读者那里会写“改期了”，原来是几点；已经有人看到的一场不办了，点“不办了”，别拿掉。"</p>
            <ol><For each=move || 0..many.get() key=|at| *at let:at><OneLine writing at/></For></ol>
            <button type="button" class="button quiet" on:click=add>{move || if many.get() == 0 { "加一场" } else { "再加一场，一周以后" }}</button>
        </fieldset>
    }
}

/// What the first one begins with: an afternoon.
fn first() -> SlotLine {
    SlotLine {
        day: clock::today().to_string(),
        from: "14:00".into(),
        until: "15:30".into(),
        seats: SEATS.to_string(),
        ..SlotLine::default()
    }
}

/// The same a week on, under a name that neither what is written here nor what readers are shown has.
fn next(writing: Writing, items: &[String], line: &SlotLine) -> String {
    let shown = writing.shown_form().items;
    let ids = items.iter().chain(&shown).filter_map(|text| text.split_whitespace().next().map(str::to_string));
    line.weeks_later(clock::today(), &ids.collect::<Vec<_>>()).to_text()
}

/// The line of the same name that readers are shown.
fn shown(writing: Writing, id: &str) -> Option<SlotLine> {
    let items = writing.shown_form().items;
    items.iter().filter_map(|text| SlotLine::of_text(text)).find(|line| line.id == id)
}

fn text_of(writing: Writing, at: usize) -> String {
    writing.form.with(|form| form.as_ref().and_then(|form| form.items.get(at).cloned()).unwrap_or_default())
}

/// One of them in fields; where what was typed fits into none, the line as it is.
#[component]
fn OneLine(writing: Writing, at: usize) -> impl IntoView {
    let text = move || text_of(writing, at);
    let is_in_parts = Memo::new(move |_| SlotLine::of_text(&text()).is_some());
    let put = move |text: String| {
        writing.edit(move |form| form.items.iter_mut().skip(at).take(1).for_each(|item| *item = text.clone()));
    };
    let out = move |_| {
        writing.edit(move |form| {
            if at < form.items.len() {
                form.items.remove(at);
            }
        });
    };
    view! {
        <li class="slot-line" aria-label=format!("第 {} 场", at + 1)>
            {move || match is_in_parts.get() {
                true => view! { <Parts writing at/> }.into_any(),
                false => view! {
                    <label for=format!("slot-{at}-text")>"编号 日期 几点到几点 几个位子 在哪儿"</label>
                    <input id=format!("slot-{at}-text") type="text" autocomplete="off" prop:value=text on:change=move |event| put(event_target_value(&event))/>
                    <p class="row-do"><button type="button" class="button quiet" on:click=out>"拿掉"</button></p>
                }
                .into_any(),
            }}
        </li>
    }
}

/// Whoever looks for it on a phone finds one thing a row.
#[component]
fn Parts(writing: Writing, at: usize) -> impl IntoView {
    let line = Memo::new(move |_| SlotLine::of_text(&text_of(writing, at)).unwrap_or_default());
    let change = move |change: &dyn Fn(&mut SlotLine)| {
        let mut line = line.get_untracked();
        change(&mut line);
        if let Some(known) = shown(writing, &line.id) {
            line.mark_moved(&known);
        }
        writing.edit(move |form| form.items.iter_mut().skip(at).take(1).for_each(|item| *item = line.to_text()));
    };
    let id = move |part: &str| format!("slot-{at}-{part}");
    let field = move |part: &'static str,
                      name: &'static str,
                      kind: &'static str,
                      get: fn(&SlotLine) -> &String,
                      set: fn(&mut SlotLine, String)| {
        view! {
            <p><label for=id(part)>{name}</label>
            <input id=id(part) type=kind autocomplete="off" prop:value=move || line.with(|line| get(line).clone()) on:change=move |event| { let value = event_target_value(&event); change(&|line| set(line, value.clone())); }/></p>
        }
    };
    let when = move || line.with(|line| Day::parse(&line.day).map(|day| WEEKDAYS[content::opening::weekday(day)]));
    view! {
        <div class="slot-when-parts">
            {field("day", "哪一天", "date", |line| &line.day, |line, value| line.day = value)}
            {field("from", "几点", "time", |line| &line.from, |line, value| line.from = value)}
            {field("until", "到几点", "time", |line| &line.until, |line, value| line.until = value)}
            <p class="hint" role="status">{when}</p>
        </div>
        <Seats at seats=Signal::derive(move || line.with(|line| line.seats.clone())) set=Callback::new(move |seats: String| change(&|line| line.seats.clone_from(&seats)))/>
        {field("where", "在哪儿", "text", |line| &line.whereabouts, |line, value| line.whereabouts = value)}
        <p class="hint">{move || named(writing, &line.with(|line| line.whereabouts.clone()))}</p>
        <Deeds writing at line change=Callback::new(move |is_cancelled: bool| change(&|line| line.is_cancelled = is_cancelled))/>
    }
}

/// In Beijing time, from Monday.
const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// What a place is called that stands there by its slug.
fn named(writing: Writing, whereabouts: &str) -> Option<String> {
    writing.shelf.with(|shelf| shelf.library.places.get(whereabouts).map(|place| format!("名单上的“{}”", place.title)))
}

/// 加减: how many may come.
#[component]
fn Seats(at: usize, seats: Signal<String>, set: Callback<String>) -> impl IntoView {
    let number = move || seats.get().parse::<u32>().ok();
    let step = move |by: i64| {
        let now = i64::from(number().unwrap_or(SEATS));
        set.run((now + by).max(1).to_string());
    };
    let id = format!("slot-{at}-seats");
    let is_unlimited = move || seats.get() == UNLIMITED;
    let toggle = move |_| set.run(if is_unlimited() { SEATS.to_string() } else { UNLIMITED.to_string() });
    view! {
        <p class="slot-seats">
            <label for=id.clone()>"几个位子"</label>
            <button type="button" class="button quiet" aria-label="少一个位子" disabled=is_unlimited on:click=move |_| step(-1)>"−"</button>
            <input id=id type="text" inputmode="numeric" autocomplete="off" prop:value=move || seats.get() on:change=move |event| set.run(event_target_value(&event).trim().to_string())/>
            <button type="button" class="button quiet" aria-label="多一个位子" disabled=is_unlimited on:click=move |_| step(1)>"+"</button>
            <label class="slot-unlimited"><input type="checkbox" prop:checked=is_unlimited on:change=toggle/>{UNLIMITED}</label>
        </p>
    }
}

/// What can be done with all of it.
#[component]
fn Deeds(writing: Writing, at: usize, line: Memo<SlotLine>, change: Callback<bool>) -> impl IntoView {
    // Whoever has signed up for what readers see is told that it does not take place; a line that is gone says nothing.
    let is_seen = Memo::new(move |_| {
        writing.document.track();
        shown(writing, &line.get().id)
            .is_some_and(|known| Day::parse(&known.day).is_some_and(|day| day >= clock::today()))
    });
    let copy = move |_| {
        writing.edit(move |form| {
            let text = next(writing, &form.items, &line.get_untracked());
            form.items.insert((at + 1).min(form.items.len()), text);
        });
    };
    let out = move |_| {
        writing.edit(move |form| {
            if at < form.items.len() {
                form.items.remove(at);
            }
        });
    };
    let is_off = move || line.with(|line| line.is_cancelled);
    let marks = move || match line.with(|line| (line.is_cancelled, line.is_moved)) {
        (true, _) => "不办了",
        (_, true) => "改期了",
        _ => "",
    };
    view! {
        <p class="row-do"><b class="slot-mark" role="status">{marks}</b>
            <button type="button" class="button quiet" on:click=copy>"复制到下一周"</button>
            {move || match is_seen.get() || is_off() {
                true => view! { <button type="button" class="button quiet" aria-pressed=move || is_off().to_string() on:click=move |_| change.run(!is_off())>{move || if is_off() { "还是办" } else { "不办了" }}</button> }.into_any(),
                false => view! { <button type="button" class="button quiet" on:click=out>"拿掉"</button> }.into_any(),
            }}
        </p>
    }
}
