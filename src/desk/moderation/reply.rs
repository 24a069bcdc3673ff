//! An answer below a post, signed with the branch.

use ::api::posts::NewReply;
use ::api::rules::{check_body, tidy};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::Line;
use crate::browser::random;
use crate::browser::storage;
use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// Before a post's id, as a key: the id of an answer to it that was begun on this device, a space, and its words.
const KEY: &str = "desk/reply/";

/// Whether an answer to a post was begun.
pub(super) fn is_begun(post: &str) -> bool {
    storage::get(&key(post)).is_some()
}

/// Lets go of every answer that was begun on this device: whoever comes in next may be somebody else.
pub(in crate::desk) fn forget_begun() {
    for key in storage::keys(KEY) {
        storage::set(&key, "");
    }
}

fn key(post: &str) -> String {
    [KEY, post].concat()
}

/// A field for it, on this device at each key. The same answer sent again is stored once; other words are another answer,
/// with an id of its own. Once it is there, its post is shown anew, with the answer below it.
#[component]
pub(super) fn ReplyForm(line: Line, post: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let begun = storage::get(&key(&post)).unwrap_or_default();
    let (id, body) = begun.split_once(' ').unwrap_or_default();
    let (id, body) = (StoredValue::new(id.to_string()), RwSignal::new(body.to_string()));
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (field, place) = (format!("reply-{post}"), key(&post));
    let label_for = field.clone();
    let write = move |text: String| {
        id.set_value(random::uuid_v7());
        let begun = if text.is_empty() { String::new() } else { [&id.get_value(), " ", &text].concat() };
        storage::set(&place, &begun);
        body.set(text);
    };
    let submit = move || {
        let text = tidy(&body.get_untracked());
        if let Err(why) = check_body(&text, true) {
            wrong.set(why.message);
            return;
        }
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        wrong.set(String::new());
        let (post, reply) = (post.clone(), NewReply { id: id.get_value(), body: text });
        spawn_local(async move {
            match api::reply(&post, &reply).await {
                Ok(answered) => {
                    // The form may be gone by now, and what was written meanwhile is another answer: it stays.
                    if storage::get(&key(&post)).is_some_and(|begun| begun.starts_with(&reply.id)) {
                        storage::set(&key(&post), "");
                    }
                    if id.try_get_value() == Some(reply.id) {
                        body.set(String::new());
                    }
                    is_busy.set(false);
                    line.answered(answered, "回应发出去了。");
                }
                Err(why) => {
                    wrong.set(session.hear(&why));
                    is_busy.set(false);
                }
            }
        });
    };
    view! {
        <form class="reply" on:submit=move |event| { event.prevent_default(); submit(); }>
            <label class="visually-hidden" for=label_for>"以支部的名义回一句"</label>
            <textarea id=field rows="2" placeholder="以支部的名义回一句" prop:value=move || body.get() on:input=move |event| write(event_target_value(&event))></textarea>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <button type="submit" class="button" disabled=move || is_busy.get()>"回应"</button>
        </form>
    }
}
