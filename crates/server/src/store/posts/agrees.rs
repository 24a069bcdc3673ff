//! 同感.

use crate::store::Store;
use crate::store::connection::db::{all, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;
use crate::store::posts::row;

impl Store {
    /// Says 同感, or takes it back. Said twice is said once; what cannot be read cannot be agreed to. To take it back is
    /// answered the same whatever the post is, and says nothing of it.
    pub(crate) async fn agree(&self, member: String, post: String, says_so: bool) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                if says_so && !row::find(&mut tx.conn, &post).await?.is_public() {
                    return Err(StoreError::Missing);
                }
                let (change, sql) = if says_so {
                    (1_i64, "INSERT INTO agrees (post, member) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                } else {
                    (-1, "DELETE FROM agrees WHERE post = $1 AND member = $2")
                };
                if run!(&mut tx.conn, sql, &post, &member)? > 0 {
                    run!(&mut tx.conn, "UPDATE posts SET agrees = agrees + $2 WHERE id = $1", &post, change)?;
                    tx.tell(Event::Feed);
                }
                Ok(())
            })
        })
        .await
    }

    /// The ids of posts a member said 同感 to.
    pub(crate) async fn agrees(&self, member: &str) -> Result<Vec<String>, StoreError> {
        let mut conn = self.conn().await?;
        let rows = all!(&mut conn, (String,), "SELECT post FROM agrees WHERE member = $1 ORDER BY post DESC", member)?;
        Ok(rows.into_iter().map(|(post,)| post).collect())
    }
}
