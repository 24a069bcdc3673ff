//! Drafts and revisions of documents, and the steps between them. See [`api::documents::after`] for which there are.

mod taken;

use api::documents::{self, Draft, Revision, RevisionKind, Stage, Step};

use super::db::{Conn, all, maybe, one, run};
use super::{Event, Judge, Store, StoreError, Tx, now};

pub(crate) use taken::{Taken, Verified};

/// While somebody types, what was there is kept so often.
const KEEP: i64 = 10 * 60_000;

/// A draft as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct DraftRow {
    /// Of its file.
    pub(crate) path: String,
    pub(crate) text: String,
    version: i64,
    stage: String,
    pub(crate) drafter: Option<String>,
    branch_name: Option<String>,
    note: Option<String>,
    base: Option<String>,
    kept_at: i64,
    pub(crate) changed_at: i64,
}

/// A question for whole drafts: what follows `FROM`.
macro_rules! drafts {
    ($rest:literal) => {
        concat!(
            "SELECT d.path, d.text, d.version, d.stage, d.drafter, b.name AS branch_name, d.note, d.base, d.kept_at, \
             d.changed_at FROM drafts d LEFT JOIN branches b ON b.id = d.branch ",
            $rest
        )
    };
}

impl DraftRow {
    /// Where it stands.
    pub(crate) fn stage(&self) -> Stage {
        Stage::ALL.into_iter().find(|stage| stage.as_str() == self.stage).unwrap_or(Stage::Draft)
    }

    /// Whether this person has drafted it.
    pub(crate) fn is_of(&self, person: &str) -> bool {
        self.drafter.as_deref() == Some(person)
    }

    /// For somebody at the desk.
    pub(crate) fn into_draft(self, person: &str) -> Draft {
        let (stage, is_mine) = (self.stage(), self.is_of(person));
        let Self { text, version, branch_name: branch, note, changed_at, .. } = self;
        Draft { text, version, stage, is_mine, branch, note, changed_at }
    }

    /// Only its drafter and the committee change it; one that its drafter has left is anybody's.
    fn check_hand(&self, judge: &Judge) -> Result<(), StoreError> {
        match self.drafter.is_none() || self.is_of(&judge.id) || judge.branch.is_none() {
            true => Ok(()),
            false => Err(StoreError::NotYours),
        }
    }
}

/// What readers are shown of a path by the database.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct ShownRow {
    /// Of its file.
    pub(crate) path: String,
    /// The whole file.
    pub(crate) text: String,
    kind: String,
    /// Hash of the file it was made from.
    pub(crate) base: Option<String>,
}

impl ShownRow {
    /// Whether readers are told that it was withdrawn.
    pub(crate) fn is_withdrawn(&self) -> bool {
        self.kind == RevisionKind::Withdrawn.as_str()
    }
}

#[derive(sqlx::FromRow)]
struct RevisionRow {
    number: i64,
    kind: String,
    branch_name: Option<String>,
    at: i64,
    note: Option<String>,
    publish_from: Option<i64>,
    cancelled: i64,
}

impl RevisionRow {
    fn into_revision(self) -> Revision {
        let kind = RevisionKind::ALL.into_iter().find(|kind| kind.as_str() == self.kind).unwrap_or(RevisionKind::Saved);
        let Self { number, branch_name: branch, at, note, publish_from, cancelled, .. } = self;
        Revision { number, kind, branch, at, note, publish_from, cancelled: cancelled == 1 }
    }
}

impl Store {
    /// Every draft there is, by path.
    pub(crate) async fn drafts(&self) -> Result<Vec<DraftRow>, StoreError> {
        let mut conn = self.conn().await?;
        Ok(all!(&mut conn, DraftRow, drafts!("ORDER BY d.path"))?)
    }

    /// The draft of a document.
    pub(crate) async fn draft(&self, path: &str) -> Result<Option<DraftRow>, StoreError> {
        find(&mut self.conn().await?, path).await
    }

