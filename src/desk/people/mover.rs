//! Which branch somebody belongs to, for an admin.

use ::api::people::{Branch, MovePerson};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Page;
use crate::desk::shell::api;
use crate::desk::twice::Twice;
use crate::ui::focus;

/// A choice of another one; nobody is moved before it was asked about.
#[component]
pub(super) fn Mover(page: Page, id: StoredValue<String>, name: String, home: i64) -> impl IntoView {
    let (chosen, is_busy) = (RwSignal::new(home), RwSignal::new(false));
    let option = move |branch: Branch| {
        view! { <option value=branch.id.to_string() prop:selected=move || chosen.get() == branch.id>{branch.name}</option> }
    };
    let other = Memo::new(move |_| {
        let chosen = Some(chosen.get()).filter(|chosen| *chosen != home)?;
        page.branches.get().into_iter().find(|branch| branch.id == chosen)
    });
    let send = Callback::new(move |()| {
        is_busy.set(true);
        let (id, to) = (id.get_value(), MovePerson { branch: chosen.get_untracked() });
        spawn_local(async move {
            match api::move_person(&id, to).await {
                Ok(person) => page.moved(person),
                Err(why) => {
                    page.said.set(page.session.hear(&why));
                    is_busy.set(false);
                    // What is shown is what is true. Where only the answer was cut, the list tells.
                    chosen.set(home);
                    page.load();
                }
            }
            focus::soon(format!("[data-person=\"{id}\"] select"), "");
        });
    });
    view! {
        <select aria-label=format!("{name}在哪个支部") on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or(home))>
            {move || page.branches.get().into_iter().map(option).collect_view()}
        </select>
        {move || other.get().map(|branch| {
            let what = format!("换到{}？当场生效；写过的留在原来的支部。", branch.name);
            view! { <Twice name=format!("换到{}", branch.name) what yes="换过去" is_busy run=send/> }
        })}
    }
}
