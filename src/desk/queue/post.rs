//! A post as a secretary reads it.

use ::api::posts::{DeskPost, PostState};
use content::feed::how_long;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, dom, http};
use crate::desk::live::Live;

/// A post that waits longer stands out, in milliseconds: a day.
const OVERDUE: i64 = 24 * 3_600_000;
/// Of so many letters on, a text is set smaller: all of it is to be seen at once.
const LONG: usize = 100;

/// The words, whose they are as everybody will read it, and how long they wait.
#[component]
pub(super) fn PostView(post: DeskPost, is_admin: bool) -> impl IntoView {
    let who = post.nickname.clone().unwrap_or_else(|| format!("{}的一位骑手", post.branch));
    // A secretary's own branch goes without saying.
    let branch = (is_admin && post.nickname.is_some()).then(|| view! { <small>{post.branch.clone()}</small> });
    let live = expect_context::<Live>();
    let is_waiting = post.state == PostState::Pending;
    let waiting = post.clone();
    // Whoever left it open overnight sees in the morning how long it has waited by now.
    let waits = move || {
        live.again.track();
        let class = if is_overdue(&waiting) { "waits overdue" } else { "waits" };
        is_waiting.then(|| view! { <span class=class>{waited(&waiting)}</span> })
    };
    let size = (post.body.chars().count() > LONG).then_some("m");
    view! {
        <article class="post" data-overdue=is_overdue(&post).then_some("")>
            <p class="by"><b>{who}</b>{branch}{waits}</p>
            {post.appealed.then(|| view! { <p class="flag">"他请另一位再看一次"</p> })}
            {(post.reports > 0).then(|| view! { <p class="flag">{format!("{} 个人举报", post.reports)}</p> })}
            <p class="body" data-size=size>{post.body.clone()}</p>
            {post.card.clone().map(|slug| view! { <About slug/> })}
        </article>
    }
}

/// The quotation it is about, from the card's own page.
#[component]
fn About(slug: String) -> impl IntoView {
    let quote = RwSignal::new(String::new());
    let page = ::api::paths::card(&slug);
    let href = page.clone();
    spawn_local(async move {
        if let Ok(html) = http::get_text(&page).await {
            quote.set(dom::text_in_html(&html, ".quote"));
        }
    });
    let words = move || Some(quote.get()).filter(|quote| !quote.is_empty()).unwrap_or_else(|| "他说的那张卡片".into());
    view! { <a class="about" href=href target="_blank" rel="noopener">{words}</a> }
}

/// Whether it has waited for too long.
pub(super) fn is_overdue(post: &DeskPost) -> bool {
    post.state == PostState::Pending && clock::unix_ms() - post.changed_at > OVERDUE
}

/// How long it has waited: `等了一小会儿`, `等了 2 小时`.
pub(super) fn waited(post: &DeskPost) -> String {
    let how_long = how_long(post.changed_at, clock::unix_ms());
    let space = if how_long.starts_with(|first: char| first.is_ascii_digit()) { " " } else { "" };
    format!("等了{space}{how_long}")
}
