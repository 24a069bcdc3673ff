//! Links to drafts, for whoever has one. What is stored is a hash, of what, and until when.

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::connection::db::{maybe, run};
use crate::store::error::StoreError;
use crate::store::{Store, documents};

/// How long one is good, in milliseconds: three days.
const LASTS: i64 = 72 * 3_600_000;

/// One that was just made; nobody learns its token again.
#[derive(Clone, Debug)]
pub(crate) struct MadePreview {
    pub(crate) token: String,
    pub(crate) expires_at: i64,
}

impl Store {
    /// Makes a link to the draft of a document.
    pub(crate) async fn make_preview(&self, path: String) -> Result<MadePreview, StoreError> {
        let made = MadePreview { token: secrets::hex(&secrets::random::<20>()), expires_at: now() + LASTS };
        let (hash, expires_at) = (secrets::hash(&made.token), made.expires_at);
        self.write(move |tx| {
            Box::pin(async move {
                documents::find(&mut tx.conn, &path).await?.ok_or(StoreError::Missing)?;
                let sql = "INSERT INTO previews (token, path, expires_at) VALUES ($1, $2, $3)";
                run!(&mut tx.conn, sql, hash, path, expires_at)?;
                Ok(())
            })
        })
        .await?;
        Ok(made)
    }

    /// Path and text of the draft as it is now, and until when the link is good.
    pub(crate) async fn preview(&self, token: &str) -> Result<Option<(String, String, i64)>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT d.path, d.text, p.expires_at FROM previews p JOIN drafts d ON d.path = p.path \
                   WHERE p.token = $1 AND p.expires_at > $2";
        Ok(maybe!(&mut conn, (String, String, i64), sql, secrets::hash(token), now())?)
    }
}