    /// A document's past, newest first.
    pub(crate) async fn revisions(&self, path: &str) -> Result<Vec<Revision>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT r.number, r.kind, b.name AS branch_name, r.at, r.note, r.publish_from, r.cancelled \
                   FROM revisions r LEFT JOIN branches b ON b.id = r.branch WHERE r.path = $1 ORDER BY r.number DESC";
        let rows = all!(&mut conn, RevisionRow, sql, path)?;
        Ok(rows.into_iter().map(RevisionRow::into_revision).collect())
    }

    /// The whole file as it was.
    pub(crate) async fn revision_text(&self, path: &str, number: i64) -> Result<String, StoreError> {
        let mut conn = self.conn().await?;
        text_of(&mut conn, path, number).await
    }

    /// What readers are shown now instead of the files.
    pub(crate) async fn shown(&self) -> Result<Vec<ShownRow>, StoreError> {
        let mut conn = self.conn().await?;
        Ok(all!(
            &mut conn,
            ShownRow,
            "SELECT r.path, r.text, r.kind, r.base FROM revisions r WHERE r.publish_from IS NOT NULL AND r.cancelled = 0 \
             AND (r.shown = 1 OR r.publish_from <= $1) AND NOT EXISTS (SELECT 1 FROM revisions n WHERE n.path = r.path \
             AND n.publish_from IS NOT NULL AND n.cancelled = 0 AND (n.shown = 1 OR n.publish_from <= $1) \
             AND n.number > r.number) ORDER BY r.path",
            now()
        )?)
    }

    /// What will be shown, and when.
    pub(crate) async fn scheduled(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT path, publish_from FROM revisions WHERE publish_from > $1 AND shown = 0 AND cancelled = 0 \
                   ORDER BY publish_from, path";
        Ok(all!(&mut conn, (String, i64), sql, now())?)
    }

    /// What has come due was shown from now on, even if the clock is put back later.
    pub(crate) async fn note_shown(&self) -> Result<(), StoreError> {
        let sql = "SELECT COUNT(*) FROM revisions WHERE publish_from <= $1 AND shown = 0 AND cancelled = 0";
        let (due,) = one!(&mut self.conn().await?, (i64,), sql, now())?;
        if due == 0 {
            return Ok(());
        }
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "UPDATE revisions SET shown = 1 WHERE publish_from <= $1 AND shown = 0 AND cancelled = 0";
                run!(&mut tx.conn, sql, now())?;
                Ok(())
            })
        })
        .await
    }

    /// Saves a draft. The same text sent again is the same draft. `base`: hash of the file it is made from.
    pub(crate) async fn save_draft(
        &self,
        judge: Judge,
        path: String,
        save: documents::SaveDraft,
        base: Option<String>,
    ) -> Result<DraftRow, StoreError> {
        self.write(move |tx| Box::pin(async move { save_draft(&mut tx.conn, &judge, &path, save, base).await })).await
    }

    /// Takes a step; the draft there is afterwards.
    pub(crate) async fn take_step(&self, judge: Judge, taken: Taken) -> Result<Option<DraftRow>, StoreError> {
        self.write(move |tx| Box::pin(take_step(tx, judge, taken))).await
    }
}

pub(super) async fn find(conn: &mut Conn, path: &str) -> Result<Option<DraftRow>, StoreError> {
    Ok(maybe!(conn, DraftRow, drafts!("WHERE d.path = $1"), path)?)
}

async fn text_of(conn: &mut Conn, path: &str, number: i64) -> Result<String, StoreError> {
    let sql = "SELECT text FROM revisions WHERE path = $1 AND number = $2";
    maybe!(conn, (String,), sql, path, number)?.map(|row| row.0).ok_or(StoreError::Missing)
}

/// The number of the newest revision; 0 where there is none.
async fn newest(conn: &mut Conn, path: &str) -> Result<i64, StoreError> {
    Ok(one!(conn, (i64,), "SELECT COALESCE(MAX(number), 0) FROM revisions WHERE path = $1", path)?.0)
}

