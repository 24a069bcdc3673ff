//! How often: generous for an address, because riders share their carrier's addresses; strict for a member.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::web::error::ApiError;

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Rate {
    /// Anything an address asks of the API.
    Ip,
    /// Changes from an address.
    Changes,
    /// Trying codes.
    Join,
    /// Trying passphrases from an address.
    SignIn,
    /// Trying passphrases of one account from one address.
    Account,
    /// Trying passphrases of one account, wherever from. A dozen addresses that use up what each has leave some of it: to
    /// lock somebody out takes a net of them.
    AccountAnywhere,
    /// Whatever one person does.
    Person,
    /// Posts of one member.
    Posts,
    /// What is said to be wrong about places, from an address.
    Corrections,
    /// Wishes of one member for activities, and their taking back.
    SignUps,
    /// Trying codes that take a wish back, from an address.
    Codes,
    /// Readings of one person, and their saying that they can go on with others'.
    Readings,
    /// Trying four digits, from an address: those that were right are given back.
    ReadingCode,
    /// The same, wherever from.
    ReadingCodeAnywhere,
    /// All that is asked of one reading, by whoever is in the room: by one network's address, mostly.
    Room,
    /// What keepers of shops say, from an address.
    Claims,
    /// What those send who were asked to read aloud, from an address.
    Recordings,
}

impl Rate {
    /// How many at once, and how many seconds each takes to come back.
    fn allowance(self) -> (f64, f64) {
        match self {
            Self::Ip => (600.0, 0.02),
            Self::Changes => (300.0, 0.2),
            // A morning's meeting comes in by one network, and looks before it joins. Codes are too long to be guessed.
            Self::Join => (300.0, 1.0),
            Self::SignIn => (60.0, 2.0),
            Self::Account => (10.0, 60.0),
            Self::AccountAnywhere => (200.0, 3.0),
            Self::Person => (120.0, 0.5),
            Self::Posts => (10.0, 60.0),
            // A carrier's address is that of many riders, and each says something once in a while.
            Self::Corrections => (60.0, 20.0),
            Self::SignUps => (30.0, 10.0),
            // Forty bits each: guessing takes longer than a slot is away.
            Self::Codes => (20.0, 30.0),
            Self::Readings => (20.0, 180.0),
            // A whole room mistypes now and then. Ten thousand fours have a few readings among them.
            Self::ReadingCode => (30.0, 60.0),
            Self::ReadingCodeAnywhere => (400.0, 4.0),
            // Two thousand phones come back at once after a restart, and say what they show with every card.
            Self::Room => (8_000.0, 0.001),
            Self::Claims | Self::Recordings => (20.0, 180.0),
        }
    }

    /// Whether an operator may be more generous. Passphrases and digits are guessed no faster for it.
    fn is_scaled(self) -> bool {
        !matches!(
            self,
            Self::SignIn | Self::Account | Self::AccountAnywhere | Self::ReadingCode | Self::ReadingCodeAnywhere
        )
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
pub(crate) struct RateLimiter {
    /// How many times as much as usual; nothing is limited without it.
    times: Option<f64>,
    buckets: Mutex<HashMap<(Rate, String), Bucket>>,
}

impl RateLimiter {
    /// Allows so many times as much as usual; `None`: everything, for tests on one machine.
    pub(crate) fn new(times: Option<f64>) -> Self {
        Self { times, buckets: Mutex::default() }
    }

    /// Takes one, or says how long to wait.
    pub(crate) fn take(&self, rate: Rate, who: impl ToString) -> Result<(), ApiError> {
        let Some(times) = self.times else { return Ok(()) };
        let allowance = |rate: Rate| {
            let ((most, seconds), times) = (rate.allowance(), if rate.is_scaled() { times } else { 1.0 });
            (most * times, seconds / times)
        };
        let (most, seconds) = allowance(rate);
        let now = Instant::now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            buckets.retain(|(rate, _), bucket| bucket.refilled(allowance(*rate), now) < allowance(*rate).0);
            if buckets.len() >= REMEMBERED {
                buckets.clear();
            }
        }
        let bucket = buckets.entry((rate, who.to_string())).or_insert(Bucket { left: most, at: now });
        let left = bucket.refilled((most, seconds), now);
        *bucket = Bucket { left: if left >= 1.0 { left - 1.0 } else { left }, at: now };
        if left >= 1.0 { Ok(()) } else { Err(ApiError::slow_down(((1.0 - left) * seconds).ceil().max(1.0) as u64)) }
    }

    /// Gives one back that was taken for nothing.
    pub(crate) fn give_back(&self, rate: Rate, who: impl ToString) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(&(rate, who.to_string())) {
            bucket.left += 1.0;
        }
    }
}

impl Bucket {
    fn refilled(&self, (most, seconds): (f64, f64), now: Instant) -> f64 {
        (self.left + now.duration_since(self.at).as_secs_f64() / seconds).min(most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dozen_addresses_lock_nobody_out() {
        let limits = RateLimiter::new(Some(1.0));
        for (one, anywhere) in [(Rate::Account, Rate::AccountAnywhere), (Rate::ReadingCode, Rate::ReadingCodeAnywhere)]
        {
            for address in 0..12 {
                while limits.take(one, address).is_ok() {
                    assert!(limits.take(anywhere, "王书记").is_ok());
                }
            }
            assert!(limits.take(anywhere, "王书记").is_ok());
            // Nor later: what comes back to all of them together comes back faster to the account.
            let seconds = |rate: Rate| rate.allowance().1;
            assert!(seconds(one) / 12.0 > seconds(anywhere));
        }
    }

    #[test]
    fn what_is_given_back_is_there_again() {
        let limits = RateLimiter::new(Some(1.0));
        for _ in 0..100 {
            assert!(limits.take(Rate::Account, "王书记").is_ok());
            limits.give_back(Rate::Account, "王书记");
        }
        let tries = (0..12).filter(|_| limits.take(Rate::Account, "王书记").is_ok());
        assert_eq!(tries.count(), 10);
    }
}
