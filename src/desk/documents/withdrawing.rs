//! Why a document is taken down: for whoever reads its past. Readers are told nothing but that it is gone.

use leptos::prelude::*;

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
