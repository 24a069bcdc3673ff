//! What becomes of recording invites when the deployment closes, with time, and after an old backup. Nobody's they are when
//! somebody leaves.

use std::collections::HashSet;

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::db::{all, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::documents::pictures::take_back;
use crate::store::error::StoreError;
use crate::store::subject::Subject;

/// Links for those who are asked to read aloud, and what came by them.
pub(in crate::store) const RECORDING_INVITES: Subject = Subject {
    tables: &["recording_invites"],
    // They are nobody's.
    export_me: None,
    leave: None,
    close: Some(|tx| Box::pin(close(tx))),
    cleanup: Some(|tx| Box::pin(cleanup(tx))),
    restore: Some(|store, tx, ledger| Box::pin(restore(store, tx, ledger))),
};

async fn close(tx: &mut Tx) -> Result<(), StoreError> {
    run!(&mut tx.conn, "DELETE FROM recording_invites")?;
    Ok(())
}

async fn cleanup(tx: &mut Tx) -> Result<(), StoreError> {
    if run!(&mut tx.conn, "DELETE FROM recording_invites WHERE ends_at <= $1", now())? > 0 {
        tx.tell(Event::Recordings);
    }
    Ok(())
}

/// A link that was used since is not used again; what its speaker took back since waits for nobody.
async fn restore(store: &Store, tx: &mut Tx, ledger: &HashSet<String>) -> Result<usize, StoreError> {
    let mut gone = run!(&mut tx.conn, "DELETE FROM recording_invites WHERE state = 'open'")? as usize;
    let sql = "SELECT recording FROM recording_invites WHERE recording IS NOT NULL";
    for (name,) in all!(&mut tx.conn, (String,), sql)? {
        if ledger.contains(&secrets::hex(&store.trace(&name))) {
            gone += take_back(tx, &name, store.trace(&name)).await?;
        }
    }
    Ok(gone)
}
