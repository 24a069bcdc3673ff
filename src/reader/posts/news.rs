//! What came back to whoever wrote it: a post that was returned or taken down, a reply. Until it was seen, a dot at 心里话
//! says so on every page. What was seen is known on this phone alone.

use api::posts::{MyPost, PostState};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{FEED, MINE, SEEN};
use super::drafts::Drafts;
use super::listed::list;
use super::state::Posts;
use crate::browser::watch::watch;
use crate::browser::{clock, dom};
use crate::client::wire;
use crate::reader::library::Library;

/// The first look at what waits comes when the first page is quiet, in milliseconds.
pub(super) const FIRST: u32 = 1_200;
/// Whoever comes back is told what is new if that was not asked for within this time, in milliseconds.
const LATELY: i64 = 60_000;
/// Key beside the words: the day on which the feed was asked for by itself.
const FEED_DAY: &str = "feed-day";
/// A dot, and the same in words.
const DOT: &str = "<span class=\"dot\"><span class=\"visually-hidden\">有回音</span></span>";

/// So often it is looked whether all else is stored, each time after so many milliseconds.
const LOOKS: (u32, u32) = (60, 1_000);

/// Keeps the dot true for as long as the app runs. Readers without an account ask for nothing of their own.
pub(super) fn keep_up_to_date(posts: Posts) {
    let (asked, library) = (StoredValue::new(0_i64), expect_context::<Library>());
    watch(move || {
        posts.returned.track();
        let now = clock::unix_ms();
        if now - asked.get_value() > LATELY {
            asked.set_value(now);
            spawn_local(async move {
                // The first page comes first.
                clock::sleep(FIRST).await;
                posts.drafts.open_once().await;
                // Where nothing is written, nothing has changed.
                posts.account.say_whether_member();
                let _ = list(posts).await;
                show(posts.drafts);
                store_feed(posts, library).await;
            });
        }
    });
    watch(move || {
        posts.drafts.changed.track();
        show(posts.drafts);
    });
}

/// What everybody says is there without a network as all else is: its first page, once a day, behind what is stored of the rest. It is the
/// same for everybody, and says nothing of who asks.
async fn store_feed(Posts { drafts, account, .. }: Posts, library: Library) {
    for _ in 0..LOOKS.0 {
        if library.stored.get_untracked().is_complete() {
            break;
        }
        clock::sleep(LOOKS.1).await;
    }
    let (today, leaves) = (clock::today().to_string(), account.leaves());
    let is_stored = !drafts.get(FEED).is_empty() && drafts.get(FEED_DAY) == today;
    if is_stored || dom::root_data("api") == "false" || !library.stored.get_untracked().is_complete() {
        return;
    }
    if let Ok((_, text)) = crate::client::api::list_posts("").await
        && account.leaves() == leaves
    {
        drafts.write(FEED, &text);
        drafts.write(FEED_DAY, &today);
    }
}

/// Of one's own posts, those of which something was not seen yet.
pub(super) fn unseen(drafts: &Drafts) -> Vec<MyPost> {
    let (seen, mut mine) = (drafts.get(SEEN), drafts.read(MINE, wire::my_posts).unwrap_or_default());
    mine.retain(|post| is_news(post, &seen));
    mine
}

/// All of these are on screen.
pub(super) fn see(drafts: &'static Drafts, posts: &[MyPost]) {
    let marks: Vec<String> = posts.iter().map(mark).collect();
    drafts.write(SEEN, &marks.join(" "));
    show(drafts);
}

/// One of one's own is on screen, if it is one.
pub(super) fn see_one(drafts: &'static Drafts, id: &str) {
    if let Some(post) = unseen(drafts).iter().find(|post| post.id == id) {
        drafts.write(SEEN, &[&drafts.get(SEEN), " ", &mark(post)].concat());
        show(drafts);
    }
}

fn show(drafts: &Drafts) {
    let Some(tab) = dom::find(".tabs [data-for=posts]") else { return };
    match (dom::find_in(&tab, ".dot"), unseen(drafts).is_empty()) {
        (Some(dot), true) => dom::remove(&dot),
        (None, false) => dom::append_html(&tab, DOT),
        _ => {}
    }
}

fn is_news(post: &MyPost, seen: &str) -> bool {
    let mark = mark(post);
    !mark.is_empty() && seen.split(' ').all(|seen| seen != mark)
}

/// What there is to be seen of a post; empty where nothing came back.
fn mark(post: &MyPost) -> String {
    let replies = post.replies.len() as i64;
    match post.state {
        PostState::Returned | PostState::Removed => [&post.id, ":", &post.version.to_string()].concat(),
        _ if replies > 0 => [&post.id, "+", &replies.to_string()].concat(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use api::posts::{Reply, Signed};

    use super::*;

    fn post(state: PostState, replies: usize) -> MyPost {
        let reply = Reply { body: "收到".into(), branch: "科巷支部".into(), at: 1 };
        MyPost {
            id: "p".into(),
            body: "热水".into(),
            card: None,
            signed: Signed::Branch,
            state,
            version: 2,
            reason: None,
            created_at: 0,
            changed_at: 0,
            appealed: false,
            upheld: false,
            agrees: 0,
            replies: vec![reply; replies],
        }
    }

    #[test]
    fn what_came_back_is_news_once_and_each_reply_is() {
        for quiet in [post(PostState::Pending, 0), post(PostState::Approved, 0)] {
            assert!(!is_news(&quiet, ""));
        }
        for news in [post(PostState::Returned, 0), post(PostState::Removed, 0), post(PostState::Approved, 1)] {
            assert!(
                is_news(&news, "") && is_news(&news, "other") && !is_news(&news, &["other ", &mark(&news)].concat())
            );
        }
        let seen = mark(&post(PostState::Approved, 1));
        assert!(is_news(&post(PostState::Approved, 2), &seen) && is_news(&post(PostState::Returned, 1), &seen));
        assert!(is_news(&MyPost { version: 4, ..post(PostState::Returned, 0) }, &mark(&post(PostState::Returned, 0))));
    }
}
