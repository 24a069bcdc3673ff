//! Invites that are out, and those that ended.

use ::api::people::{Invite, Role};
use content::day::Day;
use leptos::prelude::*;

use super::batches::batches;
use super::state::Page;
use crate::browser::clock;
use crate::client::site_words;
use crate::desk::twice::Twice;

/// Those that can still be used; the others behind one line.
#[component]
pub(super) fn Listed(page: Page, invites: Vec<Invite>, is_admin: bool) -> impl IntoView {
    let (open, ended): (Vec<_>, Vec<_>) = invites.into_iter().partition(is_open);
    let row = move |invite: Invite| view! { <Row page invite is_admin/> };
    let many = ended.len();
    let is_empty = open.is_empty();
    let batch = move |batch: Vec<Invite>| {
        view! {
            {(batch.len() > 1).then(|| view! { <Batch page batch=batch.iter().map(|invite| invite.id).collect()/> })}
            {batch.into_iter().map(row).collect_view()}
        }
    };
    view! {
        {is_empty.then(|| view! { <p class="empty">"眼下没有等着用的。"</p> })}
        <ul class="rows">{batches(open).into_iter().map(batch).collect_view()}</ul>
        {(many > 0).then(|| view! {
            <details class="ended">
                <summary>{format!("用过、作废、过期的 {many} 张")}</summary>
                <ul class="rows">{ended.into_iter().map(row).collect_view()}</ul>
            </details>
        })}
    }
}

/// Those that were made together, and can still be used.
#[component]
fn Batch(page: Page, batch: Vec<i64>) -> impl IntoView {
    let many = batch.len();
    let run = Callback::new(move |()| page.revoke_all(batch.clone()));
    view! {
        <li class="batch">
            <p>{format!("一起做的 {many} 张，还没用")}</p>
            <div class="row-do">
                <Twice name="全部作废" what=format!("这 {many} 张都不能用了，发出去的、打印了的也一样。") yes=format!("{many} 张全部作废") is_busy=page.is_busy run/>
            </div>
        </li>
    }
}

fn is_open(invite: &Invite) -> bool {
    invite.used_at.is_none() && invite.revoked_at.is_none() && invite.expires_at > clock::unix_ms()
}

#[component]
fn Row(page: Page, invite: Invite, is_admin: bool) -> impl IntoView {
    let (id, is_open) = (invite.id, is_open(&invite));
    let state = match (invite.used_at, invite.revoked_at) {
        (Some(_), _) => "用过了".to_string(),
        (_, Some(_)) => "作废了".to_string(),
        _ if is_open => format!("{}前有效", Day::at_unix_ms(invite.expires_at).chinese()),
        _ => "过期了".to_string(),
    };
    let who = match invite.role {
        Role::Member => site_words::speaker(),
        Role::Secretary => "书记".to_string(),
        Role::Admin => "管理员".to_string(),
    };
    // A secretary invites members to the own branch, and nobody else.
    let place = invite.branch.filter(|_| is_admin).map(|branch| branch.name).unwrap_or_default();
    let who = is_admin.then(|| format!(" · {place}{who}"));
    let made = Day::at_unix_ms(invite.created_at).chinese();
    let is_leaving = Memo::new(move |_| page.leaving.get() == Some(id));
    view! {
        <li data-invite=id>
            <p><b>{format!("{id} 号")}</b>" "<small>{made}"做的"{who}" · "{state}</small></p>
            {is_open.then(|| view! {
                <div class="row-do">
                    {move || match is_leaving.get() {
                        true => view! {
                            <button type="button" class="button quiet" on:click=move |_| page.keep(id)>"先留着"</button>
                            <button type="button" class="button" aria-label=format!("确定作废 {id} 号") on:click=move |_| page.revoke(id)>"确定作废"</button>
                        }
                        .into_any(),
                        false => view! { <button type="button" class="button quiet" aria-label=format!("作废 {id} 号") on:click=move |_| page.ask(id)>"作废"</button> }.into_any(),
                    }}
                </div>
            })}
        </li>
    }
}
