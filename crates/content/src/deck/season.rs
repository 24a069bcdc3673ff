//! Days of a year around which something is used: 12-04, or 06-15 到 08-31.

use crate::day::Day;

/// It is near so many days before the first of them, and on the day behind the last.
const AHEAD: i32 = 7;
const AFTER: i32 = 1;

/// The first and the last of them, each a month and a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Season {
    from: (i32, i32),
    to: (i32, i32),
}

impl Season {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('到').unwrap_or((text, text));
        let day = |text: &str| {
            let (month, day) = text.trim().split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // A year that has all of them.
            Day::of(2024, month, day).map(|_| (month, day))
        };
        Some(Self { from: day(from)?, to: day(to)? })
    }

    /// So many days are left before it begins; none while it goes on.
    pub fn days_until(self, today: Day) -> i32 {
        let year = today.civil().0;
        let of =
            |year: i32, (month, day): (i32, i32)| Day::of(year, month, day).or_else(|| Day::of(year, month, day - 1));
        let coming = (year - 1..=year + 1).find_map(|year| {
            let to = of(year + i32::from(self.to < self.from), self.to)?;
            (to.plus(AFTER) >= today).then_some(of(year, self.from)?.0 - today.0)
        });
        coming.unwrap_or_default().max(0)
    }

    /// Whether it is near, or goes on.
    pub fn is_near(self, today: Day) -> bool {
        self.days_until(today) <= AHEAD
    }

    /// 12月4日, 6月15日到8月31日: true on any day, as a phone without a network keeps the page.
    pub fn words(self) -> String {
        let day = |(month, day): (i32, i32)| format!("{month}月{day}日");
        if self.from == self.to { day(self.from) } else { [day(self.from), day(self.to)].join("到") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_near_a_week_before_and_over_a_day_after_in_any_year() {
        let left = |season: &str, today: &str| Season::parse(season).unwrap().days_until(Day::parse(today).unwrap());
        for (season, today, days) in [
            ("12-04", "2026-11-26", 8),
            ("12-04", "2026-12-01", 3),
            ("12-04", "2026-12-05", 0),
            ("12-04", "2026-12-06", 363),
            ("06-15 到 08-31", "2026-07-20", 0),
            ("12-20到01-05", "2026-12-31", 0),
            ("12-20到01-05", "2027-01-05", 0),
            ("02-29", "2027-02-20", 8),
        ] {
            assert_eq!(left(season, today), days, "{season} {today}");
        }
        assert!(["13-01", "02-30", "五四", "", "2026-05-04"].into_iter().all(|text| Season::parse(text).is_none()));
    }
}
