//! What everybody reads: approved posts, the one approved last first.

use std::collections::HashMap;

use api::posts::about::NOMINATION;
use api::posts::{Feed, Post, Reply};

use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use crate::store::Store;
use crate::store::connection::cursor;
use crate::store::connection::db::{Conn, all, maybe};
use crate::store::error::StoreError;
use crate::store::posts::row::{PostRow, posts, replies_below};

/// Which posts are asked for.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Filter {
    /// About this card, below this document, or asked before this lecture.
    pub(crate) card: Option<String>,
    /// Of this branch.
    pub(crate) branch: Option<i64>,
}

/// A part of the list.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(crate) struct FeedPage {
    /// Only older ones than this place.
    pub(crate) before: Option<i64>,
    /// At most so many.
    pub(crate) limit: i64,
    /// Which.
    pub(crate) filter: Filter,
}

/// A question for what everybody reads of posts: what follows `FROM`. A third of the columns of [`posts!`], because this is
/// asked most. Nominations ([`api::posts::about::NOMINATION`]) are nobody's to read: who is in one has not been asked.
macro_rules! public {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.body, p.card, CASE WHEN p.signed = 'nickname' THEN m.nickname END AS nickname, \
             b.name AS branch, p.feed_seq, p.approved_at, p.agrees, p.replies \
             FROM posts p JOIN people m ON m.id = p.member AND (p.card IS NULL OR p.card <> 'stories/nominate') \
             JOIN branches b ON b.id = p.branch ",
            $rest
        )
    };
}

/// The same, without what was asked before a lecture: that stands beside the lecture, and not among what people say.
macro_rules! public_said {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.body, p.card, CASE WHEN p.signed = 'nickname' THEN m.nickname END AS nickname, \
             b.name AS branch, p.feed_seq, p.approved_at, p.agrees, p.replies \
             FROM posts p JOIN people m ON m.id = p.member JOIN branches b ON b.id = p.branch \
             AND (p.card IS NULL OR (substr(p.card, 1, 11) <> 'activities/' AND p.card <> 'stories/nominate')) ",
            $rest
        )
    };
}

/// The feed's questions, for what one wants to know of each post. Each walks one index from where it stands; the
/// conditions are those of the index, word for word.
macro_rules! questions {
    ($what:ident, $said:ident) => {
        Questions {
            all: $said!(
                "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 ORDER BY p.feed_seq DESC LIMIT $2"
            ),
            of_branch: $said!(
                "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.branch = $3 \
                 ORDER BY p.feed_seq DESC LIMIT $2"
            ),
            of_card: $what!(
                "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.card = $3 \
                 ORDER BY p.feed_seq DESC LIMIT $2"
            ),
            of_card_and_branch: $what!(
                "WHERE p.state = 'approved' AND p.waiting = 0 AND p.feed_seq < $1 AND p.card = $3 AND p.branch = $4 \
                 ORDER BY p.feed_seq DESC LIMIT $2"
            ),
        }
    };
}

struct Questions {
    all: &'static str,
    of_branch: &'static str,
    of_card: &'static str,
    of_card_and_branch: &'static str,
}

const PUBLIC: Questions = questions!(public, public_said);
/// For the desk, where what was asked before a lecture is among the others, and what was taken of nominations has a list of its
/// own.
macro_rules! published {
    ($rest:literal) => {
        posts!("AND (p.card IS NULL OR p.card <> 'stories/nominate') ", $rest)
    };
}

const WHOLE: Questions = questions!(posts, published);

/// What everybody reads of a post.
#[derive(sqlx::FromRow)]
struct PublicRow {
    id: String,
    body: String,
    card: Option<String>,
    nickname: Option<String>,
    branch: String,
    feed_seq: i64,
    approved_at: i64,
    agrees: i64,
    replies: i64,
}

impl PublicRow {
    fn into_post(self, replies: Vec<Reply>) -> Post {
        let Self { id, body, card, nickname, branch, approved_at: at, agrees, .. } = self;
        Post { id, body, card, nickname, branch, at, agrees, replies }
    }
}

/// What stands below posts of which these ids are a JSON array, oldest first: one statement for a page.
macro_rules! below {
    ($ids:literal) => {
        concat!(
            "SELECT r.post, r.body, b.name, r.created_at FROM replies r JOIN branches b ON b.id = r.branch \
             WHERE r.removed_at IS NULL AND r.post IN (SELECT ",
            $ids,
            ") ORDER BY r.created_at, r.id"
        )
    };
}

const BELOW_SQLITE: &str = below!("value FROM json_each($1)");
const BELOW_POSTGRES: &str = below!("json_array_elements_text($1::json)");

