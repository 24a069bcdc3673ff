//! 更多: pages that are no tabs on a phone, whose desk this is, and the way out.

use ::api::people::{Me, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::badge::Badge;
use super::live::Live;
use crate::browser::history;
use crate::desk::documents;
use crate::desk::export::Export;
use crate::desk::moderation;
use crate::desk::people::passphrase::PassphraseForm;
use crate::desk::shell::navigation::{GROUPS, Group, Place};
use crate::ui::focus;

/// Opens above the tabs; at the foot of the bar on a PC.
#[component]
pub(crate) fn Account(me: Me, here: &'static Place) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let person = StoredValue::new(me.id.clone());
    // Asked once, where words would stay behind on this device.
    let asked = RwSignal::new(None::<bool>);
    let leave = move |everywhere: bool| {
        if asked.get_untracked().is_none() && (everywhere || person.with_value(|person| documents::has_unsent(person)))
        {
            asked.set(Some(everywhere));
            return focus::soon(".more .twice", ".more .twice");
        }
        spawn_local(async move {
            match api::sign_out(everywhere).await {
                Err(why) if !why.is_signed_out() => said.set(why.sentence()),
                // Nobody is signed in any more, or was: that is what was wanted.
                _ => {
                    moderation::forget_begun();
                    history::open(::api::paths::DESK);
                }
            }
        });
    };
    // Tabs have room for a word; the bar tells whose desk it is.
    let name = me.nickname.clone().unwrap_or_else(|| "更多".to_string());
    let is = match (me.role, me.branch) {
        (Role::Admin, _) => "管理员".to_string(),
        (_, Some(branch)) => format!("{}书记", branch.name),
        _ => "书记".to_string(),
    };
    let others = || GROUPS.iter().flat_map(Group::behind);
    let live = expect_context::<Live>();
    let waiting =
        move || Some(others().map(|place| live.waiting(place.path)).sum::<i64>()).filter(|waiting| *waiting > 0);
    let is_among_them = others().any(|place| place.path == here.path);
    view! {
        <details class="more">
            <summary aria-current=is_among_them.then_some("true")><svg class="icon" aria-hidden="true"><use href="#i-more"/></svg><span class="tab-only">"更多"{move || waiting().map(|waiting| view! { <Badge waiting/> })}</span><span class="rail-only">{name}</span></summary>
            <div class="more-open">
                <p><b>{me.nickname}</b><small>{is}</small></p>
                <Others here/>
                <ul>
                    <li><Export/></li>
                    <li><a href=::api::paths::POSTS>"看读者那边"</a></li>
                    <li><a href=::api::paths::READING>"带大家一起读（领读）"</a></li>
                    <li><PassphraseForm/></li>
                    <li><button type="button" on:click=move |_| leave(false)>"退出"</button></li>
                    <li><button type="button" on:click=move |_| leave(true)>"在所有手机和电脑上退出"</button></li>
                </ul>
                {move || asked.get().map(|everywhere| view! {
                    <div class="twice" role="group" tabindex="-1" aria-label="真的退出？">
                        {everywhere.then(|| view! { <p>"所有手机和电脑上都退出，哪儿都要再用口令进来。"</p> })}
                        {person.with_value(|person| documents::has_unsent(person)).then(|| view! { <p>"有写的还没存到服务器，只在这台设备里，再从这里登录才接得上。"</p> })}
                        <button type="button" class="button" on:click=move |_| leave(everywhere)>"退出，确定"</button>
                        <button type="button" class="button quiet" on:click=move |_| asked.set(None)>"算了"</button>
                    </div>
                })}
                <p class="wrong" role="alert">{move || said.get()}</p>
            </div>
        </details>
    }
}

/// What is no tab on a phone, in its groups; on a PC the bar has it.
#[component]
fn Others(here: &'static Place) -> impl IntoView {
    let live = expect_context::<Live>();
    let other = move |place: &'static Place| {
        let waiting = move || Some(live.waiting(place.path)).filter(|waiting| *waiting > 0);
        view! {
            <li><a href=place.path aria-current=(place.path == here.path).then_some("page")>
                <svg class="icon" aria-hidden="true"><use href=place.icon/></svg>
                {place.name}
                {move || waiting().map(|waiting| view! { " "<b>{waiting}</b> })}
            </a></li>
        }
    };
    let groups = GROUPS.iter().filter(|group| group.behind().next().is_some());
    let group = move |group: &'static Group| {
        view! { <h2 class="tab-only">{group.name}</h2><ul class="tab-only rooms">{group.behind().map(other).collect_view()}</ul> }
    };
    groups.map(group).collect_view()
}
