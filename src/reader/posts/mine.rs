//! `/posts/mine/`: what was written on this phone, and where each stands. Shown from what is known, then asked anew.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use api::posts::{Appeal, MyPost};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{LOST, MINE};
use super::drafts::Keeping;
use super::html::{fill, note, say};
use super::listed::list;
use super::mine_rows::Rows;
use super::news;
use super::quotes::quotes;
use super::state::Posts;
use super::word::Word;
use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{clock, details};
use crate::client::api::ApiError;
use crate::client::wire;
use crate::reader::library::Library;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;
use crate::ui::{copy, toast};

/// The page on screen.
struct Mine {
    posts: Posts,
    library: Library,
    page: Node,
    /// As the server listed them last.
    listed: RefCell<Vec<MyPost>>,
    /// What is being asked about: a way and an id.
    asking: RefCell<(String, String)>,
    /// Of which row something was tapped: it is made anew, and the focus goes back to it.
    focus: RefCell<String>,
    shown: RefCell<String>,
    turn: Cell<u32>,
}

/// Brings the page to life.
pub fn enliven(page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    // What is announced must be there before it speaks.
    dom::append_html(page, "<p class=\"visually-hidden mine-said\" role=\"status\"></p>");
    let this = Rc::new(Mine {
        posts: Posts::here(),
        library: expect_context(),
        page: page.clone(),
        listed: RefCell::default(),
        asking: RefCell::default(),
        focus: RefCell::default(),
        shown: RefCell::default(),
        turn: Cell::default(),
    });
    let mine = this.clone();
    mounted.hold(actions.on("say", move |button| {
        mine.clone().tapped(&dom::data(button, "way"), dom::data(button, "id"), dom::data(button, "ask"));
        true
    }));
    let mine = this.clone();
    watch(move || {
        mine.posts.returned.track();
        mine.ask();
    });
    let mut delivered = (0, 0, None);
    watch(move || {
        this.posts.drafts.changed.track();
        this.refresh();
        // What was sent from here or from another tab stands there now; who just joined has posts of their own.
        let now = (this.posts.outbox.delivered(), this.posts.drafts.words().len(), this.posts.account.id());
        if delivered != now {
            delivered = now;
            this.ask();
        }
    });
}

impl Mine {
    fn ask(self: &Rc<Self>) {
        spawn_local(self.clone().list());
    }

    fn refresh(self: &Rc<Self>) {
        spawn_local(self.clone().show());
    }

    /// Asks the server, if there is anybody to ask about.
    async fn list(self: Rc<Self>) {
        let drafts = self.posts.drafts;
        drafts.open_once().await;
        if self.listed.borrow().is_empty()
            && let Some(stored) = drafts.read(MINE, wire::my_posts)
        {
            *self.listed.borrow_mut() = stored;
            self.refresh();
        }
        match list(self.posts).await {
            Ok(Some(listed)) => {
                news::see(drafts, &listed);
                *self.listed.borrow_mut() = listed;
                say(&self.page, "");
                self.refresh();
            }
            Ok(None) => {}
            Err(error) if error.has_left() => {
                self.listed.take();
                say(&self.page, "");
                self.refresh();
            }
            Err(error) if error.is_signed_out() => say(&self.page, LOST),
            Err(ApiError::Offline) => say(&self.page, "没有网络，下面是上次看到的样子。"),
            Err(error) => say(&self.page, &error.sentence()),
        }
    }

    fn tapped(self: Rc<Self>, way: &str, id: String, ask: String) {
        let now = if way == "ask" { (ask, id.clone()) } else { Default::default() };
        let (_, asked) = self.asking.replace(now);
        self.focus.replace(if id.is_empty() { asked } else { id.clone() });
        let Posts { drafts, outbox, .. } = self.posts;
        match (way, drafts.find(&id)) {
            ("drop", _) => drafts.remove(&id),
            ("hold", Some(word)) => drafts.put(Word { queued_at: 0, ..word }),
            ("again", Some(word)) => outbox.send(word),
            ("call", _) => outbox.call(),
            ("copy", Some(word)) => copy(&word.body),
            ("back" | "appeal", _) => spawn_local(self.clone().decide(way == "back", id)),
            _ => {}
        }
        self.refresh();
    }

