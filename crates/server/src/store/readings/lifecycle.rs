//! What becomes of readings when the deployment closes, and with time. Nobody's they are when somebody leaves.

use crate::infra::clock::now;
use crate::store::connection::db::run;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::readings::SILENCE;
use crate::store::subject::Subject;

/// So long four digits rest when their reading is over, in milliseconds: whoever comes late finds the end, and no other one.
const REST: i64 = 24 * 3_600_000;

/// Where readings stand.
pub(in crate::store) const READINGS: Subject = Subject {
    tables: &["readings", "reading_volunteers"],
    // They are nobody's.
    export_me: None,
    leave: None,
    close: Some(|tx| Box::pin(forget(tx))),
    cleanup: Some(|tx| Box::pin(cleanup(tx))),
    // Of an old copy's nobody is in the room any more.
    restore: Some(|_, tx, _| {
        Box::pin(async move {
            forget(tx).await?;
            Ok(0)
        })
    }),
};

async fn forget(tx: &mut Tx) -> Result<(), StoreError> {
    run!(&mut tx.conn, "DELETE FROM readings")?;
    Ok(())
}

async fn cleanup(tx: &mut Tx) -> Result<(), StoreError> {
    let over = "DELETE FROM readings WHERE ended_at < $1 OR lead_at < $2";
    run!(&mut tx.conn, over, now() - REST, now() - SILENCE - REST)?;
    Ok(())
}
