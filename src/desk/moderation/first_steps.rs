//! What a desk begins with, where nobody's words wait: 建支部 → 请书记 → 放原文 → 请骑手, until all of it is done.

use ::api::first_steps::FirstSteps;
use ::api::paths;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::storage;
use crate::browser::watch::watch;
use crate::client::site_words;
use crate::desk::shell::api;
use crate::desk::shell::live::Live;

/// In `localStorage`, on a device where somebody has put the list away.
const KEY: &str = "desk-first-steps";
const AWAY: &str = "away";

/// One of them.
#[derive(Debug)]
struct Step {
    name: &'static str,
    /// What for.
    why: &'static str,
    path: &'static str,
    /// Which field there is meant; may be empty.
    at: &'static str,
    is_done: fn(FirstSteps) -> bool,
}

/// In their order. The first two are an admin's.
const STEPS: [Step; 4] = [
    Step {
        name: "建支部",
        why: "骑手和书记都属于一个支部，先给它起个名字。",
        path: paths::DESK_PEOPLE,
        at: "#branch",
        is_done: |steps| steps.branch,
    },
    Step {
        name: "请书记",
        why: "做一张书记的邀请，发给对方。一份内容要两个人看过才发布。",
        path: paths::DESK_INVITES,
        at: "#secretary",
        is_done: |steps| steps.secretary,
    },
    Step {
        name: "放原文",
        why: "金句要逐字核对，先把原文贴进来。",
        path: paths::DESK_SOURCES,
        at: "",
        is_done: |steps| steps.source_text,
    },
    Step {
        name: "请骑手",
        why: "做几张骑手的邀请，当面扫，或者打印了发。看内容不用邀请，说话才用。",
        path: paths::DESK_INVITES,
        at: "",
        is_done: |steps| steps.member,
    },
];

/// How far this desk is; `None` until the server has said so.
#[derive(Clone, Copy)]
pub struct Begun(RwSignal<Option<FirstSteps>>);

impl Begun {
    /// Asks, and again whenever somebody comes back to the page. Without an answer nothing is said: nothing rests on it.
    pub(crate) fn ask(live: Live) -> Self {
        let begun = Self(RwSignal::new(None));
        watch(move || {
            live.again.track();
            spawn_local(async move {
                if let Ok(steps) = api::first_steps().await {
                    begun.0.set(Some(steps));
                }
            });
        });
        begun
    }

    /// Whether there is nobody yet who could have said anything.
    pub(crate) fn is_nobody_here(self) -> bool {
        self.0.get().is_some_and(|steps| !steps.member)
    }
}

/// The list, for as long as something of it is left to do.
#[component]
pub(crate) fn FirstStepsList(begun: Begun, is_admin: bool) -> impl IntoView {
    let is_away = RwSignal::new(storage::get(KEY).as_deref() == Some(AWAY));
    let put_away = move |_| {
        storage::set(KEY, AWAY);
        is_away.set(true);
    };
    move || {
        let steps = begun.0.get().filter(|steps| !is_away.get() && !steps.is_all())?;
        let left = steps_of(is_admin).find(|step| !(step.is_done)(steps))?.name;
        let row = move |step: &'static Step| {
            let (mark, said) = match (step.is_done)(steps) {
                true => ("done", "做好了"),
                false if step.name == left => ("now", "接下来"),
                false => ("later", ""),
            };
            let href = [step.path, step.at].concat();
            let name = site_words::with_speaker(step.name);
            view! {
                <li data-mark=mark>
                    {match mark {
                        "done" => view! { <b>{name.clone()}</b> }.into_any(),
                        _ => view! { <a href=href.clone()>{name.clone()}</a> }.into_any(),
                    }}
                    " "<small>{said}</small>
                    {(mark == "now").then(|| view! { <p>{site_words::with_speaker(step.why)}</p><a class="button" href=href>{format!("去{name}")}</a> })}
                </li>
            }
        };
        Some(view! {
            <section class="first-steps" aria-labelledby="first-steps">
                <h2 id="first-steps">"先做这几步"</h2>
                <ol class="way">{steps_of(is_admin).map(row).collect_view()}</ol>
                <button type="button" class="link" on:click=put_away>"先收起来"</button>
            </section>
        })
    }
}

/// A secretary has a branch, and is its secretary.
fn steps_of(is_admin: bool) -> impl Iterator<Item = &'static Step> {
    STEPS.iter().skip(if is_admin { 0 } else { 2 })
}
