//! A claim that is not put on the list: the shop's own link says why.

use ::api::claims::{MOST_IN_LINE, WaitingClaim};
use leptos::prelude::*;

use super::state::Page;
use crate::ui::at_most;
use crate::ui::focus;

/// A quiet button that asks for a line first.
#[component]
pub(super) fn Decline(page: Page, claim: WaitingClaim) -> impl IntoView {
    let (is_open, reason) = (RwSignal::new(false), RwSignal::new(String::new()));
    let id = format!("decline-{}", claim.stamp);
    let claim = StoredValue::new(claim);
    let open = {
        let field = format!("#{id}");
        move |_| {
            is_open.set(true);
            focus::soon(field.clone(), "");
        }
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let said = claim.with_value(|claim| format!("{}：没有上名单，店家的链接里写着为什么。", claim.title));
        claim.with_value(|claim| page.decline(claim, reason.get_untracked(), said));
    };
    let open = StoredValue::new(open);
    move || {
        match is_open.get() {
        false => view! { <button type="button" class="button quiet" on:click=move |event| open.with_value(|open| open(event))>"不上名单"</button> }.into_any(),
        true => view! {
            <form class="twice" on:submit=send>
                <label for=id.clone()>"为什么，写给店家看"</label>
                <input id=id.clone() type="text" autocomplete="off" placeholder="如：去了两次都没开门" on:input=move |event| reason.set(at_most(&event, MOST_IN_LINE))/>
                <button type="submit" class="button" disabled=move || page.is_busy.get() || reason.with(|reason| reason.trim().is_empty())>"不上名单"</button>
                <button type="button" class="button quiet" on:click=move |_| is_open.set(false)>"算了"</button>
            </form>
        }
        .into_any(),
    }
    }
}
