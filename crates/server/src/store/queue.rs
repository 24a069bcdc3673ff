//! What waits for a secretary's look, and what was looked at.

use api::posts::{PostState, Queue};

use super::db::{Conn, all, one};
use super::feed;
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
        let mut rows = match state {
            PostState::Pending => waiting(&mut conn, branch, after).await?,
            PostState::Approved => feed::whole_rows(&mut conn, after.map(|(seq, _)| seq), MORE, branch).await?,
            PostState::Returned | PostState::Removed => decided(&mut conn, branch, state, after).await?,
        };
        let has_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let place = |row: &PostRow| match state {
            PostState::Approved => row.feed_seq.unwrap_or_default(),
            _ => row.changed_at,
        };
        let next = rows.last().filter(|_| has_more).map(|row| cursor::queue(place(row), &row.id));
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

/// One more than is shown: whether there are more.
const MORE: i64 = PAGE as i64 + 1;

/// Those that wait, the one that has waited longest first.
async fn waiting(
    conn: &mut Conn,
    branch: Option<i64>,
    after: Option<(i64, String)>,
) -> Result<Vec<PostRow>, StoreError> {
    let (time, id) = after.unwrap_or((i64::MIN, String::new()));
    Ok(match branch {
        Some(branch) => {
            let sql = posts!(
                "WHERE p.waiting = 1 AND p.branch = $4 AND (p.changed_at > $1 OR (p.changed_at = $1 AND p.id > $2)) \
                 ORDER BY p.changed_at, p.id LIMIT $3"
            );
            all!(conn, PostRow, sql, time, id, MORE, branch)?
        }
        None => {
            let sql = posts!(
                "WHERE p.waiting = 1 AND (p.changed_at > $1 OR (p.changed_at = $1 AND p.id > $2)) \
                 ORDER BY p.changed_at, p.id LIMIT $3"
            );
            all!(conn, PostRow, sql, time, id, MORE)?
        }
    })
}

/// Those that came back or were taken down, the last one first. `-1` is no branch: an admin's list is everybody's.
async fn decided(
    conn: &mut Conn,
    branch: Option<i64>,
    state: PostState,
    after: Option<(i64, String)>,
) -> Result<Vec<PostRow>, StoreError> {
    let (time, id) = after.unwrap_or((i64::MAX, String::new()));
    let sql = posts!(
        "WHERE p.state = $5 AND p.state <> 'approved' AND (p.branch = $4 OR $4 = -1) \
         AND (p.changed_at < $1 OR (p.changed_at = $1 AND p.id < $2)) ORDER BY p.changed_at DESC, p.id DESC LIMIT $3"
    );
    Ok(all!(conn, PostRow, sql, time, id, MORE, branch.unwrap_or(-1), state.as_str())?)
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
