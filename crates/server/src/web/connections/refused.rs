//! Connections that the system does not give, because this process has as many files as it may: that is said once a minute,
//! and tried again more and more seldom.

use std::io;
use std::time::{Duration, Instant};

/// How often it is said at most: a log must not fill the disk.
const SAID: Duration = Duration::from_secs(60);
/// How long to wait the first time.
const SHORTEST: Duration = Duration::from_millis(50);
/// Nobody waits longer for one who makes room.
const LONGEST: Duration = Duration::from_secs(1);

/// What was not given, and not said yet.
#[derive(Debug, Default)]
pub(crate) struct Refused {
    count: u64,
    why: String,
    said: Option<Instant>,
    pause: Option<Duration>,
}

impl Refused {
    /// Once more; how long to wait before the next try.
    pub(crate) fn note(&mut self, why: &io::Error) -> Duration {
        (self.count, self.why) = (self.count + 1, why.to_string());
        let pause = self.pause.map_or(SHORTEST, |last| (last * 2).min(LONGEST));
        self.pause = Some(pause);
        pause
    }

    /// One was given.
    pub(crate) fn is_over(&mut self) {
        self.pause = None;
    }

    /// What is to be said now, if anything.
    pub(crate) fn due(&mut self, now: Instant) -> Option<String> {
        if self.count == 0 || self.said.is_some_and(|said| now.saturating_duration_since(said) < SAID) {
            return None;
        }
        self.said = Some(now);
        let count = std::mem::take(&mut self.count);
        Some(format!("no new connection, {count} times: {}", self.why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_once_a_minute_and_tried_more_and_more_seldom() {
        let (mut refused, start) = (Refused::default(), Instant::now());
        assert_eq!(refused.due(start), None);
        let why = io::Error::other("too many files");
        let pauses: Vec<_> = (0..7).map(|_| refused.note(&why).as_millis()).collect();
        assert_eq!(pauses, [50, 100, 200, 400, 800, 1_000, 1_000]);
        assert_eq!(refused.due(start).as_deref(), Some("no new connection, 7 times: too many files"));
        refused.is_over();
        assert_eq!(refused.note(&why), SHORTEST);
        assert_eq!(refused.due(start + SAID / 2), None);
        assert_eq!(refused.due(start + SAID).as_deref(), Some("no new connection, 1 times: too many files"));
        assert_eq!(refused.due(start + SAID * 2), None);
    }
}
