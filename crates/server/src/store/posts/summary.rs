//! Counts of a month, without names. They are counted as things happen: deleting a post does not change the past.

use api::posts::{ReasonCode, ReasonCount, Summary};

use crate::store::Store;
use crate::store::connection::db::all;
use crate::store::connection::tally::Done;
use crate::store::error::StoreError;

impl Store {
    /// What was done in a month (`2026-11`).
    pub(crate) async fn summary(&self, month: &str) -> Result<Summary, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT done, reason, total FROM tallies WHERE month = $1";
        let rows = all!(&mut conn, (String, String, i64), sql, month)?;
        let total = |done: Done| rows.iter().filter(|row| row.0 == done.as_str()).map(|row| row.2).sum();
        let count = |code: ReasonCode| rows.iter().filter(|row| row.1 == code.as_str()).map(|row| row.2).sum();
        let counts = ReasonCode::ALL.into_iter().map(|code| ReasonCount { code, count: count(code) });
        let mut reasons: Vec<ReasonCount> = counts.filter(|reason| reason.count > 0).collect();
        reasons.sort_by_key(|reason| -reason.count);
        Ok(Summary {
            month: month.into(),
            received: total(Done::Received),
            approved: total(Done::Approved),
            returned: total(Done::Returned),
            removed: total(Done::Removed),
            reasons,
        })
    }
}
