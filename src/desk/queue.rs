//! `/desk/`: one post at a time, the oldest first. A tap lets it out or sends it back; for a minute that can be undone.

use ::api::posts::{Decide, Decision, DeskPost, PostState, QueueCount, Reason};
use content::feed::how_long;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::reasons::Reasons;
use super::reply::ReplyForm;
use crate::api::ApiError;
use crate::browser::{clock, dom, events};

/// A post that waits longer stands out, in milliseconds: a day.
const OVERDUE: i64 = 24 * 3_600_000;
/// As long as the server lets a decision be taken back, in milliseconds.
const UNDO: u32 = 60_000;

/// What is on the desk; cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    state: RwSignal<PostState>,
    /// `None` until the first answer.
    posts: RwSignal<Option<Vec<DeskPost>>>,
    next: RwSignal<Option<String>>,
    pending: RwSignal<i64>,
    /// What is to be done with which post once a reason is chosen.
    asking: RwSignal<Option<(DeskPost, Decision)>>,
    /// The last decision, as long as it can be taken back.
    last: RwSignal<Option<(DeskPost, Decision)>>,
    said: RwSignal<String>,
    is_busy: RwSignal<bool>,
}

/// The queue, and what was decided before.
#[component]
pub(super) fn QueuePage() -> impl IntoView {
    let desk = Desk {
        state: RwSignal::new(PostState::Pending),
        posts: RwSignal::new(None),
        next: RwSignal::new(None),
        pending: RwSignal::new(0),
        asking: RwSignal::new(None),
        last: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        is_busy: RwSignal::new(false),
    };
    desk.load();
    events::listen(::api::paths::API_DESK_EVENTS, "queue", move |text| {
        if let Ok(QueueCount { pending }) = serde_json::from_str(&text) {
            desk.count(pending);
        }
    });
    dom::on_key(move |key, _| desk.key(key));
    let filter = move |state: PostState, name: &'static str| {
        let count =
            move || if state == PostState::Pending { format!(" {}", desk.pending.get()) } else { String::new() };
        view! {
            <button type="button" class="chip" aria-pressed=move || (desk.state.get() == state).to_string() on:click=move |_| desk.show(state)>{name}{count}</button>
        }
    };
    view! {
        <div class="chips">
            {filter(PostState::Pending, "待看")}
            {filter(PostState::Approved, "已发布")}
            {filter(PostState::Returned, "退回的")}
        </div>
        {move || desk.last.get().map(|(post, decision)| view! { <Undo desk post decision/> })}
        <p class="wrong" role="alert">{move || desk.said.get()}</p>
        {move || match (desk.asking.get(), desk.posts.get()) {
            (Some((post, decision)), _) => view! {
                <PostView post=post.clone()/>
                <Reasons
                    chosen=Callback::new(move |reason| desk.decide(&post, decision, Some(reason)))
                    closed=Callback::new(move |()| desk.asking.set(None))
                />
            }
            .into_any(),
            (None, None) => view! { <p class="empty">"正在打开……"</p> }.into_any(),
            (None, Some(posts)) if desk.state.get() == PostState::Pending => match posts.into_iter().next() {
                Some(post) => view! { <Pending desk post/> }.into_any(),
                None => view! {
                    <section class="notice"><h2>"都看完了"</h2><p>"有新的，这里会自己出来。"</p></section>
                }
                .into_any(),
            },
            (None, Some(posts)) if posts.is_empty() => view! { <p class="empty">"这里还没有。"</p> }.into_any(),
            (None, Some(posts)) => view! {
                <ul class="decided">{posts.into_iter().map(|post| view! { <Decided desk post/> }).collect_view()}</ul>
                {move || desk.next.get().map(|_| view! { <button type="button" class="button quiet" on:click=move |_| desk.more()>"更早的"</button> })}
            }
            .into_any(),
        }}
    }
}

impl Desk {
    fn show(self, state: PostState) {
        self.state.set(state);
        self.posts.set(None);
        self.asking.set(None);
        self.said.set(String::new());
        self.load();
    }

    fn load(self) {
        self.fetch(None);
    }

    fn more(self) {
        self.fetch(self.next.get_untracked());
    }

    fn fetch(self, after: Option<String>) {
        let state = self.state.get_untracked();
        spawn_local(async move {
            match api::queue(state, after.as_deref()).await {
                // Another list was asked for meanwhile.
                _ if self.state.get_untracked() != state => {}
                Ok(answer) => {
                    self.pending.set(answer.pending);
                    self.next.set(answer.next);
                    match after {
                        Some(_) => self.posts.update(|posts| posts.get_or_insert_default().extend(answer.posts)),
                        None => self.posts.set(Some(answer.posts)),
                    }
                }
                Err(why) => self.said.set(why.sentence()),
            }
        });
    }

    /// The server says how many wait. New ones come behind the one on screen, never in its place.
    fn count(self, pending: i64) {
        self.pending.set(pending);
        let is_empty = self.posts.with_untracked(|posts| posts.as_ref().is_some_and(Vec::is_empty));
        if pending > 0 && is_empty && self.state.get_untracked() == PostState::Pending {
            self.load();
        }
    }

