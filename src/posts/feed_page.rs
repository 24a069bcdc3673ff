//! `/posts/`: what members said. It opens with what came in the page or was seen last, then asks; what is new is
//! announced, and never pushed under a thumb.

use api::posts::{Feed, MyPosts, PostState};
use content::bundle::escape;
use content::feed;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{FEED, MINE};
use super::answers::Answers;
use super::word::Stage;
use super::{Posts, button, fill, quote_of, say};
use crate::actions::Actions;
use crate::api::ApiError;
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::document::Mounted;
use crate::library::Library;
use crate::watch::watch;

/// The page on screen; cheap to copy.
#[derive(Clone, Copy)]
struct FeedPage {
    posts: Posts,
    library: Library,
    answers: Answers,
    page: StoredValue<Node, LocalStorage>,
    /// The first page as the server has it now, until it is wanted.
    newer: StoredValue<Option<Feed>>,
    is_loading: StoredValue<bool>,
}

/// Brings the page to life.
pub fn enliven(page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = FeedPage {
        posts: expect_context(),
        library: expect_context(),
        answers: Answers::new(page),
        page: StoredValue::new_local(page.clone()),
        newer: StoredValue::default(),
        is_loading: StoredValue::default(),
    };
    mounted.hold(actions.on("say", move |button| {
        match dom::data(button, "way").as_str() {
            "older" => spawn_local(this.older(dom::data(button, "id"))),
            "newer" => this.show_newer(),
            _ => return this.answers.tapped(button),
        }
        true
    }));
    spawn_local(async move {
        this.answers.open().await;
        this.show_waiting().await;
    });
    watch(move || {
        this.posts.returned.track();
        spawn_local(this.ask());
    });
    watch(move || {
        this.posts.drafts.words.track();
        spawn_local(this.show_waiting());
    });
}

impl FeedPage {
    /// Shows what is known, and asks what is there now.
    async fn ask(self) {
        self.posts.drafts.open_once().await;
        if self.shown().is_empty()
            && let Some(text) = self.posts.drafts.get(FEED).await
            && let Ok(seen) = serde_json::from_str::<Feed>(&text)
        {
            self.show(&seen).await;
        }
        match crate::api::list_posts(None).await {
            Ok((now, text)) => {
                self.posts.drafts.write(FEED, &text).await;
                self.say("");
                self.take(now).await;
            }
            Err(error) => self.say(match (error, self.shown().is_empty()) {
                (ApiError::Offline, true) => "没有网络，还没有存下大家说的。连上网打开一次，以后没网也能看。",
                (ApiError::Offline, false) => "没有网络，下面是上次看到的。",
                (ApiError::Rejected { .. }, _) => "服务器没答好，过一会儿再看。",
                (ApiError::Unexpected, true) => "网络没通到我们这边，可能要先登录这个 Wi-Fi。",
                (ApiError::Unexpected, false) => "没取到新的，下面是上次看到的。",
            }),
        }
    }

    /// What is new waits for a tap; what is gone, goes; what has changed, changes in its place.
    async fn take(self, now: Feed) {
        let shown = self.shown();
        let new = now.posts.iter().filter(|post| !shown.contains(&post.id)).count();
        if shown.is_empty() {
            return self.show(&now).await;
        }
        let quotes = self.quotes(&now).await;
        self.page.try_with_value(|page| {
            // Between the newest and the oldest of this page, the server's word is complete.
            let oldest = now.posts.iter().filter_map(|post| shown.iter().position(|id| *id == post.id)).max();
            for id in shown.iter().take(oldest.map_or(0, |at| at + 1)) {
                let Some(node) = dom::find_in(page, &format!("[data-post=\"{id}\"]")) else { continue };
                match now.posts.iter().find(|post| post.id == *id) {
                    None => dom::remove(&node),
                    Some(post) if dom::find_in(&node, ".post-asked").is_none() => {
                        let about = post.card.as_deref().and_then(|card| quote_of(&quotes, card));
                        dom::replace_html(&node, &feed::article(post, about.as_deref(), clock::unix_ms(), false));
                    }
                    Some(_) => {}
                }
            }
            let html = match new {
                0 => String::new(),
                new => button("newer", "", &format!("有 {new} 条新的"), super::LOUD),
            };
            fill(page, "newer", &html);
        });
        self.newer.try_set_value((new > 0).then_some(now));
        self.answers.show();
    }

