//! The two databases as one: what differs between them is here, and a statement is written once.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Postgres, Sqlite};

use super::StoreError;

/// Something of one database or of the other.
#[derive(Clone, Debug)]
pub(crate) enum On<S, P> {
    /// One file, one machine.
    Sqlite(S),
    /// As many instances as one likes.
    Postgres(P),
}

/// All connections.
pub(crate) type Db = On<SqlitePool, PgPool>;
/// One of them, which every statement is run on.
pub(crate) type Conn = On<PoolConnection<Sqlite>, PoolConnection<Postgres>>;

/// The same expression for whichever database it is.
macro_rules! on_db {
    ($db:expr, $on:ident => $body:expr) => {
        match $db {
            $crate::store::db::On::Sqlite($on) => $body,
            $crate::store::db::On::Postgres($on) => $body,
        }
    };
}

/// Runs a statement on a `&mut Conn`; how many rows it changed.
macro_rules! run {
    ($conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::db::on_db!(&mut *$conn, on => {
            sqlx::query($sql)$(.bind($bind))*.execute(&mut **on).await.map(|done| done.rows_affected())
        })
    };
}

/// Runs several statements without values: one way to the database and back.
macro_rules! script {
    ($conn:expr, $sql:expr) => {
        $crate::store::db::on_db!(&mut *$conn, on => sqlx::raw_sql($sql).execute(&mut **on).await.map(drop))
    };
}

/// The one row of a question, or none.
macro_rules! maybe {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::db::on_db!(&mut *$conn, on => {
            sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional(&mut **on).await
        })
    };
}

/// The one row of a question that always has one.
macro_rules! one {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::db::on_db!(&mut *$conn, on => {
            sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_one(&mut **on).await
        })
    };
}

/// All rows of a question.
macro_rules! all {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::db::on_db!(&mut *$conn, on => {
            sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(&mut **on).await
        })
    };
}

pub(crate) use {all, maybe, on_db, one, run, script};

/// Whoever waits longer for a connection or a lock is told to try again.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// Readers beside the one writer. A district's server has few cores.
const SQLITE_CONNECTIONS: u32 = 6;
const POSTGRES_CONNECTIONS: u32 = 16;
/// A connection that was used so lately is there. Asking it each time would be a third of all ways to the database.
const FRESH: Duration = Duration::from_secs(1);

impl Db {
    /// Opens the file, made if it is not there, or connects to the server of a `postgres://` URL; and brings the tables
    /// to what this version needs.
    pub(crate) async fn open(file: &Path, url: Option<&str>) -> Result<Self, StoreError> {
        match url {
            Some(url) => Self::open_postgres(url).await,
            None => Self::open_sqlite(file).await,
        }
    }

    async fn open_sqlite(file: &Path) -> Result<Self, StoreError> {
        private(file).map_err(sqlx::Error::Io)?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            // Only for a new file: see `shrink`.
            .auto_vacuum(SqliteAutoVacuum::Incremental)
            .journal_mode(SqliteJournalMode::Wal)
            // An answer is a promise: the disk has it.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What somebody took away is not to be found in the file.
            .pragma("secure_delete", "ON")
            // The pages that a statement or a savepoint may have to bring back: a file of its own each time, otherwise.
            .pragma("temp_store", "MEMORY")
            .busy_timeout(PATIENCE)
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new()
            .max_connections(SQLITE_CONNECTIONS)
            .acquire_timeout(PATIENCE)
            // A local file does not go away.
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await?;
        let migrations = sqlx::migrate!("migrations/sqlite");
        copy_before(&pool, file, &migrations).await?;
        migrations.run(&pool).await.map_err(StoreError::migration)?;
        Ok(Self::Sqlite(pool))
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let options: PgConnectOptions =
            url.parse().map_err(|_| StoreError::Setting("--database-url: expected postgres://…"))?;
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .before_acquire(|conn, since| {
                Box::pin(async move {
                    if since.idle_for > FRESH {
                        conn.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options.disable_statement_logging())
            .await?;
        sqlx::migrate!("migrations/postgres").run(&pool).await.map_err(StoreError::migration)?;
        Ok(Self::Postgres(pool))
    }

    /// Closes all connections. SQLite's last one empties the log into the file, and takes it away.
    pub(crate) async fn close(&self) {
        on_db!(self, on => on.close().await);
    }

    /// One connection.
    pub(crate) async fn acquire(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Conn::Sqlite(pool.acquire().await?),
            Self::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        })
    }
}

/// Copies the file before its tables are changed by a newer version: `nuanxin.db.before-N`, N being how many changes it
/// had seen. [`super::Store::tidy`] takes it away after a week.
async fn copy_before(pool: &SqlitePool, file: &Path, migrations: &Migrator) -> Result<(), StoreError> {
    let counted = sqlx::query_as::<_, (i64,)>("SELECT COUNT(*) FROM _sqlx_migrations").fetch_one(pool).await;
    // Without that table it is new.
    let Ok((seen @ 1..,)) = counted else { return Ok(()) };
    if usize::try_from(seen).is_ok_and(|seen| seen >= migrations.iter().count()) {
        return Ok(());
    }
    let copy = file.with_extension(format!("db.before-{seen}"));
    // One of an earlier try, which may be a part only.
    let _ = std::fs::remove_file(&copy);
    private(&copy).map_err(sqlx::Error::Io)?;
    sqlx::query("VACUUM INTO $1").bind(copy.display().to_string()).execute(pool).await?;
    tracing::info!("copied to {} before the update", copy.display());
    Ok(())
}

/// Makes an empty file that only this server's user reads, unless there is one: SQLite gives its logs the same rights.
pub(crate) fn private(file: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
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

    /// Empties SQLite's log into the file, so that what was deleted is in neither. It may find others at work: then the
    /// next one does it. Nobody can write meanwhile: whoever reads for long, as `backup` does, is not waited for, and then
    /// the connection has its [`PATIENCE`] again.
    pub(crate) async fn checkpoint(&mut self) {
        if let Self::Sqlite(on) = self {
            for sql in ["PRAGMA busy_timeout = 200", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA busy_timeout = 5000"] {
                let _ = sqlx::query(sql).execute(&mut **on).await;
            }
        }
    }

    /// Gives back some of the room that deleted rows had in SQLite's file.
    pub(crate) async fn shrink(&mut self) {
        if let Self::Sqlite(on) = self {
            // So many pages take a moment only: nobody else can write in the meantime.
            let _ = sqlx::query("PRAGMA incremental_vacuum(2000)").execute(&mut **on).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_update_of_the_tables_is_preceded_by_a_copy() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("nuanxin.db");
        let On::Sqlite(pool) = Db::open(&file, None).await.unwrap() else { panic!("no SQLite") };
        let now = sqlx::migrate!("migrations/sqlite");
        let copy = dir.path().join(format!("nuanxin.db.before-{}", now.iter().count()));
        copy_before(&pool, &file, &now).await.unwrap();
        assert!(!copy.exists(), "nothing changes");
        let mut newer: Vec<_> = now.iter().cloned().collect();
        newer.extend(now.iter().cloned());
        copy_before(&pool, &file, &Migrator::with_migrations(newer)).await.unwrap();
        assert!(std::fs::metadata(&copy).unwrap().len() > 4_096);
    }
}