    fn decide(self, post: &DeskPost, decision: Decision, reason: Option<Reason>) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.said.set(String::new());
        let (id, decide) = (post.id.clone(), Decide { decision, reason, version: post.version });
        spawn_local(async move {
            let answer = api::decide(&id, &decide).await;
            self.is_busy.set(false);
            match answer {
                Ok(post) => self.decided(post, decision),
                Err(why) => {
                    self.said.set(why.sentence());
                    // Somebody else was faster, or its writer took it back.
                    if matches!(why, ApiError::Rejected { status: 404 | 409 | 410, .. }) {
                        self.asking.set(None);
                        self.load();
                    }
                }
            }
        });
    }

    fn decided(self, post: DeskPost, decision: Decision) {
        self.asking.set(None);
        let id = post.id.clone();
        self.posts.update(|posts| {
            let posts = posts.get_or_insert_default();
            posts.retain(|known| known.id != id);
            if decision == Decision::Undo && post.state == self.state.get_untracked() {
                posts.insert(0, post.clone());
            }
        });
        if decision == Decision::Undo {
            self.last.set(None);
        } else {
            let version = post.version;
            self.last.set(Some((post, decision)));
            spawn_local(async move {
                clock::sleep(UNDO).await;
                if self.last.with_untracked(|last| {
                    last.as_ref().is_some_and(|(last, _)| last.id == id && last.version == version)
                }) {
                    self.last.set(None);
                }
            });
        }
        if self.posts.with_untracked(|posts| posts.as_ref().is_none_or(Vec::is_empty)) {
            self.load();
        }
    }

    fn undo(self) {
        if let Some((post, _)) = self.last.get_untracked() {
            self.decide(&post, Decision::Undo, None);
        }
    }

    /// Puts the post on screen behind the others.
    fn skip(self) {
        self.posts.update(|posts| {
            if let Some(posts) = posts.as_mut().filter(|posts| posts.len() > 1) {
                posts.rotate_left(1);
            }
        });
    }

    fn key(self, key: &str) -> bool {
        let first = self.posts.with_untracked(|posts| posts.as_ref().and_then(|posts| posts.first().cloned()));
        let first = first.filter(|_| self.state.get_untracked() == PostState::Pending);
        let is_asking = self.asking.with_untracked(Option::is_some);
        match (key, first) {
            ("z", _) => self.undo(),
            ("Escape", _) if is_asking => self.asking.set(None),
            ("a", Some(post)) if !is_asking => self.decide(&post, Decision::Approve, None),
            ("r", Some(post)) if !is_asking => self.asking.set(Some((post, Decision::Return))),
            ("n", Some(_)) if !is_asking => self.skip(),
            _ => return false,
        }
        true
    }
}

#[component]
fn Undo(desk: Desk, post: DeskPost, decision: Decision) -> impl IntoView {
    let done = match decision {
        Decision::Approve => "发布了",
        Decision::Return => "退回了",
        _ => "撤下了",
    };
    let start: String = post.body.chars().take(10).collect();
    view! {
        <p class="undo" role="status">
            <span>{format!("{done}：{start}……")}</span>
            <button type="button" class="button quiet" on:click=move |_| desk.undo()>"撤销"</button>
        </p>
    }
}

/// The words, who wrote them, and how long they wait.
#[component]
fn PostView(post: DeskPost) -> impl IntoView {
    let age = clock::unix_ms() - post.changed_at;
    let who = post.nickname.clone().unwrap_or_else(|| "只署支部".to_string());
    let class = if age > OVERDUE { "waits overdue" } else { "waits" };
    let words = format!("等了 {}", how_long(post.changed_at, clock::unix_ms()));
    let waits = (post.state == PostState::Pending).then(|| view! { <span class=class>{words}</span> });
    let card = post.card.clone().map(
        |slug| view! { <p><a href=::api::paths::card(&slug) target="_blank" rel="noopener">"看他说的那张卡片"</a></p> },
    );
    view! {
        <article class="post">
            <p class="by"><b>{who}</b>" "<small>{post.branch.clone()}</small>" "{waits}</p>
            {post.appealed.then(|| view! { <p class="flag">"他请另一位再看一次"</p> })}
            {(post.reports > 0).then(|| view! { <p class="flag">{format!("{} 个人举报", post.reports)}</p> })}
            <p class="body">{post.body.clone()}</p>
            {card}
        </article>
    }
}

#[component]
fn Pending(desk: Desk, post: DeskPost) -> impl IntoView {
    let (back, out) = (post.clone(), post.clone());
    view! {
        <PostView post/>
        <div class="decide" role="group" aria-label="怎么办">
            <button type="button" class="button quiet" on:click=move |_| desk.asking.set(Some((back.clone(), Decision::Return)))>"请改一改"</button>
            <button type="button" class="button" disabled=move || desk.is_busy.get() on:click=move |_| desk.decide(&out, Decision::Approve, None)>"发布"</button>
        </div>
        <p class="hint keys">"键盘：A 发布，R 退回，N 先看下一条，Z 撤销"</p>
    }
}

#[component]
fn Decided(desk: Desk, post: DeskPost) -> impl IntoView {
    let (is_out, id, down) = (post.state == PostState::Approved, post.id.clone(), post.clone());
    let reason = post
        .reason
        .clone()
        .map(|reason| view! { <p class="hint">{format!("{} {}", reason.code.chinese(), reason.note)}</p> });
    let replies = post
        .replies
        .clone()
        .into_iter()
        .map(|reply| view! { <p class="answer"><b>{reply.branch}</b>" "{reply.body}</p> })
        .collect_view();
    view! {
        <li>
            <PostView post/>
            {reason}
            {replies}
            {is_out.then(|| view! {
                <ReplyForm post=id.clone() sent=Callback::new(move |()| desk.load())/>
                <button type="button" class="take-down" on:click=move |_| desk.asking.set(Some((down.clone(), Decision::Remove)))>"撤下"</button>
            })}
        </li>
    }
}
