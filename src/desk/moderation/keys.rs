//! The queue by keyboard, and saying so on a PC. Keys of one letter can be switched off: dictation types them, too.

use ::api::posts::{Decision, ReasonCode};
use leptos::prelude::*;

use super::decide::against;
use super::line::Line;
use super::list::List;
use crate::browser::watch::watch;
use crate::browser::{dom, storage};

/// In `localStorage`, on a computer that wants no keys.
const KEY: &str = "desk-keys";
const OFF: &str = "off";

/// What the keys are.
const KEYS: [(&str, &str); 5] = [
    ("A", "发布，或放回去"),
    ("R", "请改一改，或撤下、维持撤下；再按数字选原因"),
    ("N", "下一条"),
    ("Z", "撤销"),
    ("Esc", "先不退，先不撤"),
];

/// Starts listening; whether keys do something.
pub(super) fn listen(line: Line) -> RwSignal<bool> {
    let is_on = RwSignal::new(storage::get(KEY).as_deref() != Some(OFF));
    // Where the session is over the page waits out of sight: nothing happens to it.
    let is_heard = move || is_on.get_untracked() && !line.session.is_over.get_untracked();
    dom::on_key_once(move |key, _| is_heard() && press(line, key));
    // Keys are shown on buttons only where they work.
    watch(move || dom::set_root_data("keys", if is_on.get() { "" } else { OFF }));
    is_on
}

/// The list of them, and the switch.
#[component]
pub(super) fn Keys(is_on: RwSignal<bool>) -> impl IntoView {
    let turn = move |_| {
        is_on.update(|on| *on = !*on);
        storage::set(KEY, if is_on.get_untracked() { "" } else { OFF });
    };
    view! {
        <section class="keys">
            <h2>"键盘"</h2>
            <dl>{KEYS.into_iter().map(|(key, does)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div> }).collect_view()}</dl>
            <button type="button" class="button quiet" aria-pressed=move || is_on.get().to_string() on:click=turn>"用快捷键"</button>
        </section>
    }
}

/// The reason with a digit before it.
fn reason(digit: &str, decision: Decision) -> Option<ReasonCode> {
    let at: usize = digit.parse().ok()?;
    ReasonCode::fitting(decision).get(at.checked_sub(1)?).copied()
}

/// Whether a key did something.
fn press(line: Line, key: &str) -> bool {
    let first = line.first().filter(|_| line.list.get_untracked() == List::Waiting);
    let asking = line.asking.get_untracked();
    let is_answer = first.is_some() && (matches!(key, "a" | "r" | "n" | "A" | "R" | "N") || key.parse::<u8>().is_ok());
    if is_answer && line.is_too_soon() {
        return true;
    }
    // As if Caps Lock were off.
    match (key.to_ascii_lowercase().as_str(), first, asking) {
        ("escape", _, Some(_)) => line.close_and_return(),
        (digit, _, Some((_, decision))) => match reason(digit, decision) {
            Some(code) => line.answer(code),
            None => return false,
        },
        ("z", ..) => line.undo(),
        ("a", Some(post), None) => line.decide(&post, Decision::Approve, None),
        ("r", Some(post), None) => {
            let decision = against(&post);
            line.ask(post, decision);
        }
        ("n", Some(_), None) => line.skip(),
        _ => return false,
    }
    true
}
