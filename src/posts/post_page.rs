//! `/posts/:id/`: one post and its branch's answers.

use api::posts::{Feed, Post};
use content::feed;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::FEED;
use super::answers::Answers;
use super::{Posts, fill, quotes, say};
use crate::actions::Actions;
use crate::api::ApiError;
use crate::browser::clock;
use crate::browser::dom::Node;
use crate::document::Mounted;
use crate::library::Library;
use crate::watch::watch;

/// Brings the page to life.
pub fn enliven(path: &str, page: &Node) {
    let Some(id) = api::paths::post_id(path) else { return };
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let (posts, library, answers) = (expect_context::<Posts>(), expect_context::<Library>(), Answers::new(page));
    let (id, page) = (StoredValue::new(id.to_string()), StoredValue::new_local(page.clone()));
    mounted.hold(actions.on("say", move |button| answers.tapped(button)));
    let show = move |post: Post| async move {
        let quotes = quotes(library, post.card.as_deref().into_iter()).await;
        let quote = quotes.first().map(|(_, quote)| quote.as_str());
        let html = feed::article(&post, quote, clock::unix_ms(), true);
        page.try_with_value(|page| fill(page, "post", &html));
        answers.show();
    };
    spawn_local(answers.open());
    watch(move || {
        posts.returned.track();
        let id = id.get_value();
        spawn_local(async move {
            posts.drafts.open_once().await;
            let seen = posts.drafts.get(FEED).await.and_then(|text| serde_json::from_str::<Feed>(&text).ok());
            let seen = seen.and_then(|seen| seen.posts.into_iter().find(|post| post.id == id));
            let is_seen = seen.is_some();
            if let Some(post) = seen {
                show(post).await;
            }
            let (html, words) = match crate::api::find_post(&id).await {
                Ok(post) => {
                    show(post).await;
                    (None, "")
                }
                Err(ApiError::Rejected { status: 404 | 410, .. }) => {
                    (Some("<p class=\"empty\">这条已经不在了，可能收回了，也可能撤下了。</p>"), "")
                }
                Err(_) if is_seen => (None, "没取到新的，这是上次看到的。"),
                Err(ApiError::Offline) => (Some(""), "没有网络，这一条还没存在手机里。"),
                Err(_) => (Some(""), "没取到，过一会儿再看。"),
            };
            page.try_with_value(|page| {
                if let Some(html) = html {
                    fill(page, "post", html);
                }
                say(page, words);
            });
        });
    });
}
