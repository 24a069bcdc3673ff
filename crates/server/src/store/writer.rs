//! Group commit: one task writes. It takes what waits, runs each piece in a savepoint of one transaction, and answers only
//! when the disk has it; a piece that fails does not fail the others. On PostgreSQL every statement is a way there and back
//! while all others wait: what can be done once a batch is done at its end.

use std::pin::Pin;

use tokio::sync::{mpsc, oneshot};

use super::StoreError;
use super::db::{Conn, Db, one, run, script};
use super::events::{Event, Events};
use super::ledger::Ledger;
use super::summary::{self, Counted};

/// At most so many pieces in one transaction: beyond it the disk is no longer what is waited for.
const BATCH: usize = 256;
/// At most so many wait; whoever comes then waits outside.
const QUEUE: usize = 4_096;

/// A future on the heap.
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
type Piece = Box<dyn for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Done> + Send>;

/// A piece that waits.
struct Work {
    piece: Piece,
    /// It changes something with one statement only: that is done whole or not at all.
    is_one: bool,
}

/// A transaction, and what is to be counted before it is durable and told afterwards.
#[derive(Debug)]
pub(crate) struct Tx {
    /// Where statements are run.
    pub(crate) conn: Conn,
    counted: Vec<Counted>,
    events: Vec<Event>,
    erased: Vec<Vec<u8>>,
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
    fn new(conn: Conn) -> Self {
        Self { conn, counted: Vec::new(), events: Vec::new(), erased: Vec::new(), is_open: None }
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

/// What came of a piece, and how to answer whoever waits for it.
struct Done {
    is_failed: bool,
    answer: Box<dyn FnOnce(bool) + Send>,
}

/// The way to the writing task.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Work>,
}

impl Writer {
    /// Starts the task; it ends when nobody holds a way to it any more.
    pub(crate) fn start(db: Db, events: Events, ledger: Ledger) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write(db, events, ledger, waiting));
        Self { queue }
    }

    /// Runs a piece; its answer is there once it is durable. A piece that fails leaves no trace.
    pub(crate) async fn write<T, F>(&self, piece: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.put(false, piece).await
    }

    /// The same of a piece that changes something with one statement only.
    pub(crate) async fn write_one<T, F>(&self, piece: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.put(true, piece).await
    }

    async fn put<T, F>(&self, is_one: bool, piece: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<T, StoreError>> + Send + 'static,
    {
        let stopped = || StoreError::Unavailable("the writer is away".into());
        let (answer, answered) = oneshot::channel();
        let piece: Piece = Box::new(move |tx| {
            Box::pin(async move {
                let result = piece(tx).await;
                let is_failed = result.is_err();
                let answer = move |is_durable: bool| {
                    let lost = || Err(StoreError::Unavailable("the transaction was not committed".into()));
                    // Whoever has hung up in the meantime asks again.
                    let _ = answer.send(if is_durable || is_failed { result } else { lost() });
                };
                Done { is_failed, answer: Box::new(answer) }
            })
        });
        self.queue.send(Work { piece, is_one }).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

async fn write(db: Db, events: Events, ledger: Ledger, mut waiting: mpsc::Receiver<Work>) {
    while let Some(first) = waiting.recv().await {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        let done = tokio::spawn(write_batch(db.clone(), events.clone(), ledger.clone(), batch));
        // A fault in a piece must not stop all writing: whoever waits for this batch is told to try again.
        if let Err(fault) = done.await {
            tracing::error!("a batch was not written: {fault}");
        }
    }
}

async fn write_batch(db: Db, events: Events, ledger: Ledger, batch: Vec<Work>) {
    // Without a connection the pieces are dropped, and whoever waits is told that the writer is away.
    let conn = match db.acquire().await {
        Ok(conn) => conn,
        Err(error) => return tracing::error!("nothing can be written: {error}"),
    };
    let mut tx = Tx::new(conn);
    let mut done = Vec::with_capacity(batch.len());
    let committed = match tx.conn.begin().await {
        Ok(()) => match run_all(&mut tx, &events, batch, &mut done).await {
            // First the ledger: what somebody wanted gone may be in it too early, never too late.
            Ok(()) => match remember(&ledger, &tx.erased) {
                Ok(()) => run!(&mut tx.conn, "COMMIT").map(drop),
                Err(error) => Err(sqlx::Error::Io(error)),
            },
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    let is_durable = committed.is_ok();
    if is_durable {
        tx.events.iter().for_each(|event| events.send(*event));
    }
    done.into_iter().for_each(|done: Done| (done.answer)(is_durable));
    if let Err(error) = committed {
        tracing::error!("nothing of a batch was written: {}", StoreError::from(error));
        if run!(&mut tx.conn, "ROLLBACK").is_err() {
            // A full disk makes SQLite roll back by itself; either way the next batch begins on a fresh connection.
            tx.conn.discard();
        }
    } else if !tx.erased.is_empty() {
        // Everybody has an answer; the next batch waits while this waits for readers.
        tx.conn.checkpoint().await;
    }
}

fn remember(ledger: &Ledger, erased: &[Vec<u8>]) -> std::io::Result<()> {
    if erased.is_empty() { Ok(()) } else { ledger.append(erased) }
}

async fn run_all(tx: &mut Tx, events: &Events, batch: Vec<Work>, done: &mut Vec<Done>) -> Result<(), sqlx::Error> {
    // Whether something was written since the savepoint that must not go with a piece that fails.
    let mut is_dirty = false;
    for Work { piece, is_one } in batch {
        // What one statement did not do needs no way back. PostgreSQL needs one after any failure.
        let needs_way_back = !is_one || matches!(tx.conn, Conn::Postgres(_));
        if is_dirty && needs_way_back {
            script!(&mut tx.conn, "RELEASE SAVEPOINT piece; SAVEPOINT piece")?;
            is_dirty = false;
        }
        let (counted, told, erased) = (tx.counted.len(), tx.events.len(), tx.erased.len());
        let piece = piece(tx).await;
        let is_failed = piece.is_failed;
        // Kept before the next statement can fail: its own failure is what is to be answered.
        done.push(piece);
        if is_failed {
            tx.counted.truncate(counted);
            tx.events.truncate(told);
            tx.erased.truncate(erased);
            // The savepoint itself is still there, for the next one.
            if needs_way_back {
                script!(&mut tx.conn, "ROLLBACK TO SAVEPOINT piece")?;
            }
        } else {
            is_dirty = true;
        }
    }
    summary::write(&mut tx.conn, &tx.counted).await?;
    events.notify(&mut tx.conn, &tx.events).await
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::*;

    #[tokio::test]
    async fn a_fault_in_a_piece_keeps_nobody_else_from_writing() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), None).await.unwrap();
        for _ in 0..3 {
            let fault = store.write(|tx| {
                Box::pin(async move {
                    let sql = "INSERT INTO branches (id, name) VALUES (9, 'half')";
                    assert!(run!(&mut tx.conn, sql)? == 0, "a fault");
                    Ok(())
                })
            });
            assert!(fault.await.is_err());
            let name = crate::store::secret::code();
            assert!(store.add_branch(name).await.is_ok());
        }
        let branches = store.branches(None).await.unwrap();
        assert_eq!((branches.len(), branches.iter().any(|branch| branch.id == 9)), (3, false));
    }
}
