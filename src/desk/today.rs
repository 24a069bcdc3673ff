//! 今天, on `/desk/`: one list of what waits in all rooms, what has waited longest first, each with what becomes of it where nobody
//! does anything. What members said stands below it. What a room says of itself comes from the server (`curation/today.rs`).

mod drafts;

use ::api::paths;
use ::api::posts::{Today, Waiting, WaitingRoom};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;
use crate::browser::watch::watch;
use crate::client::api::ApiError;
use crate::desk::shell::api;
use crate::desk::shell::live::Live;
use crate::desk::shell::navigation;
use crate::desk::shell::session::Session;

/// So many are on screen at once; the others are a tap further.
const SHOWN: usize = 6;
/// On the page itself.
const POSTS: &str = "/desk/#";
const HOUR: i64 = 3_600_000;

/// What was heard last, and why nothing newer was: of each for itself.
#[derive(Clone, Copy)]
struct Heard {
    rooms: RwSignal<Option<Vec<WaitingRoom>>>,
    no_rooms: RwSignal<String>,
    documents: RwSignal<Option<Waiting>>,
    no_documents: RwSignal<String>,
}

/// The list, as long as something waits.
#[component]
pub(super) fn TodayList(live: Live) -> impl IntoView {
    let session = expect_context::<Session>();
    let heard = Heard {
        rooms: RwSignal::new(None),
        no_rooms: RwSignal::new(String::new()),
        documents: RwSignal::new(None),
        no_documents: RwSignal::new(String::new()),
    };
    watch(move || {
        live.heard.track();
        live.again.track();
        spawn_local(async move {
            take(session, heard.rooms, heard.no_rooms, api::today().await.map(|Today { rooms }| rooms));
        });
    });
    watch(move || {
        live.documents.track();
        live.again.track();
        if live.drafts() == 0 {
            heard.no_documents.set(String::new());
            return heard.documents.set(None);
        }
        spawn_local(async move {
            take(session, heard.documents, heard.no_documents, api::waiting().await);
        });
    });
    // The same answer again leaves the rows as they are under somebody's finger.
    let rows = Memo::new(move |_| {
        let mut rows = heard.rooms.get().unwrap_or_default();
        rows.extend(heard.documents.get().map(drafts::rows).unwrap_or_else(|| drafts::counted(live)));
        rows.sort_by_key(|row| row.since);
        rows
    });
    // What members said stands right below.
    let is_there = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| !row.path.starts_with(POSTS))));
    let many = move || rows.with(|rows| count(rows));
    let later = move || rows.with(|rows| count(rows.get(SHOWN..).unwrap_or_default()));
    let has_later = move || rows.with(|rows| rows.len() > SHOWN);
    let why =
        move || Some(heard.no_rooms.get()).filter(|why| !why.is_empty()).unwrap_or_else(|| heard.no_documents.get());
    let list = move |rows: Vec<WaitingRoom>| rows.into_iter().map(row).collect_view();
    view! {
        <div class="today-part">
        <p class="hint today-old" role="status" hidden=move || why().is_empty()>{why}</p>
        {move || is_there.get().then(|| view! {
            <section class="today" aria-labelledby="today">
                <h2 id="today">{move || if many() > 0 { format!("等你看 {} 件", many()) } else { "没有等你看的".to_string() }}</h2>
                <ul aria-labelledby="today">{move || list(rows.with(|rows| rows.iter().take(SHOWN).cloned().collect()))}</ul>
                {move || has_later().then(|| view! {
                    <details><summary>{if later() > 0 { format!("还有 {} 件，等得没有这么久", later()) } else { "还有".to_string() }}</summary>
                    <ul aria-labelledby="today">{move || list(rows.with(|rows| rows.iter().skip(SHOWN).cloned().collect()))}</ul></details>
                })}
            </section>
        })}
        </div>
    }
}

/// What came; where nothing did, what was there stays, and that is said.
fn take<T: Send + Sync + 'static>(
    session: Session,
    into: RwSignal<Option<T>>,
    said: RwSignal<String>,
    came: Result<T, ApiError>,
) {
    match came {
        Ok(came) => {
            said.set(String::new());
            into.set(Some(came));
        }
        Err(why) => {
            let why = session.hear(&why);
            said.set(if why.is_empty() { why } else { format!("这是刚才的，新的没取到：{why}") });
        }
    }
}

/// How many wait for somebody; who comes today goes on by itself.
fn count(rows: &[WaitingRoom]) -> i64 {
    rows.iter().filter(|row| row.path != paths::DESK_SIGN_UPS).map(|row| row.count).sum()
}

fn row(room: WaitingRoom) -> impl IntoView {
    let WaitingRoom { path, what, otherwise, count, since } = room;
    let icon = navigation::place(path.split('#').next().unwrap_or_default()).icon;
    let waited = (since > 0).then(|| waited(clock::unix_ms() - since)).flatten();
    view! {
        <li><a href=path>
            <svg class="icon" aria-hidden="true"><use href=icon/></svg>
            <span class="today-what">{what}{waited.map(|waited| view! { " "<small>{waited}</small> })}</span>
            <small class="today-otherwise">{otherwise}</small>
            {(count > 1).then(|| view! { <b>{count}<span class="visually-hidden">" 件"</span></b> })}
        </a></li>
    }
}

/// How long something has waited, once that is worth saying.
fn waited(ms: i64) -> Option<String> {
    match ms / HOUR {
        ..1 => None,
        hours @ 1..24 => Some(format!("等了 {hours} 小时")),
        hours => Some(format!("等了 {} 天", hours / 24)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_is_said_in_hours_and_then_in_days() {
        let said = [0, 59 * 60_000, HOUR, 23 * HOUR, 24 * HOUR, 71 * HOUR].map(|ms| waited(ms).unwrap_or_default());
        assert_eq!(said, ["", "", "等了 1 小时", "等了 23 小时", "等了 1 天", "等了 2 天"]);
    }
}
