//! What becomes of sign-ups when somebody leaves, when the deployment closes, and seven days after a slot.

use std::collections::HashSet;

use api::people::Export;

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::Store;
use crate::store::activities::{fill, give_up};
use crate::store::connection::db::{all, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::subject::Subject;

/// So long after a slot nothing says any more who wanted to come, in milliseconds.
const KEPT: i64 = 7 * 24 * 3_600_000;

/// Who wants to come to which slot.
pub(in crate::store) const ACTIVITIES: Subject = Subject {
    tables: &["activity_slots", "sign_ups"],
    export_me: Some(|store, id, export| Box::pin(export_me(store, id, export))),
    leave: Some(|_, tx, id| Box::pin(leave(tx, id))),
    close: Some(|tx| Box::pin(close(tx))),
    cleanup: Some(|tx| Box::pin(cleanup(tx))),
    restore: Some(|store, tx, ledger| Box::pin(restore(store, tx, ledger))),
};

async fn export_me(store: &Store, id: &str, export: &mut Export) -> Result<(), StoreError> {
    export.sign_ups = store.my_sign_ups(id).await?;
    Ok(())
}

/// Somebody else has their seat.
async fn leave(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    let slots = all!(&mut tx.conn, (String, String), "SELECT activity, slot FROM sign_ups WHERE member = $1", id)?;
    run!(&mut tx.conn, "DELETE FROM sign_ups WHERE member = $1", id)?;
    for (activity, slot) in slots {
        fill(tx, &activity, &slot).await?;
    }
    Ok(())
}

/// With each slot go those who signed up.
async fn close(tx: &mut Tx) -> Result<(), StoreError> {
    run!(&mut tx.conn, "DELETE FROM activity_slots")?;
    Ok(())
}

async fn cleanup(tx: &mut Tx) -> Result<(), StoreError> {
    if run!(&mut tx.conn, "DELETE FROM activity_slots WHERE ends_at < $1", now() - KEPT)? > 0 {
        tx.tell(Event::SignUps);
    }
    Ok(())
}

/// What was taken back since is not wished again.
async fn restore(store: &Store, tx: &mut Tx, ledger: &HashSet<String>) -> Result<usize, StoreError> {
    let mut gone = 0;
    for (id,) in all!(&mut tx.conn, (String,), "SELECT id FROM sign_ups WHERE member IS NOT NULL")? {
        let trace = store.trace(&id);
        if ledger.contains(&secrets::hex(&trace)) {
            give_up(tx, &id, trace).await?;
            gone += 1;
        }
    }
    Ok(gone)
}
