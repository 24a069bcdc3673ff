//! What the desk does with sign-ups: sees nicknames, moves up who waits, and tells a line to all of a slot.

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::activities::{SlotFacts, free_seats, know, known};
use crate::store::connection::db::{all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;

/// Somebody who signed up, as the desk sees them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct SignUpRow {
    pub(crate) activity: String,
    pub(crate) slot: String,
    pub(crate) id: String,
    /// 0: there is no seat yet.
    pub(crate) coming: i64,
    pub(crate) nickname: Option<String>,
    /// Name of their branch.
    pub(crate) branch: String,
    /// Its number.
    pub(crate) branch_id: i64,
}

/// What came of moving somebody up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum MovedUp {
    /// They have a seat, now or before.
    Seated,
    /// There is none left.
    Full,
    /// It is over, or does not take place.
    Closed,
}

impl Store {
    /// Every slot that somebody has signed up for, with what those are told.
    pub(crate) async fn known_slots(&self) -> Result<Vec<(SlotFacts, String)>, StoreError> {
        let mut conn = self.conn().await?;
        let slots = known(&mut conn).await?;
        let lines = all!(&mut conn, (String, String, String), "SELECT activity, slot, line FROM activity_slots")?;
        let line = |of: &SlotFacts| {
            let is_it = |(activity, slot, _): &&(String, String, String)| (activity, slot) == (&of.activity, &of.slot);
            lines.iter().find(is_it).map(|(.., line)| line.clone()).unwrap_or_default()
        };
        Ok(slots.into_iter().map(|slot| (slot.clone(), line(&slot))).collect())
    }

    /// Everybody who signed up, in the order in which they did.
    pub(crate) async fn sign_ups(&self) -> Result<Vec<SignUpRow>, StoreError> {
        let sql = "SELECT s.activity, s.slot, s.id, s.coming, m.nickname, b.name AS branch, b.id AS branch_id FROM sign_ups s \
                   JOIN people m ON m.id = s.member JOIN branches b ON b.id = m.branch ORDER BY s.number";
        Ok(all!(&mut self.conn().await?, SignUpRow, sql)?)
    }

    /// Gives a free seat to somebody who waits, whoever waits before them; also once signing up has ended. In the transaction
    /// that all writers take turns for: where somebody else moves up at the same moment, one of them has the seat.
    pub(crate) async fn move_up(&self, activity: String, slot: String, id: String) -> Result<MovedUp, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "SELECT s.coming, t.cancelled, t.ends_at FROM sign_ups s JOIN activity_slots t \
                           ON t.activity = s.activity AND t.slot = s.slot \
                           WHERE s.id = $1 AND s.activity = $2 AND s.slot = $3 AND s.member IS NOT NULL";
                let found = maybe!(&mut tx.conn, (i64, i64, i64), sql, &id, &activity, &slot)?;
                let (coming, cancelled, ends_at) = found.ok_or(StoreError::Missing)?;
                if coming == 1 {
                    return Ok(MovedUp::Seated);
                }
                if cancelled == 1 || now() >= ends_at {
                    return Ok(MovedUp::Closed);
                }
                if free_seats(&mut tx.conn, &activity, &slot).await? == 0 {
                    return Ok(MovedUp::Full);
                }
                run!(&mut tx.conn, "UPDATE sign_ups SET coming = 1 WHERE id = $1", &id)?;
                tx.tell(Event::SignUps);
                Ok(MovedUp::Seated)
            })
        })
        .await
    }

    /// What all who signed up for a slot are told, in place of what they `were` told.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] where that is another line by now.
    pub(crate) async fn tell_all(&self, slot: SlotFacts, line: String, was: String) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                know(&mut tx.conn, &slot).await?;
                let sql = "SELECT line FROM activity_slots WHERE activity = $1 AND slot = $2";
                let (now,) = one!(&mut tx.conn, (String,), sql, &slot.activity, &slot.slot)?;
                if now == line {
                    // It was sent again.
                    return Ok(());
                }
                if now != was {
                    return Err(StoreError::Stale);
                }
                let sql = "UPDATE activity_slots SET line = $3 WHERE activity = $1 AND slot = $2";
                run!(&mut tx.conn, sql, &slot.activity, &slot.slot, line)?;
                tx.tell(Event::SignUps);
                Ok(())
            })
        })
        .await
    }
}
