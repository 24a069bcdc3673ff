//! `/posts/`: what members said. It opens with what came in the page or was seen last, then asks; what is new is
//! announced, and never pushed under a thumb.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use api::posts::about::NOMINATION;
use api::posts::{Feed, MyPost, PostState};
use content::bundle::escape;
use content::feed;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{FEED, MINE};
use super::answers::{Answers, renew};
use super::drafts::Keeping;
use super::html::{LOUD, button, fill, say};
use super::listed::list;
use super::news;
use super::quotes::{quote_of, quotes};
use super::state::Posts;
use super::step::{Pause, is_too_old};
use super::taps;
use super::word::{Stage, Word};
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::browser::scroll;
use crate::browser::watch::watch;
use crate::client::api::ApiError;
use crate::client::site_words;
use crate::client::wire;
use crate::reader::library::Library;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;
use crate::reader::shell::router::Router;

thread_local! {
    /// The posts as they stood when the page was left: whoever comes back finds the same ones in the same place.
    static LEFT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps the posts when the page goes.
struct Left(Node);

impl Drop for Left {
    fn drop(&mut self) {
        LEFT.set(self.0.inner_html());
    }
}

/// The page on screen.
struct FeedPage {
    posts: Posts,
    library: Library,
    answers: Rc<Answers>,
    page: Node,
    /// The first page as the server has it now, until it is wanted.
    newer: RefCell<Feed>,
    /// What is said of one's own.
    waiting: RefCell<String>,
    is_loading: Cell<bool>,
}

/// Brings the page to life.
pub fn enliven(page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = Rc::new(FeedPage {
        posts: Posts::here(),
        library: expect_context(),
        answers: Answers::new(page),
        page: page.clone(),
        newer: RefCell::default(),
        waiting: RefCell::default(),
        is_loading: Cell::default(),
    });
    this.restore(mounted);
    let feed = this.clone();
    mounted.hold(actions.on("say", move |button| {
        match dom::data(button, "way").as_str() {
            "older" => spawn_local(feed.clone().older(dom::data(button, "id"))),
            "newer" => spawn_local(feed.clone().show_newer()),
            _ => feed.answers.tapped(button),
        }
        true
    }));
    this.answers.start();
    let feed = this.clone();
    watch(move || {
        feed.posts.returned.track();
        spawn_local(feed.clone().ask());
    });
    watch(move || {
        this.posts.drafts.changed.track();
        this.show_waiting();
    });
}

impl FeedPage {
    /// For who came back: what was there, and where. When this page is left, that is kept.
    fn restore(&self, mounted: Mounted) {
        let Some(list) = dom::find_in(&self.page, "[data-slot=feed]") else { return };
        let router = expect_context::<Router>();
        if router.is_travel() {
            dom::show_html(&list, &LEFT.take());
            // What was taken back meanwhile is not shown again.
            for card in dom::find_all_in(&list, ".post-card") {
                if self.library.is_withdrawn(&card.get_attribute("href").unwrap_or_default()) {
                    dom::remove(&card);
                }
            }
            router.arrive_late(api::paths::POSTS);
        }
        mounted.hold(Left(list));
    }

    /// Shows what is known, and asks what is there now.
    async fn ask(self: Rc<Self>) {
        let drafts = self.posts.drafts;
        drafts.open_once().await;
        if self.shown().is_empty()
            && let Some(mut seen) = drafts.read(FEED, wire::feed)
        {
            taps::count_in(&mut seen.posts, &taps::uncounted(drafts));
            self.show(&seen, true).await;
        }
        if self.shown().is_empty() {
            say(&self.page, "正在取大家说的……");
        }
        let leaves = self.posts.account.leaves();
        self.answers.asking();
        let uncounted = taps::uncounted(drafts);
        let words = match crate::client::api::list_posts("").await {
            Ok((mut now, text)) => {
                taps::count_in(&mut now.posts, &uncounted);
                if self.posts.account.leaves() == leaves {
                    drafts.write(FEED, &text);
                }
                self.take(now).await;
                ""
            }
            Err(ApiError::Offline) if self.shown().is_empty() => {
                "没有网络，还没有存下大家说的。连上网打开一次，以后没网也能看。"
            }
            Err(ApiError::Offline) => "没有网络，上面是上次看到的。",
            Err(_) => "没取到新内容：可能要先登录这个 Wi-Fi，或者过一会儿再看。",
        };
        say(&self.page, words);
        // One's own that came back is news as well.
        if list(self.posts).await.is_ok() {
            self.show_waiting();
            self.answers.show();
        }
    }

    /// What is new waits for a tap; what is gone, goes; what has changed, changes in its place.
    async fn take(&self, now: Feed) {
        let shown = self.shown();
        if shown.is_empty() || now.posts.is_empty() {
            return self.show(&now, true).await;
        }
        let new = now.posts.iter().filter(|post| !shown.contains(&post.id)).count();
        let quotes = self.quotes(&now).await;
        // Down to the oldest that both have, the server's word is complete.
        let both = shown.iter().rposition(|id| now.posts.iter().any(|post| post.id == *id)).map_or(0, |at| at + 1);
        let known = if now.next.is_none() { shown.len() } else { both };
        for id in &shown[..known] {
            let Some(node) = dom::find_in(&self.page, &["[data-post=\"", id, "\"]"].concat()) else { continue };
            match now.posts.iter().find(|post| post.id == *id) {
                None => dom::remove(&node),
                Some(_) if self.answers.knows_better(id) => {}
                Some(post) => {
                    let about = post.card.as_deref().and_then(|card| quote_of(&quotes, card));
                    renew(
                        &node,
                        &feed::article(post, about.as_deref(), &site_words::speaker(), clock::unix_ms(), false),
                    );
                }
            }
        }
        let announced = ["有 ", &new.to_string(), " 条新的"].concat();
        match dom::find_in(&self.page, "[data-slot=newer] button") {
            // It may have the focus.
            Some(button) if new > 0 => button.set_inner_text(&announced),
            _ => {
                fill(&self.page, "newer", &if new > 0 { button("newer", "", &announced, LOUD) } else { String::new() })
            }
        }
        *self.newer.borrow_mut() = now;
        self.answers.show();
    }

    async fn show_newer(self: Rc<Self>) {
        let newer = self.newer.take();
        fill(&self.page, "newer", "");
        self.show(&newer, true).await;
        dom::focus_heading(&self.page);
        scroll::scroll_to(0.0);
        // What was tapped since these were asked for counts as well.
        self.ask().await;
    }

    /// Shows a page of the feed in place of what is there, or below it.
    async fn show(&self, shown: &Feed, is_first: bool) {
        let quotes = self.quotes(shown).await;
        let html = feed::html(shown, &|card| quote_of(&quotes, card), &site_words::speaker(), clock::unix_ms());
        if let Some(list) = dom::find_in(&self.page, "[data-slot=feed]") {
            if is_first {
                dom::show_html(&list, &html);
            } else {
                dom::find_in(&list, ".older").iter().for_each(dom::remove);
                let at = dom::child_count(&list);
                dom::append_html(&list, &html);
                // The button that had the focus is gone.
                dom::child(&list, at).iter().for_each(dom::focus);
            }
        }
        self.answers.show();
    }

    /// Adds what is older below the last.
    async fn older(self: Rc<Self>, cursor: String) {
        if self.is_loading.replace(true) {
            return;
        }
        let uncounted = taps::uncounted(self.posts.drafts);
        let answer = crate::client::api::list_posts(&cursor).await;
        self.is_loading.set(false);
        match answer {
            Ok((mut older, _)) => {
                taps::count_in(&mut older.posts, &uncounted);
                self.show(&older, false).await;
            }
            Err(error) => return say(&self.page, &error.sentence()),
        }
        say(&self.page, "");
    }

    /// The ids of what is on the page, from above.
    fn shown(&self) -> Vec<String> {
        dom::find_all_in(&self.page, ".post").iter().map(|post| dom::data(post, "post")).collect()
    }

    async fn quotes(&self, feed: &Feed) -> Vec<(String, String)> {
        quotes(self.library, feed.posts.iter().filter_map(|post| post.card.clone()).collect()).await
    }

    /// One's own that is on its way, or came back, stands above all others.
    fn show_waiting(&self) {
        let Posts { drafts, account, outbox, .. } = self.posts;
        let (me, words) = (account.id(), drafts.words());
        let came_back = |word: &Word| word.version == 0 && !word.fault.is_empty();
        let is_it =
            |word: &&Word| word.is_of(me.as_deref()) && word.is_unsent() && (word.queued_at > 0 || came_back(word));
        let (words, state) = match words.iter().find(is_it) {
            Some(word) => {
                let state = match outbox.why_not() {
                    _ if word.stage() == Stage::Draft => "没发出去，点开看看为什么",
                    _ if is_too_old(word, clock::unix_ms()) => "放得有点久了，点开看看还发不发",
                    Pause::None => "正在发……",
                    _ if drafts.keeping() == Keeping::Nowhere => "没存下，发出前别关这一页",
                    _ => "已经存进手机，能发时自动发出",
                };
                (word.first_words(), state)
            }
            None => {
                // What was changed here is not asked for again, unless the server said so of what was sent.
                let is_changed = |post: &MyPost, word: &Word| match word.stage() {
                    Stage::Draft => false,
                    Stage::Sent => post.version <= word.version,
                    Stage::Queued | Stage::Withdrawn => true,
                };
                let mine = drafts.read(MINE, wire::my_posts).unwrap_or_default();
                let is_asked = |post: &MyPost| {
                    let is_here = words.iter().any(|word| word.id == post.id && is_changed(post, word));
                    post.state == PostState::Returned && !is_here
                };
                match mine.into_iter().find(is_asked) {
                    Some(post) => (post.body, "支部请你改一改，点开看看"),
                    None => match news::unseen(drafts).into_iter().find(|post| post.state != PostState::Returned) {
                        Some(post) if post.state == PostState::Removed => match post.card.as_deref() {
                            Some(NOMINATION) => (post.body, "先放下了，点开看看为什么"),
                            _ => (post.body, "撤下了，点开看看为什么"),
                        },
                        Some(post) => (post.body, "支部回应你了，点开看看"),
                        None => Default::default(),
                    },
                }
            }
        };
        let html = match words.as_str() {
            "" => String::new(),
            words => format!(
                "<a class=\"waiting\" href=\"{}\"><span>{}</span><small>{state}</small></a>",
                api::paths::MY_POSTS,
                escape(words)
            ),
        };
        if self.waiting.replace(html.clone()) != html {
            fill(&self.page, "waiting", &html);
        }
    }
}
