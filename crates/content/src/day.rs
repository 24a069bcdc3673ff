//! A calendar day in 北京时间, the only clock that content knows. A date library would weigh more in the reader's
//! download than these few lines; the conversion is Howard Hinnant's `days_from_civil`.

use std::fmt;

/// Days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

const MS_PER_DAY: i64 = 86_400_000;
/// The last year of which a day is read.
const LAST_YEAR: i32 = 2_999;
/// Beijing is eight hours ahead of UTC, all year.
const OFFSET_MS: i64 = 8 * 3_600_000;

impl Day {
    /// The day in Beijing at a unix time in milliseconds.
    pub fn at_unix_ms(ms: i64) -> Self {
        Self((ms + OFFSET_MS).div_euclid(MS_PER_DAY) as i32)
    }

    /// Unix time in milliseconds of the day's first moment in Beijing.
    pub fn start_unix_ms(self) -> i64 {
        i64::from(self.0) * MS_PER_DAY - OFFSET_MS
    }

    /// The day so many days later (or earlier, if negative).
    pub fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// Reads `2026-11-23`; other spellings and days that do not exist give `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            bytes[range].iter().try_fold(0_i32, |n, b| b.is_ascii_digit().then(|| n * 10 + i32::from(b - b'0')))
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        // Later ones are slips, and their minutes are more than is counted here.
        if year > LAST_YEAR { None } else { Self::of(year, month, day) }
    }

    /// The day of a year, month (1–12) and day of the month; `None` if there is no such day.
    pub fn of(year: i32, month: i32, day: i32) -> Option<Self> {
        let found = Self::from_civil(year, month, day);
        ((1..=12).contains(&month) && found.civil() == (year, month, day)).then_some(found)
    }

    /// Year, month (1–12) and day of the month.
    pub fn civil(self) -> (i32, i32, i32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        (yoe + era * 400 + i32::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
    }

    /// As people say it: `11月23日`.
    pub fn chinese(self) -> String {
        let (_, month, day) = self.civil();
        format!("{month}月{day}日")
    }

    /// As readers are told that somebody looked on that day: `11月23日确认`.
    pub fn confirmed(self) -> String {
        [&self.chinese(), "确认"].concat()
    }

    fn from_civil(year: i32, month: i32, day: i32) -> Self {
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let doy = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        Self(era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_two_centuries_reads_back_as_itself() {
        for n in -36_525..36_525 {
            assert_eq!(Day::parse(&Day(n).to_string()), Some(Day(n)));
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_beijing() {
        let day = Day::parse("2026-11-23").unwrap();
        assert_eq!(day.start_unix_ms(), 1_795_363_200_000); // 2026-11-22T16:00:00Z
        assert_eq!(Day::at_unix_ms(day.start_unix_ms()), day);
        assert_eq!(Day::at_unix_ms(day.start_unix_ms() - 1), day.plus(-1));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01", "二〇二六"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(Day::parse("2028-02-29").is_some());
    }
}
