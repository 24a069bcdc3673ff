//! What the server must remember: people, what they say, and what was published without a file. All SQL lives below; no HTTP does.
//!
//! [`db`] makes one of two databases, [`writer`] commits in groups, [`events`] tells others. Every other file holds the
//! statements of one thing, as methods of [`Store`].

mod agrees;
mod arriving;
mod branches;
pub(crate) mod calendar;
mod close;
pub(crate) mod cursor;
mod db;
mod decisions;
pub(crate) mod documents;
mod emptying;
mod error;
mod events;
mod feed;
mod first_steps;
mod imports;
mod invites;
mod known;
mod leave;
mod ledger;
mod overlay;
mod people;
mod pictures;
mod postgres;
mod posts;
mod previews;
mod queue;
mod replies;
mod reports;
mod resets;
mod row;
pub(crate) mod secret;
mod seed;
mod sessions;
pub(crate) mod sources;
mod sqlite;
mod summary;
mod tidy;
mod words;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use content::day::Day;
use tokio::sync::broadcast;

pub(crate) use db::private;
pub(crate) use decisions::Judge;
pub(crate) use error::StoreError;
pub(crate) use events::Event;
pub(crate) use feed::{FeedPage, Filter};
pub(crate) use invites::{Joining, MadeInvite};
pub(crate) use ledger::FILE as LEDGER;
pub(crate) use overlay::Overlay;
pub(crate) use posts::{Created, LISTED};
pub(crate) use sessions::{DESK_DAYS, MEMBER_DAYS};

use db::{Conn, Db, maybe, one, run};
use events::Events;
use known::Known;
use ledger::Ledger;
use sessions::Unwritten;
use writer::{Boxed, Tx, Writer};

/// The file below the data folder.
pub(crate) const FILE: &str = "nuanxin.db";

/// The way to the database. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    db: Db,
    known: Known,
    writer: Writer,
    events: Events,
    /// For [`secret::keyed_hash`].
    key: Arc<Vec<u8>>,
    ledger: Ledger,
    unwritten: Unwritten,
}

impl Store {
    /// Opens `nuanxin.db` below the data folder, or connects to the server of a `postgres://` URL.
    pub(crate) async fn open(data_dir: &Path, url: Option<&str>) -> Result<Self, StoreError> {
        let db = Db::open(&data_dir.join(FILE), url).await?;
        let (events, ledger) = (Events::start(&db), Ledger::new(data_dir));
        let known = Known::default();
        let writer = Writer::start(db.clone(), known.clone(), events.clone(), ledger.clone());
        let sql = "SELECT secret FROM keys WHERE name = 'deletions'";
        let kept = maybe!(&mut db.acquire().await?, (Vec<u8>,), sql)?;
        let key = match kept {
            Some((key,)) => key,
            None => {
                let key = secret::random::<32>().to_vec();
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
        let unwritten = Unwritten::default();
        Ok(Self { db, known, writer, events, key: Arc::new(key), ledger, unwritten })
    }

    /// Hears of every change from now on.
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Grows whenever the feed may have changed.
    pub(crate) fn feed_changes(&self) -> u64 {
        self.events.feed_changes()
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
        self.keep_house(move |tx| {
            Box::pin(async move {
                tx.check_open().await?;
                piece(tx).await
            })
        })
        .await
    }

    /// Writes what nobody has asked for, whether this deployment closes or not.
    async fn keep_house<T, F>(&self, piece: F) -> Result<T, StoreError>
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
        secret::keyed_hash(&self.key, &format!("person {id}"))
    }

    /// What is left of a session of somebody who left, by its hashed token: whoever still holds that is told so.
    fn session_trace(&self, token: &[u8]) -> Vec<u8> {
        secret::keyed_hash(&self.key, &format!("session {}", secret::hex(token)))
    }

    /// What is left of a deleted post's id.
    fn trace(&self, id: &str) -> Vec<u8> {
        secret::keyed_hash(&self.key, id)
    }
}

/// Unix milliseconds.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

/// The beginning of this day in Beijing: no finer time of people is kept.
fn today() -> i64 {
    Day::at_unix_ms(now()).start_unix_ms()
}

/// `2026-11`, in Beijing.
pub(crate) fn month(at: i64) -> String {
    let (year, month, _) = Day::at_unix_ms(at).civil();
    format!("{year:04}-{month:02}")
}

/// The next number of a counter, within the transaction that uses it.
async fn next(conn: &mut Conn, counter: &str) -> Result<i64, StoreError> {
    let next = one!(conn, (i64,), "UPDATE counters SET value = value + 1 WHERE name = $1 RETURNING value", counter)?;
    Ok(next.0)
}
