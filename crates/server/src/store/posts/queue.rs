//! What waits for a secretary's look, and what was looked at.

use api::posts::{PostState, Queue};

use crate::store::Store;
use crate::store::actor::Actor;
use crate::store::connection::cursor;
use crate::store::connection::db::{Conn, all, one};
use crate::store::error::StoreError;
use crate::store::posts::feed;
use crate::store::posts::row::{self, PostRow, posts};

/// At most so many at once.
const PAGE: usize = 50;

/// Since when a post asks for a look.
macro_rules! since {
    () => {
        "CASE WHEN p.waiting = 1 THEN p.changed_at ELSE COALESCE(p.reported_at, p.changed_at) END"
    };
}

/// What asks for the look of somebody of branch $1 (-1: of any), but for what $2 has decided and another one is asked about.
/// `posts_asking` is an index of the first condition.
macro_rules! asking {
    () => {
        "(p.waiting = 1 OR p.reports > 0) AND (p.branch = $1 OR $1 = -1) AND (p.appealed_from IS NULL OR p.appealed_from <> $2)"
    };
}

impl Store {
    /// Posts of a branch (or of all) that stand somewhere. What was reported waits like a pending one.
    pub(crate) async fn queue(
        &self,
        actor: &Actor,
        state: PostState,
        nominations: bool,
        after: Option<(i64, String)>,
    ) -> Result<Queue, StoreError> {
        let (mut conn, branch) = (self.conn().await?, actor.branch);
        let mut rows = match state {
            PostState::Pending => asking(&mut conn, actor, after).await?,
            PostState::Approved => {
                feed::whole_rows(&mut conn, after.map(|(seq, _)| seq), MORE, branch, nominations).await?
            }
            PostState::Returned | PostState::Removed => decided(&mut conn, branch, state, after).await?,
        };
        let has_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let place = |row: &PostRow| match state {
            PostState::Approved => row.feed_seq.unwrap_or_default(),
            PostState::Pending => row.asks_since().unwrap_or(row.changed_at),
            _ => row.changed_at,
        };
        let next = rows.last().filter(|_| has_more).map(|row| cursor::queue(place(row), &row.id));
        let mut posts = Vec::with_capacity(rows.len());
        for row in rows {
            posts.push(row.into_desk_post(&mut conn).await?);
        }
        let (pending, stamp) = count(&mut conn, actor).await?;
        Ok(Queue { posts, pending, stamp, next })
    }

    /// How many ask for this person's look, and a number that changes whenever one of them does.
    pub(crate) async fn pending(&self, actor: &Actor) -> Result<(i64, i64), StoreError> {
        count(&mut self.conn().await?, actor).await
    }

    /// Since when the first of them does.
    pub(crate) async fn pending_since(&self, actor: &Actor) -> Result<Option<i64>, StoreError> {
        let sql = concat!("SELECT MIN(", since!(), ") FROM posts p WHERE ", asking!());
        Ok(one!(&mut self.conn().await?, (Option<i64>,), sql, scope(actor.branch), actor.not_again())?.0)
    }

    /// How many wait for somebody else's, because this person has decided them first.
    pub(crate) async fn with_others(&self, actor: &Actor) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM posts WHERE appealed_from = $1 AND waiting = 1";
        Ok(one!(&mut self.conn().await?, (i64,), sql, actor.not_again())?.0)
    }
}

/// One more than is shown: whether there are more.
const MORE: i64 = PAGE as i64 + 1;

/// Those that ask for a look, the one that has waited longest first.
async fn asking(conn: &mut Conn, actor: &Actor, after: Option<(i64, String)>) -> Result<Vec<PostRow>, StoreError> {
    let (time, id) = after.unwrap_or((i64::MIN, String::new()));
    let sql = concat!(
        posts!("WHERE "),
        asking!(),
        " AND (",
        since!(),
        " > $3 OR (",
        since!(),
        " = $3 AND p.id > $4)) ORDER BY ",
        since!(),
        ", p.id LIMIT $5"
    );
    Ok(all!(conn, PostRow, sql, scope(actor.branch), actor.not_again(), time, id, MORE)?)
}

/// A branch as statements have it.
fn scope(branch: Option<i64>) -> i64 {
    branch.unwrap_or(-1)
}

/// Those that came back or were taken down, the last one first.
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
    Ok(all!(conn, PostRow, sql, time, id, MORE, scope(branch), state.as_str())?)
}

/// One post within a secretary's sight.
pub(in crate::store) async fn find_in(conn: &mut Conn, branch: Option<i64>, id: &str) -> Result<PostRow, StoreError> {
    let row = row::find(conn, id).await?;
    if branch.is_none_or(|branch| branch == row.branch) { Ok(row) } else { Err(StoreError::Missing) }
}

async fn count(conn: &mut Conn, actor: &Actor) -> Result<(i64, i64), StoreError> {
    let sql = concat!(
        "SELECT COUNT(*), CAST(COALESCE(SUM(p.version + p.reports), 0) AS BIGINT) FROM posts p WHERE ",
        asking!()
    );
    Ok(one!(conn, (i64, i64), sql, scope(actor.branch), actor.not_again())?)
}
