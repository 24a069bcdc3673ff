//! SQLite's file: made if it is not there, brought to what this version needs, and only read where nothing can be written.
//!
//! Whatever a connection does when it is opened must not write: on a full disk others still read.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteConnection, SqliteLockingMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Sqlite};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::store::connection::open::{PATIENCE, is_migrated, private};
use crate::store::error::StoreError;

/// Readers beside the one writer. A district's server has few cores.
const CONNECTIONS: u32 = 6;

/// The way to the file. Cheap to clone: all clones are one.
#[derive(Clone, Debug)]
pub(crate) struct SqliteFile {
    file: PathBuf,
    pool: Arc<RwLock<Opened>>,
    /// Held while it is opened again.
    opening: Arc<Mutex<()>>,
}

#[derive(Clone, Debug)]
struct Opened {
    pool: SqlitePool,
    /// Opened where nothing can be written.
    is_read_only: bool,
    /// What the files were like, where it was opened as one that does not change: see [`open_to_read`].
    unchanged: Option<Files>,
}

impl SqliteFile {
    /// Opens it, or what can be read of it.
    pub(in crate::store) async fn open(file: &Path) -> Result<Self, StoreError> {
        let opened = match open_to_write(file).await {
            Ok(pool) => Opened { pool, is_read_only: false, unchanged: None },
            // On a disk that is full or write-protected the files beside it cannot be made that writers need.
            Err(StoreError::Unavailable(why)) => {
                match open_to_read(file).await {
                    // Those of an older version do not have what this one asks for.
                    Ok(opened) if has_our_tables(&opened.pool).await => opened,
                    _ => return Err(StoreError::Unavailable(why)),
                }
            }
            Err(error) => return Err(error),
        };
        Ok(Self { file: file.to_path_buf(), pool: Arc::new(RwLock::new(opened)), opening: Arc::default() })
    }

    fn opened(&self) -> Opened {
        self.pool.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn replace(&self, opened: Opened) {
        *self.pool.write().unwrap_or_else(PoisonError::into_inner) = opened;
    }

    pub(in crate::store) async fn acquire(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        if self.has_changed() {
            let _opening = self.opening.lock().await;
            // Another one may have done it meanwhile.
            if self.has_changed() {
                let before = self.opened().pool;
                self.replace(open_to_read(&self.file).await?);
                // Whoever still reads what was there is not waited for.
                tokio::spawn(async move { close(&before, PATIENCE).await });
            }
        }
        Ok(self.opened().pool.acquire().await?)
    }

    /// Whether somebody has written into a file that was opened as one that does not change.
    fn has_changed(&self) -> bool {
        self.opened().unchanged.is_some_and(|files| files != Files::beside(&self.file))
    }

    pub(in crate::store) async fn close(&self) {
        close(&self.opened().pool, PATIENCE).await;
    }

    /// Whether it is only read, because nothing could be written when it was opened. Asked again, it may be otherwise.
    pub(in crate::store) async fn is_read_only(&self) -> bool {
        if !self.opened().is_read_only {
            return false;
        }
        let _opening = self.opening.lock().await;
        let before = self.opened();
        if !before.is_read_only {
            return false;
        }
        let is_alone = before.pool.options().get_max_connections() == 1;
        if is_alone {
            let folder = self.file.parent().unwrap_or(Path::new("."));
            if crate::infra::files::try_to_write(folder).is_err() {
                return true;
            }
            // Nobody else comes in before it has gone.
            close(&before.pool, PATIENCE).await;
        }
        let opened = match open_to_write(&self.file).await {
            Ok(pool) => Opened { pool, is_read_only: false, unchanged: None },
            Err(_) if !is_alone => return true,
            Err(_) => match open_to_read(&self.file).await {
                Ok(opened) => opened,
                Err(_) => return true,
            },
        };
        let is_read_only = opened.is_read_only;
        self.replace(opened);
        close(&before.pool, PATIENCE).await;
        is_read_only
    }
}

/// Closes all connections. One that is held for longer ends with its holder, or with the process: stopping waits for
/// nobody.
async fn close(pool: &SqlitePool, patience: Duration) {
    let _ = timeout(patience, pool.close()).await;
}

/// What others change when they write: the file, and the log beside it. Size and time of each that is there.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Files([Option<(u64, Option<SystemTime>)>; 2]);

impl Files {
    fn beside(file: &Path) -> Self {
        let seen = |path: &Path| fs::metadata(path).ok().map(|data| (data.len(), data.modified().ok()));
        Self([seen(file), seen(&file.with_extension("db-wal"))])
    }

