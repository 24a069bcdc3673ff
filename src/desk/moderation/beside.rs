//! What a PC has room for: the others that wait, and the keys.

use ::api::posts::DeskPost;
use leptos::prelude::*;

use super::keys::Keys;
use super::line::Line;
use super::post::{is_nomination, is_overdue, waited};

/// Beside the post on screen; `is_on`: whether keys do something.
#[component]
pub(super) fn Beside(line: Line, is_on: RwSignal<bool>) -> impl IntoView {
    view! {
        <section class="beside" aria-label="还等着的">
            <Waiting line/>
            <Keys is_on/>
        </section>
    }
}

/// Those behind the one on screen; a tap brings one forward.
#[component]
fn Waiting(line: Line) -> impl IntoView {
    let row = move |(at, post): (usize, DeskPost)| {
        let who = post.nickname.clone().unwrap_or_else(|| post.branch.clone());
        let class = if is_overdue(&post) { "waits overdue" } else { "waits" };
        // What nobody but the desk reads is known as that before it is on screen.
        let kind = is_nomination(&post).then_some("提名：");
        view! {
            <li><button type="button" on:click=move |_| line.pick(at)>
                <span class="by"><b>{who}</b><span class=class>{waited(&post)}</span></span>
                <span class="begins">{kind}{post.body}</span>
            </button></li>
        }
    };
    let behind = move || line.posts.get().unwrap_or_default().into_iter().enumerate().skip(1).collect::<Vec<_>>();
    move || {
        let behind = behind();
        (!behind.is_empty()).then(|| {
            view! {
                <h2>{format!("后面 {} 条", behind.len())}</h2>
                <ul class="behind">{behind.into_iter().map(row).collect_view()}</ul>
            }
        })
    }
}
