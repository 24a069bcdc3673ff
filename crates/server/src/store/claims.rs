//! Claims: what keepers of shops say their shops give, until somebody at the desk has been there; and then by which key a shop
//! asks where it stands. Who sent it is in no table.

pub(in crate::store) mod lifecycle;

use std::collections::BTreeSet;

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::connection::counters::next;
use crate::store::connection::db::{Conn, all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;

/// So many wait at most: a street has fewer shops.
const MOST: i64 = 200;
/// What nobody has decided by then, and what was declined, goes: in milliseconds.
const WAITS: i64 = 90 * 86_400_000;

/// A claim as it is kept.
#[derive(Clone, Debug, Eq, PartialEq, sqlx::FromRow)]
pub(crate) struct ClaimRow {
    /// Hash of the shop's key.
    pub(crate) id: String,
    /// Grows with each change of its words.
    pub(crate) number: i64,
    pub(crate) state: String,
    /// The place it would become; while it waits.
    pub(crate) text: Option<String>,
    /// Why it was declined.
    pub(crate) reason: Option<String>,
    /// Slug of the place it became.
    pub(crate) place: Option<String>,
    /// 1: the shop has asked to go on.
    pub(crate) asks: i64,
    pub(crate) sent_at: i64,
}

/// What is listed by publishing a place's document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Listing {
    /// The claim, and [`ClaimRow::number`] of what was looked at; `None` where a shop is confirmed once more.
    pub(crate) claim: Option<(String, i64)>,
    /// Slug of the place.
    pub(crate) place: String,
    /// Until when the shop's link says how it stands: Unix milliseconds.
    pub(crate) ends_at: i64,
}

/// What came of keeping a claim.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kept {
    /// It is there: now, or since it was sent before.
    There,
    /// Somebody has decided about other words of it meanwhile; these are not kept.
    Decided,
    /// Too many wait.
    Full,
}

impl Store {
    /// Keeps it under the hash of the shop's key; sent again, its words take the place of those before as long as nobody has
    /// decided. `digest` tells them from others when they are gone.
    pub(crate) async fn create_claim(&self, id: String, text: String, digest: String) -> Result<Kept, StoreError> {
        self.write(move |tx| Box::pin(async move { create(tx, &id, &text, &digest).await })).await
    }

    /// By the hash of its key.
    pub(crate) async fn claim(&self, id: &str) -> Result<Option<ClaimRow>, StoreError> {
        let mut conn = self.conn().await?;
        let sql =
            "SELECT id, number, state, text, reason, place, asks, sent_at FROM claims WHERE id = $1 AND ends_at > $2";
        Ok(maybe!(&mut conn, ClaimRow, sql, id, now())?)
    }

    /// All there are, those that came in first before the others.
    pub(crate) async fn claims(&self) -> Result<Vec<ClaimRow>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT id, number, state, text, reason, place, asks, sent_at FROM claims WHERE ends_at > $1 \
                   ORDER BY sent_at, id";
        Ok(all!(&mut conn, ClaimRow, sql, now())?)
    }

    /// The shop asks to go on: once, however often. `stays`: until when its link says how it stands (Unix milliseconds), where
    /// it asks while it is on the list, and stays there.
    pub(crate) async fn ask_to_go_on(&self, id: String, stays: Option<i64>) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "UPDATE claims SET asks = 1, stays = $2, ends_at = COALESCE($3, ends_at) \
                           WHERE id = $1 AND state = 'listed' AND asks = 0";
                if run!(&mut tx.conn, sql, id, i64::from(stays.is_some()), stays)? > 0 {
                    tx.tell(Event::Claims);
                    tx.tell(Event::Content);
                }
                Ok(())
            })
        })
        .await
    }

    /// Slugs of shops that asked to go on while they were on the list.
    pub(in crate::store) async fn shops_that_stay(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT place FROM claims WHERE asks = 1 AND stays = 1 AND ends_at > $1";
        Ok(all!(&mut conn, (String,), sql, now())?.into_iter().map(|(place,)| place).collect())
    }

    /// It is not put on the list. What was decided, here or by somebody else, stays as it is.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] where the keeper has sent other words since.
    pub(crate) async fn decline_claim(&self, id: String, number: i64, reason: String) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                is_as_it_was(&mut tx.conn, &id, number).await?;
                let sql = "UPDATE claims SET state = 'declined', text = NULL, reason = $2, ends_at = $3 \
                           WHERE id = $1 AND state = 'waiting'";
                run!(&mut tx.conn, sql, id, reason, now() + WAITS)?;
                tx.tell(Event::Claims);
                Ok(())
            })
        })
        .await
    }
}

async fn create(tx: &mut Tx, id: &str, text: &str, digest: &str) -> Result<Kept, StoreError> {
    // What has come to its end is as if it had never been.
    run!(&mut tx.conn, "DELETE FROM claims WHERE id = $1 AND ends_at <= $2", id, now())?;
    let sql = "SELECT state, text, digest FROM claims WHERE id = $1";
    let known = maybe!(&mut tx.conn, (String, Option<String>, Option<String>), sql, id)?;
    match &known {
        Some((state, known, _)) if state == "waiting" && known.as_deref() == Some(text) => return Ok(Kept::There),
        Some((state, _, sent)) if state != "waiting" => {
            // Of those decided before digests were kept nobody knows: it is not made a second one.
            return Ok(if sent.as_deref().is_none_or(|sent| sent == digest) { Kept::There } else { Kept::Decided });
        }
        _ => {}
    }
    let (waiting,) = one!(&mut tx.conn, (i64,), "SELECT COUNT(*) FROM claims WHERE state = 'waiting'")?;
    if known.is_none() && waiting >= MOST {
        return Ok(Kept::Full);
    }
    let number = next(&mut tx.conn, "claim").await?;
    let sql = "INSERT INTO claims (id, number, state, text, sent_at, ends_at, digest) VALUES ($1, $2, 'waiting', $3, $4, $5, $6) \
               ON CONFLICT (id) DO UPDATE SET number = excluded.number, text = excluded.text, digest = excluded.digest";
    run!(&mut tx.conn, sql, id, number, text, now(), now() + WAITS, digest)?;
    tx.tell(Event::Claims);
    Ok(Kept::There)
}

/// Somebody decides about what they have seen.
async fn is_as_it_was(conn: &mut Conn, id: &str, number: i64) -> Result<(), StoreError> {
    let sql = "SELECT number FROM claims WHERE id = $1 AND state = 'waiting'";
    match maybe!(conn, (i64,), sql, id)? {
        Some((now,)) if now != number => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Within the transaction that publishes the place.
pub(in crate::store) async fn list(tx: &mut Tx, listing: &Listing) -> Result<(), StoreError> {
    let Listing { claim, place, ends_at } = listing;
    if let Some((id, number)) = claim {
        let sql = "UPDATE claims SET state = 'listed', text = NULL, place = $3 \
                   WHERE id = $1 AND state = 'waiting' AND number = $2";
        if run!(&mut tx.conn, sql, id, *number, place)? == 0 {
            return Err(StoreError::Stale);
        }
    }
    run!(&mut tx.conn, "UPDATE claims SET asks = 0, stays = 0, ends_at = $2 WHERE place = $1", place, *ends_at)?;
    tx.tell(Event::Claims);
    Ok(())
}
