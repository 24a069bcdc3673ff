//! Drafts and revisions of documents, and the steps between them. See [`api::documents::after`] for which there are.

pub(crate) mod calendar;
pub(crate) mod confirming;
pub(crate) mod imports;
pub(in crate::store) mod lifecycle;
pub(crate) mod overlay;
pub(crate) mod pictures;
pub(crate) mod previews;
pub(crate) mod source_texts;
pub(crate) mod step_request;
pub(crate) mod steps;

use std::collections::{BTreeMap, BTreeSet};

use api::documents::permission::{self, Action, Asker};
use api::documents::{self, Draft, Folder, Revision, RevisionKind, Stage};
use api::posts::ToReview;

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::actor::Actor;
use crate::store::connection::db::{Conn, all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;

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
    hand: Option<String>,
    branch: Option<i64>,
    branch_name: Option<String>,
    /// The drafter's own name.
    pub(crate) drafter_name: Option<String>,
    note: Option<String>,
    /// Hash of the file it was made from.
    pub(crate) base: Option<String>,
    /// Of which it is a row.
    import: Option<i64>,
    kept_at: i64,
    pub(crate) changed_at: i64,
}

/// A question for whole drafts: what follows `FROM`.
macro_rules! drafts {
    ($rest:literal) => {
        concat!(
            "SELECT d.path, d.text, d.version, d.stage, d.drafter, d.hand, d.branch, b.name AS branch_name, \
             w.nickname AS drafter_name, d.note, d.base, d.import, d.kept_at, d.changed_at FROM drafts d \
             LEFT JOIN branches b ON b.id = d.branch LEFT JOIN people w ON w.id = d.drafter ",
            $rest
        )
    };
}

impl DraftRow {
    /// Grows with each change and each step.
    pub(crate) fn version(&self) -> i64 {
        self.version
    }

    /// Where it stands.
    pub(crate) fn stage(&self) -> Stage {
        Stage::ALL.into_iter().find(|stage| stage.as_str() == self.stage).unwrap_or(Stage::Draft)
    }

    /// The line it came back with, where it did and was not handed on since.
    pub(crate) fn came_back(&self) -> Option<&str> {
        self.note.as_deref().filter(|_| self.stage() == Stage::Draft)
    }

    /// Whether this person has begun it or changed it last: then it is somebody else who looks at it.
    pub(crate) fn is_of(&self, person: &str) -> bool {
        [&self.drafter, &self.hand].into_iter().any(|one| one.as_deref() == Some(person))
    }

    /// Who wrote what is there, and for which branch: the drafter, or somebody of the committee.
    fn writer(&self) -> (Option<&str>, Option<i64>) {
        (self.hand.as_deref(), self.branch.filter(|_| self.hand == self.drafter))
    }

    /// For somebody at the desk.
    pub(crate) fn into_draft(self, person: &str) -> Draft {
        let (stage, is_mine) = (self.stage(), self.is_of(person));
        let Self { text, version, branch_name: branch, drafter_name: by, note, changed_at, .. } = self;
        Draft { text, version, stage, is_mine, by, branch, note, changed_at }
    }

    /// What somebody is to it.
    fn asker(&self, actor: &Actor, folder: Folder) -> Asker {
        Asker { is_mine: self.is_of(&actor.id), has_drafter: self.drafter.is_some(), ..actor.asker(folder) }
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
    /// Since when: Unix milliseconds.
    since: i64,
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
    actor_name: Option<String>,
    at: i64,
    note: Option<String>,
    publish_from: Option<i64>,
    cancelled: i64,
}

impl RevisionRow {
    fn into_revision(self) -> Revision {
        let kind = RevisionKind::ALL.into_iter().find(|kind| kind.as_str() == self.kind).unwrap_or(RevisionKind::Saved);
        let Self { number, branch_name: branch, actor_name: by, at, note, publish_from, cancelled, .. } = self;
        Revision { number, kind, by, branch, at, note, publish_from, cancelled: cancelled == 1 }
    }
}

impl Store {
    /// Every draft there is, by path.
    pub(crate) async fn drafts(&self) -> Result<Vec<DraftRow>, StoreError> {
        let mut conn = self.conn().await?;
        Ok(all!(&mut conn, DraftRow, drafts!("ORDER BY d.path"))?)
    }

    /// How many drafts wait for this person's look: those that others have begun, and changed last.
    pub(crate) async fn to_review(&self, person: &str) -> Result<Vec<ToReview>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT path FROM drafts WHERE stage = 'review' AND (drafter IS NULL OR drafter <> $1) \
                   AND (hand IS NULL OR hand <> $1)";
        Ok(by_folder(all!(&mut conn, (String,), sql, person)?.iter().map(|(path,)| path.as_str())))
    }

