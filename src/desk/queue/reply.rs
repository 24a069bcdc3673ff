//! An answer below a post, signed with the branch.

use ::api::posts::NewReply;
use ::api::rules::{check_body, tidy};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::Line;
use crate::desk::api;
use crate::desk::session::Session;
use crate::posts::Drafts;

/// A field for it. The same answer sent again is stored once: its id stays until it is there; then its post is shown
/// anew, with the answer below it.
#[component]
pub(super) fn ReplyForm(line: Line, post: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let (body, wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let id = StoredValue::new(Drafts::new_id());
    let field = format!("reply-{post}");
    let label_for = field.clone();
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
        let post = post.clone();
        spawn_local(async move {
            match api::reply(&post, &NewReply { id: id.get_value(), body: text }).await {
                Ok(post) => line.answered(post),
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
            <textarea id=field rows="2" placeholder="以支部的名义回一句" prop:value=move || body.get() on:input=move |event| body.set(event_target_value(&event))></textarea>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <button type="submit" class="button" disabled=move || is_busy.get()>"回应"</button>
        </form>
    }
}
