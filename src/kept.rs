//! 收藏: cards kept on this phone and nowhere else.

use leptos::prelude::*;

use super::kept_list::KeptList;
use crate::actions::Actions;
use crate::browser::{dom, storage};
use crate::frame::Frame;
use crate::ui::Toast;

const KEY: &str = "kept";

/// What is kept; cheap to copy.
#[derive(Clone, Copy)]
pub struct Kept {
    list: RwSignal<KeptList>,
    toast: Toast,
}

impl Kept {
    /// Reads what is kept and carries out every 收藏 button.
    pub fn open(actions: Actions, toast: Toast) -> Self {
        let frame = expect_context::<Frame>();
        let kept = Self { list: RwSignal::new(stored()), toast };
        storage::on_change_elsewhere(KEY, move || kept.list.set(stored()));
        actions.always("keep", move |button| {
            kept.toggle(&dom::data(button, "card"));
            true
        });
        Effect::new(move |_| {
            frame.revision.track();
            kept.list.with(show_on_buttons);
        });
        kept
    }

    /// Keeps a card, or lets it go.
    pub fn toggle(self, slug: &str) {
        if slug.is_empty() {
            return;
        }
        // Another tab, or this page before it slept, may have written since.
        if storage::is_there() {
            self.list.set(stored());
        }
        let is_kept = self.list.try_update(|list| list.toggle(slug)).unwrap_or_default();
        let is_stored = storage::set(KEY, &self.list.with_untracked(KeptList::to_text));
        self.toast.say(match (is_kept, is_stored) {
            (true, true) => "已收藏，在“我的”里",
            (true, false) => "收藏了，但这个浏览器不让存，关掉就没了",
            (false, _) => "不收藏了",
        });
    }

    /// Every slug, newest first.
    pub fn slugs(self) -> Vec<String> {
        self.list.with(|list| list.slugs().to_vec())
    }
}

fn stored() -> KeptList {
    KeptList::parse(&storage::get(KEY).unwrap_or_default())
}

fn show_on_buttons(list: &KeptList) {
    for button in dom::find_all("[data-action=keep]") {
        let is_kept = list.contains(&dom::data(&button, "card"));
        let _ = button.set_attribute("aria-pressed", if is_kept { "true" } else { "false" });
        dom::set_text(&button, "span", if is_kept { "已收藏" } else { "收藏" });
    }
}
