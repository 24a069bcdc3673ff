//! Documents that wait for whoever is at the desk, or came back to them: above the posts, each a tap away.

use ::api::paths;
use ::api::posts::{ToReview, Waiting, WaitingDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::watch::watch;
use crate::desk::shell::api;
use crate::desk::shell::live::{Live, list_path};
use crate::desk::shell::session::Session;

/// So many of each are named; the others are a tap further.
const NAMED: usize = 2;
/// What is to be done with them.
const RETURNED: &str = "退回来了";
const FILE_CHANGED: &str = "文件已改，请选择";
const TO_REVIEW: &str = "等你复审";

/// All of them, as long as there are some.
#[component]
pub(super) fn Drafts(live: Live) -> impl IntoView {
    let (session, waiting) = (expect_context::<Session>(), RwSignal::new(None::<Waiting>));
    watch(move || {
        live.documents.track();
        live.again.track();
        if live.drafts() == 0 {
            return waiting.set(None);
        }
        spawn_local(async move {
            match api::waiting().await {
                Ok(all) => waiting.set(Some(all)),
                // How many there are, and where, is known all the same.
                Err(why) => drop(session.hear(&why)),
            }
        });
    });
    // The same answer again leaves them as they are under somebody's finger.
    let shown = Memo::new(move |_| {
        let counts = [(live.returned, RETURNED), (live.file_changed, FILE_CHANGED), (live.to_review, TO_REVIEW)];
        (waiting.get(), counts.map(|(count, what)| (count.get(), what)))
    });
    move || {
        let (waiting, counts) = shown.get();
        match waiting {
            Some(all) => view! {
                <Part drafts=all.returned what=RETURNED them="份退回来的"/>
                <Part drafts=all.file_changed what=FILE_CHANGED them="份文件改过的"/>
                <Part drafts=all.to_review what=TO_REVIEW them="份等你复审"/>
            }
            .into_any(),
            None => counts.into_iter().map(|(all, what)| counted(all, what)).collect_view().into_any(),
        }
    }
}

#[component]
fn Part(drafts: Vec<WaitingDraft>, what: &'static str, them: &'static str) -> impl IntoView {
    let left = drafts.get(NAMED).map(|next| (list_path(next.folder), drafts.len() - NAMED));
    let row = move |draft: WaitingDraft| {
        let title = if draft.title.is_empty() { "还没有标题".to_string() } else { draft.title };
        view! {
            <li><a class="reviews" href=paths::desk_document(draft.folder.as_str(), &draft.slug)>
                <span class="reviews-what">{draft.folder.chinese()}{what}</span>
                <span class="reviews-title">{title}</span>
                {draft.note.map(|note| view! { <small>{note}</small> })}
            </a></li>
        }
    };
    let rows = drafts.into_iter().take(NAMED).map(row).collect_view();
    view! {
        <ul aria-label=what>{rows}</ul>
        {left.map(|(list, many)| view! { <a class="reviews more-of-them" href=list>{format!("还有 {many} {them}")}</a> })}
    }
}

/// As long as nobody knows which they are.
fn counted(all: Vec<ToReview>, what: &'static str) -> impl IntoView {
    let line = move |waiting: ToReview| {
        let words = format!("有 {} 份{}{what}", waiting.count, waiting.folder.chinese());
        view! { <a class="reviews" href=list_path(waiting.folder)>{words}</a> }
    };
    all.into_iter().map(line).collect_view()
}
