//! `/posts/:id/`: one post and its branch's answers.

use std::rc::Rc;

use api::posts::Post;
use content::feed;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::FEED;
use super::answers::{Answers, renew};
use super::html::{fill, say};
use super::news;
use super::quotes::quotes;
use super::state::Posts;
use super::taps;
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::client::api::ApiError;
use crate::client::site_words;
use crate::client::wire;
use crate::reader::library::Library;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;

/// The page on screen.
struct PostPage {
    posts: Posts,
    library: Library,
    answers: Rc<Answers>,
    page: Node,
    id: String,
}

/// Brings the page to life.
pub fn enliven(path: &str, page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = Rc::new(PostPage {
        posts: Posts::here(),
        library: expect_context(),
        answers: Answers::new(page),
        page: page.clone(),
        id: api::paths::post_id(path).unwrap_or_default().to_string(),
    });
    let answers = this.answers.clone();
    mounted.hold(actions.on("say", move |button| {
        answers.tapped(button);
        true
    }));
    this.answers.start();
    watch(move || {
        this.posts.returned.track();
        spawn_local(this.clone().ask());
    });
}

impl PostPage {
    async fn ask(self: Rc<Self>) {
        self.posts.drafts.open_once().await;
        // Whoever comes back has something newer before them.
        if self.shown().is_none() {
            let mut seen = self.posts.drafts.read(FEED, wire::feed).unwrap_or_default();
            taps::count_in(&mut seen.posts, &taps::uncounted(self.posts.drafts));
            if let Some(post) = seen.posts.into_iter().find(|post| post.id == self.id) {
                self.show(&post).await;
            }
        }
        self.answers.asking();
        let uncounted = taps::uncounted(self.posts.drafts);
        let words = match crate::client::api::find_post(&self.id).await {
            Ok((mut post, _)) => {
                taps::count_in(std::slice::from_mut(&mut post), &uncounted);
                self.show(&post).await;
                return say(&self.page, "");
            }
            Err(error) if matches!(error.status(), 404 | 410) => "这条已经不在了，可能收回了，也可能撤下了。",
            Err(_) if self.shown().is_some() => return say(&self.page, "没取到新内容，这是上次看到的。"),
            Err(ApiError::Offline) => "没有网络，这一条还没存在手机里。有网再打开。",
            Err(_) => "没打开，过一会儿再看。",
        };
        fill(&self.page, "post", &["<p class=\"empty\">", words, "</p>"].concat());
        say(&self.page, "");
    }

    async fn show(&self, post: &Post) {
        let quotes = quotes(self.library, post.card.iter().cloned().collect()).await;
        let quote = quotes.first().map(|(_, quote)| quote.as_str());
        let html = feed::article(post, quote, &site_words::speaker(), clock::unix_ms(), true);
        match self.shown() {
            Some(_) if self.answers.knows_better(&self.id) => {}
            Some(shown) => renew(&shown, &html),
            None => fill(&self.page, "post", &html),
        }
        self.answers.show();
        news::see_one(self.posts.drafts, &self.id);
    }

    fn shown(&self) -> Option<Node> {
        dom::find_in(&self.page, ".post")
    }
}
