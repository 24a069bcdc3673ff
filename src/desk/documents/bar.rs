//! The bar of a document's page: where it stands, and what comes next, with 定时 beside 发布.

use ::api::documents::{Document, Folder, Shown, Stage, Step, TakeStep};
use ::api::paths;
use leptos::prelude::*;

use super::opened::{Open, close, toggle};
use super::part::Part;
use super::planning::{Later, Planned};
use super::steps::{name, next_name, only};
use super::words::{beijing, label, look_of};
use super::writing::{Kept, Writing};
use crate::desk::in_sight;
use crate::ui::focus;
use crate::ui::{at_most, close_on_back};

/// The server takes no more, in characters.
const NOTE: usize = 200;

/// Where it stands, and the one next step.
#[component]
pub(super) fn Bar(writing: Writing) -> impl IntoView {
    let next = Memo::new(move |_| {
        writing.document.with(|document| document.as_ref().and_then(|document| writing.offer(document).next))
    });
    let may_return = Memo::new(move |_| {
        let offers = |document: &Document| writing.offer(document).steps.contains(&Step::Return);
        writing.document.with(|document| document.as_ref().is_some_and(offers))
    });
    // A line that was begun is there again.
    let open = RwSignal::new(if writing.note.said().is_some() { Open::Return } else { Open::Nothing });
    // Whoever reads the card would have the quotation alone.
    let is_bare = move || {
        writing.folder == Folder::Cards
            && writing.form.with(|form| form.as_ref().is_some_and(|form| form.body.trim().is_empty()))
    };
    // It is gone with the step that it belongs to.
    let is_open = move || match open.get() {
        Open::Nothing => false,
        Open::Return => may_return.get(),
        Open::Later => next.get() == Some(Step::Publish),
    };
    close_on_back(is_open, move || close(open));
    let is_asked = RwSignal::new(false);
    let is_asking = Memo::new(move |_| is_asked.get() && is_bare() && next.get() == Some(Step::Submit));
    let keep = move || {
        is_asked.set(false);
        focus::soon("[data-next]", "");
    };
    close_on_back(move || is_asking.get(), keep);
    let take = move |step: Step| match step {
        Step::Submit if writing.faults.with_untracked(|faults| !faults.is_empty()) => {
            writing.part.set(Part::Write);
            writing.show_first_fault();
        }
        Step::Submit if untrack(is_bare) => {
            is_asked.set(true);
            focus::soon(".writing-bar .twice", "");
        }
        Step::Publish => writing.take(writing.publish()),
        step => writing.take(only(step)),
    };
    let is_unfit = Signal::derive(move || writing.theirs.with(Option::is_some) || writing.is_busy.get());
    let called = move |step: Step| {
        writing.document.with(|document| document.as_ref().map_or("", |document| next_name(step, document)))
    };
    let mend = move || {
        let says_all = writing.says_all.get();
        let faults = writing.faults.get();
        let is_submit = next.get() == Some(Step::Submit);
        (says_all && is_submit && !faults.is_empty()).then(|| {
            let name = writing.form.with(|form| form.as_ref().map(|form| label(form, &faults[0].field)));
            match name {
                Some(name) if faults.len() == 1 => format!("“{name}”要改一改才能{}", called(Step::Submit)),
                _ => format!("还有 {} 处要改才能{}", faults.len(), called(Step::Submit)),
            }
        })
    };
    let write = Callback::new(move |()| {
        is_asked.set(false);
        writing.part.set(Part::Write);
        in_sight::soon_at_field("body".into());
    });
    view! {
        <div class="writing-bar">
            <p class="keeping" data-kept=move || kept_look(&writing.kept.get()) data-standing=move || standing(writing)>{move || state(writing)}</p>
            <p class="visually-hidden" role="status">{move || trouble(&writing.kept.get())}</p>
            <p class="said" role="status">{move || mend().unwrap_or_else(|| writing.said.get())}</p>
            {move || (writing.is_unproved.get() && next.get() == Some(Step::Publish)).then(|| view! { <Unproved writing/> })}
            {move || may_return.get().then(|| view! { <Return writing is_unfit open/> })}
            {move || (next.get() == Some(Step::Publish)).then(|| view! { <Later writing is_unfit open/> })}
            {move || is_asking.get().then(|| view! { <Bare writing is_unfit write/> })}
            {move || next.get().filter(|_| !is_asking.get()).map(|step| view! { <button type="button" class="button" class:quiet=move || is_open() || is_beside(writing, next.get()) data-next="" disabled=move || is_unfit.get() on:click=move |_| take(step)>{called(step)}</button> })}
            <Planned writing/>
            {move || writing.next_up.get().map(|(slug, count)| view! { <a class="button" href=paths::desk_document(writing.folder.as_str(), &slug)>{format!("看下一份（还有 {count} 份）")}</a> })}
        </div>
    }
}

