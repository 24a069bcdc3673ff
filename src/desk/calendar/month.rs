//! Six weeks that hold a month, Monday first, and moments in 北京时间.

use content::day::Day;

/// What days of the week are called, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// The first day of a day's month.
pub(super) fn first_of(day: Day) -> Day {
    day.plus(1 - day.civil().2)
}

/// The first day of the next month.
pub(super) fn next(day: Day) -> Day {
    // No month has more than 31 days, and none fewer than 28.
    first_of(first_of(day).plus(31))
}

/// The first day of the month before.
pub(super) fn previous(day: Day) -> Day {
    first_of(first_of(day).plus(-1))
}

/// The Monday with which the month's six weeks begin.
pub(super) fn monday_before(month: Day) -> Day {
    let first = first_of(month);
    first.plus(-weekday(first))
}

/// The Monday with which the six weeks on screen begin. In the month of today at most one week that is over stands before
/// this one, unless all of the month is wanted: four weeks to come are always there.
pub(super) fn begin(month: Day, today: Day, is_whole: bool) -> Day {
    let (monday, week_ago) = (monday_before(month), today.plus(-weekday(today) - 7));
    if is_whole || first_of(month) != first_of(today) { monday } else { monday.max(week_ago) }
}

/// Whether a day is of a week that is over, in the month of today: nothing is left to be chosen there.
pub(super) fn is_over(day: Day, today: Day, month: Day) -> bool {
    first_of(month) == first_of(today) && day < today.plus(-weekday(today))
}

/// Days since Monday.
pub(super) fn weekday(day: Day) -> i32 {
    // 1970 began on a Thursday.
    (day.0 + 3).rem_euclid(7)
}

/// `2026年11月`.
pub(super) fn name(day: Day) -> String {
    let (year, month, _) = day.civil();
    format!("{year}年{month}月")
}

/// `11月23日 周一`.
pub(super) fn day_name(day: Day) -> String {
    format!("{} 周{}", day.chinese(), WEEKDAYS[weekday(day) as usize])
}

/// The hour and minute of a moment in Beijing: `08:00`.
pub(super) fn beijing_time(unix_ms: i64) -> String {
    let minutes = (unix_ms - Day::at_unix_ms(unix_ms).start_unix_ms()) / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_month_begins_on_the_monday_of_its_first_week() {
        assert_eq!(monday_before(day("2026-11-25")), day("2026-10-26"));
        assert_eq!(monday_before(day("2027-02-28")), day("2027-02-01"));
        assert_eq!(weekday(day("2026-11-25")), 2);
        assert_eq!(day_name(day("2026-11-29")), "11月29日 周日");
        for month in 0..400 {
            let first = first_of(day("2026-01-01").plus(month * 30));
            // All of it is in six weeks.
            let weeks = monday_before(first);
            assert!(weeks <= first && next(first).plus(-1) <= weeks.plus(41));
            assert_eq!(weekday(weeks), 0);
        }
    }

    #[test]
    fn four_weeks_from_today_are_on_screen_whatever_the_day() {
        for today in (0..800).map(|days| day("2026-01-01").plus(days)) {
            let begin = begin(today, today, false);
            assert!(begin <= today && begin.plus(41) >= today.plus(28) && weekday(begin) == 0, "{today}");
            assert_eq!(super::begin(today, today, true), monday_before(today));
            assert_eq!(super::begin(next(today), today, false), monday_before(next(today)));
        }
    }

    #[test]
    fn tomorrow_is_in_one_of_the_first_two_weeks_that_are_not_over() {
        for today in (0..800).map(|days| day("2026-01-01").plus(days)) {
            let first = monday_before(today);
            let left: Vec<Day> =
                (0..42).map(|days| first.plus(days)).filter(|day| !is_over(*day, today, today)).collect();
            assert!(left.iter().take(14).any(|day| *day == today.plus(1)), "{today}");
            assert!(!is_over(first, today, next(today)) && !is_over(first, today, previous(today)));
        }
    }

    #[test]
    fn months_follow_each_other() {
        assert_eq!(next(day("2026-01-31")), day("2026-02-01"));
        assert_eq!(next(day("2026-12-31")), day("2027-01-01"));
        assert_eq!(previous(day("2026-03-31")), day("2026-02-01"));
        assert_eq!(name(day("2026-11-25")), "2026年11月");
    }

    #[test]
    fn a_moment_is_told_in_beijings_time_whatever_the_phone_is_set_to() {
        assert_eq!(beijing_time(day("2026-11-23").start_unix_ms()), "00:00");
        assert_eq!(beijing_time(day("2026-11-23").start_unix_ms() + 8 * 3_600_000 + 5 * 60_000), "08:05");
        assert_eq!(beijing_time(day("2026-11-24").start_unix_ms() - 1), "23:59");
    }
}
