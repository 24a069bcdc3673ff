//! Group commit: one task writes. It takes what waits, runs each piece in a savepoint of one transaction, and answers only
//! when the disk has it; a piece that fails does not fail the others. On PostgreSQL every statement is a way there and back
//! while all others wait: what can be done once a batch is done at its end.

use std::collections::HashSet;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::store::connection::checkpoint::Checkpoint;
use crate::store::connection::db::{Conn, Db, run, script};
use crate::store::connection::events::Events;
use crate::store::connection::ledger::Ledger;
use crate::store::connection::session_cache::SessionCache;
use crate::store::connection::tally;
use crate::store::connection::tx::{Boxed, Tx};
use crate::store::error::StoreError;
use crate::store::posts::incoming::{self, Created, IncomingPost};

/// At most so many pieces in one transaction: beyond it the disk is no longer what is waited for.
const BATCH: usize = 256;
/// At most so many wait; whoever comes then waits outside.
const QUEUE: usize = 4_096;
/// So long SQLite's connection is kept for the next batch: as nobody else writes, what it has read is still so, and need not
/// be read again. Not longer, or nobody could close the database.
const KEEP: Duration = Duration::from_millis(100);

type Piece = Box<dyn for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Done> + Send>;

/// What waits to be written.
enum Work {
    Piece(Piece),
    /// A post: all that wait are stored together.
    Post(IncomingPost, oneshot::Sender<Result<Created, StoreError>>),
}

/// What came of a piece, and how to answer whoever waits for it.
struct Done {
    is_failed: bool,
    /// It failed because nothing may be written on this connection.
    is_refused: bool,
    answer: Box<dyn FnOnce(bool) + Send>,
}

/// The way to the writing task.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Work>,
}

impl Writer {
    /// Starts the task; it ends when nobody holds a way to it any more.
    pub(crate) fn start(db: Db, session_cache: SessionCache, events: Events, ledger: Ledger) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let checkpoint = Checkpoint::new(db.clone());
        tokio::spawn(write(Around { db, session_cache, events, ledger, checkpoint }, waiting));
        Self { queue }
    }

    /// Runs a piece; its answer is there once it is durable. A piece that fails leaves no trace.
    pub(crate) async fn write<T, F>(&self, piece: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<T, StoreError>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        self.queue.send(Work::Piece(answering(piece, answer))).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }

    /// Stores a post; its answer is there once it is durable.
    pub(in crate::store) async fn store_post(&self, post: IncomingPost) -> Result<Created, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.queue.send(Work::Post(post, answer)).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable("the writer is away".into())
}

fn lost() -> StoreError {
    StoreError::Unavailable("the transaction was not committed".into())
}

/// A piece with somebody who waits for what comes of it.
fn answering<T, F>(piece: F, answer: oneshot::Sender<Result<T, StoreError>>) -> Piece
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<T, StoreError>> + Send + 'static,
{
    Box::new(move |tx| {
        Box::pin(async move {
            let result = piece(tx).await;
            let (is_failed, is_refused) = (result.is_err(), matches!(result, Err(StoreError::ReadOnly(_))));
            let answer = move |is_durable: bool| {
                // Whoever has hung up in the meantime asks again.
                let _ = answer.send(if is_durable || is_failed { result } else { Err(lost()) });
            };
            Done { is_failed, is_refused, answer: Box::new(answer) }
        })
    })
}

/// What a batch has to do with.
#[derive(Clone)]
struct Around {
    db: Db,
    session_cache: SessionCache,
    events: Events,
    ledger: Ledger,
    checkpoint: Checkpoint,
}

async fn write(around: Around, mut waiting: mpsc::Receiver<Work>) {
    let mut kept: Option<Tx> = None;
    loop {
        let first = match kept {
            None => waiting.recv().await,
            Some(_) => match timeout(KEEP, waiting.recv()).await {
                Ok(first) => first,
                Err(_) => {
                    kept = None;
                    continue;
                }
            },
        };
        let Some(first) = first else { return };
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        let done = tokio::spawn(write_batch(around.clone(), kept.take(), batch));
        // A fault in a piece must not stop all writing: whoever waits for this batch is told to try again.
        kept = done.await.unwrap_or_else(|fault| {
            tracing::error!("a batch was not written: {fault}");
            None
        });
    }
}

