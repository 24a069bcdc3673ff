//! What the app adds to a page, and what must end with it.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::browser::dom::{self, Node};

/// What was mounted into a page; it goes with the page.
#[derive(Clone, Copy)]
pub struct Mounted(StoredValue<Vec<Box<dyn Any>>, LocalStorage>);

impl Mounted {
    /// Empty.
    #[expect(clippy::new_without_default, reason = "it belongs to the page for which it is made")]
    pub fn new() -> Self {
        let mounted = Self(StoredValue::new_local(Vec::new()));
        on_cleanup(move || drop(mounted.0.try_update_value(std::mem::take)));
        mounted
    }

    /// Mounts a view into one of the page's slots.
    pub fn fill<V: IntoView + 'static>(self, page: &Node, slot: &str, view: impl FnOnce() -> V + 'static) {
        if let Some(slot) = dom::find_in(page, &format!("[data-slot={slot}]")) {
            self.hold(mount_to(slot, view));
        }
    }

    /// Holds a mounted view, a listener, or whatever else must end with the page.
    pub fn hold(self, handle: impl Any) {
        self.0.try_update_value(|held| held.push(Box::new(handle)));
    }

    /// Whether the page is still there.
    pub fn is_alive(self) -> bool {
        self.0.try_with_value(|_| ()).is_some()
    }
}
