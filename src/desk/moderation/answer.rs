//! An answer that stands below a post.

use ::api::posts::DeskReply;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::Line;
use crate::desk::shell::api;
use crate::desk::twice::Twice;

/// What was answered, and the way to take it away. Its post is shown anew then.
#[component]
pub(super) fn Answer(line: Line, reply: DeskReply) -> impl IntoView {
    let id = StoredValue::new(reply.id);
    let (wrong, is_busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let remove = Callback::new(move |()| {
        is_busy.set(true);
        wrong.set(String::new());
        let id = id.get_value();
        spawn_local(async move {
            match api::remove_reply(&id).await {
                Ok(post) => line.answered(post, "回应拿掉了。"),
                Err(why) => wrong.set(line.session.hear(&why)),
            }
            is_busy.set(false);
        });
    });
    view! {
        <p class="answer"><b>{reply.branch}</b>" "{reply.body}{reply.by.map(|by| view! { " "<small>{format!("{by}写的")}</small> })}</p>
        <div class="take-away">
            <Twice name="拿掉" what="读者那边就没有了，字也找不回来。" yes="真的拿掉" is_busy run=remove/>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
        </div>
    }
}
