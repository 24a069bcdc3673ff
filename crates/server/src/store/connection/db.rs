//! The two databases as one: what differs between them is here, and a statement is written once.

use std::path::Path;

use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Sqlite};

use crate::store::connection::postgres::PostgresServer;
use crate::store::connection::sqlite::SqliteFile;
use crate::store::error::StoreError;

/// Something of one database or of the other.
#[derive(Clone, Debug)]
pub(crate) enum On<S, P> {
    /// One file, one machine.
    Sqlite(S),
    /// As many instances as one likes.
    Postgres(P),
}

/// All connections.
pub(crate) type Db = On<SqliteFile, PostgresServer>;
/// One of them, which every statement is run on.
pub(crate) type Conn = On<PoolConnection<Sqlite>, PoolConnection<Postgres>>;

/// The same expression for whichever database it is.
macro_rules! on_db {
    ($db:expr, $on:ident => $body:expr) => {
        match $db {
            $crate::store::connection::db::On::Sqlite($on) => $body,
            $crate::store::connection::db::On::Postgres($on) => $body,
        }
    };
}

/// Runs a statement on a `&mut Conn`; how many rows it changed.
macro_rules! run {
    ($conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::connection::db::on_db!(&mut *$conn, on => {
            sqlx::query($sql)$(.bind($bind))*.execute(&mut **on).await.map(|done| done.rows_affected())
        })
    };
}

/// Runs several statements without values: one way to the database and back.
macro_rules! script {
    ($conn:expr, $sql:expr) => {
        $crate::store::connection::db::on_db!(&mut *$conn, on => sqlx::raw_sql($sql).execute(&mut **on).await.map(drop))
    };
}

/// The one row of a question, or none.
macro_rules! maybe {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::connection::db::on_db!(&mut *$conn, on => {
            sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional(&mut **on).await
        })
    };
}

/// The one row of a question that always has one.
macro_rules! one {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::connection::db::on_db!(&mut *$conn, on => {
            sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_one(&mut **on).await
        })
    };
}

/// All rows of a question.
macro_rules! all {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::connection::db::on_db!(&mut *$conn, on => {
            sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(&mut **on).await
        })
    };
}

pub(crate) use {all, maybe, on_db, one, run, script};

impl Db {
    /// Opens the file, made if it is not there, or connects to the server of a `postgres://` URL; and brings the tables
    /// to what this version needs.
    pub(crate) async fn open(file: &Path, url: Option<&str>) -> Result<Self, StoreError> {
        match url {
            Some(url) => Ok(Self::Postgres(PostgresServer::open(url).await?)),
            None => Ok(Self::Sqlite(SqliteFile::open(file).await?)),
        }
    }

    /// Closes all connections. SQLite's last one empties the log into the file, and takes it away.
    pub(crate) async fn close(&self) {
        on_db!(self, on => on.close().await);
    }

    /// Whether nothing can be written now: what can be read is read.
    pub(crate) async fn is_read_only(&self) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(file) => Ok(file.is_read_only().await),
            Self::Postgres(server) => server.is_read_only().await,
        }
    }

    /// One connection to write with: a file that could only be read is tried again.
    pub(in crate::store) async fn acquire_to_write(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(file) => {
                file.is_read_only().await;
                Conn::Sqlite(file.acquire().await?)
            }
            Self::Postgres(server) => Conn::Postgres(server.acquire_to_write().await?),
        })
    }

    /// One connection.
    pub(crate) async fn acquire(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(file) => Conn::Sqlite(file.acquire().await?),
            Self::Postgres(server) => Conn::Postgres(server.acquire().await?),
        })
    }
}

impl Conn {
    /// Begins a transaction that writes, and its first savepoint. SQLite's takes the lock at once: one that reads first
    /// and writes later can fail half-way, and no waiting helps it.
    /// PostgreSQL's waits for the other instances' writers: one writer at a time is the same on both, needs no second
    /// try after a deadlock, and a batch makes up for the waiting. It waits no longer than SQLite's, and an instance that
    /// hangs with the lock in its hands loses it. What is answered is on the disk, whatever that server does for others.
    pub(crate) async fn begin(&mut self) -> Result<(), sqlx::Error> {
        let sql = match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => {
                "BEGIN; SET LOCAL lock_timeout = '5s'; SET LOCAL idle_in_transaction_session_timeout = '15s'; \
                 SET LOCAL synchronous_commit = on; SELECT pg_advisory_xact_lock(7305806); SAVEPOINT piece"
            }
        };
        script!(self, sql)
    }

    /// Leaves a transaction that failed; whether the connection is as new. A full disk makes SQLite leave it by itself, and
    /// then there is none to leave.
    pub(crate) async fn roll_back(&mut self) -> bool {
        let is_left = run!(self, "ROLLBACK").is_ok();
        is_left || (matches!(self, Self::Sqlite(_)) && script!(self, "BEGIN; ROLLBACK").is_ok())
    }

    /// Gives the connection up, once it is not held any more, instead of back: nobody knows what state it is in.
    pub(crate) fn discard(&mut self) {
        on_db!(self, on => on.close_on_drop());
    }

    /// Writes the whole database anew, so that nothing is left of what was deleted.
    pub(crate) async fn compact(&mut self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(_) => run!(self, "VACUUM").map(drop),
            Self::Postgres(_) => run!(self, "VACUUM FULL").map(drop),
        }
    }

    /// Empties SQLite's log into the file, so that what was deleted is in neither; `false` where others are at work. Nobody
    /// can write meanwhile: whoever reads for long, as `backup` does, is not waited for, and then the connection has its
    /// [`PATIENCE`](crate::store::connection::open::PATIENCE) again.
    pub(in crate::store) async fn checkpoint(&mut self) -> bool {
        let Self::Sqlite(on) = self else { return true };
        let _ = sqlx::query("PRAGMA busy_timeout = 200").execute(&mut **on).await;
        let done = sqlx::query_as::<_, (i64,)>("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut **on).await;
        let _ = sqlx::query("PRAGMA busy_timeout = 5000").execute(&mut **on).await;
        // The first column says whether somebody stood in the way.
        done.is_ok_and(|(is_busy,)| is_busy == 0)
    }

    /// Gives back some of the room that deleted rows had in SQLite's file.
    pub(crate) async fn shrink(&mut self) {
        if let Self::Sqlite(on) = self {
            // So many pages take a moment only: nobody else can write in the meantime.
            let _ = sqlx::query("PRAGMA incremental_vacuum(2000)").execute(&mut **on).await;
        }
    }
}