/// What is kept for the next batch, if anything.
async fn write_batch(around: Around, kept: Option<Tx>, batch: Vec<Work>) -> Option<Tx> {
    let Around { db, session_cache, events, ledger, checkpoint } = around;
    // A post changes nothing of who may do what.
    let forgets = batch.iter().any(|work| matches!(work, Work::Piece(_)));
    let mut tx = match kept {
        Some(kept) => kept,
        None => match db.acquire_to_write().await {
            Ok(conn) => Tx::new(conn),
            // The pieces are dropped, and whoever waits is told that the writer is away.
            Err(error) => {
                tracing::error!("nothing can be written: {error}");
                return None;
            }
        },
    };
    let (mut done, mut is_noted) = (Vec::with_capacity(batch.len()), false);
    let committed = match tx.conn.begin().await {
        Ok(()) => match run_all(&mut tx, &events, batch, &mut done).await {
            // First the ledger: what somebody wanted gone may be in it too early, never too late.
            Ok(()) => match ledger.append(&tx.erased) {
                Ok(()) => {
                    is_noted = true;
                    run!(&mut tx.conn, "COMMIT").map(drop)
                }
                Err(error) => Err(sqlx::Error::Io(error)),
            },
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    if forgets {
        session_cache.forget();
    }
    let is_durable = committed.is_ok();
    // A file that can only be read now may be another one for the next batch.
    let has_failed = done.iter().any(|done| done.is_failed);
    let mut is_refused = done.iter().any(|done| done.is_refused);
    match committed.map_err(StoreError::from) {
        Ok(()) => tx.events.iter().for_each(|event| events.send(event.clone())),
        Err(error) => {
            tracing::error!("nothing of a batch was written: {error}");
            is_refused |= matches!(error, StoreError::ReadOnly(_));
            undo(&mut tx, is_noted.then_some(&ledger)).await;
        }
    }
    if is_refused {
        // The next one is told what holds then.
        tx.conn.discard();
    }
    done.into_iter().for_each(|done: Done| (done.answer)(is_durable));
    if !is_durable {
        return None;
    }
    if !tx.erased.is_empty() {
        // Everybody has an answer; the next batch waits while this waits for readers.
        checkpoint.empty(&mut tx.conn).await;
    }
    (matches!(tx.conn, Conn::Sqlite(_)) && !has_failed).then(|| tx.emptied())
}

/// Leaves nothing of a transaction that failed, neither in the database nor in the ledger it may be noted in.
async fn undo(tx: &mut Tx, noted: Option<&Ledger>) {
    let is_undone = tx.conn.roll_back().await;
    if !is_undone {
        tx.conn.discard();
    }
    // A PostgreSQL that does not answer any more may have committed.
    let is_sure = is_undone || matches!(tx.conn, Conn::Sqlite(_));
    if let Some(Err(error)) = noted.filter(|_| is_sure).map(|ledger| ledger.take_back(&tx.erased)) {
        tracing::error!("left.txt has something that was not taken away: {error}");
    }
}

async fn run_all(tx: &mut Tx, events: &Events, batch: Vec<Work>, done: &mut Vec<Done>) -> Result<(), sqlx::Error> {
    let (mut pieces, mut posts) = (Vec::new(), Vec::new());
    for work in batch {
        match work {
            Work::Piece(piece) => pieces.push(piece),
            Work::Post(post, answer) => posts.push((post, answer)),
        }
    }
    // There from the beginning on PostgreSQL: one way to the database and back for both. SQLite copies every page that is
    // changed behind one, so it has none before there is a piece.
    let mut has_savepoint = matches!(tx.conn, Conn::Postgres(_));
    // Whether something was written since the savepoint that must not go with a piece that fails.
    let mut is_dirty = store_together(tx, posts, &mut pieces, done).await?;
    for piece in pieces {
        if !has_savepoint {
            script!(&mut tx.conn, "SAVEPOINT piece")?;
            has_savepoint = true;
        } else if is_dirty {
            script!(&mut tx.conn, "RELEASE SAVEPOINT piece; SAVEPOINT piece")?;
        }
        let (counted, told, erased) = (tx.counted.len(), tx.events.len(), tx.erased.len());
        let piece = piece(tx).await;
        is_dirty = !piece.is_failed;
        // Kept before the next statement can fail: its own failure is what is to be answered.
        done.push(piece);
        if !is_dirty {
            tx.counted.truncate(counted);
            tx.events.truncate(told);
            tx.erased.truncate(erased);
            // The savepoint itself is still there, for the next one.
            script!(&mut tx.conn, "ROLLBACK TO SAVEPOINT piece")?;
        }
    }
    tally::write(&mut tx.conn, &tx.counted).await?;
    events.notify(&mut tx.conn, &tx.events).await
}

/// Stores posts with one statement, and leaves as pieces of their own those with which that cannot be done. Whether any is
/// stored.
async fn store_together(
    tx: &mut Tx,
    posts: Vec<(IncomingPost, oneshot::Sender<Result<Created, StoreError>>)>,
    pieces: &mut Vec<Piece>,
    done: &mut Vec<Done>,
) -> Result<bool, sqlx::Error> {
    let alone = |(post, answer): (IncomingPost, oneshot::Sender<_>)| {
        answering(move |tx: &mut Tx| Box::pin(incoming::store_one(tx, post)), answer)
    };
    if posts.len() < 2 || tx.check_open().await.is_err() {
        pieces.extend(posts.into_iter().map(alone));
        return Ok(false);
    }
    // Of an impatient thumb's three the second and third are looked up.
    let mut ids = HashSet::new();
    let (together, again): (Vec<_>, Vec<_>) =
        posts.into_iter().partition(|(post, _)| ids.insert(post.id().to_string()));
    pieces.extend(again.into_iter().map(alone));
    let stored = match incoming::store(&mut tx.conn, together.iter().map(|(post, _)| post)).await {
        Ok(stored) => stored,
        Err(_) => {
            // One of them does not do, such as that of somebody who has just left. One statement leaves nothing behind in
            // SQLite; PostgreSQL goes on only from a savepoint.
            if matches!(tx.conn, Conn::Postgres(_)) {
                script!(&mut tx.conn, "ROLLBACK TO SAVEPOINT piece")?;
            }
            HashSet::new()
        }
    };
    for (post, answer) in together {
        if !stored.contains(post.id()) {
            pieces.push(alone((post, answer)));
            continue;
        }
        let created = post.stored(tx);
        let answer = move |is_durable: bool| drop(answer.send(if is_durable { Ok(created) } else { Err(lost()) }));
        done.push(Done { is_failed: false, is_refused: false, answer: Box::new(answer) });
    }
    Ok(!stored.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

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
            let name = crate::infra::secrets::code();
            assert!(store.add_branch(name).await.is_ok());
        }
        let branches = store.branches(None).await.unwrap();
        assert_eq!((branches.len(), branches.iter().any(|branch| branch.id == 9)), (3, false));
    }
}
