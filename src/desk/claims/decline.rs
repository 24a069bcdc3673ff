//! A claim that is not put on the list: the shop's own link says why.

use ::api::claims::MOST_IN_LINE;
use leptos::prelude::*;

use super::state::Page;
use crate::desk::in_sight;
use crate::ui::at_most;

/// A quiet button that asks for a line first. `of`: which claim.
#[component]
pub(super) fn Decline(page: Page, of: String) -> impl IntoView {
    let (is_open, reason) = (RwSignal::new(false), RwSignal::new(String::new()));
    let id = format!("decline-{of}");
    // The shop may send other words while somebody writes why not: nobody declines what they have not seen.
    let (of, seen) = (StoredValue::new(of), StoredValue::new(0));
    let shown = move || untrack(|| of.with_value(|of| page.waiting(of)));
    let open = {
        let field = format!("#{id}");
        move |_| {
            is_open.set(true);
            seen.set_value(shown().map_or(0, |claim| claim.stamp));
            in_sight::soon(field.clone(), ".twice:focus-within");
        }
    };
    let send = Callback::new(move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(claim) = shown() {
            if seen.get_value() != claim.stamp {
                seen.set_value(claim.stamp);
                return page.room.wrong.set("店家刚改过写的，看一眼再点。".into());
            }
            let said = format!("{}：没有上名单，店家的链接里写着为什么。", claim.title);
            page.decline(&claim, reason.get_untracked(), said);
        }
    });
    let open = StoredValue::new(open);
    move || {
        match is_open.get() {
        false => view! { <button type="button" class="button quiet" on:click=move |event| open.with_value(|open| open(event))>"不上名单"</button> }.into_any(),
        true => view! {
            <form class="twice" on:submit=move |event| send.run(event)>
                <label for=id.clone()>"为什么，写给店家看"</label>
                <input id=id.clone() type="text" autocomplete="off" placeholder="如：去了两次都没开门" prop:value=move || reason.get() on:input=move |event| reason.set(at_most(&event, MOST_IN_LINE))/>
                <button type="submit" class="button" disabled=move || page.room.is_busy.get() || reason.with(|reason| reason.trim().is_empty())>"不上名单"</button>
                <button type="button" class="button quiet" on:click=move |_| is_open.set(false)>"算了"</button>
            </form>
        }
        .into_any(),
    }
    }
}