    /// How many of this person's drafts came back.
    pub(crate) async fn returned(&self, person: &str) -> Result<Vec<ToReview>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT path FROM drafts WHERE stage = 'draft' AND note IS NOT NULL AND (drafter = $1 OR hand = $1)";
        Ok(by_folder(all!(&mut conn, (String,), sql, person)?.iter().map(|(path,)| path.as_str())))
    }

    /// Drafts that wait for this person's look, or came back to them; the one that has waited longest first.
    pub(crate) async fn waiting_drafts(&self, person: &str) -> Result<Vec<DraftRow>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = drafts!(
            "WHERE d.stage = 'review' AND (d.drafter IS NULL OR d.drafter <> $1) AND (d.hand IS NULL OR d.hand <> $1) \
             OR d.stage = 'draft' AND d.note IS NOT NULL AND (d.drafter = $1 OR d.hand = $1) ORDER BY d.changed_at, d.path"
        );
        Ok(all!(&mut conn, DraftRow, sql, person)?)
    }

    /// The last words of what is no draft any more, and was never shown nor is planned, by path.
    pub(crate) async fn put_aside(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT r.path, r.text FROM revisions r \
                   WHERE NOT EXISTS (SELECT 1 FROM drafts d WHERE d.path = r.path) \
                   AND NOT EXISTS (SELECT 1 FROM revisions n WHERE n.path = r.path AND (n.number > r.number \
                   OR n.publish_from IS NOT NULL AND n.cancelled = 0))";
        Ok(all!(&mut conn, (String, String), sql)?.into_iter().collect())
    }

    /// The draft of a document.
    pub(crate) async fn draft(&self, path: &str) -> Result<Option<DraftRow>, StoreError> {
        find(&mut self.conn().await?, path).await
    }

    /// A document's past, newest first.
    pub(crate) async fn revisions(&self, path: &str) -> Result<Vec<Revision>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT r.number, r.kind, b.name AS branch_name, w.nickname AS actor_name, r.at, r.note, r.publish_from, \
                   r.cancelled FROM revisions r LEFT JOIN branches b ON b.id = r.branch \
                   LEFT JOIN people w ON w.id = r.actor WHERE r.path = $1 ORDER BY r.number DESC";
        let rows = all!(&mut conn, RevisionRow, sql, path)?;
        Ok(rows.into_iter().map(RevisionRow::into_revision).collect())
    }

    /// The number of a document's newest revision; 0 where there is none.
    pub(crate) async fn newest_revision(&self, path: &str) -> Result<i64, StoreError> {
        newest(&mut self.conn().await?, path).await
    }

    /// The whole file as it was.
    pub(crate) async fn revision_text(&self, path: &str, number: i64) -> Result<String, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT text FROM revisions WHERE path = $1 AND number = $2";
        maybe!(&mut conn, (String,), sql, path, number)?.map(|row| row.0).ok_or(StoreError::Missing)
    }

    /// What readers are shown now instead of the files.
    pub(crate) async fn shown(&self) -> Result<Vec<ShownRow>, StoreError> {
        let mut conn = self.conn().await?;
        Ok(all!(
            &mut conn,
            ShownRow,
            "SELECT r.path, r.text, r.kind, r.base, r.publish_from AS since FROM revisions r WHERE r.publish_from IS NOT NULL AND r.cancelled = 0 \
             AND (r.shown = 1 OR r.publish_from <= $1) AND NOT EXISTS (SELECT 1 FROM revisions n WHERE n.path = r.path \
             AND n.publish_from IS NOT NULL AND n.cancelled = 0 AND (n.shown = 1 OR n.publish_from <= $1) \
             AND n.number > r.number) ORDER BY r.path",
            now()
        )?)
    }

    /// The path of every document of a folder that the database knows or has known: a new one gets none of these names,
    /// even where nobody is shown it yet.
    pub(crate) async fn known_paths(&self, folder: Folder) -> Result<BTreeSet<String>, StoreError> {
        known_paths(&mut self.conn().await?, folder).await
    }

    /// What has come due was shown from now on, even if the clock is put back later.
    pub(crate) async fn note_shown(&self) -> Result<(), StoreError> {
        let sql = "SELECT COUNT(*) FROM revisions WHERE publish_from <= $1 AND shown = 0 AND cancelled = 0";
        let (due,) = one!(&mut self.conn().await?, (i64,), sql, now())?;
        if due == 0 {
            return Ok(());
        }
        self.write_system(move |tx| {
            Box::pin(async move {
                let sql = "UPDATE revisions SET shown = 1 WHERE publish_from <= $1 AND shown = 0 AND cancelled = 0";
                run!(&mut tx.conn, sql, now())?;
                Ok(())
            })
        })
        .await
    }

    /// Saves a draft. The same text sent again is the same draft. `base`: hash of the file that a new draft is made of, or
    /// one whose writer has looked at that file.
    pub(crate) async fn save_draft(
        &self,
        actor: Actor,
        path: String,
        save: documents::SaveDraft,
        base: Option<String>,
    ) -> Result<DraftRow, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                if save.file_seen {
                    // Then there is nothing left to choose.
                    tx.tell(Event::Content);
                }
                let row = save_draft(&mut tx.conn, &actor, &path, save, base).await?;
                tx.tell(Event::Draft(path, row.version));
                Ok(row)
            })
        })
        .await
    }
}

