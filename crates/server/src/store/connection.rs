//! Connection: the two databases as one, the one task that writes, what it tells others, and the ledger beside it.

pub(crate) mod checkpoint;
pub(crate) mod counters;
pub(crate) mod cursor;
pub(crate) mod db;
pub(crate) mod events;
pub(crate) mod ledger;
pub(crate) mod open;
pub(crate) mod postgres;
pub(crate) mod session_cache;
pub(crate) mod sqlite;
pub(crate) mod tally;
pub(crate) mod tx;
pub(crate) mod unwritten_sessions;
pub(crate) mod writer;
