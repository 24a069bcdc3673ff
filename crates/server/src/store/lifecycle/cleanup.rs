//! Forgetting what is no longer needed.

use crate::infra::clock::{month, now, start_of_today};
use crate::store::Store;
use crate::store::connection::db::run;
use crate::store::error::StoreError;
use crate::store::posts::row::no_undo;

const DAY: i64 = 86_400_000;

impl Store {
    /// Ends what has ended. Done at start and every hour.
    pub(crate) async fn clean_up(&self) -> Result<(), StoreError> {
        let ledger = self.ledger.clone();
        self.write_system(move |tx| {
            Box::pin(async move {
                // Here, where nobody adds to it at the same time.
                let cleaned = ledger.prune().and_then(|()| ledger.drop_copies());
                cleaned.map_err(|error| StoreError::Unavailable(error.to_string()))?;
                let at = now();
                run!(&mut tx.conn, "DELETE FROM sessions WHERE ends_on <= $1", start_of_today())?;
                // Who came in by which invite is needed for a day; the invite itself is listed for two months.
                let sql = "UPDATE invites SET used_by = NULL, device = NULL \
                           WHERE used_at < $1 AND (used_by IS NOT NULL OR device IS NOT NULL)";
                run!(&mut tx.conn, sql, at - DAY)?;
                run!(&mut tx.conn, "DELETE FROM invites WHERE expires_at < $1", at - 60 * DAY)?;
                run!(&mut tx.conn, "DELETE FROM invites WHERE moves IS NOT NULL AND expires_at < $1", at - DAY)?;
                // One for another passphrase is listed nowhere; who used it came back with the passphrase.
                run!(&mut tx.conn, "DELETE FROM invites WHERE resets IS NOT NULL AND expires_at < $1", at - DAY)?;
                // What a decision changed can be taken back for a minute; the words of an older reason need not stay.
                // Asked by `undo_by`, which has an index: of a million posts few were decided in the last hour.
                let sql = concat!("UPDATE posts SET ", no_undo!(), " WHERE undo_by IS NOT NULL AND decided_at < $1");
                run!(&mut tx.conn, sql, at - 3_600_000)?;
                run!(&mut tx.conn, "DELETE FROM previews WHERE expires_at <= $1", at)?;
                run!(&mut tx.conn, "DELETE FROM deletions WHERE month < $1", month(at - 430 * DAY))?;
                Ok(())
            })
        })
        .await?;
        // Where readers stood in the way after a deletion.
        let mut conn = self.conn().await?;
        conn.shrink().await;
        conn.checkpoint().await;
        Ok(())
    }
}
