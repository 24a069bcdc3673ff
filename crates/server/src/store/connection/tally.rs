//! Tallies: counts of a month, without names, that are added to with whatever is written.

use std::collections::BTreeMap;

use crate::infra::clock::month;
use crate::store::connection::db::{Conn, run};

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Done {
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
    pub(in crate::store) fn as_str(self) -> &'static str {
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
pub(crate) struct Counted {
    /// What.
    pub(in crate::store) done: Done,
    /// The code of its reason, or nothing.
    pub(in crate::store) reason: String,
    /// Some moment of its month.
    pub(in crate::store) at: i64,
    /// `-1` takes it back.
    pub(in crate::store) by: i64,
}

/// Adds to the counts, each of them once.
pub(in crate::store) async fn write(conn: &mut Conn, counted: &[Counted]) -> Result<(), sqlx::Error> {
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
