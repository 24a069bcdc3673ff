//! Clock: what time it is, in Beijing, and whether this machine's clock can be right. A small server whose battery is empty
//! begins in 1970, and would publish that day's card, end every session, and number its posts from there.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use content::day::Day;

/// The beginning of 2026, when this was written.
const WRITTEN: Duration = Duration::from_secs(1_767_225_600);

/// How far ahead of the machine's clock it is taken to be, in milliseconds.
static AHEAD: AtomicI64 = AtomicI64::new(0);
/// The hour at which a day that was given begins, in milliseconds.
const MORNING: i64 = 9 * 3_600_000;

/// Unix milliseconds.
pub(crate) fn now() -> i64 {
    let machine = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
    machine + AHEAD.load(Ordering::Relaxed)
}

/// From here on it is that day, nine in its morning in Beijing. Before anybody has asked.
pub(crate) fn begin(today: Day) {
    AHEAD.fetch_add(today.start_unix_ms() + MORNING - now(), Ordering::Relaxed);
}

/// Today in Beijing.
pub(crate) fn today() -> Day {
    Day::at_unix_ms(now())
}

/// The beginning of this day in Beijing, in Unix milliseconds: no finer time of people is kept.
pub(crate) fn start_of_today() -> i64 {
    today().start_unix_ms()
}

/// The month of a moment (`2026-11`), in Beijing.
pub(crate) fn month(at: i64) -> String {
    let (year, month, _) = Day::at_unix_ms(at).civil();
    format!("{year:04}-{month:02}")
}

/// What to do about a clock that is wrong.
pub(crate) fn fault(now: SystemTime) -> Option<String> {
    let is_possible = now.duration_since(UNIX_EPOCH).is_ok_and(|since| since >= WRITTEN);
    let sentence =
        "这台机器的时钟慢了：现在不会早于 2026 年。先校准时间（timedatectl set-ntp true，或 date -s），再运行一次";
    (!is_possible).then(|| sentence.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_this_was_written_is_wrong() {
        assert_eq!(fault(SystemTime::now()), None);
        assert_eq!(fault(UNIX_EPOCH + WRITTEN), None);
        for wrong in [UNIX_EPOCH - Duration::from_secs(86_400), UNIX_EPOCH, UNIX_EPOCH + WRITTEN / 2] {
            assert!(fault(wrong).is_some_and(|sentence| sentence.contains("校准")), "{wrong:?}");
        }
    }
}
