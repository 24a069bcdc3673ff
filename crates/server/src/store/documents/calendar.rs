//! Which card was chosen for which day, and what will be shown when.

use std::collections::BTreeMap;

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::connection::db::{all, maybe, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;

/// A choice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Choice {
    /// The card's slug; none where it was taken back.
    pub(crate) card: Option<String>,
    /// Grows with each choice for that day.
    pub(crate) version: i64,
}

/// A revision that will be shown.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct PlannedRow {
    /// Of its file.
    pub(crate) path: String,
    /// The whole file.
    pub(crate) text: String,
    /// From when on.
    pub(crate) from: i64,
}

/// A choice that was taken back is an empty name: the version goes on growing.
fn chosen(card: String) -> Option<String> {
    Some(card).filter(|card| !card.is_empty())
}

impl Store {
    /// Choices for the days from one to another, both included.
    pub(crate) async fn choices(&self, from: &str, to: &str) -> Result<BTreeMap<String, Choice>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT day, card, version FROM calendar WHERE day >= $1 AND day <= $2";
        let rows = all!(&mut conn, (String, String, i64), sql, from, to)?;
        Ok(rows.into_iter().map(|(day, card, version)| (day, Choice { card: chosen(card), version })).collect())
    }

    /// Chooses a card for a day, or takes the choice back. The same sent again is the same.
    pub(crate) async fn choose_card(&self, day: String, card: Option<String>, version: i64) -> Result<(), StoreError> {
        let card = card.unwrap_or_default();
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "SELECT card, version FROM calendar WHERE day = $1";
                let (before, known) = maybe!(&mut tx.conn, (String, i64), sql, &day)?.unwrap_or_default();
                // The answer was cut, and it is sent again.
                if before == card && (known == version || known == version.saturating_add(1)) {
                    return Ok(());
                }
                if known != version {
                    return Err(StoreError::Stale);
                }
                let sql = "INSERT INTO calendar (day, card, version) VALUES ($1, $2, 1) \
                           ON CONFLICT (day) DO UPDATE SET card = excluded.card, version = calendar.version + 1";
                run!(&mut tx.conn, sql, &day, &card)?;
                tx.tell(Event::Content);
                Ok(())
            })
        })
        .await
    }

    /// Days that were served, with their cards. Whoever is first decides; `instead` are those whose card was withdrawn.
    pub(crate) async fn note_served(
        &self,
        served: Vec<(String, String)>,
        instead: Vec<(String, String)>,
    ) -> Result<(), StoreError> {
        self.write_system(move |tx| {
            Box::pin(async move {
                let mut changed = 0;
                for (day, card) in served {
                    let sql = "INSERT INTO served_days (day, card) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING";
                    changed += run!(&mut tx.conn, sql, day, card)?;
                }
                for (day, card) in instead {
                    changed += run!(&mut tx.conn, "UPDATE served_days SET card = $2 WHERE day = $1", day, card)?;
                }
                if changed > 0 {
                    tx.tell(Event::Content);
                }
                Ok(())
            })
        })
        .await
    }

    /// What will be shown; soonest first.
    pub(crate) async fn planned(&self) -> Result<Vec<PlannedRow>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT path, text, publish_from AS \"from\" FROM revisions WHERE publish_from > $1 AND shown = 0 AND cancelled = 0 \
                   ORDER BY publish_from, path";
        Ok(all!(&mut conn, PlannedRow, sql, now())?)
    }
}
