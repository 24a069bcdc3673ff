//! `/posts/new/`: writing between two orders. `#SLUG` names the card it is about, `#d=ID` a draft to go on with (`#d=` a
//! new one beside all others), `#e=ID` a returned post to change. `begin` finds what that is.

mod begin;
mod complaint;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use api::people::Me;
use api::posts::Signed;
use api::posts::about::NOMINATION;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::complaint::{complaint, says_nobody};
use super::account::{INVITE, LOST, Session, name};
use super::drafts::Keeping;
use super::html::{complain, note, wrong};
use super::state::Posts;
use super::word::{Stage, Word};
use crate::browser::dom::{self, Node};
use crate::browser::random;
use crate::browser::watch::watch;
use crate::browser::{clock, history, network, scroll};
use crate::client::site_words;
use crate::reader::library::Library;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::mounted::Mounted;
use crate::reader::shell::router::Router;
use crate::ui::{copy, toast};

/// What is typed is kept so long after a key at the latest, in milliseconds.
const KEEP_WITHIN: u32 = 300;

/// Where it is said who will read it.
const WHERE: &str = ".compose-where p";

/// The page on screen.
struct Compose {
    posts: Posts,
    library: Library,
    router: Router,
    frame: Frame,
    page: Node,
    /// What stands in the empty field as the page comes.
    hint: String,
    /// What stands there of who will read it.
    then: String,
    /// What is being written; `None` until the phone has been asked for it, and again once it is on its way.
    word: RefCell<Option<Word>>,
    /// What was tapped before it was there.
    early: RefCell<Option<Vec<(String, String)>>>,
    /// It is about a card that nobody knows: some apps put words of their own behind `#`.
    is_about_nothing: Cell<bool>,
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
        page: page.clone(),
        hint: dom::attribute(page, "#words", "placeholder"),
        then: dom::text(page, WHERE),
        word: RefCell::default(),
        early: RefCell::default(),
        is_about_nothing: Cell::default(),
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
        compose.set_value("");
        compose.start();
    }));
    let compose = this.clone();
    watch(move || {
        compose.posts.drafts.changed.track();
        compose.clone().follow();
        compose.show();
    });
    this.start();
    this.posts.account.look();
}

impl Compose {
    fn start(self: &Rc<Self>) {
        spawn_local(self.clone().begin());
    }

    fn typed(self: Rc<Self>) {
        self.count();
        // What was wrong or asked about was another text.
        if dom::find_in(&self.page, "[data-slot=fault] .wrong").is_some() {
            self.complain("");
        }
        if !self.is_keeping.replace(true) {
            spawn_local(async move {
                clock::sleep(KEEP_WITHIN).await;
                // Another tab may have gone on with it a moment ago.
                clock::within(KEEP_WITHIN, self.posts.drafts.open()).await;
                self.is_keeping.set(false);
                self.keep();
            });
        }
    }

    /// What stands in the field is what this phone has: also where another tab went on with it, or another member came.
    fn follow(self: Rc<Self>) {
        let (Some(word), me) = (self.word.borrow().clone(), self.posts.account.id()) else { return };
        let (is_mine, is_kept) = (word.is_of(me.as_deref()), word.body == self.value());
        if is_mine && (!is_kept || self.is_same(&word)) {
            return;
        }
        // Another tab went on with it; or what it was before was sent meanwhile, or its writer left on another phone, and
        // it has another id now.
        let goes_on = |known: &Word| {
            let is_it = known.id == word.id || (known.changed_at == word.changed_at && known.body == word.body);
            is_it && known.is_of(me.as_deref()) && known.stage() == Stage::Draft && known.changed_at >= word.changed_at
        };
        if let Some(newer) = self.posts.drafts.words().into_iter().find(goes_on) {
            // What was typed since stays, and is kept with it.
            if is_kept {
                self.set_value(&newer.body);
            }
            history::set_fragment(&["d=", &newer.id].concat());
            *self.word.borrow_mut() = Some(newer);
            self.count();
        } else if !is_mine {
            self.set_value("");
            self.start();
        }
    }

    /// Whether a draft is still as it was left here: no other tab went on with it, or sent it.
    fn is_same(&self, word: &Word) -> bool {
        let known = self.posts.drafts.find(&word.id);
        let is_same = |known: Word| known.changed_at == word.changed_at && known.stage() == Stage::Draft;
        word.version > 0 || word.changed_at == 0 || known.is_some_and(is_same)
    }

