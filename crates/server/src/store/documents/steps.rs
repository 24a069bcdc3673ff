//! Steps, within the transaction they are taken in.

use api::documents::permission::{self, Action};
use api::documents::{self, Folder, ORIGINAL, RevisionKind, Step};

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::actor::Actor;
use crate::store::connection::db::{Conn, maybe, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::corrections;
use crate::store::documents::step_request::{StepRequest, Verified};
use crate::store::documents::{DraftRow, begin, find, keep, newest};
use crate::store::error::StoreError;

/// A revision to be shown.
struct Showing<'a> {
    kind: RevisionKind,
    text: &'a str,
    base: Option<&'a str>,
    note: Option<&'a str>,
    from: i64,
    is_alone: bool,
    import: Option<i64>,
}

/// What is shown from a moment on takes the place of all that was to be shown then or later. What comes before it stays.
async fn show(conn: &mut Conn, actor: &Actor, path: &str, showing: Showing<'_>) -> Result<(), StoreError> {
    let (at, number) = (now(), newest(conn, path).await? + 1);
    let Showing { kind, text, base, note, from, is_alone, import } = showing;
    let sql = "UPDATE revisions SET cancelled = 1 WHERE path = $1 AND publish_from > $2 AND publish_from >= $3 \
               AND shown = 0 AND cancelled = 0";
    run!(conn, sql, path, at, from)?;
    let sql = "INSERT INTO revisions (path, number, kind, text, actor, branch, at, note, base, alone, publish_from, shown, import) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let (alone, shown) = (i64::from(is_alone), i64::from(from <= at));
    let kind = kind.as_str();
    run!(conn, sql, path, number, kind, text, &actor.id, actor.branch, at, note, base, alone, from, shown, import)?;
    Ok(())
}

impl Store {
    /// Takes a step; the draft there is afterwards.
    pub(crate) async fn take_step(&self, actor: Actor, request: StepRequest) -> Result<Option<DraftRow>, StoreError> {
        self.write(move |tx| Box::pin(take_step(tx, actor, request))).await
    }
}

pub(in crate::store) async fn take_step(
    tx: &mut Tx,
    actor: Actor,
    request: StepRequest,
) -> Result<Option<DraftRow>, StoreError> {
    let StepRequest { path, step: take, file, remake, verified, checked, settles } = request;
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
    let (folder, slug) = Folder::of(&path).ok_or(StoreError::Missing)?;
    let asker = row.as_ref().map_or_else(|| actor.asker(folder), |row| row.asker(&actor, folder));
    permission::may(folder, Action::Take(take.step), asker)?;
    let (note, by) = (take.note.as_deref(), (Some(actor.id.as_str()), actor.branch));
    match (take.step, &row) {
        (Step::Submit | Step::TakeBack, Some(row)) => {
            if take.step == Step::Submit {
                if checked.as_ref() != Some(&row.text) {
                    return Err(StoreError::Stale);
                }
                // Where nobody else has to look it is half of one step.
                if !asker.one_suffices {
                    keep(conn, by, row, RevisionKind::Submitted, note).await?;
                }
            }
        }
        (Step::Return, Some(row)) => {
            keep(conn, by, row, RevisionKind::Returned, note).await?;
        }
        (Step::Publish, Some(row)) => {
            if checked.as_ref() != Some(&row.text) {
                return Err(StoreError::Stale);
            }
            let from = take.publish_from.unwrap_or(0).max(now());
            let (kind, base) = (RevisionKind::Published, row.base.as_deref());
            let (text, is_alone, import) = (row.text.as_str(), asker.is_mine, row.import);
            show(conn, &actor, &path, Showing { kind, text, base, note, from, is_alone, import }).await?;
            if let Some(Verified { source, digest, slug, why }) = verified {
                let sql = "INSERT INTO verified (source, digest, slug, why, at) VALUES ($1, $2, $3, $4, $5) \
                           ON CONFLICT (source, digest) DO UPDATE SET why = excluded.why";
                run!(conn, sql, source, digest, slug, why, now())?;
            }
        }
        (Step::Discard, Some(row)) => {
            keep(conn, row.writer(), row, RevisionKind::Saved, None).await?;
            // A source that nobody has published takes its texts along: the next one of that name has its own.
            if folder == Folder::Sources && file.is_none() && shown_at(conn, &path).await?.is_none() {
                run!(conn, "DELETE FROM source_texts WHERE source = $1", slug)?;
            }
        }
        (Step::Withdraw, _) => {
            let shown = shown_at(conn, &path).await?.or_else(|| file.as_ref().map(|(text, _)| text.clone()));
            let text = shown.as_deref().and_then(remake).ok_or(StoreError::OutOfPlace)?;
            let base = file.as_ref().map(|(_, hash)| hash.as_str());
            let (kind, from) = (RevisionKind::Withdrawn, now());
            let showing = Showing { kind, text: &text, base, note, from, is_alone: false, import: None };
            show(conn, &actor, &path, showing).await?;
        }
        (Step::Unschedule, _) => {
            // One at a time: the newest.
            let sql = "SELECT number, text, base, import FROM revisions WHERE path = $1 AND publish_from > $2 AND shown = 0 \
                       AND cancelled = 0 ORDER BY number DESC LIMIT 1";
            let found = maybe!(conn, (i64, String, Option<String>, Option<i64>), sql, &path, now())?;
            let (number, text, base, import) = found.ok_or(StoreError::OutOfPlace)?;
            run!(conn, "UPDATE revisions SET cancelled = 1 WHERE path = $1 AND number = $2", &path, number)?;
            if row.is_none() {
                begin(conn, &actor, &path, &text, base, import).await?;
                // It is a row of its import still, and not as that has made it: taking back the import leaves it.
                if import.is_some() {
                    run!(conn, "UPDATE drafts SET version = 2 WHERE path = $1", &path)?;
                }
            }
        }
        (Step::Restore, _) => {
            let found = match take.revision.ok_or(StoreError::Unfit("revision"))? {
                ORIGINAL => file.map(|(text, hash)| (text, Some(hash))),
                number => {
                    let sql = "SELECT text, base FROM revisions WHERE path = $1 AND number = $2";
                    maybe!(conn, (String, Option<String>), sql, &path, number)?
                }
            };
            let (text, base) = found.ok_or(StoreError::Missing)?;
            let text = remake(&text).unwrap_or(text);
            begin(conn, &actor, &path, &text, base, None).await?;
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
    if let Some(settles) = settles {
        corrections::settle(tx, &settles).await?;
    }
    tx.tell(Event::Content);
    find(&mut tx.conn, &path).await
}

/// What the database shows of a path now.
pub(super) async fn shown_at(conn: &mut Conn, path: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT text FROM revisions WHERE path = $1 AND publish_from IS NOT NULL AND cancelled = 0 \
               AND (shown = 1 OR publish_from <= $2) ORDER BY number DESC LIMIT 1";
    Ok(maybe!(conn, (String,), sql, path, now())?.map(|row| row.0))
}
