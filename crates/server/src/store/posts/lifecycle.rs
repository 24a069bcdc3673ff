//! What becomes of posts, and of what hangs on them, when somebody leaves, when the deployment closes, and with time.

use std::collections::HashSet;

use api::people::{Export, ExportedDecision, ExportedReport};

use crate::infra::clock::{month, now};
use crate::infra::secrets;
use crate::store::connection::db::{Conn, all, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::posts::erase;
use crate::store::posts::row::no_undo;
use crate::store::subject::Subject;
use crate::store::{Store, words};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// So long after its decision a nomination is kept, in milliseconds.
const NOMINATIONS: i64 = 90 * DAY;

/// What members say, what others do about it, and counts of it all.
pub(in crate::store) const POSTS: Subject = Subject {
    tables: &["agrees", "deletions", "posts", "replies", "reports", "tallies", "transitions"],
    export_me: Some(|store, id, export| Box::pin(export_me(store, id, export))),
    leave: Some(|store, tx, id| Box::pin(leave(store, tx, id))),
    close: Some(|tx| Box::pin(close(tx))),
    cleanup: Some(|tx| Box::pin(cleanup(tx))),
    restore: Some(|store, tx, ledger| Box::pin(restore(store, tx, ledger))),
};

async fn export_me(store: &Store, id: &str, export: &mut Export) -> Result<(), StoreError> {
    export.posts = store.my_posts(id, i64::MAX).await?;
    export.agrees = store.agrees(id).await?;
    export.reports = store.reports(id).await?;
    let reasons = store.report_reasons(id).await?;
    export.report_reasons = reasons.into_iter().map(|(post, reason)| ExportedReport { post, reason }).collect();
    export.replies = store.replies(id).await?;
    export.decisions = decisions(&mut store.conn().await?, id).await?;
    Ok(())
}

/// What somebody has decided about others' posts, oldest first. The line beside a reason is kept for the last one of a
/// post alone.
async fn decisions(conn: &mut Conn, id: &str) -> Result<Vec<ExportedDecision>, StoreError> {
    let sql = "SELECT t.post, t.to_state, t.reason_code, CASE WHEN p.decided_by = t.actor AND t.version = \
               (SELECT MAX(o.version) FROM transitions o WHERE o.post = t.post AND o.actor = t.actor) \
               THEN p.reason_note END, t.at FROM transitions t JOIN posts p ON p.id = t.post \
               WHERE t.actor = $1 AND p.member <> $1 ORDER BY t.at, t.post";
    let rows = all!(conn, (String, String, Option<String>, Option<String>, i64), sql, id)?;
    let decision = |(post, state, code, note, at): (String, String, Option<String>, _, _)| ExportedDecision {
        post,
        state: words::state(&state),
        reason: words::reason(code.as_deref(), note),
        at,
    };
    Ok(rows.into_iter().map(decision).collect())
}

/// Their own posts go for good. 同感 and reports go with the person: here they are only counted. What was decided or
/// answered stays, by nobody.
async fn leave(store: &Store, tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    let own = all!(&mut tx.conn, (String, i64), "SELECT id, branch FROM posts WHERE member = $1", id)?;
    for (post, branch) in own {
        erase(tx, &post, branch, store.trace(&post)).await?;
    }
    let sql =
        "SELECT DISTINCT p.branch FROM posts p JOIN reports r ON r.post = p.id WHERE r.member = $1 AND r.settled = 0";
    for (branch,) in all!(&mut tx.conn, (i64,), sql, id)? {
        tx.tell(Event::Queue(branch));
    }
    for sql in [
        "UPDATE posts SET agrees = agrees - 1 WHERE id IN (SELECT post FROM agrees WHERE member = $1)",
        "UPDATE posts SET reports = reports - 1 \
         WHERE id IN (SELECT post FROM reports WHERE member = $1 AND settled = 0) AND reports > 0",
        concat!("UPDATE posts SET ", no_undo!(), " WHERE undo_by = $1"),
    ] {
        run!(&mut tx.conn, sql, id)?;
    }
    tx.tell(Event::Feed);
    Ok(())
}

/// Counts of a month have no names, and stay.
async fn close(tx: &mut Tx) -> Result<(), StoreError> {
    for sql in ["DELETE FROM posts", "DELETE FROM deletions"] {
        run!(&mut tx.conn, sql)?;
    }
    Ok(())
}

async fn cleanup(tx: &mut Tx) -> Result<(), StoreError> {
    let at = now();
    // What a decision changed can be taken back for a minute; the words of an older reason need not stay.
    // Asked by `undo_by`, which has an index: of a million posts few were decided in the last hour.
    let sql = concat!("UPDATE posts SET ", no_undo!(), " WHERE undo_by IS NOT NULL AND decided_at < $1");
    run!(&mut tx.conn, sql, at - HOUR)?;
    // Whoever is in a nomination has not been asked by whoever wrote it: once somebody has decided, it has done what it was for.
    // Two questions, because there is an index for each.
    for sql in [
        "DELETE FROM posts WHERE card = 'stories/nominate' AND state = 'approved' AND waiting = 0 AND decided_at < $1",
        "DELETE FROM posts WHERE card = 'stories/nominate' AND state <> 'approved' AND waiting = 0 AND decided_at < $1",
    ] {
        run!(&mut tx.conn, sql, at - NOMINATIONS)?;
    }
    run!(&mut tx.conn, "DELETE FROM deletions WHERE month < $1", month(at - 430 * DAY))?;
    Ok(())
}

async fn restore(store: &Store, tx: &mut Tx, ledger: &HashSet<String>) -> Result<usize, StoreError> {
    let mut gone = 0;
    for (post, branch) in all!(&mut tx.conn, (String, i64), "SELECT id, branch FROM posts")? {
        let trace = store.trace(&post);
        if ledger.contains(&secrets::hex(&trace)) {
            erase(tx, &post, branch, trace).await?;
            gone += 1;
        }
    }
    Ok(gone)
}
