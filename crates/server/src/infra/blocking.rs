//! Blocking pool: work that takes a processor for long runs on few threads, so that pages go on being served meanwhile. It
//! is told to end when whoever asked has hung up, when it takes too long, and when the server stops.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// So many wait for a thread; each may hold a file of ten megabytes.
const WAITING: usize = 16;
/// Nobody waits longer for a thread.
const PATIENCE: Duration = Duration::from_secs(15);

/// The threads, and who waits for one.
#[derive(Debug)]
pub(crate) struct Blocking {
    /// Work that may run at once: all processors but one, which is left to those who read.
    threads: Arc<Semaphore>,
    /// Work that runs or waits.
    places: Semaphore,
    /// No work takes longer: what was asked for is too much.
    longest: Duration,
    stopping: CancellationToken,
}

/// What to ask for less of, where work takes longer than anybody waits: asking again would be no use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Less {
    /// The field that asks for too much.
    pub(crate) field: &'static str,
    /// What to do, in words.
    pub(crate) message: &'static str,
}

/// Why work was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BlockingError {
    /// No thread was free in time, or the server stops: to be tried again.
    #[error("busy")]
    Busy,
    /// It took longer than anybody waits.
    #[error("too much work")]
    TooMuch(Less),
    /// It panicked.
    #[error("{0}")]
    Fault(String),
}

impl Blocking {
    /// For this machine; `stopping` ends whatever runs.
    pub(crate) fn new(longest: Duration, stopping: CancellationToken) -> Self {
        let threads = available_parallelism().map_or(1, NonZero::get).saturating_sub(1).max(1);
        Self {
            threads: Arc::new(Semaphore::new(threads)),
            places: Semaphore::new(threads + WAITING),
            longest,
            stopping,
        }
    }

    /// Runs work that asks now and then whether it is cancelled; whatever it returns then is thrown away.
    pub(crate) async fn run<T, F>(&self, less: Less, work: F) -> Result<T, BlockingError>
    where
        T: Send + 'static,
        F: FnOnce(&CancellationToken) -> T + Send + 'static,
    {
        let _place = self.places.try_acquire().map_err(|_| BlockingError::Busy)?;
        let thread = timeout(PATIENCE, self.threads.clone().acquire_owned()).await;
        let thread =
            thread.map_err(|_| BlockingError::Busy)?.map_err(|fault| BlockingError::Fault(fault.to_string()))?;
        let cancelled = self.stopping.child_token();
        // The caller's future holds it: hyper drops that when the connection ends.
        let _hung_up = cancelled.clone().drop_guard();
        let asked = cancelled.clone();
        let done = spawn_blocking(move || {
            // The thread is free when the work has ended, not when nobody waits for it any more.
            let _thread = thread;
            work(&asked)
        });
        match timeout(self.longest, done).await {
            Ok(Ok(done)) if !cancelled.is_cancelled() => Ok(done),
            Ok(Err(fault)) => Err(BlockingError::Fault(fault.to_string())),
            // The server stops.
            Ok(Ok(_)) => Err(BlockingError::Busy),
            Err(_) => Err(BlockingError::TooMuch(less)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread::yield_now;

    use super::*;

    const LESS: Less = Less { field: "rows", message: "少一点" };

    fn one_thread(stopping: &CancellationToken) -> Blocking {
        let mut blocking = Blocking::new(Duration::from_secs(60), stopping.clone());
        (blocking.threads, blocking.places) = (Arc::new(Semaphore::new(1)), Semaphore::new(2));
        blocking
    }

    fn for_ever(cancelled: &CancellationToken) {
        while !cancelled.is_cancelled() {
            yield_now();
        }
    }

    #[tokio::test]
    async fn work_ends_when_its_caller_has_hung_up() {
        let blocking = one_thread(&CancellationToken::new());
        // Polled once, so that it runs, and dropped.
        assert!(timeout(Duration::ZERO, blocking.run(LESS, for_ever)).await.is_err());
        assert_eq!(blocking.run(LESS, |_| 1).await.ok(), Some(1));
    }

    #[tokio::test]
    async fn work_ends_when_the_server_stops() {
        let stopping = CancellationToken::new();
        let blocking = one_thread(&stopping);
        let (done, ()) = tokio::join!(blocking.run(LESS, for_ever), async { stopping.cancel() });
        assert!(done.is_err());
    }

    #[tokio::test]
    async fn whoever_finds_no_place_is_told_to_come_again() {
        let blocking = one_thread(&CancellationToken::new());
        let (mut first, mut second) = (Box::pin(blocking.run(LESS, for_ever)), Box::pin(blocking.run(LESS, for_ever)));
        assert!(timeout(Duration::ZERO, &mut first).await.is_err());
        assert!(timeout(Duration::ZERO, &mut second).await.is_err());
        assert!(blocking.run(LESS, |_| 1).await.is_err());
        drop((first, second));
        assert_eq!(blocking.run(LESS, |_| 1).await.ok(), Some(1));
    }
}
