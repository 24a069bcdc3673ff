//! What waits for a secretary's look, and what was looked at.

use api::posts::{PostState, Queue};

use super::db::{Conn, all, one};
use super::row::{PostRow, posts};
use super::{Store, StoreError, cursor, posts};

/// At most so many at once.
const PAGE: usize = 50;

impl Store {
    /// Posts of a branch (or of all) that stand somewhere. What was hidden by reports waits like a pending one.
    pub(crate) async fn queue(
        &self,
        branch: Option<i64>,
        state: PostState,
        after: Option<(i64, String)>,
    ) -> Result<Queue, StoreError> {
        let mut conn = self.conn().await?;
        let more = PAGE as i64 + 1;
        let mut rows = if state == PostState::Pending {
            let (time, id) = after.unwrap_or((i64::MIN, String::new()));
            // An admin's queue is everybody's: -1 is no branch.
            let sql = posts!(
                "WHERE p.waiting = 1 AND (p.branch = $1 OR $1 = -1) AND (p.changed_at > $2 OR (p.changed_at = $2 AND p.id > $3)) \
                 ORDER BY p.changed_at, p.id LIMIT $4"
            );
            all!(&mut conn, PostRow, sql, branch.unwrap_or(-1), time, id, more)?
        } else {
            let (time, id) = after.unwrap_or((i64::MAX, String::new()));
            let sql = posts!(
                "WHERE p.state = $5 AND p.waiting = 0 AND (p.branch = $1 OR $1 = -1) \
                 AND (p.changed_at < $2 OR (p.changed_at = $2 AND p.id < $3)) \
                 ORDER BY p.changed_at DESC, p.id DESC LIMIT $4"
            );
            all!(&mut conn, PostRow, sql, branch.unwrap_or(-1), time, id, more, state.as_str())?
        };
        let has_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| has_more).map(|row| cursor::queue(row.changed_at, &row.id));
        let mut posts = Vec::with_capacity(rows.len());
        for row in rows {
            posts.push(row.into_desk_post(&mut conn).await?);
        }
        Ok(Queue { posts, pending: count(&mut conn, branch).await?, next })
    }

    /// How many wait.
    pub(crate) async fn pending(&self, branch: Option<i64>) -> Result<i64, StoreError> {
        count(&mut self.conn().await?, branch).await
    }
}

/// One post within a secretary's sight.
pub(super) async fn find_in(conn: &mut Conn, branch: Option<i64>, id: &str) -> Result<PostRow, StoreError> {
    let row = posts::find(conn, id).await?;
    if branch.is_none_or(|branch| branch == row.branch) { Ok(row) } else { Err(StoreError::Missing) }
}

async fn count(conn: &mut Conn, branch: Option<i64>) -> Result<i64, StoreError> {
    let counted = match branch {
        Some(branch) => one!(conn, (i64,), "SELECT COUNT(*) FROM posts WHERE waiting = 1 AND branch = $1", branch)?,
        None => one!(conn, (i64,), "SELECT COUNT(*) FROM posts WHERE waiting = 1")?,
    };
    Ok(counted.0)
}
