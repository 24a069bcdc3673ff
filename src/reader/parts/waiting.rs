//! A page whose part is on its way. It can be read; what is tapped is kept and carried out when the part has come, what is
//! typed stays where it is, and what goes wrong is said above the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::task::spawn_local;

use super::part::{Enliven, Part};
use crate::browser::dom::{self, Listener, Node};
use crate::browser::{clock, part, storage};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::unsent::TYPED;

/// Where that is typed.
const FIELD: &str = "#words";
/// A wait that is longer is spoken of, in milliseconds.
const PATIENCE: u32 = 4_000;
/// After so long a part that did not come is asked for again, in milliseconds: the phone does not tell when a dead network
/// comes to life.
const AGAIN: u32 = 15_000;

const SLOW: &str = "网络慢，这一页还在取。字先看着；点过的都记着，取到就办。";
const FAILED: &str = "这一页没取全，有网时会接着取。 <button type=\"button\" class=\"button quiet\" data-action=\"part\">再试一次</button>";
const GONE: &str = "有新版本，重新打开这一页才能用；写了的字不会丢。 <button type=\"button\" class=\"button quiet\" data-action=\"part\" data-way=\"reopen\">重新打开</button>";

/// The page.
pub(super) struct Waiting {
    part: &'static Part<Enliven>,
    path: String,
    page: Node,
    /// Of the page: what is brought to life after a wait belongs to it as well.
    owner: Owner,
    taps: RefCell<Vec<Node>>,
    is_fetching: Cell<bool>,
    /// Counts attempts, so that a wait for the next one ends where somebody was faster.
    attempts: Cell<u32>,
    is_over: Cell<bool>,
    said: Cell<&'static str>,
    /// Until the part is there.
    held: RefCell<Vec<Listener>>,
}

impl Waiting {
    pub(super) fn new(part: &'static Part<Enliven>, path: &str, page: &Node) -> Self {
        // Nobody else would, and the browser would leave the page.
        let mut held = vec![dom::listen_and_prevent(page, "submit", || {})];
        if let Some(field) = dom::find_in(page, FIELD) {
            let node = page.clone();
            held.push(dom::listen(&field, "input", move |_| {
                storage::set(TYPED, &dom::value(&node, FIELD));
            }));
        }
        Self {
            part,
            path: path.to_string(),
            page: page.clone(),
            owner: Owner::current().unwrap_or_default(),
            taps: RefCell::default(),
            is_fetching: Cell::default(),
            attempts: Cell::default(),
            is_over: Cell::default(),
            said: Cell::default(),
            held: RefCell::new(held),
        }
    }

    pub(super) fn is_on_screen(&self) -> bool {
        !self.is_over.get() && self.page.is_connected()
    }

    /// Keeps a tap on a button; links lead where they lead.
    pub(super) fn keep_tap(&self, node: &Node) -> bool {
        let is_button = node.tag_name() == "BUTTON";
        if is_button {
            // It is felt at once, as before the app is there.
            let _ = node.class_list().add_1("tapped");
            self.taps.borrow_mut().push(node.clone());
        }
        is_button
    }

    /// Asks for the part, unless it is being asked for.
    pub(super) fn begin(self: &Rc<Self>) {
        if self.is_fetching.replace(true) {
            return;
        }
        self.attempts.set(self.attempts.get() + 1);
        let attempt = self.attempts.get();
        let this = self.clone();
        spawn_local(async move {
            clock::sleep(PATIENCE).await;
            if this.is_fetching.get() && this.attempts.get() == attempt && this.said.get().is_empty() {
                this.say(SLOW);
            }
        });
        let this = self.clone();
        spawn_local(async move {
            let enliven = this.part.fetch().await;
            this.is_fetching.set(false);
            if !this.is_on_screen() {
                return;
            }
            match enliven {
                Some(enliven) => this.go_on(enliven),
                None if part::is_gone() => this.say(GONE),
                None => {
                    this.say(FAILED);
                    clock::sleep(AGAIN).await;
                    if this.is_on_screen() && this.attempts.get() == attempt {
                        this.begin();
                    }
                }
            }
        });
    }

    fn go_on(&self, enliven: Enliven) {
        self.say("");
        self.is_over.set(true);
        self.held.take();
        self.owner.with(|| {
            enliven(&self.path, &self.page);
            expect_context::<Frame>().revise();
            expect_context::<Actions>().carry_out(self.taps.take());
        });
    }

    /// Says something above the page, in place of what was said.
    fn say(&self, html: &'static str) {
        // The same again would take the focus away from its button.
        if self.said.replace(html) == html {
            return;
        }
        if let Some(said) = dom::find_in(&self.page, ".part-said") {
            dom::remove(&said);
        }
        if !html.is_empty() && self.is_on_screen() {
            let html = ["<p class=\"mine-note part-said\" role=\"status\">", html, "</p>"];
            dom::prepend_html(&self.page, &html.concat());
        }
    }
}

/// Puts back what was being written when the page was opened anew.
pub(super) fn restore(page: &Node) {
    if let (Some(field), Some(typed)) = (dom::find_in(page, FIELD), storage::get(TYPED))
        && dom::value(page, FIELD).is_empty()
    {
        dom::set_value(&field, &typed);
    }
}
