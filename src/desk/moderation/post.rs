//! A post as a secretary reads it.

use ::api::error::Span;
use ::api::posts::{DeskPost, PostState, Reason, about};
use ::api::rules::check_body;
use content::feed;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, dom, http};
use crate::client::site_words;
use crate::desk::shell::live::Live;

/// A post that waits longer stands out, in milliseconds: a day.
const OVERDUE: i64 = 24 * 3_600_000;
/// Of so many letters on, a text is set smaller: all of it is to be seen at once.
const LONG: usize = 100;

/// The words, whose they are as everybody will read it, and where they wait: why, and how long.
#[component]
pub(super) fn PostView(post: DeskPost, is_waiting: bool, is_admin: bool) -> impl IntoView {
    let who = post.nickname.clone().unwrap_or_else(|| feed::somebody(&post.branch, &site_words::speaker()));
    // A secretary's own branch goes without saying.
    let branch = (is_admin && post.nickname.is_some()).then(|| view! { <small>{post.branch.clone()}</small> });
    let live = expect_context::<Live>();
    let waiting = post.clone();
    // Whoever left it open overnight sees in the morning how long it has waited by now.
    let waits = move || {
        live.again.track();
        let class = if is_overdue(&waiting) { "waits overdue" } else { "waits" };
        is_waiting.then(|| view! { <span class=class>{waited(&waiting)}</span> })
    };
    // Whoever looks at an appeal sees what it is against.
    let said = match post.state {
        _ if post.resent => "改过再发，上次因为：",
        PostState::Removed => "上一位撤下了：",
        _ => "上一位退回了：",
    };
    let against = because(said, post.reason.clone().filter(|_| is_waiting), post.resent);
    let spans = private(&post.body);
    let is_private = is_waiting && !spans.is_empty();
    let size = (post.body.chars().count() > LONG).then_some("m");
    view! {
        <article class="post" data-overdue=(is_waiting && is_overdue(&post)).then_some("")>
            <p class="by"><b>{who}</b>{branch}{waits}</p>
            {post.appealed.then(|| view! { <p class="flag">"对方请另一位再看一次"</p> })}
            {against}
            {reported(&post, is_waiting).map(|words| view! { <p class="flag">{words}</p> })}
            {is_private.then(|| view! { <p class="flag">"划出来的像是电话、单号或门牌，看清楚再发。"</p> })}
            {is_nomination(&post).then(|| view! { <p class="flag">"提名：大家看不到。先问本人；本人点了头，到“故事”里写，写上哪天答应、放到哪天。"</p> })}
            <p class="body" data-size=size>{marked(&post.body, &spans)}</p>
            {post.card.clone().filter(|_| !is_nomination(&post)).map(|slug| view! { <About slug/> })}
        </article>
    }
}

/// Why it came back or was taken down, with what helps only where it was its writer's to change; `before` that, whose words
/// these are.
pub(super) fn because(before: &'static str, reason: Option<Reason>, helps: bool) -> impl IntoView {
    reason.map(|Reason { code, note }| {
        let note = (!note.is_empty()).then(|| view! { "："{note} });
        let why = if helps { code.chinese() } else { code.of_removed() };
        view! { <p class="because">{before}{why}{note}</p> }
    })
}

/// That it was reported, and whether readers see it still. One that was hidden stays so, whatever is left of their number.
fn reported(post: &DeskPost, is_waiting: bool) -> Option<String> {
    let many = if post.reports > 0 { format!("{} 个人举报", post.reports) } else { "有人举报".to_string() };
    let why = post.report_reasons.iter().map(|counted| format!("{} {}", counted.reason.chinese(), counted.count));
    let why = why.collect::<Vec<_>>().join("，");
    let many = if why.is_empty() { many } else { format!("{many}（{why}）") };
    match (post.hidden, is_waiting && post.reports > 0) {
        (true, _) => Some(format!("{many}，先收起来了")),
        (_, true) => Some(format!("{many}，大家还看得到")),
        _ => Some(many).filter(|_| post.reports > 0),
    }
}

/// Where numbers of people, orders and doors seem to be: its writer was asked, and has sent them on purpose.
fn private(body: &str) -> Vec<Span> {
    let mut spans = check_body(body, false).err().map(|error| error.spans).unwrap_or_default();
    spans.sort_by_key(|span| span.from);
    spans
}

/// The words, with those places marked.
fn marked(body: &str, spans: &[Span]) -> impl IntoView + use<> {
    let letters: Vec<char> = body.chars().collect();
    let part = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let (mut parts, mut at) = (Vec::new(), 0);
    for span in spans {
        // Two that lie over each other are marked once.
        if span.from < at || span.to <= span.from {
            continue;
        }
        parts.push(part(at, span.from).into_any());
        parts.push(view! { <mark>{part(span.from, span.to)}</mark> }.into_any());
        at = span.to;
    }
    parts.push(part(at, letters.len()).into_any());
    parts
}

/// The quotation it is about, from the card's own page; or the lecture before which it asks something.
#[component]
fn About(slug: String) -> impl IntoView {
    let quote = RwSignal::new(String::new());
    let is_question = ::api::paths::asked_about(&slug).is_some();
    let page = about::page(&slug);
    let href = page.clone();
    spawn_local(async move {
        if let Ok(html) = http::get_text(&page).await {
            quote.set(dom::text_in_html(&html, ".quote, .activity-page .title, article h1"));
        }
    });
    let words = move || Some(quote.get()).filter(|quote| !quote.is_empty()).unwrap_or_else(|| "说到的那一份".into());
    let words = move || if is_question { format!("讲之前的提问：{}", words()) } else { words() };
    view! { <a class="about" href=href target="_blank" rel="noopener">{words}</a> }
}

/// Whether it names somebody, whom nobody has asked yet.
pub(super) fn is_nomination(post: &DeskPost) -> bool {
    post.card.as_deref() == Some(about::NOMINATION)
}

/// Whether a post that waits has waited for too long.
pub(super) fn is_overdue(post: &DeskPost) -> bool {
    clock::unix_ms() - since(post) > OVERDUE
}

fn since(post: &DeskPost) -> i64 {
    post.waits_since.unwrap_or(post.changed_at)
}

/// How long it has waited: `刚刚`, `等了 2 小时`.
pub(super) fn waited(post: &DeskPost) -> String {
    feed::waited(since(post), clock::unix_ms())
}
