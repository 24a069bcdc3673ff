//! Console: what a command says. Whoever reads it may stop reading, as `head` does; the command goes on to its end.

use std::fmt::Display;
use std::io::{ErrorKind, Write, stderr, stdout};

/// What was asked for, on standard output; a line.
pub(crate) fn print(line: impl Display) {
    print_raw(&format!("{line}\n"));
}

/// The same without a line end.
pub(crate) fn print_raw(text: &str) {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => note(format!("standard output: {error}")),
        _ => {}
    }
}

/// What is to be said about it, on standard error; a line.
pub(crate) fn note(line: impl Display) {
    let _ = stderr().lock().write_all(format!("{line}\n").as_bytes());
}
