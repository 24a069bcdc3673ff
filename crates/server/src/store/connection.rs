//! Connection: the two databases as one, the one task that writes, what it tells others, and the ledger beside it.

pub(in crate::store) mod checkpoint;
pub(in crate::store) mod counters;
pub(crate) mod cursor;
pub(in crate::store) mod db;
pub(in crate::store) mod events;
pub(crate) mod ledger;
pub(crate) mod open;
pub(in crate::store) mod postgres;
pub(in crate::store) mod session_cache;
pub(in crate::store) mod sqlite;
pub(in crate::store) mod tally;
pub(in crate::store) mod tx;
pub(in crate::store) mod unwritten_sessions;
pub(in crate::store) mod writer;
