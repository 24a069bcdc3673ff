//! Console: what a command says, and how it works on the store without a server. Whoever reads it may stop reading, as `head` does, and the command goes on to its end; what
//! cannot be said for another reason, such as a full disk, makes it end as one that failed ([`has_failed`]).

use std::fmt::Display;
use std::io::{self, ErrorKind, Write, stderr, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::config::DataArgs;
use crate::infra::files::Error;
use crate::store::Store;

/// Something could not be said.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Whether something could not be said that somebody was there to read.
pub(crate) fn has_failed() -> bool {
    FAILED.load(Ordering::Relaxed)
}

/// What was asked for, on standard output; a line.
pub(crate) fn print(line: impl Display) {
    print_raw(&format!("{line}\n"));
}

/// The same without a line end.
pub(crate) fn print_raw(text: &str) {
    let mut out = stdout().lock();
    said(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// What is to be said about it, on standard error; a line.
pub(crate) fn note(line: impl Display) {
    if let Err(error) = stderr().lock().write_all(format!("{line}\n").as_bytes()) {
        note_failure(&error);
    }
}

/// Whether standard output has taken something: where not, that is said once.
pub(crate) fn said(written: io::Result<()>) {
    if let Err(error) = written
        && note_failure(&error)
    {
        note(format!("没有写完，标准输出写不进去（硬盘可能满了）：{error}"));
    }
}

/// Whether it is the first failure of all.
fn note_failure(error: &io::Error) -> bool {
    error.kind() != ErrorKind::BrokenPipe && !FAILED.swap(true, Ordering::Relaxed)
}

/// Says why not; the person's fault.
pub(crate) fn refuse(why: &str) -> Result<bool, Error> {
    note(why);
    Ok(false)
}

/// Waits for something, without a server.
pub(crate) fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Error> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Error::Other(error.to_string()))?;
    Ok(runtime.block_on(work))
}

/// Works on the store without a server.
pub(crate) fn with_store<T>(data: &DataArgs, work: impl AsyncFnOnce(Store) -> Result<T, Error>) -> Result<T, Error> {
    block_on(async {
        std::fs::create_dir_all(&data.data_dir).map_err(Error::at(&data.data_dir))?;
        let store = Store::open(&data.data_dir, data.database_url.as_deref());
        let store = store.await.map_err(Error::from)?;
        work(store).await
    })?
}
