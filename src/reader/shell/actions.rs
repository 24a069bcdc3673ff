//! Taps on `[data-action]`. Fragments are finished HTML, so their buttons have no handlers of their own: one listener
//! hears them all, and whoever is on screen says what an action means.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom::{self, Node};
use crate::browser::{clock, taps};
use crate::reader::cards::{is_on_show, show_key};
use crate::reader::parts::parts;

type Handler = Rc<dyn Fn(&Node) -> bool>;

/// Who carries out which action; cheap to copy.
#[derive(Clone, Copy)]
pub struct Actions(StoredValue<Vec<(&'static str, Handler)>, LocalStorage>);

impl Actions {
    /// Starts listening, for as long as the app runs.
    pub fn listen() -> Self {
        let actions = Self(StoredValue::new_local(Vec::new()));
        dom::on_action(move |action, node| actions.act(action, node));
        dom::on_key(move |key, target| {
            // Inside a long card the vertical keys scroll it, and a page that scrolls as one.
            let scrolls = target.closest(".card").is_ok_and(|card| card.is_some()) || dom::page_can_scroll();
            let is_on_show = is_on_show();
            // These two are its own.
            let is_on_control = target.closest("a, button, summary").is_ok_and(|control| control.is_some());
            let own = if is_on_show { show_key(key) } else { None };
            if let Some(action) = own {
                return actions.act_on_show(action);
            }
            let action = match key {
                // What a presenter sends, and whoever stands at the keyboard.
                " " | "Enter" if is_on_show && !is_on_control => "next",
                "PageDown" | "ArrowDown" if is_on_show => "next",
                "PageUp" | "ArrowUp" if is_on_show => "prev",
                "Escape" if is_on_show => return actions.act_on_show("leave"),
                "Escape" => return dom::close_around(target),
                "ArrowRight" => "next",
                "ArrowLeft" => "prev",
                "ArrowDown" | "PageDown" if !scrolls => "next",
                "ArrowUp" | "PageUp" if !scrolls => "prev",
                _ => return false,
            };
            // Arrows scroll wherever there is no deck.
            let Some(node) = dom::find(&format!(".actions [data-action={action}]")) else { return false };
            let leads_to_card = api::paths::card_slug(&node.get_attribute("href").unwrap_or_default()).is_some();
            // From today's card, an arrow upwards leads nowhere.
            let is_sideways = matches!(key, "ArrowLeft" | "ArrowRight");
            let is_in_page = node.get_attribute("href").is_some_and(|href| href.starts_with('#'));
            if !actions.act(action, &node) && !is_in_page && (leads_to_card || is_sideways) {
                node.click();
            }
            true
        });
        actions
    }

    /// Carries out an action until the result is dropped. The handler gets the tapped element and says whether the tap
    /// is done with; if not, a link is followed.
    #[must_use = "the action is carried out until this is dropped"]
    pub fn on(self, action: &'static str, handler: impl Fn(&Node) -> bool + 'static) -> Registered {
        let handler: Handler = Rc::new(handler);
        self.0.update_value(|handlers| {
            handlers.retain(|(known, _)| *known != action);
            handlers.push((action, handler.clone()));
        });
        Registered { actions: self, handler }
    }

    /// Carries out an action for as long as the app runs.
    pub fn always(self, action: &'static str, handler: impl Fn(&Node) -> bool + 'static) {
        std::mem::forget(self.on(action, handler));
    }

    /// From now on taps are carried out at once; first those that were made before.
    pub fn ready(self) {
        taps::mark_ready();
        self.carry_out(taps::take_early());
    }

    /// Carries out taps that nobody could carry out when they were made.
    pub fn carry_out(self, mut early: Vec<Node>) {
        early.dedup();
        for tap in &early {
            let _ = tap.class_list().remove_1("tapped");
        }
        spawn_local(async move {
            // By then the buttons show what is kept: whoever tapped 收藏 on a kept card did not mean to lose it.
            clock::sleep(0).await;
            // And what was tapped in a list may stand there anew.
            let successor = |node: Node| match node.is_connected() {
                true => Some(node),
                false => {
                    let (id, way) = (dom::data(&node, "id"), dom::data(&node, "way"));
                    dom::find(&["[data-id=\"", &id, "\"][data-way=\"", &way, "\"]"].concat())
                }
            };
            for node in early.into_iter().filter_map(successor) {
                if node.get_attribute("aria-pressed").as_deref() != Some("true") {
                    node.click();
                }
            }
        });
    }

    /// Carries out what 大字 has keys for.
    fn act_on_show(self, action: &str) -> bool {
        dom::find(".show").is_some_and(|node| self.act(action, &node))
    }

    fn act(self, action: &str, node: &Node) -> bool {
        let find =
            |handlers: &Vec<(&str, Handler)>| Some(handlers.iter().find(|(known, _)| *known == action)?.1.clone());
        let handler = self.0.try_with_value(find).flatten();
        match handler {
            Some(handler) => handler(node),
            None => parts().keep_tap(node),
        }
    }
}

/// An action that is being carried out.
pub struct Registered {
    actions: Actions,
    handler: Handler,
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.actions.0.try_update_value(|handlers| {
            // The next page may have taken over already.
            handlers.retain(|(_, handler)| !Rc::ptr_eq(handler, &self.handler));
        });
    }
}
