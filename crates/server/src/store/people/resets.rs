//! A way back for whoever forgot a passphrase: a code, like an invite's, that an admin or the command line makes.

use api::people::Role;

use crate::store::Store;
use crate::store::connection::db::run;
use crate::store::error::StoreError;
use crate::store::people;
use crate::store::people::invites::{MadeInvite, make};

/// It is handed to somebody who waits for it.
const LASTS: i64 = 24 * 3_600_000;

impl Store {
    /// A code with which this secretary or admin chooses another passphrase, once. Nobody makes one for themselves: who
    /// found a desk open would lock its owner out.
    pub(crate) async fn make_reset(&self, person: String, by: Option<String>) -> Result<MadeInvite, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let me = people::find(&mut tx.conn, &person).await?.into_me();
                if me.role == Role::Member {
                    return Err(StoreError::OutOfPlace);
                }
                if by.as_ref() == Some(&me.id) {
                    return Err(StoreError::SamePerson);
                }
                // One at a time: the older one may have been seen by somebody.
                run!(&mut tx.conn, "DELETE FROM invites WHERE resets = $1 AND used_at IS NULL", &me.id)?;
                let branch = me.branch.map(|branch| branch.id);
                let made = make(&mut tx.conn, me.role, branch, None, LASTS).await?;
                run!(&mut tx.conn, "UPDATE invites SET resets = $2 WHERE id = $1", made.id, &me.id)?;
                Ok(made)
            })
        })
        .await
    }
}
