//! Is it open? What a phone needs to answer: a place's week ([`Hours`]), the dated exceptions of the country
//! ([`Calendar`]), the answer at a given minute ([`answer()`]) and the words for it ([`words()`]). Nothing here reads what
//! people write (see `hours`), asks for the time (the clock comes in as an argument, always Beijing's) or formats with
//! `core::fmt`: it is part of the reader's download.

mod answer;
mod calendar;
mod week;
mod words;

pub use answer::{Answer, Doubt, Opening, Place, Standing, answer, open_at_night};
pub use calendar::{Calendar, DayKind};
pub use week::{Holiday, Hours, Span};
pub use words::{push_clock, words};

use crate::day::Day;

/// Minutes since 1970-01-01 00:00 in Beijing (UTC+8, all year).
pub type Minute = i32;

/// A shop whose claim has ended (`Place::listed_until`) is on the list for so many days more, as one that may have changed.
pub const OFF_AFTER: i32 = 30;

/// One that asked to go on while it was on the list, and to which nobody came, is there for so many days instead: asking takes
/// nothing off, and what nobody has seen for so long has an end all the same.
pub const STAYS_AFTER: i32 = 90;

/// Minutes of a day.
pub const DAY: i32 = 1440;

/// The minute in Beijing at a unix time in milliseconds, whatever zone the phone is set to.
pub fn minute_at_unix_ms(ms: i64) -> Minute {
    (ms.div_euclid(60_000) + 480) as Minute
}

/// The day in Beijing that a minute belongs to.
pub fn day_of(minute: Minute) -> Day {
    Day(minute.div_euclid(DAY))
}

/// Monday is 0, Sunday 6.
pub fn weekday(day: Day) -> usize {
    (day.0 + 3).rem_euclid(7) as usize
}
