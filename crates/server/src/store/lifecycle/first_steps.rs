//! What a desk begins with.

use api::first_steps::FirstSteps;

use crate::store::Store;
use crate::store::connection::db::one;
use crate::store::error::StoreError;

impl Store {
    /// What there is already: for a secretary within their branch, for an admin (`None`) anywhere.
    pub(crate) async fn first_steps(&self, branch: Option<i64>) -> Result<FirstSteps, StoreError> {
        let mut conn = self.conn().await?;
        // `-1` is no branch. Each looks for one row alone.
        let sql = "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM branches LIMIT 1) b), \
                   (SELECT COUNT(*) FROM (SELECT 1 FROM people WHERE role = 'secretary' LIMIT 1) s), \
                   (SELECT COUNT(*) FROM (SELECT 1 FROM source_texts LIMIT 1) t), \
                   (SELECT COUNT(*) FROM (SELECT 1 FROM people WHERE role = 'member' AND (branch = $1 OR $1 = -1) LIMIT 1) m)";
        let (branches, secretaries, texts, members) = one!(&mut conn, (i64, i64, i64, i64), sql, branch.unwrap_or(-1))?;
        Ok(FirstSteps { branch: branches > 0, secretary: secretaries > 0, source_text: texts > 0, member: members > 0 })
    }
}
