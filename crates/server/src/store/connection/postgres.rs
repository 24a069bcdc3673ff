//! PostgreSQL's server: its connections, one of which is the writer's own.

use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, Postgres};
use tokio::time::timeout;

use crate::store::connection::open::{PATIENCE, is_migrated};
use crate::store::error::StoreError;

/// Whoever reads.
const CONNECTIONS: u32 = 16;
/// A connection that was used so lately is there. Asking it each time would be a third of all ways to the database.
const FRESH: Duration = Duration::from_secs(1);

/// The way to the server. Cheap to clone: all clones are one.
#[derive(Clone, Debug)]
pub(crate) struct PostgresServer {
    pool: PgPool,
    /// One connection. What a connection was told when it began, such as that nothing may be written, it goes by for as long
    /// as it lives: the writer gives its own up when it is refused, and finds out with the next one what holds now.
    writing: PgPool,
}

impl PostgresServer {
    /// Connects to the server of a `postgres://` URL, and brings the tables to what this version needs.
    pub(in crate::store) async fn open(url: &str) -> Result<Self, StoreError> {
        let options: PgConnectOptions =
            url.parse().map_err(|_| StoreError::Setting("--database-url: expected postgres://…"))?;
        let options = options.disable_statement_logging();
        let pool = settings(CONNECTIONS).connect_with(options.clone()).await?;
        let migrations = sqlx::migrate!("migrations/postgres");
        let seen: Result<Vec<(i64, Vec<u8>)>, _> =
            sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version")
                .fetch_all(&pool)
                .await;
        if !seen.is_ok_and(|seen| is_migrated(&migrations, &seen)) {
            migrations.run(&pool).await.map_err(StoreError::migration)?;
        }
        Ok(Self { pool, writing: settings(1).connect_lazy_with(options) })
    }

    /// Connections to read with, for whoever needs one of their own.
    pub(in crate::store) fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub(in crate::store) async fn acquire(&self) -> Result<PoolConnection<Postgres>, StoreError> {
        Ok(self.pool.acquire().await?)
    }

    pub(in crate::store) async fn acquire_to_write(&self) -> Result<PoolConnection<Postgres>, StoreError> {
        Ok(self.writing.acquire().await?)
    }

    /// Closes all connections; one that is held for longer ends with its holder, or with the process.
    pub(in crate::store) async fn close(&self) {
        let _ = timeout(PATIENCE, async { tokio::join!(self.writing.close(), self.pool.close()) }).await;
    }

    /// Whether nothing can be written now.
    pub(in crate::store) async fn is_read_only(&self) -> Result<bool, StoreError> {
        let (said,): (String,) = sqlx::query_as("SHOW transaction_read_only").fetch_one(&self.pool).await?;
        Ok(said == "on")
    }
}

fn settings(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
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
}
