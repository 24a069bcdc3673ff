//! All subjects, and the one that is nobody's: the deployment itself.

use crate::store::connection::db::run;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::subject::Subject;
use crate::store::{activities, claims, corrections, documents, people, posts, readings, recording_invites};

/// Every subject there is. Whatever names people or branches stands before those who take these away.
pub(in crate::store) const SUBJECTS: [&Subject; 9] = [
    &posts::lifecycle::POSTS,
    &activities::lifecycle::ACTIVITIES,
    &corrections::lifecycle::CORRECTIONS,
    &readings::lifecycle::READINGS,
    &claims::lifecycle::CLAIMS,
    &recording_invites::lifecycle::RECORDING_INVITES,
    &documents::lifecycle::DOCUMENTS,
    &people::lifecycle::PEOPLE,
    &DEPLOYMENT,
];

const DEPLOYMENT: Subject = Subject {
    tables: &["counters", "keys"],
    export_me: None,
    leave: None,
    close: Some(|tx| Box::pin(close(tx))),
    cleanup: None,
    restore: None,
};

async fn close(tx: &mut Tx) -> Result<(), StoreError> {
    // What is in the ledger can be matched with a backup's own key alone.
    run!(&mut tx.conn, "DELETE FROM keys")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::connection::db::{Db, all};

    /// PostgreSQL has the same tables: a test of the whole server compares them.
    #[tokio::test]
    async fn every_table_belongs_to_one_subject_and_lets_go_of_whoever_leaves() {
        let dir = tempfile::tempdir().unwrap();
        let mut conn = Db::open(&dir.path().join("a.db"), None).await.unwrap().acquire().await.unwrap();
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' \
                   AND name NOT LIKE 'sqlite%' ORDER BY name";
        let there: Vec<String> = all!(&mut conn, (String,), sql).unwrap().into_iter().map(|row| row.0).collect();
        let mut known: Vec<&str> = SUBJECTS.iter().flat_map(|subject| subject.tables).copied().collect();
        known.sort_unstable();
        assert_eq!(known, there, "a table belongs into `tables` of one subject, beside what becomes of it");
        let sql = "SELECT t.name || '.' || k.\"from\" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) k \
                   WHERE t.type = 'table' AND k.\"table\" = 'people' AND k.on_delete NOT IN ('CASCADE', 'SET NULL')";
        let held = all!(&mut conn, (String,), sql).unwrap();
        assert_eq!(held, [], "these would keep somebody from leaving");
    }
}
