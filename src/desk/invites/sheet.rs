//! Fresh invites: to be scanned from this screen, sent, or printed and cut. They cannot be shown again.

use ::api::people::{Invite, Role};
use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::share as phone;
use crate::browser::{history, screen};
use crate::ui::qr;

/// Eight of them fill a sheet of A4, edge to edge: a cut parts two.
#[component]
pub(super) fn Sheet(invites: Vec<Invite>, is_given_out: RwSignal<bool>) -> impl IntoView {
    let many = invites.len();
    // One that was shown to be scanned leaves no trace here; of several each has to have gone somewhere.
    let left = StoredValue::new(invites.iter().map(|invite| invite.id).collect::<Vec<_>>());
    let given = Callback::new(move |id: i64| {
        left.update_value(|left| left.retain(|one| *one != id));
        if left.with_value(Vec::is_empty) {
            is_given_out.set(true);
        }
    });
    view! {
        <section class="sheet" aria-labelledby="sheet">
            <div class="sheet-head screen-only">
                <h2 id="sheet">{format!("新的 {many} 张")}</h2>
                <button type="button" class="button quiet" on:click=move |_| { screen::print(); is_given_out.set(true); }>"打印"</button>
                <p>"只在这里看得到一次。当面给对方扫，发给对方，或者打印了剪开。"</p>
            </div>
            <ul>{invites.into_iter().map(|invite| view! { <Card invite given/> }).collect_view()}</ul>
        </section>
    }
}

/// A line ends between clauses where it can.
fn clauses(words: &str) -> impl IntoView + use<> {
    let clause = |clause: &str| view! { <span class="clause">{clause.to_string()}</span> };
    words.split_inclusive('，').map(clause).collect_view()
}

#[component]
fn Card(invite: Invite, given: Callback<i64>) -> impl IntoView {
    let (id, code) = (invite.id, invite.code.unwrap_or_default());
    let path = match invite.role {
        Role::Member => ::api::paths::join(&code),
        _ => ::api::paths::desk_join(&code),
    };
    let link = StoredValue::new(history::origin() + &path);
    let place = invite.branch.map(|branch| branch.name).unwrap_or_default();
    let end = Day::at_unix_ms(invite.expires_at).chinese();
    let svg = qr::code_svg(&link.get_value()).unwrap_or_default();
    let words = match invite.role {
        Role::Member => "扫一扫，有话儿对党说",
        Role::Secretary => "扫一扫，打开书记台",
        Role::Admin => "扫一扫，管理这个站",
    };
    let said = RwSignal::new("复制链接");
    let copy = move |_| {
        let copied = phone::copy(&link.get_value());
        spawn_local(async move {
            let is_copied = copied.await;
            said.set(if is_copied { "复制好了" } else { "复制不了，长按上面的链接" });
            if is_copied {
                given.run(id);
            }
        });
    };
    let send = move |_| {
        // A phone that would not send shows the link all the same.
        let sent = phone::send(words, words, &link.get_value());
        spawn_local(async move {
            if matches!(sent.await, phone::Sent::Done) {
                given.run(id);
            }
        });
    };
    view! {
        <li class="invite-card">
            <div class="code" role="img" aria-label="二维码" inner_html=svg></div>
            <div class="invite-words">
                <b>{place}</b>
                <p>{clauses(words)}</p>
                <small>{clauses(&format!("{end}前有效，只能用一次"))}</small>
                <small class="link">{link.get_value()}</small>
                <small class="number">{format!("{} 号", invite.id)}</small>
            </div>
            <p class="invite-do screen-only">
                {phone::can_send().then(|| view! { <button type="button" class="button quiet" on:click=send>"发给对方"</button> })}
                <button type="button" class="button quiet" on:click=copy>{move || said.get()}</button>
            </p>
        </li>
    }
}
