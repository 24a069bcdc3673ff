//! What becomes of documents, and of what belongs to them, when somebody leaves, when the deployment closes, and with time.

use std::collections::{BTreeSet, HashSet};

use api::people::{Export, ExportedDraft, ExportedImport, ExportedText};
use content::recording;

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::db::{all, run};
use crate::store::connection::tx::Tx;
use crate::store::documents::pictures::{take_back, texts_with_pictures};
use crate::store::error::StoreError;
use crate::store::subject::Subject;

/// Drafts, revisions, and what proves and plans them.
pub(in crate::store) const DOCUMENTS: Subject = Subject {
    tables: &[
        "calendar",
        "drafts",
        "imports",
        "previews",
        "recordings_taken_back",
        "revisions",
        "served_days",
        "source_texts",
        "verified",
    ],
    export_me: Some(|store, id, export| Box::pin(export_me(store, id, export))),
    // What somebody wrote for a branch is the branch's, and stays by nobody: foreign keys see to it.
    leave: None,
    close: Some(|tx| Box::pin(close(tx))),
    cleanup: Some(|tx| Box::pin(cleanup(tx))),
    restore: Some(|store, tx, ledger| Box::pin(restore(store, tx, ledger))),
};

async fn export_me(store: &Store, id: &str, export: &mut Export) -> Result<(), StoreError> {
    let mut conn = store.conn().await?;
    let sql = "SELECT path, text, changed_at FROM drafts WHERE drafter = $1 OR hand = $1 ORDER BY path";
    let drafts = all!(&mut conn, (String, String, i64), sql, id)?;
    let imports = all!(&mut conn, (i64, i64), "SELECT total, at FROM imports WHERE drafter = $1 ORDER BY id", id)?;
    let sql = "SELECT source, title, added_at FROM source_texts WHERE adder = $1 ORDER BY added_at, id";
    let texts = all!(&mut conn, (String, String, i64), sql, id)?;
    export.drafts = drafts.into_iter().map(|(path, text, at)| ExportedDraft { path, text, changed_at: at }).collect();
    export.imports = imports.into_iter().map(|(total, at)| ExportedImport { total, at }).collect();
    export.source_texts = texts.into_iter().map(|(source, title, at)| ExportedText { source, title, at }).collect();
    Ok(())
}

async fn close(tx: &mut Tx) -> Result<(), StoreError> {
    // What readers are shown stays, by nobody; what was never shown, or is shown no more, goes.
    let sql = "DELETE FROM revisions WHERE publish_from IS NULL OR cancelled = 1 \
               OR (shown = 0 AND publish_from > $1) OR EXISTS (SELECT 1 FROM revisions n \
               WHERE n.path = revisions.path AND n.publish_from IS NOT NULL AND n.cancelled = 0 \
               AND (n.shown = 1 OR n.publish_from <= $1) AND n.number > revisions.number)";
    run!(&mut tx.conn, sql, now())?;
    for sql in [
        "UPDATE revisions SET actor = NULL, branch = NULL, note = NULL, import = NULL",
        // That there was one stays said.
        "UPDATE verified SET why = '' WHERE why IS NOT NULL",
        "DELETE FROM drafts",
        // Files on somebody's computer, by their names.
        "DELETE FROM source_texts",
        "DELETE FROM imports",
    ] {
        run!(&mut tx.conn, sql)?;
    }
    Ok(())
}

async fn cleanup(tx: &mut Tx) -> Result<(), StoreError> {
    run!(&mut tx.conn, "DELETE FROM previews WHERE expires_at <= $1", now())?;
    Ok(())
}

/// What its speaker took back since is not heard again, wherever a text of this database names it.
async fn restore(store: &Store, tx: &mut Tx, ledger: &HashSet<String>) -> Result<usize, StoreError> {
    let texts = texts_with_pictures(&mut tx.conn).await?;
    let names: BTreeSet<&str> = texts.iter().flat_map(|text| recording::names(text)).collect();
    let mut gone = 0;
    for name in names {
        if ledger.contains(&secrets::hex(&store.trace(name))) {
            gone += take_back(tx, name, store.trace(name)).await?;
        }
    }
    Ok(gone)
}
