//! What a branch answers below a post.

use api::posts::{DeskPost, NewReply, PostState, Reply};

use super::db::{all, maybe, run};
use super::row::{ReplyRow, replies};
use super::{Event, Judge, Store, StoreError, now, posts, queue};

impl Store {
    /// Answers below an approved post, once; signed with the branch of whoever answers, for an admin with the post's.
    pub(crate) async fn reply_to_post(
        &self,
        judge: Judge,
        post: String,
        reply: NewReply,
        body: String,
    ) -> Result<DeskPost, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let row = queue::find_in(&mut tx.conn, judge.branch, &post).await?;
                let sql = "SELECT post, author, body FROM replies WHERE id = $1";
                if let Some(known) = maybe!(&mut tx.conn, (String, Option<String>, String), sql, &reply.id)? {
                    let is_same = known == (post, Some(judge.id), body);
                    return if is_same { row.into_desk_post(&mut tx.conn).await } else { Err(StoreError::Taken) };
                }
                if row.state() != PostState::Approved {
                    return Err(StoreError::OutOfPlace);
                }
                let sql =
                    "INSERT INTO replies (id, post, branch, author, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
                let branch = judge.branch.unwrap_or(row.branch);
                run!(&mut tx.conn, sql, &reply.id, &post, branch, &judge.id, &body, now())?;
                run!(&mut tx.conn, "UPDATE posts SET replies = replies + 1 WHERE id = $1", &post)?;
                tx.tell(Event::Feed);
                posts::find(&mut tx.conn, &post).await?.into_desk_post(&mut tx.conn).await
            })
        })
        .await
    }

    /// What somebody has answered, oldest first.
    pub(crate) async fn replies(&self, author: &str) -> Result<Vec<Reply>, StoreError> {
        let mut conn = self.conn().await?;
        let rows = all!(&mut conn, ReplyRow, replies!("r.author"), author)?;
        Ok(rows.into_iter().map(ReplyRow::into_reply).collect())
    }
}