pub(super) async fn save_draft(
    conn: &mut Conn,
    judge: &Judge,
    path: &str,
    save: documents::SaveDraft,
    base: Option<String>,
) -> Result<DraftRow, StoreError> {
    let Some(row) = find(conn, path).await? else {
        if save.version != 0 {
            return Err(StoreError::Stale);
        }
        begin(conn, judge, path, &save.text, base).await?;
        return find(conn, path).await?.ok_or(StoreError::Missing);
    };
    row.check_hand(judge)?;
    // The answer was cut, and it is sent again.
    if row.text == save.text && (row.version == save.version || row.version == save.version + 1) {
        return Ok(row);
    }
    if row.stage() != Stage::Draft {
        return Err(StoreError::OutOfPlace);
    }
    if row.version != save.version {
        return Err(StoreError::Stale);
    }
    let at = now();
    let is_kept = at - row.kept_at >= KEEP;
    if is_kept {
        keep(conn, judge, &row, RevisionKind::Saved, None).await?;
    }
    let kept_at = if is_kept { at } else { row.kept_at };
    let sql = "UPDATE drafts SET text = $2, version = version + 1, drafter = COALESCE(drafter, $3), base = $4, \
               changed_at = $5, kept_at = $6, import = NULL WHERE path = $1";
    run!(conn, sql, path, &save.text, &judge.id, base, at, kept_at)?;
    find(conn, path).await?.ok_or(StoreError::Missing)
}

/// Makes a draft where there is none.
pub(super) async fn begin(
    conn: &mut Conn,
    judge: &Judge,
    path: &str,
    text: &str,
    base: Option<String>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO drafts (path, text, version, stage, drafter, branch, base, kept_at, changed_at) \
               VALUES ($1, $2, 1, 'draft', $3, $4, $5, $6, $6)";
    run!(conn, sql, path, text, &judge.id, judge.branch, base, now())?;
    Ok(())
}

/// Keeps a draft's text as a revision that is not shown.
async fn keep(
    conn: &mut Conn,
    judge: &Judge,
    row: &DraftRow,
    kind: RevisionKind,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let number = newest(conn, &row.path).await? + 1;
    let sql = "INSERT INTO revisions (path, number, kind, text, actor, branch, at, note, base) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    run!(conn, sql, &row.path, number, kind.as_str(), &row.text, &judge.id, judge.branch, now(), note, &row.base)?;
    Ok(())
}

/// A revision to be shown.
struct Showing<'a> {
    kind: RevisionKind,
    text: &'a str,
    base: Option<&'a str>,
    note: Option<&'a str>,
    from: i64,
    is_alone: bool,
}

/// What is shown from a moment on takes the place of all that was to be shown later.
async fn show(conn: &mut Conn, judge: &Judge, path: &str, showing: Showing<'_>) -> Result<(), StoreError> {
    let (at, number) = (now(), newest(conn, path).await? + 1);
    cancel(conn, path).await?;
    let Showing { kind, text, base, note, from, is_alone } = showing;
    let sql = "INSERT INTO revisions (path, number, kind, text, actor, branch, at, note, base, alone, publish_from, shown) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let (alone, shown) = (i64::from(is_alone), i64::from(from <= at));
    let kind = kind.as_str();
    run!(conn, sql, path, number, kind, text, &judge.id, judge.branch, at, note, base, alone, from, shown)?;
    Ok(())
}

/// Calls off what was to be shown later; how many that were.
async fn cancel(conn: &mut Conn, path: &str) -> Result<u64, StoreError> {
    let sql =
        "UPDATE revisions SET cancelled = 1 WHERE path = $1 AND publish_from > $2 AND shown = 0 AND cancelled = 0";
    Ok(run!(conn, sql, path, now())?)
}

