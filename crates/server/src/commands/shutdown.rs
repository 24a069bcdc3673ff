//! Stopping: a signal ends the server, whatever its threads are doing.

use std::io;
use std::process;
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// What is left to do after open answers had their time: then the process ends, done or not.
pub(crate) const LAST: Duration = Duration::from_secs(2);

/// Cancelled by SIGTERM or Ctrl-C; the process ends at a second one, or `grace` and a moment later at the latest.
///
/// It is listened for on a thread of its own: where every thread of the server is held by work that does not end, the
/// server could not hear it.
pub(crate) fn asked_to_stop(grace: Duration) -> io::Result<CancellationToken> {
    let stopping = CancellationToken::new();
    let (told, runtime) = (stopping.clone(), Builder::new_current_thread().enable_all().build()?);
    let mut signals = Signals::listen(&runtime)?;
    let wait = async move {
        signals.next().await;
        told.cancel();
        let _ = timeout(grace + LAST, signals.next()).await;
        // Whatever was acknowledged is on the disk.
        process::exit(0);
    };
    thread::Builder::new().name("signals".into()).spawn(move || runtime.block_on(wait))?;
    Ok(stopping)
}

/// Ends a runtime whose blocking threads may be held.
pub(crate) fn end(runtime: Runtime) {
    runtime.shutdown_timeout(LAST / 2);
}

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen(runtime: &Runtime) -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let _entered = runtime.enter();
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen(_: &Runtime) -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
