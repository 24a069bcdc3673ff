//! What becomes of claims when the deployment closes, and with time. Nobody's they are when somebody leaves.

use crate::infra::clock::now;
use crate::store::connection::db::run;
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::subject::Subject;

/// What keepers said their shops give.
pub(in crate::store) const CLAIMS: Subject = Subject {
    tables: &["claims"],
    // They are nobody's.
    export_me: None,
    leave: None,
    close: Some(|tx| Box::pin(close(tx))),
    cleanup: Some(|tx| Box::pin(cleanup(tx))),
    // What was decided since is decided once more; what a shop says of itself is for everybody.
    restore: None,
};

async fn close(tx: &mut Tx) -> Result<(), StoreError> {
    run!(&mut tx.conn, "DELETE FROM claims")?;
    Ok(())
}

async fn cleanup(tx: &mut Tx) -> Result<(), StoreError> {
    if run!(&mut tx.conn, "DELETE FROM claims WHERE ends_at <= $1", now())? > 0 {
        tx.tell(Event::Claims);
    }
    Ok(())
}