async fn take_step(tx: &mut Tx, judge: Judge, taken: Taken) -> Result<Option<DraftRow>, StoreError> {
    let Taken { path, step: take, file, remake, verified, checked, one_person } = taken;
    let conn = &mut tx.conn;
    let row = find(conn, &path).await?;
    let to = documents::after(row.as_ref().map(DraftRow::stage), take.step).map_err(|_| StoreError::OutOfPlace)?;
    let is_of_draft = !matches!(take.step, Step::Withdraw | Step::Unschedule | Step::Restore);
    let looked_at = match &row {
        Some(row) if is_of_draft => row.version,
        _ => newest(conn, &path).await?,
    };
    if looked_at != take.version {
        return Err(StoreError::Stale);
    }
    let note = take.note.as_deref();
    match (take.step, &row) {
        (Step::Submit | Step::TakeBack, Some(row)) => {
            row.check_hand(&judge)?;
            if take.step == Step::Submit {
                if checked.as_ref() != Some(&row.text) {
                    return Err(StoreError::Stale);
                }
                keep(conn, &judge, row, RevisionKind::Submitted, note).await?;
            }
        }
        (Step::Return, Some(row)) => {
            if row.is_of(&judge.id) {
                return Err(StoreError::SamePerson);
            }
            keep(conn, &judge, row, RevisionKind::Returned, note).await?;
        }
        (Step::Publish, Some(row)) => {
            let is_alone = row.is_of(&judge.id);
            if is_alone && !one_person {
                return Err(StoreError::SamePerson);
            }
            if checked.as_ref() != Some(&row.text) {
                return Err(StoreError::Stale);
            }
            let from = take.publish_from.unwrap_or(0).max(now());
            let (kind, base) = (RevisionKind::Published, row.base.as_deref());
            show(conn, &judge, &path, Showing { kind, text: &row.text, base, note, from, is_alone }).await?;
            if let Some(Verified { source, digest, slug, why }) = verified {
                let sql = "INSERT INTO verified (source, digest, slug, why, at) VALUES ($1, $2, $3, $4, $5) \
                           ON CONFLICT (source, digest) DO UPDATE SET why = excluded.why";
                run!(conn, sql, source, digest, slug, why, now())?;
            }
        }
        (Step::Discard, Some(row)) => row.check_hand(&judge)?,
        (Step::Withdraw, _) => {
            let shown = shown_at(conn, &path).await?.or_else(|| file.as_ref().map(|(text, _)| text.clone()));
            let text = shown.as_deref().and_then(remake).ok_or(StoreError::OutOfPlace)?;
            let base = file.as_ref().map(|(_, hash)| hash.as_str());
            let (kind, from) = (RevisionKind::Withdrawn, now());
            show(conn, &judge, &path, Showing { kind, text: &text, base, note, from, is_alone: false }).await?;
        }
        (Step::Unschedule, _) => {
            let sql =
                "SELECT text FROM revisions WHERE path = $1 AND publish_from > $2 AND shown = 0 AND cancelled = 0";
            let (text,) = maybe!(conn, (String,), sql, &path, now())?.ok_or(StoreError::OutOfPlace)?;
            cancel(conn, &path).await?;
            if row.is_none() {
                begin(conn, &judge, &path, &text, file.map(|(_, hash)| hash)).await?;
            }
        }
        (Step::Restore, _) => {
            let number = take.revision.ok_or(StoreError::Unfit("revision"))?;
            let text = text_of(conn, &path, number).await?;
            let text = remake(&text).unwrap_or(text);
            begin(conn, &judge, &path, &text, file.map(|(_, hash)| hash)).await?;
        }
        // `after` has let none of these through.
        (_, None) => return Err(StoreError::OutOfPlace),
    }
    match (row.is_some(), to) {
        (true, None) => drop(run!(conn, "DELETE FROM drafts WHERE path = $1", &path)?),
        (true, Some(stage)) if is_of_draft => {
            let note = note.filter(|_| take.step == Step::Return);
            let sql = "UPDATE drafts SET stage = $2, note = $3, version = version + 1, changed_at = $4 WHERE path = $1";
            run!(conn, sql, &path, stage.as_str(), note, now())?;
        }
        _ => {}
    }
    tx.tell(Event::Content);
    find(&mut tx.conn, &path).await
}

/// What the database shows of a path now.
async fn shown_at(conn: &mut Conn, path: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT text FROM revisions WHERE path = $1 AND publish_from IS NOT NULL AND cancelled = 0 \
               AND (shown = 1 OR publish_from <= $2) ORDER BY number DESC LIMIT 1";
    Ok(maybe!(conn, (String,), sql, path, now())?.map(|row| row.0))
}
