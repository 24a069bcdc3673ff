//! What everybody reads: approved posts, the one approved last first.

use api::posts::{Feed, Post};

use super::db::{Conn, all};
use super::row::{PostRow, posts};
use super::{Store, StoreError, cursor, posts};

/// Which posts are asked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Filter {
    /// About this card.
    pub(crate) card: Option<String>,
    /// Of this branch.
    pub(crate) branch: Option<i64>,
}

/// A part of the list.
#[derive(Clone, Debug)]
pub(crate) struct FeedPage {
    /// Only older ones than this place.
    pub(crate) before: Option<i64>,
    /// At most so many.
    pub(crate) limit: i64,
    /// Which.
    pub(crate) filter: Filter,
}

// Each of these walks one index from where it stands; the conditions are those of the index, word for word.
const ALL: &str =
    posts!("WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 ORDER BY p.feed_seq DESC LIMIT $2");
const OF_BRANCH: &str = posts!(
    "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.branch = $3 ORDER BY p.feed_seq DESC LIMIT $2"
);
const OF_CARD: &str = posts!(
    "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.card = $3 ORDER BY p.feed_seq DESC LIMIT $2"
);
const OF_CARD_AND_BRANCH: &str = posts!(
    "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.card = $3 AND p.branch = $4 \
     ORDER BY p.feed_seq DESC LIMIT $2"
);

/// Approved posts below a place in the feed.
pub(super) async fn rows(
    conn: &mut Conn,
    before: Option<i64>,
    limit: i64,
    filter: &Filter,
) -> Result<Vec<PostRow>, StoreError> {
    let before = before.unwrap_or(i64::MAX);
    Ok(match (&filter.card, filter.branch) {
        (None, None) => all!(conn, PostRow, ALL, before, limit)?,
        (None, Some(branch)) => all!(conn, PostRow, OF_BRANCH, before, limit, branch)?,
        (Some(card), None) => all!(conn, PostRow, OF_CARD, before, limit, card)?,
        (Some(card), Some(branch)) => all!(conn, PostRow, OF_CARD_AND_BRANCH, before, limit, card, branch)?,
    })
}

impl Store {
    /// One part of the feed.
    pub(crate) async fn feed(&self, page: FeedPage) -> Result<Feed, StoreError> {
        let mut conn = self.conn().await?;
        let mut rows = rows(&mut conn, page.before, page.limit + 1, &page.filter).await?;
        let has_more = rows.len() as i64 > page.limit;
        rows.truncate(usize::try_from(page.limit).unwrap_or_default());
        let last = rows.last().and_then(|row| row.feed_seq);
        let mut posts = Vec::with_capacity(rows.len());
        for row in rows {
            posts.push(row.into_post(&mut conn).await?);
        }
        Ok(Feed { posts, next: last.filter(|_| has_more).map(cursor::feed) })
    }

    /// One post that everybody can read.
    pub(crate) async fn public_post(&self, id: &str) -> Result<Post, StoreError> {
        let mut conn = self.conn().await?;
        let row = posts::find(&mut conn, id).await?;
        if row.is_public() { row.into_post(&mut conn).await } else { Err(StoreError::Missing) }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::Row;

    use super::super::db::{Conn, Db};
    use super::*;

    /// SQLite chooses without knowing how many rows there are; PostgreSQL counts them.
    #[tokio::test]
    async fn the_feed_costs_the_same_however_long_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let Conn::Sqlite(mut conn) = Db::open(&dir.path().join("a.db"), None).await.unwrap().acquire().await.unwrap()
        else {
            panic!("no SQLite")
        };
        for sql in [ALL, OF_BRANCH, OF_CARD, OF_CARD_AND_BRANCH] {
            let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
            let steps = sqlx::query(explain).fetch_all(&mut *conn).await.unwrap();
            let plan: Vec<String> = steps.iter().map(|step| step.get("detail")).collect();
            assert!(plan.iter().any(|step| step.contains("posts_feed")), "{plan:?}");
            assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE") || step.contains("SCAN")), "{plan:?}");
        }
    }
}
