//! What was decided before: to be answered, taken down, or put back.

use ::api::paths::DESK_STORIES;
use ::api::posts::{Decision, DeskPost, PostState};
use leptos::prelude::*;

use super::answer::Answer;
use super::decide::{against_name, in_favour};
use super::line::Line;
use super::post::{PostView, because, is_nomination};
use super::reasons::Reasons;
use super::reply::{self, ReplyForm};
use crate::desk::documents::beijing;
use crate::ui::focus;

/// Newest first. A row stays as it is, and keeps what was typed in it, until its post changes.
#[component]
pub(super) fn DecidedList(line: Line, is_admin: bool) -> impl IntoView {
    let posts = move || line.posts.get().unwrap_or_default();
    let is_empty = move || line.posts.with(|posts| posts.as_ref().is_some_and(Vec::is_empty));
    let key = |post: &DeskPost| {
        let replies: Vec<_> = post.replies.iter().map(|reply| reply.id.clone()).collect();
        (post.id.clone(), post.version, replies)
    };
    view! {
        {move || is_empty().then(|| view! { <p class="empty">{line.list.get().nothing()}</p> })}
        <ul class="decided">
            <For each=posts key=key let:post>
                <Decided line post is_admin/>
            </For>
        </ul>
        {move || line.next.get().map(|_| view! { <p class="older"><button type="button" class="button quiet" on:click=move |_| line.more()>"更早的"</button></p> })}
    }
}

/// Who it was, and when.
fn by_whom(post: &DeskPost, decided: &::api::posts::Decided) -> String {
    let what = match post.state {
        PostState::Removed if is_nomination(post) => "放下",
        PostState::Removed => "撤下",
        _ => "请改",
    };
    let who = decided.by.as_deref().unwrap_or("一位已经离开的书记");
    format!("{who} {}{what}的", beijing(decided.at))
}

#[component]
fn Decided(line: Line, post: DeskPost, is_admin: bool) -> impl IntoView {
    let (is_out, id, down) = (post.state == PostState::Approved, post.id.clone(), post.clone());
    let (place, asked) = (id.clone(), id.clone());
    let is_asking =
        Memo::new(move |_| line.asking.with(|asking| asking.as_ref().is_some_and(|(post, _)| post.id == asked)));
    let is_answering = RwSignal::new(reply::is_begun(&id));
    let field = StoredValue::new(format!("#reply-{id}"));
    let answer = move |_| {
        is_answering.update(|is| *is = !*is);
        if is_answering.get_untracked() {
            focus::soon(field.get_value(), ".reply:focus-within");
        }
    };
    let reason = because("", post.reason.clone(), post.state == PostState::Returned);
    let decided = post.decided.clone().map(|decided| view! { <p class="by-whom">{by_whom(&post, &decided)}</p> });
    // What another one is asked about is decided where it waits for them.
    let back = (!is_out && !post.appealed).then(|| (post.clone(), in_favour(&post)));
    let is_nominated = is_out && is_nomination(&post);
    let (reply, no) = (if is_nominated { "回写的人" } else { "回一句" }, against_name(&post));
    let replies = post.replies.clone().into_iter().map(|reply| view! { <Answer line reply/> }).collect_view();
    view! {
        <li data-post=place>
            <PostView post is_waiting=false is_admin/>
            {reason}
            {decided}
            {replies}
            {back.map(|(post, name)| view! {
                <div class="do"><button type="button" disabled=move || line.is_busy.get() on:click=move |_| line.decide(&post, Decision::Approve, None)>{name}</button></div>
            })}
            {is_out.then(|| view! {
                <div class="do" hidden=move || is_asking.get()>
                    {is_nominated.then(|| view! { <a href=DESK_STORIES>"本人点了头，去写"</a> })}
                    <button type="button" aria-expanded=move || is_answering.get().to_string() on:click=answer>{reply}</button>
                    <button type="button" on:click=move |_| line.ask(down.clone(), Decision::Remove)>{no}</button>
                </div>
                <div hidden=move || !is_answering.get() || is_asking.get()><ReplyForm line post=id/></div>
            })}
            {move || is_asking.get().then(|| view! { <Reasons line decision=Decision::Remove/> })}
        </li>
    }
}
