//! Which texts of the database show pictures and recordings, and which recordings were taken back.

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::connection::db::{Conn, all, one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::recording_invites;

impl Store {
    /// Whether a draft that somebody has a link to shows a picture or a recording.
    pub(crate) async fn is_previewed(&self, name: &str) -> Result<bool, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT COUNT(*) FROM previews p JOIN drafts d ON d.path = p.path \
                   WHERE p.expires_at > $1 AND d.text LIKE $2";
        let (links,) = one!(&mut conn, (i64,), sql, now(), format!("%/{}%", content::media::path(name)))?;
        Ok(links > 0)
    }

    /// Drafts and revisions, whatever became of them: an older one may be restored.
    pub(crate) async fn texts_with_pictures(&self) -> Result<Vec<String>, StoreError> {
        texts_with_pictures(&mut self.conn().await?).await
    }

    /// A recording is shown nowhere any more, and not taken again: its speaker does not want it heard. Twice is once.
    pub(crate) async fn take_recording_back(&self, name: String) -> Result<(), StoreError> {
        let trace = self.trace(&name);
        self.write(move |tx| Box::pin(async move { take_back(tx, &name, trace).await.map(drop) })).await
    }

    /// Whether that was said of one.
    pub(crate) async fn is_taken_back(&self, name: &str) -> Result<bool, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT COUNT(*) FROM recordings_taken_back WHERE name = $1";
        let (count,) = one!(&mut conn, (i64,), sql, name)?;
        Ok(count > 0)
    }
}

/// The texts that may name one.
pub(super) async fn texts_with_pictures(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT text FROM drafts WHERE text LIKE '%/pictures/%' OR text LIKE '%/recordings/%' \
               UNION ALL SELECT text FROM revisions WHERE text LIKE '%/pictures/%' OR text LIKE '%/recordings/%'";
    Ok(all!(conn, (String,), sql)?.into_iter().map(|row| row.0).collect())
}

/// Notes that one is not to be heard any more, here and in the ledger; 0 where that was known.
pub(in crate::store) async fn take_back(tx: &mut Tx, name: &str, trace: Vec<u8>) -> Result<usize, StoreError> {
    let sql = "INSERT INTO recordings_taken_back (name, at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    let new = run!(&mut tx.conn, sql, name, now())?;
    if new > 0 {
        tx.tell(Event::Content);
        tx.erase(trace);
    }
    recording_invites::take_back(tx, name).await?;
    Ok(new as usize)
}
