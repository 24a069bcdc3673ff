//! What becomes of corrections when the deployment closes, and with time. Nobody's they are when somebody leaves.

use crate::infra::clock::now;
use crate::store::connection::db::run;
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::subject::Subject;

/// What nobody has dealt with by then says nothing about a place any more, in milliseconds; nor does a phone send anything
/// again that is as old.
const ENDS: i64 = 90 * 24 * 3_600_000;

/// What was said to be wrong about places.
pub(in crate::store) const CORRECTIONS: Subject = Subject {
    tables: &["corrections"],
    // They are nobody's.
    export_me: None,
    leave: None,
    close: Some(|tx| Box::pin(close(tx))),
    cleanup: Some(|tx| Box::pin(cleanup(tx))),
    restore: Some(|_, tx, _| Box::pin(restore(tx))),
};

async fn close(tx: &mut Tx) -> Result<(), StoreError> {
    run!(&mut tx.conn, "DELETE FROM corrections")?;
    Ok(())
}

/// An old copy has lines that were dealt with since: free words go, what was counted is asked about once more.
async fn restore(tx: &mut Tx) -> Result<usize, StoreError> {
    run!(&mut tx.conn, "UPDATE corrections SET line = '' WHERE place IS NOT NULL")?;
    Ok(0)
}

async fn cleanup(tx: &mut Tx) -> Result<(), StoreError> {
    if run!(&mut tx.conn, "DELETE FROM corrections WHERE taken_at < $1", now() - ENDS)? > 0 {
        tx.tell(Event::Corrections);
    }
    Ok(())
}
