//! Everything of somebody: to be taken along, and to be taken away.

use api::people::{Export, Role};

use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::lifecycle::subjects::SUBJECTS;
use crate::store::{Store, people};

impl Store {
    /// Everything there is of somebody.
    pub(crate) async fn export(&self, id: &str) -> Result<Export, StoreError> {
        let mut export = Export::default();
        for subject in SUBJECTS {
            if let Some(export_me) = subject.export_me {
                export_me(self, id, &mut export).await?;
            }
        }
        Ok(export)
    }

    /// Takes everything of somebody away, for good. What they wrote for a branch is the branch's, and stays by nobody:
    /// answers, reasons, drafts and what was published of them.
    pub(crate) async fn leave(&self, id: String) -> Result<(), StoreError> {
        let store = self.clone();
        self.write(move |tx| Box::pin(async move { leave(&store, tx, &id).await })).await
    }

    /// The same, by a secretary for a member of the branch, or by an admin.
    pub(crate) async fn remove_person(&self, branch: Option<i64>, id: String) -> Result<(), StoreError> {
        let store = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                let who = people::find(&mut tx.conn, &id).await?.into_me();
                let is_seen = branch.is_none() || (who.branch.map(|own| own.id) == branch && who.role == Role::Member);
                if is_seen { leave(&store, tx, &id).await } else { Err(StoreError::Missing) }
            })
        })
        .await
    }
}

/// Takes everything of somebody away, within a transaction.
pub(in crate::store) async fn leave(store: &Store, tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    for subject in SUBJECTS {
        if let Some(leave) = subject.leave {
            leave(store, tx, id).await?;
        }
    }
    Ok(())
}
