//! Rows are checked, some at a time, until something is said about each.

use ::api::documents::Folder;
use ::api::imports::{CHECKED_AT_ONCE, CheckRows, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::entry::Entry;
use super::state::Page;
use crate::browser::clock;
use crate::client::api::ApiError;
use crate::desk::shell::api;

/// Before somebody who is still typing is asked about again, in milliseconds.
const PAUSE: u32 = 600;
/// Where the server does not say when to ask again, in seconds.
const AGAIN: u32 = 5;

impl Page {
    /// Checks every row about which nothing is said yet. What keeps it from going on is said; it goes on with a tap, and by
    /// itself once the network is back.
    pub(super) fn check_all(self) {
        if self.is_checking.get_value() {
            return;
        }
        self.is_checking.set_value(true);
        self.stuck.set(None);
        spawn_local(async move {
            let mut at_once = CHECKED_AT_ONCE;
            loop {
                // The page may be gone by now.
                let Some(entries) = self.entries.try_get_untracked() else { return };
                let entries = entries.into_iter().filter(|entry| !entry.is_checked());
                let some: Vec<Entry> = entries.take(at_once).collect();
                if some.is_empty() {
                    break;
                }
                match check(self.folder.get_untracked(), &some).await {
                    Ok(()) => {}
                    // So many are more than the server works through in its time.
                    Err(ApiError::Rejected { body, .. }) if body.code == "too_much" && some.len() > 1 => {
                        at_once = some.len().div_ceil(4);
                    }
                    Err(why) => {
                        self.stuck.set(Some(self.session.hear(&why)));
                        break;
                    }
                }
            }
            self.is_checking.set_value(false);
        });
    }

    /// Checks a row that was corrected.
    pub(super) fn check(self, entry: Entry) {
        self.touch();
        entry.checked.set(None);
        self.check_all();
    }
}

async fn check(folder: Folder, entries: &[Entry]) -> Result<(), ApiError> {
    let rows: Vec<Row> = entries.iter().map(|entry| entry.row.get_untracked()).collect();
    let asked = CheckRows { folder, rows: rows.clone() };
    let answer = patiently(async || api::check_rows(&asked).await).await?;
    let answers = entries.iter().zip(&rows).zip(answer.rows);
    let taken = answers.map(|((entry, sent), checked)| entry.take(sent, checked)).filter(|taken| *taken).count();
    if taken == 0 {
        clock::sleep(PAUSE).await;
    }
    Ok(())
}

/// Asks again, as late as the server says, where it was asked too often.
pub(super) async fn patiently<T>(ask: impl AsyncFn() -> Result<T, ApiError>) -> Result<T, ApiError> {
    loop {
        match ask().await {
            Err(ApiError::Rejected { status: 429, retry_after, .. }) => {
                clock::sleep(retry_after.unwrap_or(AGAIN).saturating_mul(1000)).await;
            }
            answer => return answer,
        }
    }
}
