//! Posts on their way in. Those that wait together are stored with one statement: it is the way to the database that costs,
//! not the row.

use std::collections::HashSet;

use api::paths;
use api::posts::{MyPost, NewPost, PostState, Signed};
use api::rules;
use serde::Serialize;

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::connection::db::{Conn, all, maybe};
use crate::store::connection::events::Event;
use crate::store::connection::tally::{Counted, Done};
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::posts::row::find;
use crate::store::words;

/// What came of sending a post.
#[derive(Debug)]
pub(crate) enum Created {
    /// It is stored now.
    New(MyPost),
    /// It was stored already; this is how it is now.
    Known(MyPost),
}

/// A post that somebody has sent.
#[derive(Debug)]
pub(in crate::store) struct IncomingPost {
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

impl IncomingPost {
    pub(in crate::store) fn new(member: String, branch: i64, post: NewPost, body: String, trace: Vec<u8>) -> Self {
        let digest = create_digest(&member, &post);
        let NewPost { id, card, signed, .. } = post;
        Self { id, card, signed, member, branch, body, digest, trace, at: now() }
    }

    pub(in crate::store) fn id(&self) -> &str {
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
            digest: secrets::hex(&self.digest),
            trace: secrets::hex(&self.trace),
            at: self.at,
        }
    }

    /// It is stored.
    pub(in crate::store) fn stored(self, tx: &mut Tx) -> Created {
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
            upheld: false,
            agrees: 0,
            replies: Vec::new(),
        })
    }
}

/// What two posts have in common that are one. Their texts as they are stored: the service worker sends what was typed, the
/// app what is left of it.
pub(in crate::store) fn create_digest(member: &str, post: &NewPost) -> Vec<u8> {
    let card = post.card.as_deref();
    secrets::digest(&[
        member,
        &rules::tidy(&post.body),
        card.unwrap_or_default(),
        &card.is_some().to_string(),
        words::signed_word(post.signed),
    ])
}

/// The post that is already there under this id, if it is this one; `None` if there is none.
pub(in crate::store) async fn replayed(
    conn: &mut Conn,
    id: &str,
    digest: &[u8],
    trace: &[u8],
) -> Result<Option<MyPost>, StoreError> {
    match find(conn, id).await {
        // Somebody else's looks no different from one's own with other words.
        Ok(row) if row.create_digest != digest => Err(StoreError::IdInUse),
        Ok(row) => row.into_my_post(conn).await.map(Some),
        Err(StoreError::Missing) if is_deleted(conn, trace).await? => Err(StoreError::Gone),
        Err(StoreError::Missing) => Ok(None),
        Err(error) => Err(error),
    }
}

pub(in crate::store) async fn is_deleted(conn: &mut Conn, trace: &[u8]) -> Result<bool, StoreError> {
    Ok(maybe!(conn, (String,), "SELECT month FROM deletions WHERE hash = $1", trace)?.is_some())
}

/// The ids of those that are stored now; no two may have the same.
pub(in crate::store) async fn store(
    conn: &mut Conn,
    posts: impl Iterator<Item = &IncomingPost>,
) -> Result<HashSet<String>, StoreError> {
    let rows = posts.map(IncomingPost::row).collect::<Vec<_>>();
    let rows = serde_json::to_string(&rows).map_err(|error| StoreError::Unavailable(error.to_string()))?;
    let sql = match conn {
        Conn::Sqlite(_) => SQLITE,
        Conn::Postgres(_) => POSTGRES,
    };
    Ok(all!(conn, (String,), sql, rows)?.into_iter().map(|(id,)| id).collect())
}

/// One of them; where it is there already, as it is now.
pub(in crate::store) async fn store_one(tx: &mut Tx, post: IncomingPost) -> Result<Created, StoreError> {
    tx.check_open().await?;
    if store(&mut tx.conn, std::iter::once(&post)).await?.is_empty() {
        let known = replayed(&mut tx.conn, post.id(), &post.digest, &post.trace).await?;
        // Two at once: of each member a lecture takes one (`posts_question`).
        let is_question = post.card.as_deref().is_some_and(|card| paths::asked_about(card).is_some());
        return known.map(Created::Known).ok_or(if is_question { StoreError::Asked } else { StoreError::Missing });
    }
    Ok(post.stored(tx))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::connection::db::run;

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
