//! `/desk/invites/`: one-time invites, to be shown on this phone, sent, or printed and cut.

use ::api::people::{Branch, Invite, Me, NewInvites, Role};
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use crate::browser::{clock, history, screen};
use crate::share;

/// Makes some, shows them once, and lists those that are out.
#[component]
pub(super) fn InvitesPage(me: Me) -> impl IntoView {
    let (made, listed, said) =
        (RwSignal::new(Vec::<Invite>::new()), RwSignal::new(Vec::<Invite>::new()), RwSignal::new(String::new()));
    let load = move || {
        spawn_local(async move {
            match api::invites().await {
                Ok(answer) => listed.set(answer.invites),
                Err(why) => said.set(why.sentence()),
            }
        });
    };
    load();
    let make = Callback::new(move |new: NewInvites| {
        spawn_local(async move {
            match api::make_invites(&new).await {
                Ok(answer) => {
                    said.set(String::new());
                    made.set(answer.invites);
                    load();
                }
                Err(why) => said.set(why.sentence()),
            }
        });
    });
    let revoke = Callback::new(move |id: i64| {
        spawn_local(async move {
            if let Err(why) = api::revoke_invite(id).await {
                said.set(why.sentence());
            }
            load();
        });
    });
    view! {
        <h1 class="desk-title">"邀请"</h1>
        <p class="hint">"一张邀请进一个人，用过就没用了。扫码或点链接，起个昵称（也可以不起），就能说话。"</p>
        <NewForm is_admin=me.role == Role::Admin make/>
        <p class="wrong" role="alert">{move || said.get()}</p>
        {move || (!made.get().is_empty()).then(|| view! { <Sheet invites=made.get()/> })}
        <section class="invites">
            <h2>"发出去的"</h2>
            <ul>{move || listed.get().into_iter().map(|invite| view! { <Row invite revoke/> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn NewForm(is_admin: bool, make: Callback<NewInvites>) -> impl IntoView {
    let (count, days) = (RwSignal::new(1_u32), RwSignal::new(14_u32));
    let (role, branch) = (RwSignal::new(Role::Member), RwSignal::new(None::<i64>));
    let branches = RwSignal::new(Vec::<Branch>::new());
    if is_admin {
        spawn_local(async move {
            if let Ok(answer) = api::branches().await {
                branch.set(answer.branches.first().map(|branch| branch.id));
                branches.set(answer.branches);
            }
        });
    }
    let submit = move || {
        let new = NewInvites {
            count: count.get_untracked(),
            role: role.get_untracked(),
            branch: branch.get_untracked().filter(|_| is_admin && role.get_untracked() != Role::Admin),
            days: days.get_untracked(),
        };
        make.run(new);
    };
    let number = |event, signal: RwSignal<u32>| signal.set(event_target_value(&event).parse().unwrap_or(0));
    let option = |branch: Branch| view! { <option value=branch.id.to_string()>{branch.name}</option> };
    view! {
        <form class="desk-form invite-form" on:submit=move |event| { event.prevent_default(); submit(); }>
            <label for="count">"几张"</label>
            <input id="count" type="number" inputmode="numeric" min="1" max="40" value="1" on:input=move |event| number(event, count)/>
            <label for="days">"几天内有效"</label>
            <input id="days" type="number" inputmode="numeric" min="1" max="60" value="14" on:input=move |event| number(event, days)/>
            {is_admin.then(|| view! {
                <label for="role">"给谁"</label>
                <select id="role" on:change=move |event| role.set(match event_target_value(&event).as_str() {
                    "secretary" => Role::Secretary,
                    "admin" => Role::Admin,
                    _ => Role::Member,
                })>
                    <option value="member">"骑手"</option>
                    <option value="secretary">"书记"</option>
                    <option value="admin">"管理员"</option>
                </select>
                <label for="branch">"哪个支部"</label>
                <select id="branch" on:change=move |event| branch.set(event_target_value(&event).parse().ok())>
                    {move || branches.get().into_iter().map(option).collect_view()}
                </select>
            })}
            <button type="submit" class="button">"做好"</button>
        </form>
    }
}

/// Fresh invites, to be printed and cut. They cannot be shown again.
#[component]
fn Sheet(invites: Vec<Invite>) -> impl IntoView {
    let card = |invite: Invite| {
        let code = invite.code.unwrap_or_default();
        let path = match invite.role {
            Role::Member => ::api::paths::join(&code),
            _ => ::api::paths::desk_join(&code),
        };
        let link = history::origin() + &path;
        let place = invite.branch.map(|branch| branch.name).unwrap_or_default();
        let (end, svg) = (Day::at_unix_ms(invite.expires_at).chinese(), share::code_svg(&link).unwrap_or_default());
        let words = match invite.role {
            Role::Member => "扫一扫，有话儿对党说",
            Role::Secretary => "扫一扫，打开书记台",
            Role::Admin => "扫一扫，管理这个站",
        };
        view! {
            <li class="invite-card">
                <b>{place}</b>
                <p>{words}</p>
                <div class="code" role="img" aria-label="二维码" inner_html=svg></div>
                <small class="link">{link}</small>
                <small>{format!("{end}前有效，只能用一次")}</small>
            </li>
        }
    };
    view! {
        <section class="sheet" aria-label="新的邀请">
            <p class="screen-only">"只在这里看得到一次。当面给他扫，或者打印了剪开。"</p>
            <ul>{invites.into_iter().map(card).collect_view()}</ul>
            <button type="button" class="button quiet screen-only" on:click=|_| screen::print()>"打印"</button>
        </section>
    }
}

#[component]
fn Row(invite: Invite, revoke: Callback<i64>) -> impl IntoView {
    let is_open = invite.used_at.is_none() && invite.revoked_at.is_none() && invite.expires_at > clock::unix_ms();
    let state = match (invite.used_at, invite.revoked_at) {
        (Some(_), _) => "用过了".to_string(),
        (_, Some(_)) => "作废了".to_string(),
        _ if is_open => format!("还没用，{}前有效", Day::at_unix_ms(invite.expires_at).chinese()),
        _ => "过期了".to_string(),
    };
    let who = match invite.role {
        Role::Member => "骑手",
        Role::Secretary => "书记",
        Role::Admin => "管理员",
    };
    let place = invite.branch.map(|branch| branch.name).unwrap_or_default();
    let (id, made) = (invite.id, Day::at_unix_ms(invite.created_at).chinese());
    view! {
        <li class="person">
            <p>{format!("{made}做的 · {who} · {place}")}<br/><small>{state}</small></p>
            {is_open.then(|| view! { <button type="button" class="button quiet" on:click=move |_| revoke.run(id)>"作废"</button> })}
        </li>
    }
}
