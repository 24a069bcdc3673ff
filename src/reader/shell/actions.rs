//! Taps on `[data-action]`. Fragments are finished HTML, so their buttons have no handlers of their own: one listener
//! hears them all, and whoever is on screen says what an action means.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom::{self, Node};
use crate::browser::{clock, taps};

/// Every action that nobody carries out.
pub const ANY: &str = "";

type Handler = Rc<dyn Fn(&Node) -> bool>;

/// Who carries out which action; cheap to copy.
#[derive(Clone, Copy)]
pub struct Actions(StoredValue<Vec<(&'static str, Handler)>, LocalStorage>);

impl Actions {
    /// Starts listening, for as long as the app runs.
    pub fn listen() -> Self {
        let actions = Self(StoredValue::new_local(Vec::new()));
        dom::on_action(move |action, node| actions.act(action, node));
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

    /// Carries out an action on an element; `false` where nobody does.
    pub fn act(self, action: &str, node: &Node) -> bool {
        let handler = self.0.try_with_value(|handlers| {
            let find = |action| handlers.iter().find(|(known, _)| *known == action);
            Some(find(action).or_else(|| find(ANY))?.1.clone())
        });
        handler.flatten().is_some_and(|handler| handler(node))
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
