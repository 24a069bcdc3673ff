//! A member's own posts: sent exactly once, changed, taken away for good.

pub(crate) mod agrees;
pub(crate) mod decisions;
pub(crate) mod feed;
pub(crate) mod incoming;
pub(in crate::store) mod lifecycle;
pub(crate) mod queue;
pub(crate) mod replies;
pub(crate) mod reports;
pub(crate) mod row;
pub(crate) mod summary;

use api::posts::{EditPost, MyPost, NewPost, PostState};

use crate::infra::clock::{month, now};
use crate::store::connection::db::{Conn, all, maybe, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::posts::incoming::{Created, IncomingPost, create_digest, is_deleted, replayed};
use crate::store::posts::row::{PostRow, find, no_undo, posts};
use crate::store::{Store, words};

/// Nobody looks at more; the list is not a page of its own.
pub(crate) const LISTED: i64 = 1_000;

/// One post of a member.
async fn find_own(conn: &mut Conn, id: &str, member: &str) -> Result<PostRow, StoreError> {
    find(conn, id).await.and_then(|row| if row.member == member { Ok(row) } else { Err(StoreError::Missing) })
}

/// A row of the history: who moved a post from where to where, and why.
pub(in crate::store) async fn note(
    conn: &mut Conn,
    post: &str,
    version: i64,
    (from, to): (Option<PostState>, PostState),
    reason: Option<&str>,
    actor: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO transitions (post, version, from_state, to_state, reason_code, actor, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run!(conn, sql, post, version, from.map(PostState::as_str), to.as_str(), reason, actor, now())?;
    Ok(())
}

impl Store {
    /// The post that was sent before under this id, as it is now. Asked before one is refused: rules may have changed since.
    pub(crate) async fn find_replayed(&self, member: &str, post: &NewPost) -> Result<Option<MyPost>, StoreError> {
        let mut conn = self.conn().await?;
        replayed(&mut conn, &post.id, &create_digest(member, post), &self.trace(&post.id)).await
    }

    /// Stores a post, once. `body` is its text as it is kept.
    pub(crate) async fn create_post(
        &self,
        member: String,
        branch: i64,
        post: NewPost,
        body: String,
    ) -> Result<Created, StoreError> {
        let trace = self.trace(&post.id);
        self.writer.store_post(IncomingPost::new(member, branch, post, body, trace)).await
    }

    /// A member's posts, newest first, at most so many.
    pub(crate) async fn my_posts(&self, member: &str, most: i64) -> Result<Vec<MyPost>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = posts!("WHERE p.member = $1 ORDER BY p.created_at DESC, p.id DESC LIMIT $2");
        let rows = all!(&mut conn, PostRow, sql, member, most)?;
        let mut posts = Vec::with_capacity(rows.len());
        for row in rows {
            posts.push(row.into_my_post(&mut conn).await?);
        }
        Ok(posts)
    }

    /// New words for a returned post: it waits again. Sent twice, it is the same change.
    pub(crate) async fn edit_post(
        &self,
        member: String,
        id: String,
        edit: EditPost,
        body: String,
    ) -> Result<MyPost, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let row = find_own(&mut tx.conn, &id, &member).await?;
                let signed = words::signed_word(edit.signed);
                if row.version > edit.version && row.body == body && row.signed == signed {
                    return row.into_my_post(&mut tx.conn).await;
                }
                if row.version != edit.version {
                    return Err(StoreError::Stale);
                }
                if row.state() != PostState::Returned {
                    return Err(StoreError::OutOfPlace);
                }
                let sql = concat!(
                    "UPDATE posts SET body = $2, signed = $3, state = 'pending', waiting = 1, version = version + 1, \
                     resent = 1, appealed_from = NULL, changed_at = $4, ",
                    no_undo!(),
                    " WHERE id = $1"
                );
                run!(&mut tx.conn, sql, &id, &body, signed, now())?;
                wait(tx, &row, PostState::Pending, &member).await
            })
        })
        .await
    }

    /// Asks for another secretary's look at a returned or removed post; once a post.
    pub(crate) async fn appeal_post(&self, member: String, id: String, version: i64) -> Result<MyPost, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let row = find_own(&mut tx.conn, &id, &member).await?;
                if row.is_appealed() {
                    // Asked twice, it is the same request; asked again later, there is nobody left to ask.
                    return match row.version > version {
                        true => row.into_my_post(&mut tx.conn).await,
                        false => Err(StoreError::OutOfPlace),
                    };
                }
                if row.version != version {
                    return Err(StoreError::Stale);
                }
                if !matches!(row.state(), PostState::Returned | PostState::Removed) {
                    return Err(StoreError::OutOfPlace);
                }
                // What everybody could read stays taken down until somebody has looked: it is put back, or it is not.
                let to = if row.state() == PostState::Removed { PostState::Removed } else { PostState::Pending };
                let sql = concat!(
                    "UPDATE posts SET state = $3, waiting = 1, version = version + 1, appealed = 1, \
                     resent = 0, appealed_from = decided_by, changed_at = $2, ",
                    no_undo!(),
                    " WHERE id = $1"
                );
                run!(&mut tx.conn, sql, &id, now(), to.as_str())?;
                wait(tx, &row, to, &member).await
            })
        })
        .await
    }

    /// Whether a member has asked before this lecture already, under another id.
    pub(crate) async fn has_asked(&self, member: &str, card: &str, id: &str) -> Result<bool, StoreError> {
        let sql = "SELECT id FROM posts WHERE member = $1 AND card = $2 AND id <> $3";
        Ok(maybe!(&mut self.conn().await?, (String,), sql, member, card, id)?.is_some())
    }

    /// Takes a post away, with all that hangs on it. Taken away twice is taken away.
    pub(crate) async fn delete_post(&self, member: String, id: String) -> Result<(), StoreError> {
        let trace = self.trace(&id);
        self.write(move |tx| {
            Box::pin(async move {
                match find_own(&mut tx.conn, &id, &member).await {
                    Ok(row) => erase(tx, &row.id, row.branch, trace).await,
                    Err(StoreError::Missing) if is_deleted(&mut tx.conn, &trace).await? => Ok(()),
                    Err(error) => Err(error),
                }
            })
        })
        .await
    }
}

/// Writes down that it waits, where it stands now.
async fn wait(tx: &mut Tx, before: &PostRow, to: PostState, member: &str) -> Result<MyPost, StoreError> {
    let change = (Some(before.state()), to);
    note(&mut tx.conn, &before.id, before.version + 1, change, None, member).await?;
    tx.tell(Event::Queue(before.branch));
    find(&mut tx.conn, &before.id).await?.into_my_post(&mut tx.conn).await
}

/// Leaves a trace of what is being deleted.
pub(in crate::store) async fn note_deletion(conn: &mut Conn, trace: &[u8]) -> Result<(), StoreError> {
    let sql = "INSERT INTO deletions (hash, month) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    run!(conn, sql, trace, month(now()))?;
    Ok(())
}

/// Deletes one post; what is left is its trace.
pub(in crate::store) async fn erase(tx: &mut Tx, id: &str, branch: i64, trace: Vec<u8>) -> Result<(), StoreError> {
    note_deletion(&mut tx.conn, &trace).await?;
    run!(&mut tx.conn, "DELETE FROM posts WHERE id = $1", id)?;
    tx.tell(Event::Feed);
    tx.tell(Event::Queue(branch));
    tx.erase(trace);
    Ok(())
}
