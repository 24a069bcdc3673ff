//! What is to be written on: as the address says, or what was begun last.

use std::rc::Rc;

use api::posts::Signed;
use api::posts::about::{NOMINATION, document};
use content::bundle::escape;
use content::feed::card_link;
use leptos::prelude::*;

use super::complaint::THREE_LINES;
use super::{Compose, WHERE};
use crate::browser::random;
use crate::browser::{dom, history, storage};
use crate::client::wire;
use crate::reader::library::{News, Unavailable};
use crate::reader::posts::account::MINE;
use crate::reader::posts::html::{fill, note};
use crate::reader::posts::mine_rows;
use crate::reader::posts::quotes::{asked, title_of};
use crate::reader::posts::word::{Stage, Word, begun};
use crate::reader::unsent::TYPED;

/// What becomes of a nomination.
const NOMINATES: &str =
    "<p class=\"notice\">寻找最美奋斗者：写三行。书记先去问本人，本人点了头才写成故事；不投票，不排名。</p>";

/// Who reads it, in place of what stands in the page at [`WHERE`].
const NOT_PUBLIC: &str = "这三行不公开，只有支部书记和管理员看得到；随时可以收回，看过 90 天后自己没了。";

impl Compose {
    /// Finds what is to be written on.
    pub(super) async fn begin(self: Rc<Self>) {
        self.word.take();
        *self.early.borrow_mut() = Some(Vec::new());
        self.posts.drafts.open_once().await;
        let (fragment, me) = (dom::decode(&history::fragment()), self.posts.account.id());
        let word;
        let mut card = String::new();
        match fragment.split_once('=') {
            Some(("e", id)) => word = self.returned(id),
            Some((_, id)) => word = self.draft(id),
            None => {
                word = begun(&self.posts.drafts.words(), me.as_deref(), &fragment).cloned();
                card = fragment;
            }
        }
        let typed = self.value();
        // What was typed before all this is something new, and not kept yet.
        let word = match word.filter(|word| typed.trim().is_empty() || word.body == typed) {
            Some(word) => word,
            None => {
                let body = if card == NOMINATION { THREE_LINES.to_string() } else { String::new() };
                Word { id: random::uuid_v7(), card, body, signed: self.habit(), ..Word::default() }
            }
        };
        if typed.trim().is_empty() {
            self.set_value(&word.body);
        }
        self.complain(&if word.fault.is_empty() { String::new() } else { note(&escape(&word.fault)) });
        let (card, is_change) = (word.card.clone(), word.version > 0);
        *self.word.borrow_mut() = Some(word);
        self.keep();
        storage::set(TYPED, "");
        if self.is_left.get() {
            return;
        }
        let (heading, hint) = if card == NOMINATION {
            ("写三行", self.hint.as_str())
        } else if api::paths::asked_about(&card).is_some() {
            ("问一句", "想问什么，写一句")
        } else if document(&card).is_some() {
            ("说声谢谢", "谢谁，谢什么，写一句")
        } else {
            ("说一句", self.hint.as_str())
        };
        self.frame.set_heading(if is_change { "改一改" } else { heading });
        dom::set_attribute(&self.page, "#words", "placeholder", Some(hint));
        let then = if card == NOMINATION { NOT_PUBLIC } else { self.then.as_str() };
        dom::set_text(&self.page, WHERE, then);
        self.count();
        self.show();
        let early = self.early.take().unwrap_or_default();
        early.iter().for_each(|(way, id)| self.tapped(way, id));
        self.show_card(&card).await;
    }

    async fn show_card(&self, card: &str) {
        if card.is_empty() {
            return;
        }
        if api::paths::asked_about(card).is_some() {
            return fill(&self.page, "about", &card_link(card, &asked(self.library, card).await));
        }
        if card == NOMINATION {
            return fill(&self.page, "about", NOMINATES);
        }
        if card.contains('/') {
            let about = title_of(self.library, card).await.map(|title| card_link(card, &title));
            return fill(&self.page, "about", &about.unwrap_or_default());
        }
        let mut about = self.library.card(card).await;
        if matches!(about, Err(Unavailable::Missing)) {
            // It may be newer than what this phone knows: this asks the server.
            let page = self.library.fragment(&api::paths::card(card)).await;
            let is_certain = self.library.news.get_untracked() == News::Known;
            self.is_about_nothing.set(is_certain && matches!(page, Err(Unavailable::Missing)));
            about = self.library.card(card).await;
        }
        let about = about.map(|about| card_link(card, &about.quote));
        fill(&self.page, "about", &about.unwrap_or_default());
    }

    /// One's own draft; what is on its way or somebody else's is none.
    fn draft(&self, id: &str) -> Option<Word> {
        let me = self.posts.account.id();
        self.posts.drafts.find(id).filter(|word| word.stage() == Stage::Draft && word.is_of(me.as_deref()))
    }

    /// A returned post as the server listed it last, with what was changed here since.
    fn returned(&self, id: &str) -> Option<Word> {
        if self.posts.drafts.find(id).is_some() {
            return self.draft(id);
        }
        let post = self.posts.drafts.read(MINE, wire::my_posts)?.into_iter().find(|post| post.id == id)?;
        let fault = post.reason.as_ref().map(|why| mine_rows::reason(why, post.state)).unwrap_or_default();
        Some(Word { fault, ..Word::of_returned(&post, &self.posts.account.id()?) })
    }

    /// How whoever is signed in signed the last time.
    fn habit(&self) -> Signed {
        let mine = self.posts.drafts.read(MINE, wire::my_posts).unwrap_or_default();
        mine.first().map(|post| post.signed).unwrap_or_default()
    }
}
