//! Forgetting what is no longer needed.

use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::lifecycle::subjects::SUBJECTS;

impl Store {
    /// Ends what has ended. Done at start and every hour.
    pub(crate) async fn clean_up(&self) -> Result<(), StoreError> {
        let ledger = self.ledger.clone();
        self.write_system(move |tx| {
            Box::pin(async move {
                // Here, where nobody adds to it at the same time.
                let cleaned = ledger.prune().and_then(|()| ledger.drop_copies());
                cleaned.map_err(|error| StoreError::Unavailable(error.to_string()))?;
                for subject in SUBJECTS {
                    if let Some(cleanup) = subject.cleanup {
                        cleanup(tx).await?;
                    }
                }
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
