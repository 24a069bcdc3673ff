//! SQLite's log is emptied whenever something was deleted: the words are in neither file. Where somebody reads for long, as a
//! backup does, that cannot be done at once; it is tried again until it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::sleep;

use crate::store::connection::db::{Conn, Db};

/// How long to wait before trying again: nobody writes while it is tried.
const AGAIN: Duration = Duration::from_secs(2);
/// How often; an hour, and then [`crate::store::Store::clean_up`] does it.
const TRIES: u32 = 1_800;

/// Cheap to clone: all clones are one.
#[derive(Clone, Debug)]
pub(in crate::store) struct Checkpoint {
    db: Db,
    /// Whether it is being tried again.
    is_owed: Arc<AtomicBool>,
}

impl Checkpoint {
    pub(in crate::store) fn new(db: Db) -> Self {
        Self { db, is_owed: Arc::default() }
    }

    /// Empties the log now, or else soon.
    pub(in crate::store) async fn empty(&self, conn: &mut Conn) {
        if !conn.checkpoint().await && !self.is_owed.swap(true, Ordering::AcqRel) {
            let owed = self.clone();
            tokio::spawn(async move { owed.try_again().await });
        }
    }

    async fn try_again(self) {
        for _ in 0..TRIES {
            sleep(AGAIN).await;
            if let Ok(mut conn) = self.db.acquire().await
                && conn.checkpoint().await
            {
                break;
            }
        }
        self.is_owed.store(false, Ordering::Release);
    }
}