/// How many of these paths are of each folder, where some are.
pub(crate) fn by_folder<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Vec<ToReview> {
    let is_in = |folder| paths.clone().filter(|path| Folder::of(path).is_some_and(|(its, _)| its == folder)).count();
    let counts = Folder::ALL.into_iter().map(|folder| ToReview { folder, count: is_in(folder) as i64 });
    counts.filter(|counted| counted.count > 0).collect()
}

pub(in crate::store) async fn known_paths(conn: &mut Conn, folder: Folder) -> Result<BTreeSet<String>, StoreError> {
    let sql = "SELECT path FROM drafts WHERE path LIKE $1 UNION SELECT path FROM revisions WHERE path LIKE $1";
    let paths = all!(conn, (String,), sql, folder.path("%"))?;
    Ok(paths.into_iter().map(|(path,)| path).collect())
}

pub(in crate::store) async fn find(conn: &mut Conn, path: &str) -> Result<Option<DraftRow>, StoreError> {
    Ok(maybe!(conn, DraftRow, drafts!("WHERE d.path = $1"), path)?)
}

/// The number of the newest revision; 0 where there is none.
async fn newest(conn: &mut Conn, path: &str) -> Result<i64, StoreError> {
    Ok(one!(conn, (i64,), "SELECT COALESCE(MAX(number), 0) FROM revisions WHERE path = $1", path)?.0)
}

pub(in crate::store) async fn save_draft(
    conn: &mut Conn,
    actor: &Actor,
    path: &str,
    save: documents::SaveDraft,
    base: Option<String>,
) -> Result<DraftRow, StoreError> {
    let Some(row) = find(conn, path).await? else {
        if save.version != 0 {
            return Err(StoreError::Stale);
        }
        begin(conn, actor, path, &save.text, base, None).await?;
        return find(conn, path).await?.ok_or(StoreError::Missing);
    };
    let folder = Folder::of(path).ok_or(StoreError::Missing)?.0;
    permission::may(folder, Action::Write, row.asker(actor, folder))?;
    // The answer was cut, and it is sent again.
    let base = if save.file_seen { base } else { row.base.clone() };
    let is_there = row.text == save.text && row.base == base;
    if is_there && (row.version == save.version || row.version == save.version.saturating_add(1)) {
        return Ok(row);
    }
    if row.stage() != Stage::Draft {
        return Err(StoreError::OutOfPlace);
    }
    if row.version != save.version {
        return Err(StoreError::Stale);
    }
    let at = now();
    let is_kept = at - row.kept_at >= KEEP || row.hand.as_ref() != Some(&actor.id);
    if is_kept {
        keep(conn, row.writer(), &row, RevisionKind::Saved, None).await?;
    }
    let kept_at = if is_kept { at } else { row.kept_at };
    let sql = "UPDATE drafts SET text = $2, version = version + 1, drafter = COALESCE(drafter, $3), hand = $3, base = $4, \
               changed_at = $5, kept_at = $6 WHERE path = $1";
    run!(conn, sql, path, &save.text, &actor.id, base, at, kept_at)?;
    find(conn, path).await?.ok_or(StoreError::Missing)
}

/// Makes a draft where there is none. `import`: of which it is a row.
pub(in crate::store) async fn begin(
    conn: &mut Conn,
    actor: &Actor,
    path: &str,
    text: &str,
    base: Option<String>,
    import: Option<i64>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO drafts (path, text, version, stage, drafter, hand, branch, base, import, kept_at, changed_at) \
               VALUES ($1, $2, 1, 'draft', $3, $3, $4, $5, $6, $7, $7)";
    run!(conn, sql, path, text, &actor.id, actor.branch, base, import, now())?;
    Ok(())
}

/// Keeps a draft's text as a revision that is not shown.
async fn keep(
    conn: &mut Conn,
    (actor, branch): (Option<&str>, Option<i64>),
    row: &DraftRow,
    kind: RevisionKind,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let number = newest(conn, &row.path).await? + 1;
    let sql = "INSERT INTO revisions (path, number, kind, text, actor, branch, at, note, base) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    run!(conn, sql, &row.path, number, kind.as_str(), &row.text, actor, branch, now(), note, &row.base)?;
    Ok(())
}
