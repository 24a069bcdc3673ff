//! What is kept on this phone.

use leptos::prelude::*;

use super::list::KeptList;
use crate::browser::watch::watch;
use crate::browser::{dom, storage};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::ui::toast;

const KEY: &str = "kept";
/// Where nothing is kept.
pub(super) const EMPTY: &str = "还没有。看到想留的一句，点卡片下面的“收藏”。";

/// What is kept; cheap to copy.
#[derive(Clone, Copy)]
pub struct Kept {
    pub(super) list: RwSignal<KeptList>,
    /// Whether the phone has the list as it is: some browsers let read and not write.
    is_stored: StoredValue<bool>,
}

impl Kept {
    /// Reads what is kept and carries out every 收藏 button.
    pub fn open(actions: Actions) -> Self {
        let frame = expect_context::<Frame>();
        let is_stored = StoredValue::new(storage::is_there());
        let kept = Self { list: RwSignal::new(stored()), is_stored };
        storage::on_change_elsewhere(KEY, move || kept.list.set(stored()));
        actions.always("keep", move |button| {
            kept.toggle(&dom::data(button, "card"));
            true
        });
        watch(move || {
            frame.revision.track();
            kept.list.with(show_on_buttons);
        });
        kept
    }

    /// How many are kept.
    pub fn count(self) -> usize {
        self.list.with(|list| list.slugs().len())
    }

    /// Keeps a card, or lets it go.
    fn toggle(self, slug: &str) {
        if slug.is_empty() {
            return;
        }
        let (is_kept, is_stored) = self.change(|list| {
            let was_kept = list.remove(slug).is_some();
            if !was_kept {
                list.insert(0, slug);
            }
            !was_kept
        });
        match (is_kept, is_stored) {
            (true, true) => toast("已收藏，在“我的”里"),
            (true, false) => toast(&not_stored()),
            (false, _) => toast("不收藏了"),
        }
    }

    /// Changes the list and stores it; also says whether the browser took it.
    pub(super) fn change<T>(self, change: impl FnOnce(&mut KeptList) -> T) -> (T, bool) {
        // Another tab, or this page before it slept, may have written since.
        let mut list = if self.is_stored.get_value() { stored() } else { self.list.get_untracked() };
        let done = change(&mut list);
        let is_stored = storage::set(KEY, &list.to_text());
        self.is_stored.set_value(is_stored);
        self.list.set(list);
        (done, is_stored)
    }
}

/// Where it was kept and not stored.
pub(super) fn not_stored() -> String {
    ["收藏了，但", storage::NOT_STORED].concat()
}

fn stored() -> KeptList {
    KeptList::parse(&storage::get(KEY).unwrap_or_default())
}

fn show_on_buttons(list: &KeptList) {
    for button in dom::find_all("[data-action=keep]") {
        let is_kept = list.contains(&dom::data(&button, "card"));
        let _ = button.set_attribute("aria-pressed", if is_kept { "true" } else { "false" });
    }
}