/// Readers would have the quotation alone: is that meant?
#[component]
fn Bare(writing: Writing, is_unfit: Signal<bool>, write: Callback<()>) -> impl IntoView {
    view! {
        <div class="twice" role="group" tabindex="-1" aria-label="读懂还空着">
            <p>"读懂还空着，读者只看得到金句。就这样送审？"</p>
            <button type="button" class="button quiet" disabled=move || is_unfit.get() on:click=move |_| writing.take(only(Step::Submit))>"就这样送审"</button>
            <button type="button" class="button" on:click=move |_| write.run(())>"去写一两句"</button>
        </div>
    }
}

/// Whether something else is asked of whoever sits here: the next step stands back then, as it does for the draft of somebody
/// else, who is to hand it on.
fn is_beside(writing: Writing, next: Option<Step>) -> bool {
    let is_mine = |document: &Document| document.draft.as_ref().is_none_or(|draft| draft.is_mine || draft.by.is_none());
    writing.theirs.with(Option::is_some)
        || writing.asked.with(Option::is_some)
        || writing.next_up.with(Option::is_some)
        || next == Some(Step::Submit) && !writing.document.with(|document| document.as_ref().is_none_or(is_mine))
}

/// In a few words, all the time.
fn state(writing: Writing) -> String {
    let (kept, may_write) = (writing.kept.get(), writing.may_write());
    writing.document.with(|document| {
        let Some(document) = document else { return String::new() };
        let stage = document.draft.as_ref().map(|draft| draft.stage);
        let planned = document.planned.as_ref().map(|planned| planned.publish_from);
        let stands = match (stage, planned) {
            (Some(stage), _) => stage.chinese().to_string(),
            (None, Some(from)) => format!("定时 {}", beijing(from)),
            (None, None) if document.put_aside.is_some() => "丢掉了".to_string(),
            (None, None) if document.shown == Shown::Nothing => "还没动笔".to_string(),
            (None, None) => document.shown.chinese().to_string(),
        };
        match kept {
            Kept::Saved if stage == Some(Stage::Draft) && may_write => format!("{stands} · 存好了"),
            Kept::Saved => stands,
            Kept::Waiting | Kept::Sending => format!("{} · 正在存", Stage::Draft.chinese()),
            Kept::Here(_) | Kept::Nowhere(_) => trouble(&kept),
        }
    })
}

/// As in the lists. Nothing while it is told what becomes of a change.
fn standing(writing: Writing) -> Option<&'static str> {
    if writing.kept.get() != Kept::Saved {
        return None;
    }
    writing.document.with(|document| document.as_ref().map(look_of))
}

fn trouble(kept: &Kept) -> String {
    match kept {
        Kept::Here(why) => format!("还没存好：{why}。写的在这台设备里"),
        Kept::Nowhere(why) => format!("还没存好：{why}。别关这一页"),
        _ => String::new(),
    }
}

fn kept_look(kept: &Kept) -> &'static str {
    match kept {
        Kept::Saved => "saved",
        Kept::Waiting | Kept::Sending => "sending",
        Kept::Here(_) | Kept::Nowhere(_) => "here",
    }
}

/// A quotation that was not found goes out only with a reason, which is asked for beside the button that was refused.
#[component]
fn Unproved(writing: Writing) -> impl IntoView {
    let why = writing.unverified;
    view! {
        <div class="later">
            <label for="unverified">"请本人改，就点“退回”；可以不核对，写明为什么，再点一次"</label>
            <textarea id="unverified" rows="2" prop:value=move || why.get() on:input=move |event| why.set(at_most(&event, NOTE)) on:change=move |event| why.set(at_most(&event, NOTE))></textarea>
        </div>
    }
}

/// 退回, with a line, in reach of whoever has just read it.
#[component]
fn Return(writing: Writing, is_unfit: Signal<bool>, open: RwSignal<Open>) -> impl IntoView {
    let note = writing.note;
    let is_open = move || open.get() == Open::Return;
    let send = move || writing.take(TakeStep { note: note.said(), ..only(Step::Return) });
    view! {
        <button type="button" class="button quiet" aria-expanded=move || is_open().to_string() aria-controls="return" on:click=move |_| toggle(open, Open::Return, "#return-note")>{name(Step::Return)}</button>
        <form class="later" id="return" hidden=move || !is_open() on:submit=move |event| { event.prevent_default(); send(); }>
            <label for="return-note">"要改哪里？写一句，起草的人看得到"</label>
            <textarea id="return-note" rows="2" required prop:value=move || note.get() on:input=move |event| note.set(at_most(&event, NOTE)) on:change=move |event| note.set(at_most(&event, NOTE))></textarea>
            <p class="row-do">
                <button type="submit" class="button" disabled=move || is_unfit.get()>"退回请本人改"</button>
                <button type="button" class="button quiet" on:click=move |_| close(open)>"算了"</button>
            </p>
        </form>
    }
}
