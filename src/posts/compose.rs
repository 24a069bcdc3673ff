//! `/posts/new/`: writing between two orders. `#SLUG` names the card it is about, `#d=ID` a draft to go on with, `#e=ID`
//! a returned post to change.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use api::error::ErrorBody;
use api::people::Me;
use api::posts::Signed;
use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{MINE, Session};
use super::drafts::{Drafts, Keeping};
use super::word::{Word, begun};
use super::{INVITE, LOUD, Posts, QUIET, button, fill, name, note, quotes};
use crate::actions::Actions;
use crate::api::wire;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, history, network, share};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::library::Library;
use crate::router::Router;
use crate::ui::Toast;
use crate::watch::watch;

/// What is typed is kept so long after a key at the latest, in milliseconds.
const KEEP_WITHIN: u32 = 300;

/// The page on screen.
struct Compose {
    posts: Posts,
    library: Library,
    router: Router,
    frame: Frame,
    toast: Toast,
    page: Node,
    /// What is being written; `None` until the phone has been asked for it, and again once it is on its way.
    word: RefCell<Option<Word>>,
    is_keeping: Cell<bool>,
    is_left: Cell<bool>,
}

/// Keeps what was written when the page goes.
struct Left(Rc<Compose>);

impl Drop for Left {
    fn drop(&mut self) {
        self.0.keep();
        self.0.is_left.set(true);
    }
}

/// Brings the page to life.
pub fn enliven(page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = Rc::new(Compose {
        posts: Posts::here(),
        library: expect_context(),
        router: expect_context(),
        frame: expect_context(),
        toast: expect_context(),
        page: page.clone(),
        word: RefCell::default(),
        is_keeping: Cell::default(),
        is_left: Cell::default(),
    });
    mounted.hold(Left(this.clone()));
    let (compose, field) = (this.clone(), dom::find_in(page, "#words"));
    mounted.hold(actions.on("say", move |button| {
        compose.tapped(&dom::data(button, "way"), &dom::data(button, "id"));
        true
    }));
    let compose = this.clone();
    mounted.hold(field.map(|field| dom::listen(&field, "input", move |_| compose.clone().typed())));
    let compose = this.clone();
    mounted.hold(network::on_leave(move || compose.keep()));
    let compose = this.clone();
    mounted.hold(history::on_fragment(move || {
        compose.keep();
        compose.start();
    }));
    let compose = this.clone();
    watch(move || {
        compose.posts.drafts.changed.track();
        compose.show();
    });
    this.start();
    this.posts.account.look(true);
}

impl Compose {
    fn start(self: &Rc<Self>) {
        spawn_local(self.clone().begin());
    }

    /// Finds what is to be written on.
    async fn begin(self: Rc<Self>) {
        self.word.take();
        self.posts.account.open().await;
        let (fragment, me) = (dom::decode(&history::fragment()), self.posts.account.id());
        let word;
        let mut card = String::new();
        match fragment.split_once('=') {
            Some(("e", id)) => word = self.returned(id),
            Some((_, id)) => word = self.posts.drafts.find(id),
            None => {
                word = begun(&self.posts.drafts.words(), me.as_deref(), &fragment).cloned();
                card = fragment;
            }
        }
        let typed = self.value();
        // What was typed before all this is something new.
        let word = match word.filter(|word| typed.trim().is_empty() || word.body == typed) {
            Some(word) => word,
            None => Word { id: Drafts::new_id(), card, body: typed, signed: self.habit(), ..Word::default() },
        };
        if let Some(field) = dom::find_in(&self.page, "#words") {
            dom::set_value(&field, &word.body);
        }
        if !word.fault.is_empty() {
            self.complain(&note(&escape(&word.fault)));
        }
        let card = word.card.clone();
        self.frame.set_heading(if word.version > 0 { "改一改" } else { "说一句" });
        *self.word.borrow_mut() = Some(word);
        self.count();
        self.show();
        let quotes = quotes(self.library, vec![card]).await;
        let about = quotes.first().map(|(card, quote)| content::feed::card_link(card, quote));
        fill(&self.page, "about", &about.unwrap_or_default());
    }

