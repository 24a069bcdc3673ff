//! What the database puts over the content folder: published texts, lines of locks, and the calendar.

use std::collections::{BTreeMap, BTreeSet};

use content::lock::Line;
use content::publish::KEEP_DAYS;

use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::db::all;
use crate::store::error::StoreError;

/// What is published beside the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overlay {
    /// Whole files, by path.
    pub(crate) texts: BTreeMap<String, Text>,
    /// Lines that each source's lock has beside those of its file.
    pub(crate) locks: BTreeMap<String, Vec<Line>>,
    /// The card that was chosen for a day.
    pub(crate) days: BTreeMap<String, String>,
    /// The card that each of the last days has shown.
    pub(crate) served: BTreeMap<String, String>,
    /// Recordings whose speakers took them back.
    pub(crate) taken_back: BTreeSet<String>,
    /// Slugs of shops that asked to go on while they were on the list: they stay there until somebody has come by.
    pub(crate) stay: BTreeSet<String>,
    /// When something is to be shown next.
    pub(crate) next: Option<i64>,
    /// A name that calendars know this deployment by, whatever it is called.
    pub(crate) calendar: String,
}

/// A text in the place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// The whole file.
    pub(crate) text: String,
    /// Hash of the file it was made from.
    pub(crate) base: Option<String>,
    /// Since when readers are shown it: Unix milliseconds.
    pub(crate) since: i64,
    /// Readers are told that it was withdrawn.
    pub(crate) is_withdrawn: bool,
}

impl Overlay {
    /// The same without what was published instead of a file, but for what readers must not be shown.
    pub(crate) fn only_withdrawn(&self) -> Self {
        let mut left = self.clone();
        left.texts.retain(|_, text| text.is_withdrawn);
        left
    }
}

impl Store {
    /// As it is now.
    pub(crate) async fn overlay(&self) -> Result<Overlay, StoreError> {
        self.note_shown().await?;
        let mut overlay =
            Overlay { next: self.planned().await?.first().map(|planned| planned.from), ..Overlay::default() };
        for row in self.shown().await? {
            let is_withdrawn = row.is_withdrawn();
            overlay.texts.insert(row.path, Text { text: row.text, base: row.base, since: row.since, is_withdrawn });
        }
        overlay.stay = self.shops_that_stay().await?;
        let mut conn = self.conn().await?;
        let sql = "SELECT source, digest, slug, why FROM verified ORDER BY source, slug, digest";
        for (source, digest, slug, reason) in all!(&mut conn, (String, String, String, Option<String>), sql)? {
            overlay.locks.entry(source).or_default().push(Line { digest, slug, reason });
        }
        let taken_back = all!(&mut conn, (String,), "SELECT name FROM recordings_taken_back")?;
        overlay.taken_back = taken_back.into_iter().map(|row| row.0).collect();
        let days = all!(&mut conn, (String, String), "SELECT day, card FROM calendar ORDER BY day")?;
        overlay.days = days.into_iter().collect();
        let sql = "SELECT day, card FROM served_days ORDER BY day DESC LIMIT $1";
        overlay.served = all!(&mut conn, (String, String), sql, KEEP_DAYS as i64)?.into_iter().collect();
        overlay.calendar = secrets::hex(&secrets::keyed_hash(&self.key, "calendar")).chars().take(16).collect();
        Ok(overlay)
    }
}
