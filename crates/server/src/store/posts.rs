//! A member's own posts: sent exactly once, changed, taken away for good.

use api::posts::{EditPost, MyPost, NewPost, PostState};

use super::arriving::Arriving;
use super::db::{Conn, all, maybe, run};
use super::decisions::no_undo;
use super::row::{PostRow, posts};
use super::{Event, Store, StoreError, Tx, month, now, secret, words};

/// Nobody looks at more; the list is not a page of its own.
pub(crate) const LISTED: i64 = 1_000;

/// What came of sending a post.
#[derive(Debug)]
pub(crate) enum Created {
    /// It is stored now.
    New(MyPost),
    /// It was stored already; this is how it is now.
    Known(MyPost),
}

/// One post, by its id.
pub(super) async fn find(conn: &mut Conn, id: &str) -> Result<PostRow, StoreError> {
    maybe!(conn, PostRow, posts!("WHERE p.id = $1"), id)?.ok_or(StoreError::Missing)
}

/// One post of a member.
async fn find_own(conn: &mut Conn, id: &str, member: &str) -> Result<PostRow, StoreError> {
    find(conn, id).await.and_then(|row| if row.member == member { Ok(row) } else { Err(StoreError::Missing) })
}

/// A row of the history: who moved a post from where to where, and why.
pub(super) async fn note(
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

/// What two posts have in common that are one: as first sent.
pub(super) fn create_digest(member: &str, post: &NewPost) -> Vec<u8> {
    let card = post.card.as_deref();
    secret::digest(&[
        member,
        &post.body,
        card.unwrap_or_default(),
        &card.is_some().to_string(),
        words::signed_word(post.signed),
    ])
}

/// The post that is already there under this id, if it is this one; `None` if there is none.
pub(super) async fn replayed(
    conn: &mut Conn,
    id: &str,
    digest: &[u8],
    trace: &[u8],
) -> Result<Option<MyPost>, StoreError> {
    match find(conn, id).await {
        // Somebody else's looks no different from one's own with other words.
        Ok(row) if row.create_digest != digest => Err(StoreError::Taken),
        Ok(row) => row.into_my_post(conn).await.map(Some),
        Err(StoreError::Missing) if is_deleted(conn, trace).await? => Err(StoreError::Gone),
        Err(StoreError::Missing) => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) async fn is_deleted(conn: &mut Conn, trace: &[u8]) -> Result<bool, StoreError> {
    Ok(maybe!(conn, (String,), "SELECT month FROM deletions WHERE hash = $1", trace)?.is_some())
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
        self.writer.store_post(Arriving::new(member, branch, post, body, trace)).await
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
                become_pending(tx, &row, &member).await
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
                let sql = concat!(
                    "UPDATE posts SET state = 'pending', waiting = 1, version = version + 1, appealed = 1, \
                     resent = 0, appealed_from = decided_by, changed_at = $2, ",
                    no_undo!(),
                    " WHERE id = $1"
                );
                run!(&mut tx.conn, sql, &id, now())?;
                become_pending(tx, &row, &member).await
            })
        })
        .await
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

async fn become_pending(tx: &mut Tx, before: &PostRow, member: &str) -> Result<MyPost, StoreError> {
    let change = (Some(before.state()), PostState::Pending);
    note(&mut tx.conn, &before.id, before.version + 1, change, None, member).await?;
    tx.tell(Event::Queue(before.branch));
    find(&mut tx.conn, &before.id).await?.into_my_post(&mut tx.conn).await
}

/// Leaves a trace of what is being deleted.
pub(super) async fn note_deletion(conn: &mut Conn, trace: &[u8]) -> Result<(), StoreError> {
    let sql = "INSERT INTO deletions (hash, month) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    run!(conn, sql, trace, month(now()))?;
    Ok(())
}

/// Deletes one post; what is left is its trace.
pub(super) async fn erase(tx: &mut Tx, id: &str, branch: i64, trace: Vec<u8>) -> Result<(), StoreError> {
    note_deletion(&mut tx.conn, &trace).await?;
    run!(&mut tx.conn, "DELETE FROM posts WHERE id = $1", id)?;
    tx.tell(Event::Feed);
    tx.tell(Event::Queue(branch));
    tx.erase(trace);
    Ok(())
}
