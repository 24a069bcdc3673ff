//! Counters: numbers that are given once.

use crate::store::connection::db::{Conn, one};
use crate::store::error::StoreError;

/// The next number of a counter, within the transaction that uses it.
pub(in crate::store) async fn next(conn: &mut Conn, counter: &str) -> Result<i64, StoreError> {
    let next = one!(conn, (i64,), "UPDATE counters SET value = value + 1 WHERE name = $1 RETURNING value", counter)?;
    Ok(next.0)
}
