//! Which texts of the database show pictures.

use super::db::all;
use super::{Store, StoreError};

impl Store {
    /// Drafts and revisions, whatever became of them: an older one may be restored.
    pub(crate) async fn texts_with_pictures(&self) -> Result<Vec<String>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT text FROM drafts WHERE text LIKE '%/pictures/%' \
                   UNION ALL SELECT text FROM revisions WHERE text LIKE '%/pictures/%'";
        Ok(all!(&mut conn, (String,), sql)?.into_iter().map(|row| row.0).collect())
    }
}
