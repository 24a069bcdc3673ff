//! What everybody reads: approved posts, the one approved last first.

use api::posts::{Feed, Post};

use super::db::all;
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

impl Store {
    /// One part of the feed.
    pub(crate) async fn feed(&self, page: FeedPage) -> Result<Feed, StoreError> {
        let mut conn = self.conn().await?;
        let (before, more) = (page.before.unwrap_or(i64::MAX), page.limit + 1);
        // Each of these walks one index from where it stands; the conditions are those of the index, word for word.
        let mut rows = match (page.filter.card, page.filter.branch) {
            (None, None) => {
                let sql = posts!(
                    "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 ORDER BY p.feed_seq DESC LIMIT $2"
                );
                all!(&mut conn, PostRow, sql, before, more)?
            }
            (None, Some(branch)) => {
                let sql = posts!(
                    "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.branch = $3 \
                     ORDER BY p.feed_seq DESC LIMIT $2"
                );
                all!(&mut conn, PostRow, sql, before, more, branch)?
            }
            (Some(card), None) => {
                let sql = posts!(
                    "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.card = $3 \
                     ORDER BY p.feed_seq DESC LIMIT $2"
                );
                all!(&mut conn, PostRow, sql, before, more, card)?
            }
            (Some(card), Some(branch)) => {
                let sql = posts!(
                    "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.card = $3 AND p.branch = $4 \
                     ORDER BY p.feed_seq DESC LIMIT $2"
                );
                all!(&mut conn, PostRow, sql, before, more, card, branch)?
            }
        };
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
