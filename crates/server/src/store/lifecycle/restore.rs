//! Restoring: an old database is brought back without those who have left since.

use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::db::all;
use crate::store::error::StoreError;
use crate::store::lifecycle::leave::leave;
use crate::store::lifecycle::subjects::SUBJECTS;

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
                        leave(&store, tx, &person).await?;
                        gone += 1;
                    }
                }
                for subject in SUBJECTS {
                    if let Some(restore) = subject.restore {
                        gone += restore(&store, tx, &ledger).await?;
                    }
                }
                Ok(gone)
            })
        })
        .await
    }
}
