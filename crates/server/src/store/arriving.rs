//! Posts on their way in. Those that wait together are stored with one statement: it is the way to the database that costs,
//! not the row.

use std::collections::HashSet;

use api::posts::{MyPost, NewPost, PostState, Signed};
use serde::Serialize;

use super::db::{Conn, all};
use super::posts::{Created, create_digest, replayed};
use super::summary::{Counted, Done};
use super::{Event, StoreError, Tx, now, secret, words};

/// A post that somebody has sent.
#[derive(Debug)]
pub(super) struct Arriving {
    id: String,
    card: Option<String>,
    signed: Signed,
    member: String,
    branch: i64,
    /// As it is kept.
    body: String,
    digest: Vec<u8>,
    trace: Vec<u8>,
    at: i64,
}

/// The same, as the database reads it.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    member: &'a str,
    branch: i64,
    body: &'a str,
    card: Option<&'a str>,
    signed: &'a str,
    digest: String,
    trace: String,
    at: i64,
}

/// Stores what is neither there already nor was taken away. That each came in is noted along: see `0003_noting.sql`.
macro_rules! insert {
    ($fields:literal, $from:literal, $trace:literal) => {
        concat!(
            "INSERT INTO posts (id, member, branch, body, card, signed, create_digest, created_at, changed_at, state, \
             waiting, version) SELECT ",
            $fields,
            ", 'pending', 1, 1 FROM ",
            $from,
            " WHERE NOT EXISTS (SELECT 1 FROM deletions WHERE hash = ",
            $trace,
            ") ON CONFLICT DO NOTHING RETURNING id"
        )
    };
}

const SQLITE: &str = insert!(
    "p.value->>'id', p.value->>'member', p.value->>'branch', p.value->>'body', p.value->>'card', p.value->>'signed', \
     unhex(p.value->>'digest'), p.value->>'at', p.value->>'at'",
    "json_each($1) p",
    "unhex(p.value->>'trace')"
);
const POSTGRES: &str = insert!(
    "p.id, p.member, p.branch, p.body, p.card, p.signed, decode(p.digest, 'hex'), p.at, p.at",
    "json_to_recordset($1::json) AS p (id text, member text, branch bigint, body text, card text, signed text, \
     digest text, trace text, at bigint)",
    "decode(p.trace, 'hex')"
);

impl Arriving {
    pub(super) fn new(member: String, branch: i64, post: NewPost, body: String, trace: Vec<u8>) -> Self {
        let digest = create_digest(&member, &post);
        let NewPost { id, card, signed, .. } = post;
        Self { id, card, signed, member, branch, body, digest, trace, at: now() }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    fn row(&self) -> Row<'_> {
        Row {
            id: &self.id,
            member: &self.member,
            branch: self.branch,
            body: &self.body,
            card: self.card.as_deref(),
            signed: words::signed_word(self.signed),
            digest: secret::hex(&self.digest),
            trace: secret::hex(&self.trace),
            at: self.at,
        }
    }

    /// It is stored.
    pub(super) fn stored(self, tx: &mut Tx) -> Created {
        let Self { id, card, signed, branch, body, at, .. } = self;
        tx.count(Counted { done: Done::Received, reason: String::new(), at, by: 1 });
        tx.tell(Event::Queue(branch));
        Created::New(MyPost {
            id,
            body,
            card,
            signed,
            state: PostState::Pending,
            version: 1,
            reason: None,
            created_at: at,
            changed_at: at,
            appealed: false,
            agrees: 0,
            replies: Vec::new(),
        })
    }
}

/// The ids of those that are stored now; no two may have the same.
pub(super) async fn store(
    conn: &mut Conn,
    posts: impl Iterator<Item = &Arriving>,
) -> Result<HashSet<String>, StoreError> {
    let rows = posts.map(Arriving::row).collect::<Vec<_>>();
    let rows = serde_json::to_string(&rows).map_err(|error| StoreError::Unavailable(error.to_string()))?;
    let sql = match conn {
        Conn::Sqlite(_) => SQLITE,
        Conn::Postgres(_) => POSTGRES,
    };
    Ok(all!(conn, (String,), sql, rows)?.into_iter().map(|(id,)| id).collect())
}

/// One of them; where it is there already, as it is now.
pub(super) async fn store_one(tx: &mut Tx, post: Arriving) -> Result<Created, StoreError> {
    tx.check_open().await?;
    if store(&mut tx.conn, std::iter::once(&post)).await?.is_empty() {
        let known = replayed(&mut tx.conn, post.id(), &post.digest, &post.trace).await?;
        return known.map(Created::Known).ok_or(StoreError::Missing);
    }
    Ok(post.stored(tx))
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::super::db::run;
    use super::*;

    /// On one thread all of these wait before the first is written: they are one batch.
    #[tokio::test]
    async fn what_fails_takes_nothing_of_its_batch_along() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), None).await.unwrap();
        let branch = store.add_branch("here".into()).await.unwrap().id;
        let sql = "INSERT INTO people (id, role, branch, joined_on) VALUES ('a', 'member', $1, 0)";
        let added = store.write(move |tx| Box::pin(async move { Ok(run!(&mut tx.conn, sql, branch)?) }));
        added.await.unwrap();
        let say = |member: &str, last: char| {
            let (id, body) = (format!("0198c5a0-7b3e-7c11-9f00-0123456789a{last}"), "一句".to_string());
            let (signed, confirmed) = (Signed::Branch, false);
            let post = NewPost { id, body: body.clone(), card: None, signed, confirmed, member: None };
            store.create_post(member.into(), branch, post, body)
        };
        let half = store.write(|tx| {
            Box::pin(async move {
                run!(&mut tx.conn, "INSERT INTO branches (id, name) VALUES (99, 'half')")?;
                Err::<(), _>(StoreError::Stale)
            })
        });
        let branches = (store.add_branch("before".into()), store.add_branch("behind".into()));
        let (first, nobody, second, before, half, behind) =
            tokio::join!(say("a", '1'), say("nobody", '2'), say("a", '3'), branches.0, half, branches.1);
        assert!(first.is_ok() && second.is_ok() && before.is_ok() && behind.is_ok());
        assert!(matches!((nobody, half), (Err(StoreError::SignedOut), Err(StoreError::Stale))));
        assert_eq!(store.my_posts("a", 9).await.unwrap().len(), 2);
        assert!(store.branches(None).await.unwrap().iter().all(|branch| branch.id != 99));
    }
}
