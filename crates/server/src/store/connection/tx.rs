//! Transaction: what a piece of writing works on, and what is to be counted and told with it.

use std::pin::Pin;

use crate::store::connection::db::{Conn, one};
use crate::store::connection::events::Event;
use crate::store::connection::tally::Counted;
use crate::store::error::StoreError;

/// A future on the heap.
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A transaction, and what is to be counted before it is durable and told afterwards.
#[derive(Debug)]
pub(crate) struct Tx {
    /// Where statements are run.
    pub(crate) conn: Conn,
    pub(super) counted: Vec<Counted>,
    pub(super) events: Vec<Event>,
    pub(super) erased: Vec<Vec<u8>>,
    /// What [`Tx::check_open`] has found.
    is_open: Option<bool>,
}

/// A fault in a piece must not bring a connection back to the others that is still within a transaction.
impl Drop for Tx {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.conn.discard();
        }
    }
}

impl Tx {
    pub(super) fn new(conn: Conn) -> Self {
        Self { conn, counted: Vec::new(), events: Vec::new(), erased: Vec::new(), is_open: None }
    }

    /// For the next batch.
    pub(super) fn emptied(mut self) -> Self {
        (self.counted, self.events, self.erased, self.is_open) = (Vec::new(), Vec::new(), Vec::new(), None);
        self
    }

    /// Whether somebody may still write something here: not where this deployment closes or has closed. Asked behind the
    /// lock that all writers share, whoever closes too: what is acknowledged is in what is taken along.
    pub(crate) async fn check_open(&mut self) -> Result<(), StoreError> {
        if self.is_open.is_none() {
            let sql = "SELECT COUNT(*) FROM counters WHERE name IN ('closing', 'closed')";
            self.is_open = Some(one!(&mut self.conn, (i64,), sql)?.0 == 0);
        }
        match self.is_open {
            Some(true) => Ok(()),
            // To be tried again: a closing may fail, and phones keep what they could not send.
            _ => Err(StoreError::Unavailable("this deployment is closing, or has closed".into())),
        }
    }

    /// To be added to the counts of a month.
    pub(crate) fn count(&mut self, counted: Counted) {
        self.counted.push(counted);
    }

    /// To be told once this is durable.
    pub(crate) fn tell(&mut self, event: Event) {
        if !self.events.contains(&event) {
            self.events.push(event);
        }
    }

    /// Something was deleted that is not to be found on the disk any more; this is all that is left of it.
    pub(crate) fn erase(&mut self, trace: Vec<u8>) {
        self.erased.push(trace);
    }
}
