//! What becomes of people, and of their ways in, when somebody leaves, when the deployment closes, and with time.

use api::people::Export;

use crate::infra::clock::{now, start_of_today};
use crate::store::Store;
use crate::store::connection::db::{all, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::people::find;
use crate::store::posts::note_deletion;
use crate::store::subject::Subject;

const DAY: i64 = 86_400_000;

/// Who may do something here, and what brings them in.
pub(in crate::store) const PEOPLE: Subject = Subject {
    tables: &["branch_renames", "branches", "invites", "people", "sessions"],
    export_me: Some(|store, id, export| Box::pin(export_me(store, id, export))),
    leave: Some(|store, tx, id| Box::pin(leave(store, tx, id))),
    close: Some(|tx| Box::pin(close(tx))),
    cleanup: Some(|tx| Box::pin(cleanup(tx))),
    restore: Some(|_, tx, _| Box::pin(restore(tx))),
};

async fn export_me(store: &Store, id: &str, export: &mut Export) -> Result<(), StoreError> {
    let row = find(&mut store.conn().await?, id).await?;
    (export.joined_on, export.me) = (row.joined_on, row.into_me());
    export.renamed = store.renamed_by(id).await?;
    Ok(())
}

async fn leave(store: &Store, tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    // Their other phones ask again, and are told what became of it.
    for (token,) in all!(&mut tx.conn, (Vec<u8>,), "SELECT token FROM sessions WHERE person = $1", id)? {
        note_deletion(&mut tx.conn, &store.session_trace(&token)).await?;
    }
    for sql in [
        // That an invite was used stays, and nothing of the phone it was used on.
        "UPDATE invites SET device = NULL WHERE used_by = $1",
        // Sessions, 同感, reports and codes for other phones go with the person; what was decided stays, by nobody.
        "DELETE FROM people WHERE id = $1",
    ] {
        run!(&mut tx.conn, sql, id)?;
    }
    tx.tell(Event::People);
    tx.erase(store.person_trace(id));
    Ok(())
}

async fn close(tx: &mut Tx) -> Result<(), StoreError> {
    for sql in ["DELETE FROM invites", "DELETE FROM branches"] {
        run!(&mut tx.conn, sql)?;
    }
    Ok(())
}

async fn cleanup(tx: &mut Tx) -> Result<(), StoreError> {
    let at = now();
    run!(&mut tx.conn, "DELETE FROM sessions WHERE ends_on <= $1", start_of_today())?;
    // Who came in by which invite is needed for a day; the invite itself is listed for two months.
    let sql = "UPDATE invites SET used_by = NULL, device = NULL \
               WHERE used_at < $1 AND (used_by IS NOT NULL OR device IS NOT NULL)";
    run!(&mut tx.conn, sql, at - DAY)?;
    run!(&mut tx.conn, "DELETE FROM invites WHERE expires_at < $1", at - 60 * DAY)?;
    run!(&mut tx.conn, "DELETE FROM invites WHERE moves IS NOT NULL AND expires_at < $1", at - DAY)?;
    // One for another passphrase is listed nowhere; who used it came back with the passphrase.
    run!(&mut tx.conn, "DELETE FROM invites WHERE resets IS NOT NULL AND expires_at < $1", at - DAY)?;
    Ok(())
}

/// Nobody knows any more which codes were revoked, and which phones signed out. Who decides for others comes back with a
/// passphrase; a member has none, and stays.
async fn restore(tx: &mut Tx) -> Result<usize, StoreError> {
    run!(&mut tx.conn, "DELETE FROM invites WHERE used_at IS NULL")?;
    run!(&mut tx.conn, "DELETE FROM sessions WHERE person IN (SELECT id FROM people WHERE role <> 'member')")?;
    Ok(0)
}