    /// Whether something is in the log.
    fn has_log(&self) -> bool {
        matches!(self.0[1], Some((1.., _)))
    }
}

async fn open_to_write(file: &Path) -> Result<SqlitePool, StoreError> {
    private(file).map_err(|error| StoreError::unwritable(file, &error))?;
    let is_new = fs::metadata(file).is_ok_and(|data| data.len() == 0);
    let mut first = connection(file).create_if_missing(true);
    if is_new {
        // Nothing else makes a file smaller later, see `Conn::shrink`; it is decided before there is a table.
        first = first.auto_vacuum(SqliteAutoVacuum::Incremental);
    }
    let damaged = |error| StoreError::opening(file, error);
    let mut first = first.connect().await.map_err(damaged)?;
    prepare(&mut first).await.map_err(damaged)?;
    check(&mut first, file).await?;
    first.close().await.map_err(damaged)?;
    let pool = pool(connection(file), CONNECTIONS).await.map_err(damaged)?;
    if !has_our_tables(&pool).await {
        let migrations = migrations();
        copy_before(&pool, file, &migrations).await?;
        migrations.run(&pool).await.map_err(StoreError::migration)?;
    }
    Ok(pool)
}

fn migrations() -> Migrator {
    sqlx::migrate!("migrations/sqlite")
}

async fn has_our_tables(pool: &SqlitePool) -> bool {
    let seen: Result<Vec<(i64, Vec<u8>)>, _> =
        sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version")
            .fetch_all(pool)
            .await;
    seen.is_ok_and(|seen| is_migrated(&migrations(), &seen))
}

/// A file that was restored from a copy is in another mode.
async fn prepare(first: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let (mode,): (String,) = sqlx::query_as("PRAGMA journal_mode").fetch_one(&mut *first).await?;
    if mode != "wal" {
        sqlx::query("PRAGMA journal_mode = WAL").execute(&mut *first).await?;
    }
    // Asked for, so that whatever keeps it from being read is found out now.
    sqlx::query("SELECT COUNT(*) FROM sqlite_master").execute(first).await.map(drop)
}

/// Nobody goes on writing into a file that is damaged. A larger one than this would keep the start waiting; what is wrong with
/// it comes out when it is read.
const CHECKED: u64 = 64 * 1024 * 1024;

async fn check(first: &mut SqliteConnection, file: &Path) -> Result<(), StoreError> {
    if fs::metadata(file).is_ok_and(|data| data.len() > CHECKED) {
        return Ok(());
    }
    let damaged = |error| StoreError::opening(file, error);
    let (said,): (String,) = sqlx::query_as("PRAGMA quick_check(1)").fetch_one(first).await.map_err(damaged)?;
    if said == "ok" { Ok(()) } else { Err(StoreError::damaged(file, &said)) }
}

/// What is in a log that was left over is read too, and what others write meanwhile: whether this process can write says
/// nothing of others, who may have the same disk from elsewhere, or more rights.
async fn open_to_read(file: &Path) -> Result<Opened, sqlx::Error> {
    let opened = |pool, unchanged| Opened { pool, is_read_only: true, unchanged };
    // The log's index is read as it lies there, or made there.
    let options = connection(file).read_only(true);
    if let Ok(pool) = pool(options.clone(), CONNECTIONS).await {
        return Ok(opened(pool, None));
    }
    let files = Files::beside(file);
    if files.has_log() {
        // On a full disk the index cannot be made; whoever has the file alone keeps it in memory.
        let pool = pool(connection(file).locking_mode(SqliteLockingMode::Exclusive), 1).await?;
        return Ok(opened(pool, None));
    }
    // Neither log nor index: nobody has it open to write. SQLite reads it then only if told that it will stay so
    // (`immutable`: no locks, and what was read once is believed for ever). Nobody can promise that, so before each use it
    // is looked whether somebody has come to write since; then it is opened anew.
    let pool = pool(options.immutable(true), CONNECTIONS).await?;
    Ok(opened(pool, Some(files)))
}

fn connection(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        // An answer is a promise: the disk has it.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What somebody took away is not to be found in the file.
        .pragma("secure_delete", "ON")
        // The pages that a statement or a savepoint may have to bring back: a file of its own each time, otherwise.
        .pragma("temp_store", "MEMORY")
        .busy_timeout(PATIENCE)
        .disable_statement_logging()
}

async fn pool(options: SqliteConnectOptions, connections: u32) -> Result<SqlitePool, sqlx::Error> {
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        // A local file does not go away.
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None);
    let pool = pool.connect_with(options).await?;
    sqlx::query("SELECT COUNT(*) FROM sqlite_master").execute(&pool).await?;
    Ok(pool)
}

/// Copies the file before its tables are changed by a newer version: `nuanxin.db.before-N`, N being how many changes it
/// had seen. [`crate::store::Store::clean_up`] takes it away after a week.
async fn copy_before(pool: &SqlitePool, file: &Path, migrations: &Migrator) -> Result<(), StoreError> {
    let counted = sqlx::query_as::<_, (i64,)>("SELECT COUNT(*) FROM _sqlx_migrations").fetch_one(pool).await;
    // Without that table it is new.
    let Ok((seen @ 1..,)) = counted else { return Ok(()) };
    if usize::try_from(seen).is_ok_and(|seen| seen >= migrations.iter().count()) {
        return Ok(());
    }
    let copy = file.with_extension(format!("db.before-{seen}"));
    // One of an earlier try, which may be a part only.
    let _ = fs::remove_file(&copy);
    private(&copy).map_err(sqlx::Error::Io)?;
    sqlx::query("VACUUM INTO $1").bind(copy.display().to_string()).execute(pool).await?;
    tracing::info!("copied to {} before the update", copy.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn closing_does_not_wait_for_ever() {
        let dir = tempfile::tempdir().unwrap();
        let pool = open_to_write(&dir.path().join("nuanxin.db")).await.unwrap();
        let held = pool.acquire().await.unwrap();
        close(&pool, Duration::from_millis(1)).await;
        assert!(pool.acquire().await.is_err());
        drop(held);
    }

    #[tokio::test]
    async fn an_update_of_the_tables_is_preceded_by_a_copy() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("nuanxin.db");
        let pool = open_to_write(&file).await.unwrap();
        let now = migrations();
        let copy = dir.path().join(format!("nuanxin.db.before-{}", now.iter().count()));
        copy_before(&pool, &file, &now).await.unwrap();
        assert!(!copy.exists(), "nothing changes");
        let mut newer: Vec<_> = now.iter().cloned().collect();
        newer.extend(now.iter().cloned());
        copy_before(&pool, &file, &Migrator::with_migrations(newer)).await.unwrap();
        assert!(std::fs::metadata(&copy).unwrap().len() > 4_096);
    }
}