    /// Takes a post back, or asks for another look.
    async fn decide(self: Rc<Self>, is_back: bool, id: String) {
        let Some(post) = self.listed.borrow().iter().find(|post| post.id == id).cloned() else { return };
        let answer = match is_back {
            true => crate::client::api::delete_post(&id).await,
            false => crate::client::api::appeal_post(&id, Appeal { version: post.version }).await,
        };
        match answer {
            Ok(_) => {}
            // It is gone already.
            Err(error) if is_back && matches!(error.status(), 404 | 410) => {}
            // Here, and not at the top of the page: a row may be anywhere.
            Err(error) => return toast(&error.sentence()),
        }
        if is_back {
            let (owner, now) = (self.posts.account.id().unwrap_or_default(), clock::unix_ms());
            let gone = Word { withdrawn_at: now, ..Word::of_returned(&post, &owner) };
            self.listed.borrow_mut().retain(|post| post.id != id);
            self.posts.drafts.put(gone);
        }
        self.ask();
    }

    /// Makes the page anew from what it shows.
    async fn show(self: Rc<Self>) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        let (words, listed) = (self.posts.drafts.words(), self.listed.borrow().clone());
        let (asking, me) = (self.asking.borrow().clone(), self.posts.account.id());
        let mut slugs: Vec<String> = words.iter().map(|word| word.card.clone()).collect();
        slugs.extend(listed.iter().filter_map(|post| post.card.clone()));
        let quotes = quotes(self.library, slugs).await;
        let rows = Rows {
            words: &words,
            posts: &listed,
            me: me.as_deref(),
            pause: self.posts.outbox.why_not(),
            is_kept_nowhere: self.posts.drafts.keeping() == Keeping::Nowhere,
            asking: (&asking.0, &asking.1),
            quotes: &quotes,
            now: clock::unix_ms(),
        };
        let mut html = rows.html();
        if me.is_none() {
            html = note(&self.posts.account.invite()) + &html;
        }
        if self.turn.get() != turn || *self.shown.borrow() == html {
            return;
        }
        let (before, mut id) = (self.states(), self.focus.take());
        // What changed by itself may have been under the keyboard.
        if let Some(row) = dom::find_in(&self.page, ".mine:has(:focus-visible)").filter(|_| id.is_empty()) {
            id = dom::data(&row, "post");
        }
        fill(&self.page, "mine", &html);
        details::look_again();
        *self.shown.borrow_mut() = html;
        self.announce(&before);
        if id.is_empty() {
            return;
        }
        let buttons = ["[data-post=\"", &id, "\"] .post-do :is(a, button)"].concat();
        let mut buttons = dom::find_all_in(&self.page, &buttons).into_iter();
        // Of a question, the last: a key that is held must not answer what nobody has read.
        match if asking.1 == id { buttons.next_back() } else { buttons.next() } {
            Some(next) => drop(next.focus()),
            // The row is gone.
            None => dom::focus_heading(&self.page),
        }
    }

    /// Says which rows stand elsewhere than before: they change by themselves.
    fn announce(&self, before: &[[String; 3]]) {
        let mut said = String::new();
        for [id, state, words] in self.states() {
            if before.iter().any(|[known, was, _]| *known == id && *was != state) {
                said += &[&state, "：", &words, " "].concat();
            }
        }
        if !said.is_empty() {
            dom::set_text(&self.page, ".mine-said", &said);
        }
    }

    /// Of each row its id, its state in a word, and how it begins.
    fn states(&self) -> Vec<[String; 3]> {
        let rows = dom::find_all_in(&self.page, ".mine");
        let begins = |row: &Node| dom::text(row, ".post-body").chars().take(12).collect();
        rows.iter().map(|row| [dom::data(row, "post"), dom::text(row, "b"), begins(row)]).collect()
    }
}