    /// A returned post as the server listed it last, with what was changed here since.
    fn returned(&self, id: &str) -> Option<Word> {
        let posts = self.posts.drafts.read(MINE, wire::my_posts)?;
        let post = posts.into_iter().find(|post| post.id == id)?;
        let fresh = Word::of_returned(&post, &self.posts.account.id()?);
        Some(match self.posts.drafts.find(id).filter(|word| word.version > 0) {
            Some(word) => Word { version: post.version, queued_at: 0, ..word },
            None => Word { fault: post.reason.as_ref().map(super::mine_rows::reason).unwrap_or_default(), ..fresh },
        })
    }

    /// How this phone's owner signed the last time.
    fn habit(&self) -> Signed {
        self.posts.drafts.words().first().map(|word| word.signed).unwrap_or_default()
    }

    fn typed(self: Rc<Self>) {
        self.count();
        if !self.is_keeping.replace(true) {
            spawn_local(async move {
                clock::sleep(KEEP_WITHIN).await;
                self.is_keeping.set(false);
                self.keep();
            });
        }
    }

    /// Keeps what stands in the field, if that is something new.
    fn keep(&self) {
        let (Some(mut word), body) = (self.word.borrow().clone(), self.value()) else { return };
        if word.body == body || self.is_left.get() {
            return;
        }
        word.body = body;
        word.changed_at = clock::unix_ms();
        // What was confirmed was another text.
        word.confirmed = false;
        if word.owner.is_empty() {
            word.owner = self.posts.account.id().unwrap_or_default();
        }
        self.store(word);
    }

    fn store(&self, word: Word) {
        let drafts = self.posts.drafts;
        *self.word.borrow_mut() = Some(word.clone());
        if word.body.trim().is_empty() {
            drafts.remove(&word.id);
            self.frame.set_note("");
        } else {
            drafts.put(word);
            self.frame.set_note("✓ 已存本机");
        }
    }

    fn tapped(self: &Rc<Self>, way: &str, id: &str) {
        match way {
            "sign" => self.sign(if id == "nickname" { Signed::Nickname } else { Signed::Branch }),
            "send" | "confirm" => self.send(way == "confirm"),
            "revise" => {
                self.complain("");
                if let Some(field) = dom::find_in(&self.page, "#words") {
                    let _ = field.focus();
                }
            }
            "copy" => copy(&self.value(), self.toast),
            _ => {}
        }
    }

    fn sign(&self, signed: Signed) {
        if signed == Signed::Nickname && self.posts.account.me().is_some_and(|me| me.nickname.is_none()) {
            return self.toast.say("你没有留昵称，只署支部");
        }
        let Some(word) = self.word.borrow().clone() else { return };
        self.store(Word { signed, ..word });
        self.show();
    }

    /// Looks it over and means it to be sent; a second tap finds nothing to send.
    fn send(self: &Rc<Self>, confirmed: bool) {
        self.keep();
        let Some(mut word) = self.word.borrow().clone() else { return };
        word.confirmed |= confirmed;
        let tidy = api::rules::tidy(&word.body);
        if let Err(error) = api::rules::check_body(&tidy, word.confirmed) {
            return self.complain(&complaint(&error, &tidy));
        }
        self.word.take();
        self.complain("");
        let this = self.clone();
        spawn_local(async move {
            if this.posts.account.id().is_none() && this.posts.account.check().await.is_err() {
                // Nobody can send it yet; it is not lost for that.
                this.posts.drafts.put(word.clone());
                *this.word.borrow_mut() = Some(word);
                return this.complain(&note(&["先替你存成草稿了，只在这部手机里。", INVITE].concat()));
            }
            this.posts.outbox.send(word);
            if !this.is_left.get() {
                this.router.go(api::paths::MY_POSTS);
            }
        });
    }

    fn complain(&self, html: &str) {
        fill(&self.page, "fault", html);
    }

    fn count(&self) {
        let count = api::rules::characters(self.value().trim());
        dom::set_text(&self.page, ".count b", &count.to_string());
        let is_over = count > api::rules::MOST_CHARACTERS;
        dom::set_attribute(&self.page, ".count", "data-over", is_over.then_some(""));
    }

