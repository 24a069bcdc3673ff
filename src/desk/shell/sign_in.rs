//! Coming in: with name and passphrase, or the first time with an invite.

use ::api::people::{InviteSeen, Join, Me, Role, SignIn};
use ::api::rules::{LEAST_IN_PASSPHRASE, check_passphrase};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use crate::browser::history;
use crate::client::site_words;

/// Name and passphrase; `why` they are asked for, where that is not plain.
#[component]
pub(crate) fn SignInPage(why: String, signed_in: Callback<Me>) -> impl IntoView {
    let (name, passphrase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        wrong.set(String::new());
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
        <main class="door">
            // Whoever is brought here by a session that is over hears why with it.
            <h1 aria-describedby="door-why">"书记台"</h1>
            <p class="door-why" id="door-why">{why}</p>
            <form class="desk-form" on:submit=move |event| { event.prevent_default(); submit(); }>
                <label for="name">"名字"</label>
                <input id="name" type="text" autocomplete="username" required on:input=move |event| name.set(event_target_value(&event))/>
                <Passphrase id="passphrase" label="口令" autocomplete="current-password" value=passphrase is_shown=false/>
                <p class="wrong" role="alert">{move || wrong.get()}</p>
                <button type="submit" class="button" disabled=move || is_busy.get()>"进来"</button>
            </form>
            <p class="hint">"没有名字和口令？请管理员发一个邀请链接。忘了口令，也请管理员在“成员”里给你一个重设的链接。"</p>
        </main>
    }
}

/// Where an invite is used up, and what was typed lets nobody in.
const USED: &str = "这个链接用过了。是你用的，就用那时定的名字和口令进来；不是，找管理员再要一个。";

/// What an invite is for, and what to do now.
fn welcome(invite: &InviteSeen) -> String {
    if let Some(name) = &invite.resets {
        return format!("给“{name}”重设口令。定一个新的，名字不变；别的手机和电脑都会退出。");
    }
    let place = invite.branch.as_ref().map_or_else(|| "管理员".to_string(), |branch| format!("{}书记", branch.name));
    format!("邀请你做{place}。起个名字，定一个口令，以后用它们进来。")
}

/// Why a link brings nobody in, and whom to ask: of one for another passphrase it says that itself.
fn unusable(said: &str) -> String {
    let ask = if said.contains("管理员") {
        ""
    } else {
        "找管理员再要一个链接；链接要整条复制，别漏了尾巴。"
    };
    format!("{said}。{ask}")
}

/// The first time, or again with a new passphrase: the code is in the address behind `#`, which is never sent.
#[component]
pub(crate) fn JoinPage() -> impl IntoView {
    let (name, passphrase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let what = RwSignal::new("正在看这个邀请……".to_string());
    let (is_good, is_unknown, is_reset) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let code = StoredValue::new(history::fragment());
    let look = move || {
        is_unknown.set(false);
        spawn_local(async move {
            match crate::client::api::see_invite(&code.get_value()).await.map(|(invite, _)| invite) {
                Ok(invite) if invite.role == Role::Member => {
                    what.set(site_words::with_speaker("这是给骑手的邀请，请用它自己的链接打开。"));
                }
                Ok(invite) => {
                    what.set(welcome(&invite));
                    is_reset.set(invite.resets.is_some());
                    invite.resets.into_iter().for_each(|known| name.set(known));
                    is_good.set(true);
                }
                Err(why) if matches!(why.status(), 404 | 410) => {
                    what.set(unusable(&why.sentence()));
                }
                Err(why) => {
                    // The server has said what it is; anything else may pass.
                    is_unknown.set(why.status() == 0);
                    what.set(why.sentence());
                }
            }
        });
    };
    look();
    let submit = move || {
        if is_busy.get_untracked() {
            return;
        }
        wrong.set(String::new());
        let sign_in = SignIn { name: name.get_untracked(), passphrase: passphrase.get_untracked() };
        if let Err(why) = check_passphrase(&sign_in.passphrase, &sign_in.name) {
            return wrong.set(why.message);
        }
        is_busy.set(true);
        let join = Join {
            code: code.get_value(),
            name: Some(sign_in.name.clone()).filter(|_| !is_reset.get_untracked()),
            passphrase: Some(sign_in.passphrase.clone()),
            ..Join::default()
        };
        spawn_local(async move {
            match come_in(&join, &sign_in).await {
                Ok(_) => history::open(::api::paths::DESK),
                Err(why) => wrong.set(why),
            }
            is_busy.set(false);
        });
    };
    view! {
        <main class="door">
            <h1>"书记台"</h1>
            <p class="door-why" role="status">{move || what.get()}</p>
            {move || is_unknown.get().then(|| view! { <p><button type="button" class="button" on:click=move |_| look()>"再试一次"</button></p> })}
            <form class="desk-form" hidden=move || !is_good.get() on:submit=move |event| { event.prevent_default(); submit(); }>
                // The browser's own keeper of passphrases wants to know whose it is.
                <label for="name" hidden=move || is_reset.get()>"名字（用来登录）"</label>
                <input id="name" type="text" autocomplete="username" required hidden=move || is_reset.get() prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
                <NewPassphrase id="passphrase" what="口令" value=passphrase/>
                <p class="hint">"忘了只能请管理员重设。先记牢，再点“好了”。"</p>
                <p class="wrong" role="alert">{move || wrong.get()}</p>
                <button type="submit" class="button" disabled=move || is_busy.get()>"好了"</button>
            </form>
            // People come back by the link they came in by.
            <p><a class="button quiet" href=::api::paths::DESK>"来过了，直接进去"</a></p>
        </main>
    }
}

/// Uses the invite. Where it was used, perhaps from here, and only the answer was cut, the words open the door.
async fn come_in(join: &Join, sign_in: &SignIn) -> Result<Me, String> {
    match api::join(join).await {
        Err(why) if why.status() == 410 => api::sign_in(sign_in).await.map_err(|why| match why.is_signed_out() {
            true => USED.to_string(),
            false => why.sentence(),
        }),
        joined => joined.map_err(|why| why.sentence()),
    }
}

/// One that is chosen now, with what the rule asks of it.
#[component]
pub(crate) fn NewPassphrase(id: &'static str, what: &'static str, value: RwSignal<String>) -> impl IntoView {
    let label = format!("{what}（{LEAST_IN_PASSPHRASE} 个字符以上，一句话最好记）");
    view! { <Passphrase id label autocomplete="new-password" value is_shown=true/> }
}

/// A passphrase can be a sentence in Chinese, which most keyboards only type where it is shown.
#[component]
pub(crate) fn Passphrase(
    id: &'static str,
    #[prop(into)] label: String,
    autocomplete: &'static str,
    value: RwSignal<String>,
    is_shown: bool,
) -> impl IntoView {
    let is_shown = RwSignal::new(is_shown);
    let kind = move || if is_shown.get() { "text" } else { "password" };
    view! {
        <label for=id>{label}</label>
        <div class="passphrase">
            <input id=id type=kind autocomplete=autocomplete autocapitalize="off" spellcheck="false" required prop:value=move || value.get() on:input=move |event| value.set(event_target_value(&event))/>
            <button type="button" aria-controls=id aria-pressed=move || is_shown.get().to_string() on:click=move |_| is_shown.update(|shown| *shown = !*shown)>"看得见"</button>
        </div>
        <p class="hint" hidden=move || is_shown.get()>"想打中文，先点“看得见”。"</p>
    }
}
