//! Coming in: with name and passphrase, or the first time with an invite.

use ::api::people::{Join, Me, Role, SignIn};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use crate::browser::history;

/// Name and passphrase.
#[component]
pub(super) fn SignInPage(signed_in: Callback<Me>) -> impl IntoView {
    let (name, passphrase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let sign_in = SignIn { name: name.get_untracked(), passphrase: passphrase.get_untracked() };
            match api::sign_in(&sign_in).await {
                Ok(me) if me.role == Role::Member => wrong.set("这里是书记用的。".into()),
                Ok(me) => signed_in.run(me),
                Err(why) => wrong.set(why.sentence()),
            }
            is_busy.set(false);
        });
    };
    view! {
        <h1 class="desk-title">"书记台"</h1>
        <form class="desk-form" on:submit=move |event| { event.prevent_default(); submit(); }>
            <Field id="name" label="名字" kind="text" autocomplete="username" value=name/>
            <Field id="passphrase" label="口令" kind="password" autocomplete="current-password" value=passphrase/>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <button type="submit" class="button" disabled=move || is_busy.get()>"进来"</button>
            <p class="hint">"没有名字和口令？请管理员发一个邀请链接。忘了口令也找他。"</p>
        </form>
    }
}

/// The first time: the code is in the address behind `#`, which is never sent.
#[component]
pub(super) fn JoinPage() -> impl IntoView {
    let (name, passphrase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let what = RwSignal::new("正在看这个邀请……".to_string());
    let is_good = RwSignal::new(false);
    let code = history::fragment();
    spawn_local({
        let code = code.clone();
        async move {
            match crate::api::see_invite(&code).await.map(|(invite, _)| invite) {
                Ok(invite) if invite.role == Role::Member => {
                    what.set("这是给骑手的邀请，请用它自己的链接打开。".into())
                }
                Ok(invite) => {
                    let place =
                        invite.branch.map_or_else(|| "管理员".to_string(), |branch| format!("{}书记", branch.name));
                    what.set(format!("邀请你做{place}。起个名字，定一个口令，以后用它们进来。"));
                    is_good.set(true);
                }
                Err(why) => what.set(why.sentence()),
            }
        }
    });
    let submit = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let join = Join {
            code: code.clone(),
            name: Some(name.get_untracked()),
            passphrase: Some(passphrase.get_untracked()),
            ..Join::default()
        };
        spawn_local(async move {
            match api::join(&join).await {
                Ok(_) => history::open(::api::paths::DESK),
                Err(why) => wrong.set(why.sentence()),
            }
            is_busy.set(false);
        });
    };
    view! {
        <h1 class="desk-title">"书记台"</h1>
        <p role="status">{move || what.get()}</p>
        <form class="desk-form" hidden=move || !is_good.get() on:submit=move |event| { event.prevent_default(); submit(); }>
            <Field id="name" label="名字（用来登录）" kind="text" autocomplete="username" value=name/>
            <Field id="passphrase" label="口令（12 个字符以上，一句话最好记）" kind="password" autocomplete="new-password" value=passphrase/>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <button type="submit" class="button" disabled=move || is_busy.get()>"好了"</button>
        </form>
    }
}

#[component]
fn Field(
    id: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label for=id>{label}</label>
        <input id=id type=kind autocomplete=autocomplete required on:input=move |event| value.set(event_target_value(&event))/>
    }
}
