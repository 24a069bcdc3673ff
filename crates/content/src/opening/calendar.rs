//! The country's dated exceptions: public holidays, and weekend days that are worked in exchange for them.
//!
//! Text form: years separated by a space. `2026:0101+3,0215+9;0104,0214` is a year whose notice is published: runs of
//! holidays (first day as month and day, then how many) and, after `;`, of swapped workdays. `~` before the year: its
//! own notice is not published, the dates come from a neighbour's.

use super::{Day, week::number};

/// What the state's notice says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Nothing: its weekday decides.
    Ordinary,
    /// A public holiday (法定节假日 and the days off around it).
    Holiday,
    /// A weekend day that is worked in exchange (调休上班日); no holiday.
    SwappedWorkday,
    /// The notice for its year is not published.
    Unknown,
}

/// Holidays and swapped workdays of the years whose notices are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: Vec<i32>,
    /// In order, each day once.
    holidays: Vec<Day>,
    /// In order, each day once.
    swapped: Vec<Day>,
}

impl Calendar {
    /// From the years with a published notice, and the dated days (`true`: holiday, `false`: swapped workday) of all
    /// notices. A day that is both is a holiday.
    pub fn new(mut years: Vec<i32>, days: &[(Day, bool)]) -> Self {
        let only = |holiday| {
            let mut only: Vec<Day> = days.iter().filter(|day| day.1 == holiday).map(|day| day.0).collect();
            only.sort_unstable();
            only.dedup();
            only
        };
        years.sort_unstable();
        years.dedup();
        Self { years, holidays: only(true), swapped: only(false) }
    }

    /// What is known of a day.
    pub fn kind(&self, day: Day) -> DayKind {
        if self.holidays.binary_search(&day).is_ok() {
            DayKind::Holiday
        } else if self.swapped.binary_search(&day).is_ok() {
            DayKind::SwappedWorkday
        } else if self.years.contains(&day.civil().0) {
            DayKind::Ordinary
        } else {
            DayKind::Unknown
        }
    }

    /// The text for the phone; see the module.
    pub fn to_text(&self) -> String {
        let dated = self.holidays.iter().chain(&self.swapped).map(|day| day.civil().0);
        let mut years: Vec<i32> = dated.chain(self.years.iter().copied()).collect();
        years.sort_unstable();
        years.dedup();
        let year_text = |year: i32| {
            let sign = if self.years.contains(&year) { "" } else { "~" };
            let runs = |days: &[Day]| runs(days.iter().copied().filter(|day| day.civil().0 == year));
            format!("{sign}{year}:{};{}", runs(&self.holidays), runs(&self.swapped))
        };
        years.into_iter().map(year_text).collect::<Vec<_>>().join(" ")
    }

    /// Reads [`to_text`](Self::to_text); anything else gives `None`.
    pub fn parse(text: &str) -> Option<Self> {
        // In the order of the text: sorting would weigh more in the download than the rest of this file.
        let mut calendar = Self::default();
        for part in text.split(' ').filter(|part| !part.is_empty()) {
            let (year, runs) = part.split_once(':')?;
            let published = !year.starts_with('~');
            let year = i32::from(number(year.trim_start_matches('~'))?);
            if published {
                calendar.years.push(year);
            }
            let (holidays, swapped) = runs.split_once(';')?;
            for (runs, days) in [(holidays, &mut calendar.holidays), (swapped, &mut calendar.swapped)] {
                for run in runs.split(',').filter(|run| !run.is_empty()) {
                    let (first, count) = run.split_once('+').unwrap_or((run, "1"));
                    let first = number(first)?;
                    let first = Day::of(year, i32::from(first / 100), i32::from(first % 100))?;
                    if days.last().is_some_and(|last| *last >= first) {
                        return None;
                    }
                    days.extend((0..i32::from(number(count)?)).map(|n| first.plus(n)));
                }
            }
        }
        Some(calendar)
    }
}

/// Days in a row, as `0101+3,0404`.
fn runs(days: impl Iterator<Item = Day>) -> String {
    let mut runs: Vec<(Day, i32)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((first, count)) if first.plus(*count) == day => *count += 1,
            _ => runs.push((day, 1)),
        }
    }
    let run_text = |(first, count): &(Day, i32)| {
        let (_, month, day) = first.civil();
        if *count == 1 { format!("{month:02}{day:02}") } else { format!("{month:02}{day:02}+{count}") }
    };
    runs.iter().map(run_text).collect::<Vec<_>>().join(",")
}
