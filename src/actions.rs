//! Taps on `[data-action]`. Fragments are finished HTML, so their buttons have no handlers of their own: one listener
//! hears them all, and whoever is on screen says what an action means.

use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::dom::{self, Node};

type Handler = Rc<dyn Fn(&Node) -> bool>;

/// Who carries out which action; cheap to copy.
#[derive(Clone, Copy)]
pub struct Actions(StoredValue<HashMap<&'static str, Handler>, LocalStorage>);

impl Actions {
    /// Starts listening, for as long as the app runs.
    pub fn listen() -> Self {
        let actions = Self(StoredValue::new_local(HashMap::new()));
        dom::on_action(move |action, node| actions.act(action, node));
        dom::on_key(move |key, target| {
            // Inside a long card the vertical keys scroll it.
            let is_in_card = target.closest(".card").is_ok_and(|card| card.is_some());
            let action = match key {
                "ArrowRight" => "next",
                "ArrowLeft" => "prev",
                "ArrowDown" | "PageDown" if !is_in_card => "next",
                "ArrowUp" | "PageUp" if !is_in_card => "prev",
                _ => return false,
            };
            // Arrows scroll wherever there is no deck.
            match dom::find(&format!(".actions [data-action={action}]")) {
                Some(node) => {
                    node.click();
                    true
                }
                None => false,
            }
        });
        actions
    }

    /// Carries out an action until the current component goes. The handler gets the tapped element and says whether
    /// the tap is done with; if not, a link is followed.
    pub fn on(self, action: &'static str, handler: impl Fn(&Node) -> bool + 'static) {
        let handler: Handler = Rc::new(handler);
        self.0.update_value(|handlers| drop(handlers.insert(action, handler.clone())));
        let handler = StoredValue::new_local(handler);
        on_cleanup(move || {
            let Some(ours) = handler.try_get_value() else { return };
            self.0.try_update_value(|handlers| {
                // The next page may have taken over before this one is cleaned up.
                if handlers.get(action).is_some_and(|now| Rc::ptr_eq(now, &ours)) {
                    handlers.remove(action);
                }
            });
        });
    }

    /// From now on taps are carried out at once; first those that were made before.
    pub fn ready(self) {
        dom::mark_ready();
        for node in dom::take_early_taps() {
            node.click();
        }
    }

    fn act(self, action: &str, node: &Node) -> bool {
        let handler = self.0.try_with_value(|handlers| handlers.get(action).cloned()).flatten();
        handler.is_some_and(|handler| handler(node))
    }
}
