//! Closing a deployment: everybody leaves, and nothing that was not public stays.

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::connection::db::{all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;
use crate::store::lifecycle::leave::leave;
use crate::store::lifecycle::subjects::SUBJECTS;

/// What there is to lose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inventory {
    pub(crate) people: i64,
    pub(crate) posts: i64,
    pub(crate) drafts: i64,
}

impl Store {
    /// Whether this deployment has closed.
    pub(crate) async fn is_closed(&self) -> Result<bool, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT value FROM counters WHERE name = 'closed'";
        Ok(maybe!(&mut conn, (i64,), sql)?.is_some())
    }

    /// What closing would take away.
    pub(crate) async fn inventory(&self) -> Result<Inventory, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT (SELECT COUNT(*) FROM people), (SELECT COUNT(*) FROM posts), (SELECT COUNT(*) FROM drafts)";
        let (people, posts, drafts) = one!(&mut conn, (i64, i64, i64), sql)?;
        Ok(Inventory { people, posts, drafts })
    }

    /// Every month in which something was done with posts, the first one first.
    pub(crate) async fn months(&self) -> Result<Vec<String>, StoreError> {
        let mut conn = self.conn().await?;
        let rows = all!(&mut conn, (String,), "SELECT DISTINCT month FROM tallies ORDER BY month")?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// Shuts the door: once this is durable, nobody writes anything through any instance. When that was.
    pub(crate) async fn begin_closing(&self) -> Result<i64, StoreError> {
        let shut_at = now();
        self.write_system(move |tx| {
            Box::pin(async move {
                let sql = "INSERT INTO counters (name, value) VALUES ('closing', $1) \
                           ON CONFLICT (name) DO UPDATE SET value = excluded.value";
                run!(&mut tx.conn, sql, shut_at)?;
                Ok(shut_at)
            })
        })
        .await
    }

    /// Opens it again, unless it was shut later than that by somebody else.
    pub(crate) async fn cancel_closing(&self, shut_at: i64) -> Result<(), StoreError> {
        // Nearly always it is open: then there is nothing to write.
        let sql = "SELECT COUNT(*) FROM counters WHERE name = 'closing' AND value <= $1";
        if one!(&mut self.conn().await?, (i64,), sql, shut_at)?.0 == 0 {
            return Ok(());
        }
        self.write_system(move |tx| {
            Box::pin(async move {
                run!(&mut tx.conn, "DELETE FROM counters WHERE name = 'closing' AND value <= $1", shut_at)?;
                Ok(())
            })
        })
        .await
    }

    /// Closes, where the door has been shut since then: whatever was written meanwhile is nowhere else. Doing it again is
    /// no harm, and finishes what was cut off.
    pub(crate) async fn close_down(&self, shut_at: i64) -> Result<(), StoreError> {
        let store = self.clone();
        self.write_system(move |tx| {
            Box::pin(async move {
                let sql = "DELETE FROM counters WHERE name = 'closing' AND value = $1";
                if run!(&mut tx.conn, sql, shut_at)? == 0 {
                    return Err(StoreError::Stale);
                }
                // From now on the database lets revisions go.
                let sql = "INSERT INTO counters (name, value) VALUES ('closed', $1) ON CONFLICT (name) DO NOTHING";
                run!(&mut tx.conn, sql, now())?;
                // As everybody would leave by themselves: an old backup brings nobody back.
                for (person,) in all!(&mut tx.conn, (String,), "SELECT id FROM people")? {
                    leave(&store, tx, &person).await?;
                }
                for subject in SUBJECTS {
                    if let Some(close) = subject.close {
                        close(tx).await?;
                    }
                }
                tx.tell(Event::All);
                Ok(())
            })
        })
        .await?;
        self.ledger.drop_all_copies().map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let mut conn = self.conn().await?;
        conn.compact().await?;
        conn.checkpoint().await;
        Ok(())
    }
}
