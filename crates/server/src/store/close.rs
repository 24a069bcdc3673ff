//! Closing a deployment: everybody leaves, and nothing that was not public stays.

use super::db::{all, maybe, one, run};
use super::{Event, Store, StoreError, leave, now};

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

    /// Closes. Doing it again is no harm, and finishes what was cut off.
    pub(crate) async fn close_down(&self) -> Result<(), StoreError> {
        let store = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                // First: from now on the database lets revisions go.
                let sql = "INSERT INTO counters (name, value) VALUES ('closed', $1) ON CONFLICT (name) DO NOTHING";
                run!(&mut tx.conn, sql, now())?;
                // As everybody would leave by themselves: an old backup brings nobody back.
                for (person,) in all!(&mut tx.conn, (String,), "SELECT id FROM people")? {
                    leave::leave(&store, tx, &person).await?;
                }
                // What readers are shown stays, by nobody; what was never shown, or is shown no more, goes.
                let sql = "DELETE FROM revisions WHERE publish_from IS NULL OR cancelled = 1 \
                           OR (shown = 0 AND publish_from > $1) OR EXISTS (SELECT 1 FROM revisions n \
                           WHERE n.path = revisions.path AND n.publish_from IS NOT NULL AND n.cancelled = 0 \
                           AND (n.shown = 1 OR n.publish_from <= $1) AND n.number > revisions.number)";
                run!(&mut tx.conn, sql, now())?;
                for sql in [
                    "UPDATE revisions SET actor = NULL, branch = NULL, note = NULL",
                    "UPDATE verified SET why = NULL",
                    "DELETE FROM drafts",
                    "DELETE FROM previews",
                    "DELETE FROM imports",
                    "DELETE FROM invites",
                    "DELETE FROM posts",
                    "DELETE FROM branches",
                    "DELETE FROM deletions",
                    // What is in the ledger can be matched with a backup's own key alone.
                    "DELETE FROM keys",
                ] {
                    run!(&mut tx.conn, sql)?;
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
