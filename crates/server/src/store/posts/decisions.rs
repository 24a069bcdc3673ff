//! What a secretary decides, and takes back within a minute.

use api::posts::{Decide, Decision, DeskPost, PostState, Reason};

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::actor::Actor;
use crate::store::connection::counters::next;
use crate::store::connection::db::{Conn, one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tally::{Counted, Done};
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::posts::row::{self, PostRow, no_undo};
use crate::store::posts::{self, queue};

/// One's own decision can be taken back for so long.
const UNDO: i64 = 60_000;

impl Store {
    /// Decides on what was looked at. The same decision sent again is the same decision.
    pub(crate) async fn decide_post(&self, actor: Actor, id: String, decide: Decide) -> Result<DeskPost, StoreError> {
        self.write(move |tx| Box::pin(decide_post(tx, actor, id, decide))).await
    }
}

async fn decide_post(tx: &mut Tx, actor: Actor, id: String, decide: Decide) -> Result<DeskPost, StoreError> {
    let row = queue::find_in(&mut tx.conn, actor.branch, &id).await?;
    if row.version - 1 == decide.version && is_done(&mut tx.conn, &row, &actor, &decide).await? {
        return row.into_desk_post(&mut tx.conn).await;
    }
    if row.version != decide.version {
        return Err(StoreError::Stale);
    }
    match decide.decision {
        Decision::Undo => undo(tx, &row, &actor).await?,
        decision => {
            let to = target(&row, decision)?;
            // Also where another one has decided since: or the second look would be the first one's again.
            if row.appealed_from.as_deref() == Some(actor.not_again()) {
                return Err(StoreError::SamePerson);
            }
            change(tx, &row, &actor, to, decide.reason).await?;
        }
    }
    tx.tell(Event::Feed);
    tx.tell(Event::Queue(row.branch));
    row::find(&mut tx.conn, &id).await?.into_desk_post(&mut tx.conn).await
}

/// Whether this very decision was the last thing that happened: its answer was cut.
async fn is_done(conn: &mut Conn, row: &PostRow, actor: &Actor, decide: &Decide) -> Result<bool, StoreError> {
    let is_own = row.decided_by.as_ref() == Some(&actor.id) && row.undo_by.as_ref() == Some(&actor.id);
    let code = decide.reason.as_ref().map(|reason| reason.code.as_str());
    let is_there = match decide.decision {
        Decision::Approve => row.is_public(),
        Decision::Return => row.state() == PostState::Returned && row.reason_code.as_deref() == code,
        Decision::Remove => row.state() == PostState::Removed && row.reason_code.as_deref() == code,
        // Then nobody has decided any more; who took it back is in the history.
        Decision::Undo => {
            let sql = "SELECT COUNT(*) FROM transitions WHERE post = $1 AND version = $2 AND actor = $3";
            let taken_back = one!(conn, (i64,), sql, &row.id, row.version, &actor.id)?.0;
            return Ok(row.decided_by.is_none() && taken_back > 0);
        }
    };
    Ok(is_own && is_there)
}

/// Where a decision brings a post.
fn target(row: &PostRow, decision: Decision) -> Result<PostState, StoreError> {
    match (decision, row.state()) {
        // Also what somebody thinks better of: 还是发吧, 放回去.
        (Decision::Approve, PostState::Pending | PostState::Returned | PostState::Removed) => Ok(PostState::Approved),
        // Reports hid it, and it is let be.
        (Decision::Approve, PostState::Approved) if row.reports > 0 || row.waiting == 1 => Ok(PostState::Approved),
        (Decision::Return, PostState::Pending) => Ok(PostState::Returned),
        (Decision::Remove, PostState::Approved) => Ok(PostState::Removed),
        // Its writer has asked for another look, and it stays as it is: 维持撤下.
        (Decision::Remove, PostState::Removed) if row.waiting == 1 => Ok(PostState::Removed),
        _ => Err(StoreError::OutOfPlace),
    }
}

async fn change(
    tx: &mut Tx,
    row: &PostRow,
    actor: &Actor,
    to: PostState,
    reason: Option<Reason>,
) -> Result<(), StoreError> {
    let (at, from) = (now(), row.state());
    let code = reason.as_ref().map(|reason| reason.code.as_str());
    let note = reason.as_ref().map(|reason| reason.note.as_str());
    // What was taken down is put back where it was.
    let is_new = matches!(from, PostState::Pending | PostState::Returned) || row.feed_seq.is_none();
    if is_new && to == PostState::Approved {
        let seq = next(&mut tx.conn, "feed").await?;
        let sql = "UPDATE posts SET feed_seq = $2, approved_at = $3 WHERE id = $1";
        run!(&mut tx.conn, sql, &row.id, seq, at)?;
    }
    // Approving keeps the reason of an appealed post: whoever takes that back sees it again.
    let sql = "UPDATE posts SET undo_state = state, undo_waiting = waiting, undo_code = reason_code, \
               undo_note = reason_note, undo_by = $2, undo_changed_at = changed_at, state = $3, waiting = 0, \
               version = version + 1, reason_code = COALESCE($4, reason_code), \
               reason_note = CASE WHEN $4 IS NULL THEN reason_note ELSE $5 END, \
               reports = 0, decided_by = $2, decided_at = $6, changed_at = $6 WHERE id = $1";
    run!(&mut tx.conn, sql, &row.id, &actor.id, to.as_str(), code, note, at)?;
    match to {
        // It may come back with other words.
        PostState::Returned => run!(&mut tx.conn, "DELETE FROM reports WHERE post = $1", &row.id)?,
        // They stay: the same three must not hide it again after each look.
        _ => {
            let sql = "UPDATE reports SET settled = $2 WHERE post = $1 AND settled = 0";
            run!(&mut tx.conn, sql, &row.id, row.version + 1)?
        }
    };
    posts::note(&mut tx.conn, &row.id, row.version + 1, (Some(from), to), code, &actor.id).await?;
    if let Some(done) = done(from, to) {
        tx.count(Counted { done, reason: code.unwrap_or_default().into(), at, by: 1 });
    }
    Ok(())
}

async fn undo(tx: &mut Tx, row: &PostRow, actor: &Actor) -> Result<(), StoreError> {
    let (Some(back), Some(at)) = (row.undo_state.as_deref().map(crate::store::words::state), row.decided_at) else {
        return Err(StoreError::OutOfPlace);
    };
    if row.undo_by.as_ref() != Some(&actor.id) {
        return Err(StoreError::SamePerson);
    }
    if now() - at > UNDO {
        return Err(StoreError::TooLate);
    }
    let sql = "UPDATE reports SET settled = 0 WHERE post = $1 AND settled = $2";
    run!(&mut tx.conn, sql, &row.id, row.version)?;
    // It has waited since it began to, and not since now.
    let sql = concat!(
        "UPDATE posts SET state = undo_state, waiting = undo_waiting, reason_code = undo_code, reason_note = undo_note, \
         changed_at = COALESCE(undo_changed_at, changed_at), \
         reports = (SELECT COUNT(*) FROM reports r WHERE r.post = posts.id AND r.settled = 0), ",
        no_undo!(),
        ", decided_by = NULL, decided_at = NULL, version = version + 1 WHERE id = $1"
    );
    run!(&mut tx.conn, sql, &row.id)?;
    posts::note(&mut tx.conn, &row.id, row.version + 1, (Some(row.state()), back), None, &actor.id).await?;
    let sql = "UPDATE transitions SET takes_back = 1 WHERE post = $1 AND version = $2";
    run!(&mut tx.conn, sql, &row.id, row.version + 1)?;
    if let Some(done) = done(back, row.state()) {
        let code = row.reason_code.as_deref().filter(|_| done != Done::Approved).unwrap_or_default();
        tx.count(Counted { done, reason: code.into(), at, by: -1 });
    }
    Ok(())
}

/// What the summary counts.
fn done(from: PostState, to: PostState) -> Option<Done> {
    match (from, to) {
        (PostState::Pending | PostState::Returned, PostState::Approved) => Some(Done::Approved),
        (_, PostState::Returned) => Some(Done::Returned),
        (PostState::Approved, PostState::Removed) => Some(Done::Removed),
        _ => None,
    }
}
