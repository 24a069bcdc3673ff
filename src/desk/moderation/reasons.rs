//! Why a post goes back or is taken down: one tap, and perhaps a line before it.

use ::api::posts::{Decision, DeskPost, PostState, ReasonCode};
use leptos::prelude::*;

use super::line::Line;
use super::post::is_nomination;
use super::said::Said;
use crate::ui::at_most;

/// The server takes no more.
const NOTE: usize = 100;

/// The list of reasons. A tap on one is the answer; it can be taken back for a minute.
#[component]
pub(super) fn Reasons(line: Line, decision: Decision) -> impl IntoView {
    let is_of = |is: &dyn Fn(&DeskPost) -> bool| {
        line.asking.with_untracked(|asking| asking.as_ref().is_some_and(|(post, _)| is(post)))
    };
    let (why, stop) = match decision {
        Decision::Remove if is_of(&is_nomination) => ("为什么先放下？", "先不放"),
        Decision::Remove if is_of(&|post| post.state == PostState::Removed) => ("为什么维持撤下？", "先不定"),
        Decision::Remove => ("为什么撤下？", "先不撤"),
        _ => ("请对方改什么？", "先不退"),
    };
    let name = move |code: ReasonCode| match (code, decision) {
        (ReasonCode::Other, _) => "就按上面这句话",
        (code, Decision::Remove) => code.of_removed(),
        (code, _) => code.chinese(),
    };
    let button = move |(at, code): (usize, ReasonCode)| {
        view! {
            <li><button type="button" disabled=move || line.is_busy.get() on:click=move |_| line.answer(code)>
                <kbd aria-hidden="true">{at + 1}</kbd>{name(code)}
            </button></li>
        }
    };
    view! {
        <section class="reasons" aria-labelledby="why">
            <div class="reasons-head">
                <h2 id="why">{why}</h2>
                <button type="button" class="button quiet" on:click=move |_| line.close_and_return()>{stop}<kbd aria-hidden="true">"Esc"</kbd></button>
            </div>
            <label class="visually-hidden" for="note">"想多说半句，写在这里（可以不写）"</label>
            <input id="note" type="text" enterkeyhint="done" autocomplete="off" placeholder="想多说半句，先写在这里" prop:value=move || line.note.get()
                on:input=move |event| line.note.set(at_most(&event, NOTE)) on:change=move |event| line.note.set(at_most(&event, NOTE))
                on:keydown=move |event| { if event.key() == "Escape" { line.close_and_return(); } }/>
            <Said line/>
            <ul>{ReasonCode::fitting(decision).iter().copied().enumerate().map(button).collect_view()}</ul>
        </section>
    }
}
