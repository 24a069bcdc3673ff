//! How often: generous for a source, because riders share their carrier's addresses; strict for a member.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::refusal::Refusal;

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Rate {
    /// Anything a source asks of the API.
    Source,
    /// Changes from a source.
    Changes,
    /// Trying codes.
    Join,
    /// Trying passphrases from a source.
    SignIn,
    /// Trying passphrases of one account from one source.
    Account,
    /// Trying passphrases of one account, wherever from: looser, so that others cannot lock somebody out.
    AccountAnywhere,
    /// Whatever one person does.
    Person,
    /// Posts of one member.
    Posts,
}

impl Rate {
    /// How many at once, and how many seconds each takes to come back.
    fn allowance(self) -> (f64, f64) {
        match self {
            Self::Source => (600.0, 0.02),
            Self::Changes => (300.0, 0.2),
            Self::Join => (60.0, 2.0),
            Self::SignIn => (30.0, 10.0),
            Self::Account => (10.0, 60.0),
            Self::AccountAnywhere => (100.0, 30.0),
            Self::Person => (120.0, 0.5),
            Self::Posts => (10.0, 60.0),
        }
    }
}

/// More than this are not remembered: those who have their whole allowance are forgotten first.
const REMEMBERED: usize = 100_000;

#[derive(Debug)]
struct Bucket {
    left: f64,
    at: Instant,
}

/// Who has how much left. In memory, and gone with the process.
#[derive(Debug)]
pub(crate) struct Limits {
    is_on: bool,
    buckets: Mutex<HashMap<(Rate, String), Bucket>>,
}

impl Limits {
    /// Nothing is limited where they are off: for tests on one machine.
    pub(crate) fn new(is_on: bool) -> Self {
        Self { is_on, buckets: Mutex::default() }
    }

    /// Takes one, or says how long to wait.
    pub(crate) fn take(&self, rate: Rate, who: impl ToString) -> Result<(), Refusal> {
        if !self.is_on {
            return Ok(());
        }
        let (most, seconds) = rate.allowance();
        let now = Instant::now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            buckets.retain(|(rate, _), bucket| bucket.refilled(*rate, now) < rate.allowance().0);
            if buckets.len() >= REMEMBERED {
                buckets.clear();
            }
        }
        let bucket = buckets.entry((rate, who.to_string())).or_insert(Bucket { left: most, at: now });
        let left = bucket.refilled(rate, now);
        *bucket = Bucket { left: if left >= 1.0 { left - 1.0 } else { left }, at: now };
        if left >= 1.0 { Ok(()) } else { Err(Refusal::slow_down(((1.0 - left) * seconds).ceil().max(1.0) as u64)) }
    }
}

impl Bucket {
    fn refilled(&self, rate: Rate, now: Instant) -> f64 {
        let (most, seconds) = rate.allowance();
        (self.left + now.duration_since(self.at).as_secs_f64() / seconds).min(most)
    }
}
