//! Posts on their way in. Those that wait together are stored with one statement: it is the way to the database that costs,
//! not the row.

use std::collections::HashSet;

use api::posts::{MyPost, NewPost, PostState};
use serde::Serialize;

use super::db::{Conn, all};
use super::posts::{Created, create_digest, replayed};
use super::summary::{Counted, Done};
use super::{Event, StoreError, Tx, now, secret, words};

/// A post that somebody has sent.
#[derive(Debug)]
pub(super) struct Arriving {
    post: NewPost,
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
        Self { post, member, branch, body, digest, trace, at: now() }
    }

    pub(super) fn id(&self) -> &str {
        &self.post.id
    }

    fn row(&self) -> Row<'_> {
        Row {
            id: &self.post.id,
            member: &self.member,
            branch: self.branch,
            body: &self.body,
            card: self.post.card.as_deref(),
            signed: words::signed_word(self.post.signed),
            digest: secret::hex(&self.digest),
            trace: secret::hex(&self.trace),
            at: self.at,
        }
    }

    /// It is stored.
    pub(super) fn stored(self, tx: &mut Tx) -> Created {
        let Self { post, branch, body, at, .. } = self;
        tx.count(Counted { done: Done::Received, reason: String::new(), at, by: 1 });
        tx.tell(Event::Queue(branch));
        Created::New(MyPost {
            id: post.id,
            body,
            card: post.card,
            signed: post.signed,
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
