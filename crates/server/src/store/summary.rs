//! Counts of a month, without names. They are counted as things happen: deleting a post does not change the past.

use std::collections::BTreeMap;

use api::posts::{ReasonCode, ReasonCount, Summary};

use super::db::{Conn, all, run};
use super::{Store, StoreError, month};

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Done {
    /// Came in.
    Received,
    /// Went to the feed.
    Approved,
    /// Went back.
    Returned,
    /// Was taken down.
    Removed,
}

impl Done {
    fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Removed => "removed",
        }
    }
}

/// Something to be counted.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// What.
    pub(super) done: Done,
    /// The code of its reason, or nothing.
    pub(super) reason: String,
    /// Some moment of its month.
    pub(super) at: i64,
    /// `-1` takes it back.
    pub(super) by: i64,
}

/// Adds to the counts, each of them once.
pub(super) async fn write(conn: &mut Conn, counted: &[Counted]) -> Result<(), sqlx::Error> {
    let mut sums: BTreeMap<(String, &str, &str), i64> = BTreeMap::new();
    for one in counted {
        *sums.entry((month(one.at), one.done.as_str(), &one.reason)).or_default() += one.by;
    }
    for ((month, done, reason), by) in sums {
        let sql = "INSERT INTO tallies (month, done, reason, total) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (month, done, reason) DO UPDATE SET total = tallies.total + excluded.total";
        run!(conn, sql, month, done, reason, by)?;
    }
    Ok(())
}

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
