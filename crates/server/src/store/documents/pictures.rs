//! Which texts of the database show pictures.

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::connection::db::{all, one};
use crate::store::error::StoreError;

impl Store {
    /// Whether a draft that somebody has a link to shows a picture.
    pub(crate) async fn is_previewed(&self, name: &str) -> Result<bool, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT COUNT(*) FROM previews p JOIN drafts d ON d.path = p.path \
                   WHERE p.expires_at > $1 AND d.text LIKE $2";
        let (links,) = one!(&mut conn, (i64,), sql, now(), format!("%{}%", api::paths::picture(name)))?;
        Ok(links > 0)
    }

    /// Drafts and revisions, whatever became of them: an older one may be restored.
    pub(crate) async fn texts_with_pictures(&self) -> Result<Vec<String>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT text FROM drafts WHERE text LIKE '%/pictures/%' \
                   UNION ALL SELECT text FROM revisions WHERE text LIKE '%/pictures/%'";
        Ok(all!(&mut conn, (String,), sql)?.into_iter().map(|row| row.0).collect())
    }
}
