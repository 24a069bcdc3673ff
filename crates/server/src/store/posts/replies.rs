//! What a branch answers below a post.

use api::posts::{DeskPost, NewReply, PostState, Reply};

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::actor::Actor;
use crate::store::connection::db::{all, maybe, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;
use crate::store::posts::queue;
use crate::store::posts::row::{self, ReplyRow, replies};

impl Store {
    /// Answers below an approved post, once; signed with the branch of whoever answers, for an admin with the post's.
    pub(crate) async fn reply_to_post(
        &self,
        actor: Actor,
        post: String,
        reply: NewReply,
        body: String,
    ) -> Result<DeskPost, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let row = queue::find_in(&mut tx.conn, actor.branch, &post).await?;
                let sql = "SELECT post, author, body, removed_at FROM replies WHERE id = $1";
                let known = maybe!(&mut tx.conn, (String, Option<String>, String, Option<i64>), sql, &reply.id)?;
                if let Some((below, author, words, removed_at)) = known {
                    let is_own = (below, author) == (post, Some(actor.id));
                    return match removed_at {
                        Some(_) if is_own => Err(StoreError::Gone),
                        None if is_own && words == body => row.into_desk_post(&mut tx.conn).await,
                        _ => Err(StoreError::IdInUse),
                    };
                }
                if row.state() != PostState::Approved {
                    return Err(StoreError::OutOfPlace);
                }
                let sql =
                    "INSERT INTO replies (id, post, branch, author, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
                let branch = actor.branch.unwrap_or(row.branch);
                run!(&mut tx.conn, sql, &reply.id, &post, branch, &actor.id, &body, now())?;
                run!(&mut tx.conn, "UPDATE posts SET replies = replies + 1 WHERE id = $1", &post)?;
                tx.tell(Event::Feed);
                row::find(&mut tx.conn, &post).await?.into_desk_post(&mut tx.conn).await
            })
        })
        .await
    }

    /// Takes an answer of the branch away. Its text is gone; that there was one, and who took it away, stays. Taken away
    /// twice is taken away.
    pub(crate) async fn remove_reply(&self, actor: Actor, id: String) -> Result<DeskPost, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let found = maybe!(&mut tx.conn, (String,), "SELECT post FROM replies WHERE id = $1", &id)?;
                let (post,) = found.ok_or(StoreError::Missing)?;
                queue::find_in(&mut tx.conn, actor.branch, &post).await?;
                let sql = "UPDATE replies SET body = '', removed_at = $2, removed_by = $3 \
                           WHERE id = $1 AND removed_at IS NULL";
                if run!(&mut tx.conn, sql, &id, now(), &actor.id)? > 0 {
                    run!(&mut tx.conn, "UPDATE posts SET replies = replies - 1 WHERE id = $1", &post)?;
                    tx.tell(Event::Feed);
                }
                row::find(&mut tx.conn, &post).await?.into_desk_post(&mut tx.conn).await
            })
        })
        .await
    }

    /// What somebody has answered, oldest first.
    pub(crate) async fn replies(&self, author: &str) -> Result<Vec<Reply>, StoreError> {
        let mut conn = self.conn().await?;
        let rows = all!(&mut conn, ReplyRow, replies!("r.author"), author)?;
        Ok(rows.into_iter().map(Reply::from).collect())
    }
}
