//! The post on screen, and the answers at the thumb's end.

use ::api::posts::{Decision, DeskPost};
use leptos::prelude::*;

use super::decide::{against, against_name, in_favour};
use super::line::Line;
use super::post::{PostView, is_overdue};
use super::reasons::Reasons;
use super::said::Said;
use crate::client::site_words;
use crate::desk::moderation::first_steps::{Begun, FirstStepsList};

/// One at a time.
#[component]
pub(super) fn Pending(line: Line, is_admin: bool, begun: Begun) -> impl IntoView {
    // What comes behind it does not touch the one on screen.
    let first = Memo::new(move |_| line.posts.with(|posts| posts.as_ref().and_then(|posts| posts.first().cloned())));
    let overdue = move || line.posts.with(|posts| posts.iter().flatten().filter(|post| is_overdue(post)).count());
    view! {
        {move || (overdue() > 1).then(|| view! { <p class="overdue-many">{format!("{} 条等了一天以上", overdue())}</p> })}
        {move || match first.get() {
            Some(post) => view! { <PostView post is_waiting=true is_admin/> }.into_any(),
            None => view! { <FirstStepsList begun is_admin/><Done line is_fresh=is_admin && begun.is_nobody_here()/> }.into_any(),
        }}
        <div class="foot">
            {move || match (line.asking.get(), first.get()) {
                (Some((_, decision)), _) => view! { <Reasons line decision/> }.into_any(),
                (None, post) => view! {
                    <Said line post=post.as_ref().map(|post| post.id.clone())/>
                    <Undo line/>
                    {post.map(|post| view! { <Answers line post/> })}
                }
                .into_any(),
            }}
        </div>
    }
}

#[component]
fn Done(line: Line, is_fresh: bool) -> impl IntoView {
    let live = line.live;
    let with_others = move || Some(live.with_others.get()).filter(|many| *many > 0);
    let (title, line) = match is_fresh {
        true => ("还没有人说话", "骑手说的话，一句一句在这里看。先请他们来。"),
        false => ("都看完了", "有新的，这里会自己出来。"),
    };
    view! {
        <section class="notice">
            <h2>{move || if live.others() > 0 { "心里话都看完了" } else { title }}</h2>
            <p>{site_words::with_speaker(line)}</p>
            {move || with_others().map(|many| view! { <p class="hint">{format!("有 {many} 条请另一位再看：你先看过的，由别的书记或管理员来定。")}</p> })}
            <a class="button quiet" href=::api::paths::POSTS>"看看大家说了什么"</a>
        </section>
    }
}

#[component]
fn Answers(line: Line, post: DeskPost) -> impl IntoView {
    let against = against(&post);
    let no = against_name(&post);
    let yes = in_favour(&post);
    let (back, out) = (post.clone(), post);
    let is_alone = move || line.posts.with(|posts| posts.as_ref().is_none_or(|posts| posts.len() < 2));
    let is_busy = move || line.is_busy.get();
    // A finger on its way was meant for what stood here.
    let on_tap = move |answer: &dyn Fn()| {
        if !line.is_too_soon() {
            answer();
        }
    };
    view! {
        <div class="decide" role="group" aria-label="怎么办">
            <button type="button" class="button quiet" aria-keyshortcuts="n" hidden=is_alone disabled=is_busy on:click=move |_| on_tap(&|| line.skip())>"下一条"<kbd aria-hidden="true">"N"</kbd></button>
            <button type="button" class="button quiet" aria-keyshortcuts="r" disabled=is_busy on:click=move |_| on_tap(&|| line.ask(back.clone(), against))>{no}<kbd aria-hidden="true">"R"</kbd></button>
            <button type="button" class="button" aria-keyshortcuts="a" disabled=is_busy on:click=move |_| on_tap(&|| line.decide(&out, Decision::Approve, None))>{yes}<kbd aria-hidden="true">"A"</kbd></button>
        </div>
    }
}

/// What was done last, as long as it can be taken back.
#[component]
pub(super) fn Undo(line: Line) -> impl IntoView {
    move || {
        line.last.get().map(|last| {
            view! {
                <p class="undo">
                    <b>{last.done}</b>
                    <span>{last.post.body}</span>
                    <button type="button" class="button quiet" aria-keyshortcuts="z" disabled=move || line.is_busy.get() on:click=move |_| line.undo()>"撤销"<kbd aria-hidden="true">"Z"</kbd></button>
                </p>
            }
        })
    }
}