    fn show_newer(self) {
        let newer = self.newer.try_update_value(std::mem::take).flatten();
        self.page.try_with_value(|page| fill(page, "newer", ""));
        if let Some(newer) = newer {
            spawn_local(async move {
                self.show(&newer).await;
                dom::scroll_to(0.0);
            });
        }
    }

    async fn show(self, shown: &Feed) {
        let quotes = self.quotes(shown).await;
        let html = feed::html(shown, &|card| quote_of(&quotes, card), clock::unix_ms());
        self.page.try_with_value(|page| fill(page, "feed", &html));
        self.answers.show();
    }

    /// Adds what is older below the last.
    async fn older(self, cursor: String) {
        if self.is_loading.try_get_value() != Some(false) {
            return;
        }
        self.is_loading.set_value(true);
        let answer = crate::api::list_posts(Some(&cursor)).await;
        self.is_loading.try_set_value(false);
        match answer {
            Ok((older, _)) => {
                let quotes = self.quotes(&older).await;
                let html = feed::html(&older, &|card| quote_of(&quotes, card), clock::unix_ms());
                self.page.try_with_value(|page| {
                    let Some(list) = dom::find_in(page, "[data-slot=feed]") else { return };
                    if let Some(button) = dom::find_in(page, ".older") {
                        dom::remove(&button);
                    }
                    dom::append_html(&list, &html);
                });
                self.answers.show();
                self.say("");
            }
            Err(error) => self.say(&error.sentence()),
        }
    }

    /// The ids of what is on the page, from above.
    fn shown(self) -> Vec<String> {
        let ids = |page: &Node| dom::find_all_in(page, ".post").iter().map(|post| dom::data(post, "post")).collect();
        self.page.try_with_value(ids).unwrap_or_default()
    }

    async fn quotes(self, feed: &Feed) -> Vec<(String, String)> {
        super::quotes(self.library, feed.posts.iter().filter_map(|post| post.card.as_deref())).await
    }

    /// One's own that is on its way stands above all others.
    async fn show_waiting(self) {
        self.posts.account.open().await;
        let me = self.posts.account.id();
        let words = self.posts.drafts.words.get_untracked();
        let queued = words.iter().filter(|word| word.stage() == Stage::Queued && word.is_of(me.as_deref())).last();
        let returned = self.posts.drafts.get(MINE).await.and_then(|text| serde_json::from_str::<MyPosts>(&text).ok());
        let returned = returned.and_then(|mine| mine.posts.into_iter().find(|post| post.state == PostState::Returned));
        let (words, state) = match (queued, returned) {
            (Some(word), _) => (word.first_words(), self.posts.outbox.pause.get_untracked().sentence()),
            (None, Some(post)) => (post.body.chars().take(40).collect(), "支部请你改一改，点开看看"),
            (None, None) => return self.fill_waiting(""),
        };
        let state = if state == "正在发……" { "已存在手机里，正在发" } else { state };
        let mine = api::paths::MY_POSTS;
        self.fill_waiting(&format!(
            "<a class=\"waiting\" href=\"{mine}\"><span>{}</span><small>{state}</small></a>",
            escape(&words)
        ));
    }

    fn fill_waiting(self, html: &str) {
        self.page.try_with_value(|page| fill(page, "waiting", html));
    }

    fn say(self, words: &str) {
        self.page.try_with_value(|page| say(page, words));
    }
}
