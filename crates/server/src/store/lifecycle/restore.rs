//! Restoring: an old database is brought back without those who have left since.

use crate::infra::secrets;
use crate::store::connection::db::{all, run};
use crate::store::error::StoreError;
use crate::store::lifecycle::leave;
use crate::store::{Store, posts};

impl Store {
    /// Takes away whatever the ledger says was taken away, and what an old database may open again; how much of the first
    /// there was.
    pub(crate) async fn forget_those_who_left(&self) -> Result<usize, StoreError> {
        let ledger = self.ledger.read().map_err(|error| StoreError::Unavailable(error.to_string()))?;
        let store = self.clone();
        self.write_system(move |tx| {
            Box::pin(async move {
                let mut gone = 0;
                for (person,) in all!(&mut tx.conn, (String,), "SELECT id FROM people")? {
                    if ledger.contains(&secrets::hex(&store.person_trace(&person))) {
                        leave::leave(&store, tx, &person).await?;
                        gone += 1;
                    }
                }
                for (post, branch) in all!(&mut tx.conn, (String, i64), "SELECT id, branch FROM posts")? {
                    let trace = store.trace(&post);
                    if ledger.contains(&secrets::hex(&trace)) {
                        posts::erase(tx, &post, branch, trace).await?;
                        gone += 1;
                    }
                }
                // Nor whatever was ended since: nobody knows any more which codes were revoked, and which phones signed out.
                // Who decides for others comes back with a passphrase; a member has none, and stays.
                run!(&mut tx.conn, "DELETE FROM invites WHERE used_at IS NULL")?;
                run!(
                    &mut tx.conn,
                    "DELETE FROM sessions WHERE person IN (SELECT id FROM people WHERE role <> 'member')"
                )?;
                Ok(gone)
            })
        })
        .await
    }
}