    /// Says who signs, who may send, and how well it is kept.
    fn show(&self) {
        let word = self.word.borrow();
        let Some(word) = word.as_ref() else { return };
        let (page, me) = (&self.page, self.posts.account.me());
        for (way, signed) in [("nickname", Signed::Nickname), ("branch", Signed::Branch)] {
            let button = ["[data-way=sign][data-id=", way, "]"].concat();
            let pressed = if word.signed == signed { "true" } else { "false" };
            dom::set_attribute(page, &button, "aria-pressed", Some(pressed));
        }
        let signature = me.as_ref().map(|me| signature(word.signed, me)).unwrap_or_default();
        dom::set_text(page, ".compose-signed", &signature);
        let invited = match (self.posts.account.session(), me) {
            (Session::Lost, _) => "这部手机的登录没了。写了照样存着，重新进来就能发。".to_string(),
            (_, Some(_)) => String::new(),
            _ => ["没有邀请也能先写。", INVITE].concat(),
        };
        dom::set_text(page, "[data-slot=invited]", &invited);
        let words = match self.posts.drafts.keeping() {
            Keeping::Safe => "",
            Keeping::Clearable => "还没发出。这个浏览器说不准会清掉草稿，要紧的话先留一份。",
            Keeping::Nowhere => "还没发出，这个浏览器也不让存：关掉就没了。",
        };
        if dom::text(page, ".compose-saved span") != words {
            let html = ["<span>", words, "</span> ", &button("copy", "", "复制文字", QUIET)].concat();
            if let Some(saved) = dom::find_in(page, ".compose-saved") {
                dom::show_html(&saved, if words.is_empty() { "" } else { &html });
            }
        }
    }

    fn value(&self) -> String {
        dom::value(&self.page, "#words")
    }
}

/// Puts a text on the clipboard, and says whether that went well.
pub(super) fn copy(text: &str, toast: Toast) {
    let copying = share::copy(text);
    spawn_local(async move {
        toast.say(if copying.await { "已复制" } else { "复制不了，长按文字自己复制" });
    });
}

/// As others will read it.
fn signature(signed: Signed, me: &Me) -> String {
    let nickname = me.nickname.clone().filter(|_| signed == Signed::Nickname);
    ["会显示成“", &name(&Me { nickname, ..me.clone() }), "”"].concat()
}

/// What is wrong with a tidied text, the words at fault, and what can be done.
fn complaint(error: &ErrorBody, body: &str) -> String {
    let body: Vec<char> = body.chars().collect();
    let mut html = escape(&error.message);
    for (at, span) in error.spans.iter().enumerate() {
        let part: String = body.get(span.from..span.to).unwrap_or_default().iter().collect();
        html += if at == 0 { "<br>" } else { " " };
        html += &["<mark>", &escape(part.trim()), "</mark>"].concat();
    }
    html = note(&html);
    if error.code == "private_words" {
        let buttons = [button("revise", "", "我改改", LOUD), button("confirm", "", "照样发出", QUIET)];
        html += &["<p class=\"buttons\">", &buttons.join(" "), "</p>"].concat();
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_shows_the_words_at_fault_and_lets_nothing_run() {
        let body = "<b>送到3号楼</b>";
        let error = api::rules::check_body(body, false).unwrap_err();
        let html = complaint(&error, body);
        assert!(html.contains("<mark>3号楼</mark>") && html.contains("照样发出") && !html.contains("<b>"));
        let error = api::rules::check_body("找我 13812345678", false).unwrap_err();
        let html = complaint(&error, "找我 13812345678");
        assert!(html.contains("<mark>13812345678</mark>") && !html.contains("照样发出"));
    }

    #[test]
    fn a_signature_says_what_others_will_read() {
        let branch = Some(api::people::Branch { id: 1, name: "科巷支部".into() });
        let me = Me { id: "m".into(), role: api::people::Role::Member, branch, nickname: Some("小林".into()) };
        assert_eq!(signature(Signed::Nickname, &me), "会显示成“小林 · 科巷支部”");
        assert_eq!(signature(Signed::Branch, &me), "会显示成“科巷支部的一位骑手”");
    }
}
