//! Another passphrase, for whoever is signed in.

use ::api::people::ChangePassphrase;
use ::api::rules::check_passphrase;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::api::ApiError;
use crate::desk::shell::api;
use crate::desk::shell::session::Session;
use crate::desk::shell::sign_in::{NewPassphrase, Passphrase};
use crate::ui::focus;

/// A form behind a button: who opens 更多 rarely wants it. What is wrong with the old one is said below it, anything else
/// where the tap was.
#[component]
pub(crate) fn PassphraseForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let (old, passphrase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong_old, wrong) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (said, is_open, is_busy) = (RwSignal::new(""), RwSignal::new(false), RwSignal::new(false));
    let empty = move || [old, passphrase, wrong_old, wrong].iter().for_each(|text| text.set(String::new()));
    let turn = move |_| {
        empty();
        said.set("");
        is_open.update(|is| *is = !*is);
        if is_open.get_untracked() {
            focus::soon("#old-passphrase", ".more form");
        }
    };
    let submit = move || {
        if is_busy.get_untracked() {
            return;
        }
        said.set("");
        [wrong_old, wrong].iter().for_each(|text| text.set(String::new()));
        // The name is the server's to compare: this form has not been told it.
        if let Err(why) = check_passphrase(&passphrase.get_untracked(), "") {
            return wrong.set(why.message);
        }
        is_busy.set(true);
        let change = ChangePassphrase { old: old.get_untracked(), passphrase: passphrase.get_untracked() };
        spawn_local(async move {
            match api::change_passphrase(&change).await {
                Ok(()) => {
                    empty();
                    said.set("口令换好了，别的手机和电脑都退出了。");
                }
                Err(why) => {
                    let field = if is_about_old(&why) { wrong_old } else { wrong };
                    field.set(session.hear(&why));
                }
            }
            is_busy.set(false);
        });
    };
    let form = move || {
        view! {
            <form class="desk-form" on:submit=move |event| { event.prevent_default(); submit(); }>
                <Passphrase id="old-passphrase" label="现在的口令" autocomplete="current-password" value=old is_shown=false/>
                <p class="wrong" role="alert">{move || wrong_old.get()}</p>
                <NewPassphrase id="new-passphrase" what="新的口令" value=passphrase/>
                <p class="wrong" role="alert">{move || wrong.get()}</p>
                <button type="submit" class="button" disabled=move || is_busy.get()>"换口令"</button>
            </form>
        }
    };
    view! {
        <button type="button" aria-expanded=move || is_open.get().to_string() on:click=turn>"换一个口令"</button>
        // Not there until it is wanted: the way in, where the session is over, has such a field, too.
        {move || is_open.get().then(form)}
        <p class="said" role="status">{move || said.get()}</p>
    }
}

fn is_about_old(why: &ApiError) -> bool {
    matches!(why, ApiError::Rejected { body, .. } if body.field.as_deref() == Some("old"))
}