    /// Keeps what stands in the field, if that is something new.
    fn keep(&self) {
        let (Some(mut word), body) = (self.word.borrow().clone(), self.value()) else { return };
        if word.body == body {
            return;
        }
        // Another tab went on with it, or sent it: then this one has a draft of its own.
        if !self.is_same(&word) {
            word.id = random::uuid_v7();
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
        let is_empty = word.body.trim().is_empty();
        if !self.is_left.get() {
            if is_empty {
                self.frame.set_note("");
            }
            // One that was begun beside others is found again by its id.
            if history::fragment() == "d=" && !is_empty {
                history::set_fragment(&["d=", &word.id].concat());
            }
        }
        if is_empty {
            drafts.remove(&word.id);
        } else {
            drafts.put(word);
        }
    }

    fn tapped(self: &Rc<Self>, way: &str, id: &str) {
        if let Some(early) = self.early.borrow_mut().as_mut() {
            return early.push((way.to_string(), id.to_string()));
        }
        match way {
            "sign" => self.sign(if id == "nickname" { Signed::Nickname } else { Signed::Branch }),
            "send" | "confirm" => self.send(way == "confirm"),
            "revise" => {
                self.complain("");
                if let Some(field) = dom::find_in(&self.page, "#words") {
                    let _ = field.focus();
                }
            }
            "copy" => copy(&self.value()),
            _ => {}
        }
    }

    fn sign(&self, signed: Signed) {
        if signed == Signed::Nickname && self.posts.account.me().is_some_and(|me| me.nickname.is_none()) {
            return toast("你没有留昵称，只署支部");
        }
        self.keep();
        let Some(word) = self.word.borrow().clone() else { return };
        self.store(Word { signed, ..word });
        self.show();
    }

    /// Looks it over and means it to be sent; a second tap finds nothing to send.
    fn send(self: &Rc<Self>, confirmed: bool) {
        self.keep();
        let Some(mut word) = self.word.borrow().clone() else { return };
        // Another tab has sent it.
        if self.posts.drafts.find(&word.id).is_some_and(|known| known.stage() != Stage::Draft) {
            return self.router.go(api::paths::MY_POSTS);
        }
        word.confirmed |= confirmed;
        let tidy = api::rules::tidy(&word.body);
        if says_nobody(&word.card, &tidy) {
            return self.refuse(&wrong("三行还空着：写上是谁、做了什么，再发"));
        }
        if let Err(error) = api::rules::check_body(&tidy, word.confirmed) {
            return self.refuse(&complaint(&error, &tidy));
        }
        if self.is_about_nothing.get() {
            word.card.clear();
        }
        if self.posts.account.id().is_some() {
            return self.hand_over(word);
        }
        // Nobody can send it yet; it is not lost for that.
        self.store(word.clone());
        self.complain(&note("正在看能不能发……"));
        let this = self.clone();
        spawn_local(async move {
            match this.posts.account.check().await {
                Ok(_) => {
                    this.keep();
                    match this.posts.drafts.find(&word.id).filter(|known| known.body == word.body) {
                        Some(word) => this.hand_over(word),
                        // It was gone on with meanwhile.
                        None => this.complain(""),
                    }
                }
                Err(error) => {
                    let why = if error.is_signed_out() { INVITE.to_string() } else { error.sentence() };
                    let kept = match this.posts.drafts.keeping() {
                        Keeping::Nowhere => "",
                        _ => "先替你存成草稿了，只在这部手机里。",
                    };
                    this.refuse(&note(&[kept, &why].concat()));
                }
            }
        });
    }

    /// From here on it is the outbox's.
    fn hand_over(&self, word: Word) {
        self.word.take();
        self.posts.outbox.send(word);
        if !self.is_left.get() {
            self.complain("");
            self.router.go(api::paths::MY_POSTS);
        }
    }

    fn complain(&self, html: &str) {
        complain(&self.page, "#words", html);
    }

    /// The same, where whoever tapped looks for it: large letters push it below the screen.
    fn refuse(&self, html: &str) {
        self.complain(html);
        if let Some(fault) = dom::find_in(&self.page, "[data-slot=fault]") {
            scroll::show_nearby(&fault);
        }
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
        let is_read = word.card != NOMINATION;
        let signature = me.as_ref().map(|me| signature(word.signed, me, &site_words::speaker(), is_read));
        let signature = signature.unwrap_or_default();
        dom::set_text(page, ".compose-signed", &signature);
        let invited = match (self.posts.account.session(), me) {
            (Session::Lost, _) => LOST.to_string(),
            (_, Some(_)) => String::new(),
            _ => self.posts.account.invite(),
        };
        dom::set_text(page, "[data-slot=invited]", &invited);
        let keeping = self.posts.drafts.keeping();
        if keeping == Keeping::Nowhere {
            self.frame.set_note("");
        } else if self.posts.drafts.is_home()
            && word.changed_at > 0
            && !word.body.trim().is_empty()
            && !self.is_left.get()
        {
            self.frame.set_note("✓ 已经存进手机");
        }
        // The words stand in the page.
        let kept = match keeping {
            Keeping::Safe => None,
            Keeping::Clearable => Some("clearable"),
            Keeping::Nowhere => Some("nowhere"),
        };
        dom::set_attribute(page, ".compose-saved", "data-kept", kept);
    }

    fn value(&self) -> String {
        dom::value(&self.page, "#words")
    }

    fn set_value(&self, value: &str) {
        if let Some(field) = dom::find_in(&self.page, "#words") {
            dom::set_value(&field, value);
        }
    }
}

/// As others will read it, the branch's secretary included; or the secretary alone, where others do not.
fn signature(signed: Signed, me: &Me, speaker: &str, is_read: bool) -> String {
    let nickname = me.nickname.clone().filter(|_| signed == Signed::Nickname);
    let unseen = if me.nickname.is_some() && nickname.is_none() { "，书记也看不到昵称" } else { "" };
    let shown = if is_read { "会显示成“" } else { "书记看到的是“" };
    [shown, &name(&Me { nickname, ..me.clone() }, speaker), "”", unseen].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_says_what_others_will_read() {
        let branch = Some(api::people::Branch { id: 1, name: "科巷支部".into() });
        let me = Me { id: "m".into(), role: api::people::Role::Member, branch, nickname: Some("小林".into()) };
        assert_eq!(signature(Signed::Nickname, &me, "骑手", true), "会显示成“小林 · 科巷支部”");
        assert_eq!(signature(Signed::Nickname, &me, "骑手", false), "书记看到的是“小林 · 科巷支部”");
        assert_eq!(signature(Signed::Branch, &me, "骑手", true), "会显示成“科巷支部的一位骑手”，书记也看不到昵称");
        let nobody = Me { nickname: None, ..me };
        assert_eq!(signature(Signed::Branch, &nobody, "居民", true), "会显示成“科巷支部的一位居民”");
    }
}
