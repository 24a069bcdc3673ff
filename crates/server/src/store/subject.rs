//! Subject: a part of the store with tables of its own, and what becomes of them in the lifecycle of a person and of the
//! deployment. Each hook is a decision: `None` says that there is nothing to do. [`crate::store::lifecycle`] goes through
//! all of them.

use std::collections::HashSet;

use api::people::Export;

use crate::store::Store;
use crate::store::connection::tx::{Boxed, Tx};
use crate::store::error::StoreError;

/// A hook with only its transaction to work on.
type OnTx = for<'t> fn(&'t mut Tx) -> Boxed<'t, Result<(), StoreError>>;
/// Takes along what there is of somebody, by their id.
type ExportMe = for<'t> fn(&'t Store, &'t str, &'t mut Export) -> Boxed<'t, Result<(), StoreError>>;
/// Takes away what goes with somebody, by their id.
type Leave = for<'t> fn(&'t Store, &'t mut Tx, &'t str) -> Boxed<'t, Result<(), StoreError>>;
/// Takes away what the ledger names, as hexadecimal traces; how much there was.
type Restore = for<'t> fn(&'t Store, &'t mut Tx, &'t HashSet<String>) -> Boxed<'t, Result<usize, StoreError>>;

/// What a part of the store answers for.
pub(in crate::store) struct Subject {
    /// Its tables; a table belongs to one subject.
    #[cfg_attr(not(test), expect(dead_code, reason = "compared with the schema by a test alone"))]
    pub(in crate::store) tables: &'static [&'static str],
    /// Adds everything the server has of somebody.
    pub(in crate::store) export_me: Option<ExportMe>,
    /// When somebody leaves. What only has to forget a name needs none: its foreign key says `ON DELETE`.
    pub(in crate::store) leave: Option<Leave>,
    /// When the deployment closes and everybody has left: only what was public stays, by nobody.
    pub(in crate::store) close: Option<OnTx>,
    /// At start and every hour: ends what has ended.
    pub(in crate::store) cleanup: Option<OnTx>,
    /// When an old database is brought back: takes away what was taken away since, and what nobody may open again.
    pub(in crate::store) restore: Option<Restore>,
}
