//! Work: how much reading one file may take. A small file can be made to unpack to a huge one, or to have millions of elements
//! without a word in them; whoever asked may also have gone meanwhile.

use std::cell::Cell;

use tokio_util::sync::CancellationToken;

use super::unreadable::{TOO_BIG, Unreadable};

/// All parts of a file are at most so long together, unpacked, each counted as often as it is.
const MOST_BYTES: u64 = 96 * 1024 * 1024;
/// Elements that are looked at. A thick book has a million: some eight around each dozen characters.
const MOST_ELEMENTS: u32 = 3_000_000;
/// So many elements are walked through between two looks whether anybody still waits.
const BETWEEN_LOOKS: u32 = 1024;

/// What is left of it.
#[derive(Debug)]
pub(super) struct Work<'a> {
    cancelled: Option<&'a CancellationToken>,
    bytes: Cell<u64>,
    elements: Cell<u32>,
}

impl<'a> Work<'a> {
    /// For one file.
    pub(super) fn new(cancelled: Option<&'a CancellationToken>) -> Self {
        Self { cancelled, bytes: Cell::new(MOST_BYTES), elements: Cell::new(MOST_ELEMENTS) }
    }

    /// A part is unpacked.
    pub(super) fn unpack(&self, bytes: usize) -> Result<(), Unreadable> {
        self.bytes.set(self.bytes.get().checked_sub(bytes as u64).ok_or(TOO_BIG)?);
        self.go_on()
    }

    /// An element, or a row, is looked at.
    pub(super) fn step(&self) -> Result<(), Unreadable> {
        let left = self.elements.get().checked_sub(1).ok_or(TOO_BIG)?;
        self.elements.set(left);
        if left.is_multiple_of(BETWEEN_LOOKS) { self.go_on() } else { Ok(()) }
    }

    /// Nobody sees the error of what was cancelled.
    fn go_on(&self) -> Result<(), Unreadable> {
        if self.cancelled.is_some_and(CancellationToken::is_cancelled) { Err(TOO_BIG) } else { Ok(()) }
    }
}
