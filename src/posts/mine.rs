//! `/posts/mine/`: what was written on this phone, and where each stands. Shown from what is known, then asked anew.

use api::posts::{Appeal, MyPost, MyPosts};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{MINE, Session};
use super::mine_rows::Rows;
use super::word::{Stage, Word};
use super::{Posts, fill, say};
use crate::actions::Actions;
use crate::api::ApiError;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, share};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::library::Library;
use crate::ui::Toast;
use crate::watch::watch;

/// The page on screen; cheap to copy.
#[derive(Clone, Copy)]
struct Mine {
    posts: Posts,
    library: Library,
    frame: Frame,
    toast: Toast,
    page: StoredValue<Node, LocalStorage>,
    /// As the server listed them last.
    listed: RwSignal<Vec<MyPost>>,
    /// What is being asked about: a way and an id.
    asking: RwSignal<(String, String)>,
    shown: StoredValue<String>,
    turn: StoredValue<u32>,
}

/// Brings the page to life.
pub fn enliven(page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = Mine {
        posts: expect_context(),
        library: expect_context(),
        frame: expect_context(),
        toast: expect_context(),
        page: StoredValue::new_local(page.clone()),
        listed: RwSignal::default(),
        asking: RwSignal::default(),
        shown: StoredValue::default(),
        turn: StoredValue::default(),
    };
    mounted.hold(actions.on("say", move |button| {
        this.tapped(&dom::data(button, "way"), dom::data(button, "id"), dom::data(button, "ask"));
        true
    }));
    spawn_local(async move {
        this.posts.account.open().await;
        let stored = this.posts.drafts.get(MINE).await.and_then(|text| serde_json::from_str::<MyPosts>(&text).ok());
        if let Some(stored) = stored {
            this.listed.try_set(stored.posts);
        }
        this.ask().await;
    });
    watch(move || {
        this.posts.returned.track();
        this.posts.outbox.delivered.track();
        // Who just joined has posts of their own.
        this.posts.account.me.track();
        spawn_local(this.ask());
    });
    watch(move || this.refresh());
}

impl Mine {
    /// Asks the server, if there is anybody to ask about.
    async fn ask(self) {
        self.posts.account.open().await;
        let me = self.posts.account.id();
        if me.is_none() {
            return;
        }
        match crate::api::my_posts().await {
            Ok((listed, text)) if self.posts.account.id() == me => {
                self.posts.drafts.write(MINE, &text).await;
                self.settle(&listed.posts).await;
                if self.listed.try_get_untracked().is_some_and(|known| known != listed.posts) {
                    self.listed.try_set(listed.posts);
                }
                self.say("");
            }
            Err(error) if error.is_signed_out() => {
                self.posts.account.lose();
                self.say("登录没了，下面是上次看到的样子。用“换手机”的码或支部的新邀请进来。");
            }
            Err(ApiError::Offline) => self.say("没有网络，下面是上次看到的样子。"),
            Err(error) => self.say(&error.sentence()),
            Ok(_) => {}
        }
    }

    /// What the server lists need not be kept here any longer.
    async fn settle(self, listed: &[MyPost]) {
        let words = self.posts.drafts.words.get_untracked();
        let is_listed = |word: &&Word| listed.iter().any(|post| post.id == word.id && post.version > word.version);
        for word in words.iter().filter(|word| word.stage() == Stage::Sent).filter(is_listed) {
            self.posts.drafts.remove(&word.id).await;
        }
    }

    fn tapped(self, way: &str, id: String, ask: String) {
        self.asking.set(if way == "ask" { (ask, id.clone()) } else { Default::default() });
        let Posts { drafts, outbox, .. } = self.posts;
        let word = drafts.find(&id);
        match (way, word) {
            ("drop", _) => spawn_local(async move { drafts.remove(&id).await }),
            ("hold", Some(word)) => drafts.put(Word { queued_at: 0, ..word }),
            ("again", Some(word)) => spawn_local(async move { outbox.send(word).await }),
            ("call", _) => outbox.call(),
            ("copy", Some(word)) => {
                let copying = share::copy(&word.body);
                spawn_local(async move {
                    self.toast.say(if copying.await { "已复制" } else { "复制不了，长按文字自己复制" });
                });
            }
            ("back" | "appeal", _) => spawn_local(self.decide(way == "back", id)),
            _ => {}
        }
    }

    /// Takes a post back, or asks for another look.
    async fn decide(self, is_back: bool, id: String) {
        let Some(post) = self.listed.with_untracked(|listed| listed.iter().find(|post| post.id == id).cloned()) else {
            return;
        };
        let answer = match is_back {
            true => crate::api::delete_post(&id).await,
            false => crate::api::appeal_post(&id, Appeal { version: post.version }).await,
        };
        match answer {
            Ok(()) => {}
            // It is gone already.
            Err(ApiError::Rejected { status: 404 | 410, .. }) if is_back => {}
            Err(error) => return self.say(&error.sentence()),
        }
        if is_back {
            let owner = self.posts.account.id().unwrap_or_default();
            let now = clock::unix_ms();
            let gone = Word { withdrawn_at: now, changed_at: post.created_at, ..Word::of_returned(&post, &owner) };
            self.posts.drafts.keep(gone).await;
            self.listed.try_update(|listed| listed.retain(|post| post.id != id));
        }
        self.ask().await;
    }

    /// Makes the page anew from what it shows.
    fn refresh(self) {
        let (words, listed, asking) = (self.posts.drafts.words.get(), self.listed.get(), self.asking.get());
        let (me, pause) = (self.posts.account.me.get(), self.posts.outbox.pause.get());
        self.posts.account.session.track();
        self.frame.today.track();
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        spawn_local(async move {
            let slugs = words.iter().map(|word| word.card.as_str()).filter(|card| !card.is_empty());
            let slugs = slugs.chain(listed.iter().filter_map(|post| post.card.as_deref()));
            let quotes = super::quotes(self.library, slugs).await;
            let rows = Rows {
                words: &words,
                posts: &listed,
                me: me.as_ref().map(|me| me.id.as_str()),
                pause,
                asking: (&asking.0, &asking.1),
                quotes: &quotes,
                now: clock::unix_ms(),
            };
            let mut html = rows.html();
            if me.is_none() && self.posts.account.session.get_untracked() != Session::Open {
                html = format!("<p class=\"mine-note\">没有邀请也能先写，存在手机里。{}</p>{html}", super::INVITE);
            }
            if self.turn.try_get_value() != Some(turn) || self.shown.with_value(|shown| *shown == html) {
                return;
            }
            self.page.try_with_value(|page| {
                fill(page, "mine", &html);
                // The button that was tapped is made anew.
                if !asking.1.is_empty()
                    && let Some(yes) = dom::find_in(page, ".post-ask + button")
                {
                    let _ = yes.focus();
                }
            });
            self.shown.set_value(html);
        });
    }

    fn say(self, words: &str) {
        self.page.try_with_value(|page| say(page, words));
    }
}
