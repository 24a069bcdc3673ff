//! Everything of somebody: to be taken along, and to be taken away.

use api::people::{Export, Role};

use super::db::{all, run};
use super::decisions::no_undo;
use super::{Event, Store, StoreError, Tx, people, posts};

impl Store {
    /// Everything there is of somebody.
    pub(crate) async fn export(&self, id: &str) -> Result<Export, StoreError> {
        let mut conn = self.conn().await?;
        let row = people::find(&mut conn, id).await?;
        drop(conn);
        let (posts, agrees) = (self.my_posts(id, i64::MAX).await?, self.agrees(id).await?);
        let (reports, replies) = (self.reports(id).await?, self.replies(id).await?);
        Ok(Export { joined_on: row.joined_on, me: row.into_me(), posts, agrees, reports, replies })
    }

    /// Takes everything of somebody away, for good.
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
pub(super) async fn leave(store: &Store, tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    let own = all!(&mut tx.conn, (String, i64), "SELECT id, branch FROM posts WHERE member = $1", id)?;
    for (post, branch) in own {
        posts::erase(tx, &post, branch, store.trace(&post)).await?;
    }
    for sql in [
        "UPDATE posts SET agrees = agrees - 1 WHERE id IN (SELECT post FROM agrees WHERE member = $1)",
        "UPDATE posts SET reports = reports - 1 WHERE id IN (SELECT post FROM reports WHERE member = $1) AND reports > 0",
        concat!("UPDATE posts SET ", no_undo!(), " WHERE undo_by = $1"),
        // Sessions, 同感, reports and codes for other phones go with the person; what was decided stays, by nobody.
        "DELETE FROM people WHERE id = $1",
    ] {
        run!(&mut tx.conn, sql, id)?;
    }
    tx.tell(Event::Feed);
    tx.erase(store.person_trace(id));
    Ok(())
}
