//! Corrections: what somebody says is wrong about a place, until it is dealt with. Who said it is in no table.

pub(in crate::store) mod lifecycle;

use std::collections::BTreeMap;

use api::corrections::{CorrectionKind, FieldGroup, NewCorrection, Said};

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::connection::counters::next;
use crate::store::connection::db::{Conn, all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;

/// So many lines of a doubt are shown, the newest.
const LINES: usize = 20;
/// So many of one kind wait for one place at most.
const MOST: i64 = 100;
/// So many moments.
const TIMES: usize = 5;

/// What was said of one group of a place's fields.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct DoubtRow {
    /// Slug of the place.
    pub(crate) place: String,
    pub(crate) group: FieldGroup,
    /// What was said most first.
    pub(crate) said: Vec<Said>,
    /// Newest first.
    pub(crate) lines: Vec<String>,
    /// When it was said, newest first.
    pub(crate) times: Vec<i64>,
    /// When the first of it came in.
    pub(crate) since: i64,
    /// Number of the first that came in.
    pub(crate) first: i64,
    /// Number of the last.
    pub(crate) stamp: i64,
}

/// What is dealt with: of which place, which groups, and up to which number.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Settling {
    /// Its slug.
    pub(crate) place: String,
    pub(crate) groups: Vec<FieldGroup>,
    /// What came in later stays; `None`: all that there is.
    pub(crate) until: Option<i64>,
}

impl Store {
    /// Whether this very correction is kept here, or was.
    pub(crate) async fn knows_correction(&self, id: &str) -> Result<bool, StoreError> {
        let mut conn = self.conn().await?;
        Ok(maybe!(&mut conn, (i64,), "SELECT taken_at FROM corrections WHERE id = $1", id)?.is_some())
    }

    /// Keeps it; `false` where it was kept before. `said_at`: when somebody said it.
    pub(crate) async fn create_correction(
        &self,
        place: String,
        new: NewCorrection,
        said_at: i64,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "INSERT INTO corrections (id, number, place, kind, line, said_at, taken_at) \
                           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
                let (number, kind) = (next(&mut tx.conn, "correction").await?, new.kind.as_str());
                let waiting = "SELECT COUNT(*) FROM corrections WHERE place = $1 AND kind = $2";
                let (waiting,) = one!(&mut tx.conn, (i64,), waiting, &place, kind)?;
                // Of what so many say already, the id alone is kept: nobody can fill the table.
                let (place, kind, line) = match waiting < MOST {
                    true => (Some(place), Some(kind), Some(new.line)),
                    false => (None, None, None),
                };
                let is_new = run!(&mut tx.conn, sql, new.id, number, place, kind, line, said_at, now())? > 0;
                if is_new {
                    tx.tell(Event::Corrections);
                }
                Ok(is_new)
            })
        })
        .await
    }

    /// All that waits, what has waited longest first.
    pub(crate) async fn doubts(&self) -> Result<Vec<DoubtRow>, StoreError> {
        let mut conn = self.conn().await?;
        // Newest first, so that the first lines of each are those that are shown.
        let sql = "SELECT place, kind, line, said_at, taken_at, number FROM corrections WHERE place IS NOT NULL \
                   ORDER BY number DESC";
        let mut doubts: BTreeMap<(String, FieldGroup), DoubtRow> = BTreeMap::new();
        for (place, kind, line, at, taken, number) in all!(&mut conn, (String, String, String, i64, i64, i64), sql)? {
            let Some(kind) = CorrectionKind::named(&kind) else { continue };
            let group = kind.group();
            let row = doubts.entry((place.clone(), group)).or_insert_with(|| DoubtRow {
                place,
                group,
                said: Vec::new(),
                lines: Vec::new(),
                times: Vec::new(),
                since: taken,
                first: number,
                stamp: number,
            });
            (row.since, row.first) = (taken, number);
            match row.said.iter_mut().find(|said| said.kind == kind) {
                Some(said) => said.count += 1,
                None => row.said.push(Said { kind, count: 1 }),
            }
            if !line.is_empty() && row.lines.len() < LINES {
                row.lines.push(line);
            }
            row.times.push(at);
        }
        let mut doubts: Vec<DoubtRow> = doubts.into_values().collect();
        for row in &mut doubts {
            row.said.sort_by_key(|said| std::cmp::Reverse(said.count));
            row.times.sort_by_key(|at| std::cmp::Reverse(*at));
            row.times.truncate(TIMES);
        }
        doubts.sort_by_key(|row| row.first);
        Ok(doubts)
    }

    /// Deals with what was said; nothing is written about the place.
    pub(crate) async fn settle_corrections(&self, settling: Settling) -> Result<(), StoreError> {
        self.write(move |tx| Box::pin(async move { settle(tx, &settling).await })).await
    }
}

/// Within the transaction that deals with it: of what was said only the ids are left.
pub(in crate::store) async fn settle(tx: &mut Tx, settling: &Settling) -> Result<(), StoreError> {
    for kind in CorrectionKind::ALL.into_iter().filter(|kind| settling.groups.contains(&kind.group())) {
        if forget(&mut tx.conn, settling, kind).await? > 0 {
            tx.tell(Event::Corrections);
        }
    }
    Ok(())
}

async fn forget(conn: &mut Conn, settling: &Settling, kind: CorrectionKind) -> Result<u64, StoreError> {
    let sql = "UPDATE corrections SET place = NULL, kind = NULL, line = NULL \
               WHERE place = $1 AND kind = $2 AND number <= $3";
    Ok(run!(conn, sql, &settling.place, kind.as_str(), settling.until.unwrap_or(i64::MAX))?)
}
