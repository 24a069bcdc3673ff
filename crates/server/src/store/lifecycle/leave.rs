//! Everything of somebody: to be taken along, and to be taken away.

use api::people::{Export, ExportedDecision, ExportedDraft, ExportedImport, ExportedReport, ExportedText, Role};

use crate::store::connection::db::{Conn, all, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::posts::row::no_undo;
use crate::store::{Store, people, posts, words};

impl Store {
    /// Everything there is of somebody.
    pub(crate) async fn export(&self, id: &str) -> Result<Export, StoreError> {
        let mut conn = self.conn().await?;
        let row = people::find(&mut conn, id).await?;
        let decisions = decisions(&mut conn, id).await?;
        let sql = "SELECT path, text, changed_at FROM drafts WHERE drafter = $1 OR hand = $1 ORDER BY path";
        let drafts = all!(&mut conn, (String, String, i64), sql, id)?;
        let imports = all!(&mut conn, (i64, i64), "SELECT total, at FROM imports WHERE drafter = $1 ORDER BY id", id)?;
        let sql = "SELECT source, title, added_at FROM source_texts WHERE adder = $1 ORDER BY added_at, id";
        let texts = all!(&mut conn, (String, String, i64), sql, id)?;
        drop(conn);
        Ok(Export {
            joined_on: row.joined_on,
            me: row.into_me(),
            posts: self.my_posts(id, i64::MAX).await?,
            agrees: self.agrees(id).await?,
            reports: self.reports(id).await?,
            report_reasons: self
                .report_reasons(id)
                .await?
                .into_iter()
                .map(|(post, reason)| ExportedReport { post, reason })
                .collect(),
            replies: self.replies(id).await?,
            decisions,
            renamed: self.renamed_by(id).await?,
            drafts: drafts.into_iter().map(|(path, text, at)| ExportedDraft { path, text, changed_at: at }).collect(),
            imports: imports.into_iter().map(|(total, at)| ExportedImport { total, at }).collect(),
            source_texts: texts.into_iter().map(|(source, title, at)| ExportedText { source, title, at }).collect(),
        })
    }

    /// Takes everything of somebody away, for good. What they wrote for a branch is the branch's, and stays by nobody:
    /// answers, reasons, drafts and what was published of them.
    pub(crate) async fn leave(&self, id: String) -> Result<(), StoreError> {
        let store = self.clone();
        self.write(move |tx| Box::pin(async move { leave(&store, tx, &id).await })).await
    }

    /// The same, by a secretary for a member of the branch, or by an admin.
    pub(crate) async fn remove_person(&self, branch: Option<i64>, id: String) -> Result<(), StoreError> {
        let store = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                let who = people::find(&mut tx.conn, &id).await?.into_me();
                let is_seen = branch.is_none() || (who.branch.map(|own| own.id) == branch && who.role == Role::Member);
                if is_seen { leave(&store, tx, &id).await } else { Err(StoreError::Missing) }
            })
        })
        .await
    }
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

/// Takes everything of somebody away, within a transaction.
pub(in crate::store) async fn leave(store: &Store, tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    let own = all!(&mut tx.conn, (String, i64), "SELECT id, branch FROM posts WHERE member = $1", id)?;
    for (post, branch) in own {
        posts::erase(tx, &post, branch, store.trace(&post)).await?;
    }
    let sql =
        "SELECT DISTINCT p.branch FROM posts p JOIN reports r ON r.post = p.id WHERE r.member = $1 AND r.settled = 0";
    for (branch,) in all!(&mut tx.conn, (i64,), sql, id)? {
        tx.tell(Event::Queue(branch));
    }
    // Their other phones ask again, and are told what became of it.
    for (token,) in all!(&mut tx.conn, (Vec<u8>,), "SELECT token FROM sessions WHERE person = $1", id)? {
        posts::note_deletion(&mut tx.conn, &store.session_trace(&token)).await?;
    }
    for sql in [
        "UPDATE posts SET agrees = agrees - 1 WHERE id IN (SELECT post FROM agrees WHERE member = $1)",
        "UPDATE posts SET reports = reports - 1 \
         WHERE id IN (SELECT post FROM reports WHERE member = $1 AND settled = 0) AND reports > 0",
        concat!("UPDATE posts SET ", no_undo!(), " WHERE undo_by = $1"),
        // That an invite was used stays, and nothing of the phone it was used on.
        "UPDATE invites SET device = NULL WHERE used_by = $1",
        // Sessions, 同感, reports and codes for other phones go with the person; what was decided stays, by nobody.
        "DELETE FROM people WHERE id = $1",
    ] {
        run!(&mut tx.conn, sql, id)?;
    }
    tx.tell(Event::Feed);
    tx.tell(Event::People);
    tx.erase(store.person_trace(id));
    Ok(())
}
