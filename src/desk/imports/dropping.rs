//! A row that is no quotation goes, and comes back as long as nothing else has gone.

use leptos::prelude::*;

use super::entry::Entry;
use super::state::Page;
use crate::ui::focus;

/// Takes a row off the page. Whoever uses a keyboard is where it can be taken back.
pub(super) fn drop(page: Page, entry: Entry) {
    page.touch();
    let place = page.entries.with_untracked(|entries| entries.iter().position(|one| one.number == entry.number));
    let Some(at) = place else { return };
    page.entries.update(|entries| {
        entries.remove(at);
    });
    page.dropped.set(Some((at, entry)));
    focus::soon(".import-dropped button", "");
}

/// Says which went last, with the way back.
#[component]
pub(super) fn Dropped(page: Page) -> impl IntoView {
    let bring_back = move |(at, entry): (usize, Entry)| {
        page.entries.update(|entries| entries.insert(at.min(entries.len()), entry));
        page.dropped.set(None);
        page.check_all();
    };
    move || {
        page.dropped.get().map(|(at, entry)| {
            view! {
                <p class="import-dropped" role="status">{format!("第 {} 行不要了。", entry.number)}
                    <button type="button" class="link" on:click=move |_| bring_back((at, entry))>"放回来"</button></p>
            }
        })
    }
}
