//! The rows that are being looked over, as this device keeps them: a killed tab loses no correction, and its import, sent
//! again, is the same import.

use ::api::documents::Folder;
use ::api::imports::{ReadRow, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::state::Page;
use super::taken::Taken;
use crate::browser::dom::Listener;
use crate::browser::watch::watch;
use crate::browser::{clock, network, storage};

/// Before the person, as a key.
const KEY: &str = "desk/import/";
/// So long after the last change they are kept, in milliseconds: two thousand rows are not written at each key.
const PAUSE: u32 = 500;

#[derive(Deserialize, Serialize)]
struct Kept {
    token: String,
    #[serde(default)]
    folder: Folder,
    rows: Vec<KeptRow>,
    /// What they were read from: whoever was asked something sees it still.
    #[serde(default)]
    taken: Option<Taken>,
}

#[derive(Deserialize, Serialize)]
struct KeptRow {
    number: usize,
    row: Row,
    repeats: Option<usize>,
    is_left_out: bool,
    #[serde(default)]
    doubt: String,
}

impl KeptRow {
    fn of(entry: &Entry) -> Self {
        let Entry { number, repeats, row, is_left_out, doubt, .. } = *entry;
        let (row, is_left_out) = (row.get_untracked(), is_left_out.get_untracked());
        Self { number, row, repeats: repeats.get_value(), is_left_out, doubt: doubt.get_value() }
    }

    /// Hears of what makes another of it.
    fn track(entry: &Entry) {
        entry.row.track();
        entry.is_left_out.track();
    }

    fn into_entry(self) -> Entry {
        let Self { number, row, repeats, is_left_out, doubt } = self;
        let read = ReadRow { row, repeats: repeats.map(|number| number - 1), doubt: Some(doubt) };
        let entry = Entry::new(number - 1, read);
        entry.is_left_out.set(is_left_out);
        entry
    }
}

/// Goes on where this person left off on this device, and keeps what is on the page from now on.
pub(super) fn keep(page: Page, person: &str) {
    let key = StoredValue::new([KEY, person].concat());
    let kept = storage::get(&key.get_value()).and_then(|json| serde_json::from_str::<Kept>(&json).ok());
    if let Some(Kept { token, folder, rows, taken }) = kept.filter(|kept| kept.rows.iter().all(|row| row.number > 0)) {
        page.token.set_value(token);
        page.folder.set(folder);
        page.taken.set(taken);
        page.entries.set(rows.into_iter().map(KeptRow::into_entry).collect());
        page.check_all();
    }
    let (changes, is_due) = (StoredValue::new(0_u32), StoredValue::new(false));
    let store = move || {
        is_due.set_value(false);
        let rows = page.entries.with_untracked(|entries| entries.iter().map(KeptRow::of).collect::<Vec<_>>());
        let (token, folder) = (page.token.get_value(), page.folder.get_untracked());
        let kept = Kept { token, folder, rows, taken: page.taken.get_untracked() };
        let json = if kept.rows.is_empty() { Ok(String::new()) } else { serde_json::to_string(&kept) };
        if !json.is_ok_and(|json| storage::set(&key.get_value(), &json)) {
            page.said.set("这个浏览器存不下这么多行：做成草稿之前，别关这一页。".into());
        }
    };
    watch(move || {
        page.entries.with(|entries| entries.iter().for_each(KeptRow::track));
        page.taken.track();
        changes.update_value(|changes| *changes = changes.wrapping_add(1));
        is_due.set_value(true);
        let change = changes.get_value();
        spawn_local(async move {
            clock::sleep(PAUSE).await;
            // The page may be gone by now, or something newer on its way.
            if changes.try_get_value() == Some(change) {
                store();
            }
        });
    });
    // Whoever goes at once loses nothing of the pause; another tab's rows are left alone where nothing is due here.
    let leave = move || {
        if is_due.get_value() {
            store();
        }
    };
    network::on_leave(leave).into_iter().flatten().for_each(Listener::forget);
}
