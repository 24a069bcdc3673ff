//! Why a post goes back: one tap, and perhaps a line.

use ::api::posts::{Reason, ReasonCode};
use leptos::prelude::*;

/// The list of reasons. A tap on one is the answer; it can be taken back for a minute.
#[component]
pub(super) fn Reasons(chosen: Callback<Reason>, closed: Callback<()>) -> impl IntoView {
    let (note, wrong) = (RwSignal::new(String::new()), RwSignal::new(""));
    let choose = move |code: ReasonCode| {
        let note = note.get_untracked().trim().to_string();
        if code == ReasonCode::Other && note.is_empty() {
            wrong.set("先在上面写一句，他才知道怎么改");
        } else {
            chosen.run(Reason { code, note });
        }
    };
    let name = |code: ReasonCode| if code == ReasonCode::Other { "就按上面这句话" } else { code.chinese() };
    let button = move |code: ReasonCode| {
        view! { <li><button type="button" class="reason" on:click=move |_| choose(code)>{name(code)}</button></li> }
    };
    view! {
        <section class="reasons" aria-label="为什么">
            <label for="note">"想多说半句，写在这里（可以不写）"</label>
            <input id="note" type="text" maxlength="100" enterkeyhint="done" on:input=move |event| note.set(event_target_value(&event))/>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <ul>{ReasonCode::ALL.into_iter().map(button).collect_view()}</ul>
            <button type="button" class="button quiet" on:click=move |_| closed.run(())>"先不退"</button>
        </section>
    }
}
