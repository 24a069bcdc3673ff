//! What the server must remember: people, what they say, and what was published without a file. All SQL lives below; no HTTP does.
//!
//! Three floors: [`connection`] makes one of two databases, commits in groups (incoming posts many at once) and tells others; [`Store`] is the way to it;
//! [`people`], [`posts`], [`corrections`], [`claims`], [`readings`], [`recording_invites`], [`documents`] and [`lifecycle`] hold the statements of one thing each, as methods of [`Store`].

pub(crate) mod activities;
pub(crate) mod actor;
pub(crate) mod claims;
pub(crate) mod connection;
pub(crate) mod corrections;
pub(crate) mod documents;
pub(crate) mod error;
pub(crate) mod lifecycle;
pub(crate) mod people;
pub(crate) mod posts;
pub(crate) mod readings;
pub(crate) mod recording_invites;
mod subject;
pub(crate) mod words;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::broadcast;

pub(crate) use crate::store::connection::events::{Elsewhere, Event};
pub(crate) use crate::store::error::StoreError;

use crate::infra::secrets;
use crate::store::connection::db::{Conn, Db, maybe, one, run};
use crate::store::connection::events::Events;
use crate::store::connection::ledger::Ledger;
use crate::store::connection::open::{FILE, private};
use crate::store::connection::session_cache::SessionCache;
use crate::store::connection::tx::{Boxed, Tx};
use crate::store::connection::unwritten_sessions::UnwrittenSessions;
use crate::store::connection::writer::Writer;

/// The way to the database. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    db: Db,
    session_cache: SessionCache,
    writer: Writer,
    events: Events,
    /// For [`secrets::keyed_hash`].
    key: Arc<Vec<u8>>,
    ledger: Ledger,
    unwritten: UnwrittenSessions,
}

impl Store {
    /// Opens `nuanxin.db` below the data folder, or connects to the server of a `postgres://` URL.
    pub(crate) async fn open(data_dir: &Path, url: Option<&str>) -> Result<Self, StoreError> {
        let db = Db::open(&data_dir.join(FILE), url).await?;
        let (events, ledger) = (Events::start(&db), Ledger::new(data_dir));
        let session_cache = SessionCache::default();
        let writer = Writer::start(db.clone(), session_cache.clone(), events.clone(), ledger.clone());
        let sql = "SELECT secret FROM keys WHERE name = 'deletions'";
        let kept = maybe!(&mut db.acquire().await?, (Vec<u8>,), sql)?;
        let key = match kept {
            Some((key,)) => key,
            None => {
                let key = secrets::random::<32>().to_vec();
                let made = writer.write(move |tx| {
                    Box::pin(async move {
                        let insert = "INSERT INTO keys (name, secret) VALUES ('deletions', $1) ON CONFLICT DO NOTHING";
                        run!(&mut tx.conn, insert, key)?;
                        Ok(one!(&mut tx.conn, (Vec<u8>,), sql)?.0)
                    })
                });
                made.await?
            }
        };
        let unwritten = UnwrittenSessions::default();
        Ok(Self { db, session_cache, writer, events, key: Arc::new(key), ledger, unwritten })
    }

    /// Hears of every change from now on.
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Grows whenever the feed may have changed.
    pub(crate) fn feed_changes(&self) -> u64 {
        self.events.feed_changes()
    }

    /// Grows whenever numbers of sign-ups may have changed.
    pub(crate) fn sign_up_changes(&self) -> u64 {
        self.events.sign_up_changes()
    }

    /// Grows whenever something else than a post may have come to wait at the desk, or waits no more.
    pub(crate) fn room_changes(&self) -> u64 {
        self.events.room_changes()
    }

    /// Whether other instances may have the same database.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self.db, Db::Postgres(_))
    }

    /// Whether nothing can be written now. Where the file was opened to be read only, it is tried again.
    pub(crate) async fn is_read_only(&self) -> Result<bool, StoreError> {
        self.db.is_read_only().await
    }

    /// Closes everything that is open. What is asked afterwards is not answered.
    pub(crate) async fn close(self) {
        self.db.close().await;
    }

    async fn conn(&self) -> Result<Conn, StoreError> {
        self.db.acquire().await
    }

    /// Writes for somebody: not where this deployment closes.
    async fn write<T, F>(&self, piece: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.write_system(move |tx| {
            Box::pin(async move {
                tx.check_open().await?;
                piece(tx).await
            })
        })
        .await
    }

    /// Writes what nobody has asked for, whether this deployment closes or not.
    async fn write_system<T, F>(&self, piece: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.writer.write(piece).await
    }

    /// A consistent copy in a new file, while others go on writing. SQLite only.
    pub(crate) async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        private(file).map_err(sqlx::Error::Io)?;
        let mut conn = self.conn().await?;
        run!(&mut conn, "VACUUM INTO $1", file.display().to_string())?;
        Ok(())
    }

    /// What is left of somebody who left; in the ledger alone.
    fn person_trace(&self, id: &str) -> Vec<u8> {
        secrets::keyed_hash(&self.key, &format!("person {id}"))
    }

    /// What is left of a session of somebody who left, by its hashed token: whoever still holds that is told so.
    fn session_trace(&self, token: &[u8]) -> Vec<u8> {
        secrets::keyed_hash(&self.key, &format!("session {}", secrets::hex(token)))
    }

    /// What is left of a deleted post's id.
    fn trace(&self, id: &str) -> Vec<u8> {
        secrets::keyed_hash(&self.key, id)
    }
}
