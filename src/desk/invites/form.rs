//! How many, for how long; for an admin also for whom.

use ::api::people::{Branch, NewInvites, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Page;
use crate::browser::history;
use crate::client::site_words;
use crate::desk::shell::api;

/// Two numbers and a button.
#[component]
pub(super) fn NewForm(page: Page, is_admin: bool) -> impl IntoView {
    let (count, days) = (RwSignal::new(1_u32), RwSignal::new(14_u32));
    // From the first steps.
    let asked = if is_admin && history::fragment() == "secretary" { Role::Secretary } else { Role::Member };
    let (role, branch) = (RwSignal::new(asked), RwSignal::new(None::<i64>));
    let submit = move || {
        page.make(NewInvites {
            count: count.get_untracked(),
            role: role.get_untracked(),
            branch: branch.get_untracked().filter(|_| is_admin && role.get_untracked() != Role::Admin),
            days: days.get_untracked(),
        });
    };
    let number = |event, signal: RwSignal<u32>| signal.set(event_target_value(&event).parse().unwrap_or(0));
    view! {
        <form class="desk-form invite-form" on:submit=move |event| { event.prevent_default(); submit(); }>
            <div><label for="count">"几张（最多 40）"</label>
                <input id="count" type="number" inputmode="numeric" min="1" max="40" required value="1" on:input=move |event| number(event, count)/></div>
            <div><label for="days">"几天内有效（最多 60）"</label>
                <input id="days" type="number" inputmode="numeric" min="1" max="60" required value="14" on:input=move |event| number(event, days)/></div>
            {is_admin.then(|| view! { <ForWhom page role branch/> })}
            <button type="submit" class="button" disabled=move || page.is_busy.get()>"做好"</button>
        </form>
        <p class="wrong" role="alert">{move || page.wrong.get()}</p>
    }
}

#[component]
fn ForWhom(page: Page, role: RwSignal<Role>, branch: RwSignal<Option<i64>>) -> impl IntoView {
    let branches = RwSignal::new(Vec::<Branch>::new());
    let is_without = RwSignal::new(false);
    spawn_local(async move {
        match api::branches().await {
            Ok(answer) => {
                is_without.set(answer.branches.is_empty());
                branch.set(answer.branches.first().map(|branch| branch.id));
                branches.set(answer.branches);
            }
            Err(why) => page.wrong.set(page.session.hear(&why)),
        }
    });
    let option = |branch: Branch| view! { <option value=branch.id.to_string()>{branch.name}</option> };
    view! {
        <div><label for="role">"给谁"</label>
            <select id="role" on:change=move |event| role.set(match event_target_value(&event).as_str() {
                "secretary" => Role::Secretary,
                "admin" => Role::Admin,
                _ => Role::Member,
            })>
                <option value="member">{site_words::speaker()}</option>
                <option value="secretary" prop:selected=move || role.get() == Role::Secretary>"书记"</option>
                <option value="admin">"管理员"</option>
            </select></div>
        // An admin belongs to none.
        <div hidden=move || { role.get() == Role::Admin }><label for="branch">"哪个支部"</label>
            <select id="branch" on:change=move |event| branch.set(event_target_value(&event).parse().ok())>
                {move || branches.get().into_iter().map(option).collect_view()}
            </select>
            <p class="hint" hidden=move || !is_without.get()>"还没有支部，"<a href=::api::paths::DESK_PEOPLE.to_string() + "#branch">"先建一个"</a>"。"</p></div>
    }
}