/// Answers by the post they stand below.
async fn replies_by_post(conn: &mut Conn, rows: &[PublicRow]) -> Result<HashMap<String, Vec<Reply>>, StoreError> {
    let answered: Vec<&str> = rows.iter().filter(|row| row.replies > 0).map(|row| row.id.as_str()).collect();
    let mut by_post: HashMap<String, Vec<Reply>> = HashMap::new();
    if answered.is_empty() {
        return Ok(by_post);
    }
    let ids = serde_json::to_string(&answered).map_err(|error| StoreError::Fault(error.to_string()))?;
    let sql = if matches!(conn, Conn::Sqlite(_)) { BELOW_SQLITE } else { BELOW_POSTGRES };
    for (post, body, branch, at) in all!(conn, (String, String, String, i64), sql, ids)? {
        by_post.entry(post).or_default().push(Reply { body, branch, at });
    }
    Ok(by_post)
}

/// Whole posts of the feed below a place, for the desk; or nominations that were taken.
pub(in crate::store) async fn whole_rows(
    conn: &mut Conn,
    before: Option<i64>,
    limit: i64,
    branch: Option<i64>,
    nominations: bool,
) -> Result<Vec<PostRow>, StoreError> {
    let card = nominations.then(|| NOMINATION.to_string());
    rows(conn, &WHOLE, &FeedPage { before, limit, filter: Filter { branch, card } }).await
}

async fn rows<R>(conn: &mut Conn, questions: &Questions, page: &FeedPage) -> Result<Vec<R>, StoreError>
where
    R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    let (before, limit) = (page.before.unwrap_or(i64::MAX), page.limit);
    Ok(match (&page.filter.card, page.filter.branch) {
        (None, None) => all!(conn, R, questions.all, before, limit)?,
        (None, Some(branch)) => all!(conn, R, questions.of_branch, before, limit, branch)?,
        (Some(card), None) => all!(conn, R, questions.of_card, before, limit, card)?,
        (Some(card), Some(branch)) => all!(conn, R, questions.of_card_and_branch, before, limit, card, branch)?,
    })
}

impl Store {
    /// One part of the feed.
    pub(crate) async fn feed(&self, page: FeedPage) -> Result<Feed, StoreError> {
        let mut conn = self.conn().await?;
        let (limit, more) = (page.limit, FeedPage { limit: page.limit + 1, ..page });
        let mut rows: Vec<PublicRow> = rows(&mut conn, &PUBLIC, &more).await?;
        let has_more = rows.len() as i64 > limit;
        rows.truncate(usize::try_from(limit).unwrap_or_default());
        let last = rows.last().map(|row| row.feed_seq);
        let mut replies = replies_by_post(&mut conn, &rows).await?;
        drop(conn);
        let post = |row: PublicRow| {
            let below = replies.remove(&row.id).unwrap_or_default();
            row.into_post(below)
        };
        Ok(Feed { posts: rows.into_iter().map(post).collect(), next: last.filter(|_| has_more).map(cursor::feed) })
    }

    /// One post that everybody can read.
    pub(crate) async fn public_post(&self, id: &str) -> Result<Post, StoreError> {
        let mut conn = self.conn().await?;
        let sql = public!("WHERE p.id = $1 AND p.state = 'approved' AND p.waiting = 0");
        let row = maybe!(&mut conn, PublicRow, sql, id)?.ok_or(StoreError::Missing)?;
        let replies = replies_below(&mut conn, &row.id, row.replies).await?;
        Ok(row.into_post(replies))
    }
}

#[cfg(test)]
mod tests {
    use sqlx::Row;

    use super::*;
    use crate::store::connection::db::{Conn, Db};

    /// SQLite chooses without knowing how many rows there are; PostgreSQL counts them.
    #[tokio::test]
    async fn the_feed_costs_the_same_however_long_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let Conn::Sqlite(mut conn) = Db::open(&dir.path().join("a.db"), None).await.unwrap().acquire().await.unwrap()
        else {
            panic!("no SQLite")
        };
        let of = |asked: Questions| [asked.all, asked.of_branch, asked.of_card, asked.of_card_and_branch];
        let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {BELOW_SQLITE}"));
        let steps = sqlx::query(explain).bind("[]").fetch_all(&mut *conn).await.unwrap();
        assert!(steps.iter().any(|step| step.get::<String, _>("detail").contains("replies_post")));
        for sql in [PUBLIC, WHOLE].into_iter().flat_map(of) {
            let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
            let steps = sqlx::query(explain).fetch_all(&mut *conn).await.unwrap();
            let plan: Vec<String> = steps.iter().map(|step| step.get("detail")).collect();
            assert!(plan.iter().any(|step| step.contains("posts_feed")), "{plan:?}");
            assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE") || step.contains("SCAN")), "{plan:?}");
        }
    }
}
