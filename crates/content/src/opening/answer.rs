//! Is a place open at a given minute? After midnight a shift belongs to the day on which it began: that day's weekday
//! and holiday decide (a Friday's 18:00–2:00 runs on into a Saturday that is a holiday).

use super::{Calendar, DAY, Day, DayKind, Holiday, Hours, Minute, Span, day_of, weekday};

/// How far ahead the next opening is looked for, in days. Longer than any run of holidays.
const AHEAD: i32 = 60;

/// Whether a place is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// In use.
    #[default]
    Open,
    /// Closed for a while; without a last day, nobody knows how long.
    Paused,
    /// No longer there.
    Gone,
}

/// What is known of a place's being open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// `None`: nobody wrote them down.
    pub hours: Option<&'a Hours>,
    /// Last orders, in minutes from 00:00; each counts in the span that contains it.
    pub last_orders: &'a [u16],
    /// The last day of being closed (休到2月25日: open again on the 26th).
    pub closed_until: Option<Day>,
    /// Whether it is in use.
    pub standing: Standing,
}

/// Is it open? All moments in minutes since 1970 in Beijing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Open without an end in the coming week.
    AllDay,
    /// Open.
    Open {
        /// When it closes.
        until: Minute,
        /// The last order, if it is still to come.
        last_order: Option<Minute>,
    },
    /// Open, but nothing can be ordered any more.
    LastOrderPassed {
        /// When it closes.
        until: Minute,
    },
    /// Closed, and opens within the hour.
    OpensSoon {
        /// Minutes until then, rounded up: 1 to 60.
        minutes: i32,
    },
    /// Closed.
    Closed {
        /// When it opens next; `None`: not in the coming two months.
        opens: Option<Minute>,
    },
    /// Closed up to and with this day.
    ClosedUntil {
        /// The last closed day.
        day: Day,
    },
    /// Paused, and nobody said until when.
    Paused,
    /// No longer there.
    Gone,
    /// Nobody wrote the hours down.
    Unknown,
}

impl Opening {
    /// Whether somebody can walk in now. Unknown is not open.
    pub fn is_open(self) -> bool {
        matches!(self, Self::AllDay | Self::Open { .. } | Self::LastOrderPassed { .. })
    }
}

/// Why an answer may be wrong on a holiday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// It is as the place says.
    #[default]
    None,
    /// A holiday, and the place does not say what then: its weekday's hours.
    HolidayNotSaid,
    /// The year's notice is not published, so nobody knows what day it is: its weekday's hours.
    HolidaysUnknown,
}

/// The answer and its doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Is it open?
    pub opening: Opening,
    /// What the place or the calendar leaves open.
    pub doubt: Doubt,
}

/// Whether a place is open at `now`, until when or from when.
pub fn answer(place: &Place<'_>, calendar: &Calendar, now: Minute) -> Answer {
    let sure = |opening| Answer { opening, doubt: Doubt::None };
    if place.standing == Standing::Gone {
        return sure(Opening::Gone);
    }
    match place.closed_until {
        Some(day) if day_of(now) <= day => return sure(Opening::ClosedUntil { day }),
        None if place.standing == Standing::Paused => return sure(Opening::Paused),
        _ => {}
    }
    let Some(hours) = place.hours else { return sure(Opening::Unknown) };
    let shifts = Shifts { hours, calendar, closed_until: place.closed_until };
    match shifts.running(now) {
        Some((day, span)) => Answer { opening: open(&shifts, place, day, span, now), doubt: shifts.on(day).1 },
        None => closed(&shifts, now),
    }
}

/// 夜里开: whether a rider who looks for a place for this night finds one here: open through 1:00 of the coming night
/// (up to 1:00), or open now (1:00 to 6:00). Closing at midnight is not enough; unknown hours never are.
pub fn open_at_night(place: &Place<'_>, calendar: &Calendar, now: Minute) -> bool {
    let minute = now.rem_euclid(DAY);
    let moment = match minute {
        0..60 => now - minute + 59,
        60..360 => now,
        _ => now - minute + DAY + 59,
    };
    answer(place, calendar, moment).opening.is_open()
}

/// A place's shifts, day by day.
struct Shifts<'a> {
    hours: &'a Hours,
    calendar: &'a Calendar,
    closed_until: Option<Day>,
}

impl Shifts<'_> {
    /// The shifts that begin on a day, and how sure they are.
    fn on(&self, day: Day) -> (&[Span], Doubt) {
        let week = &self.hours.week[weekday(day)][..];
        if self.closed_until.is_some_and(|last| day <= last) {
            return (&[], Doubt::None);
        }
        match (self.calendar.kind(day), &self.hours.holiday) {
            (DayKind::SwappedWorkday, _) => (self.hours.swapped.as_deref().unwrap_or(week), Doubt::None),
            (DayKind::Holiday, Holiday::Hours(spans)) => (spans, Doubt::None),
            (DayKind::Holiday, Holiday::NotSaid) => (week, Doubt::HolidayNotSaid),
            (DayKind::Unknown, Holiday::Same) if self.hours.swapped.is_none() => (week, Doubt::None),
            (DayKind::Unknown, _) => (week, Doubt::HolidaysUnknown),
            (DayKind::Ordinary | DayKind::Holiday, _) => (week, Doubt::None),
        }
    }

    /// The shift that runs at a moment and the day on which it began; of several the one that ends last.
    fn running(&self, now: Minute) -> Option<(Day, Span)> {
        let today = day_of(now);
        let runs = |(day, span): &(Day, Span)| begins(*day, *span) <= now && now < ends(*day, *span);
        let shifts = [today.plus(-1), today].into_iter().flat_map(|day| self.on(day).0.iter().map(move |s| (day, *s)));
        shifts.filter(runs).max_by_key(|(day, span)| ends(*day, *span))
    }
}

fn begins(day: Day, span: Span) -> Minute {
    day.0 * DAY + i32::from(span.from)
}

fn ends(day: Day, span: Span) -> Minute {
    day.0 * DAY + i32::from(span.to)
}

fn open(shifts: &Shifts<'_>, place: &Place<'_>, day: Day, span: Span, now: Minute) -> Opening {
    let mut until = ends(day, span);
    // A shift may be taken over by the next without a break.
    while let Some((day, span)) = shifts.running(until) {
        until = ends(day, span);
        if until - now > 7 * DAY {
            return Opening::AllDay;
        }
    }
    let in_span = |order: &u16| {
        let order = day.0 * DAY + i32::from(*order) + if *order < span.from { DAY } else { 0 };
        (order < ends(day, span)).then_some(order)
    };
    match place.last_orders.iter().filter_map(in_span).max() {
        Some(order) if order <= now => Opening::LastOrderPassed { until },
        last_order => Opening::Open { until, last_order },
    }
}

fn closed(shifts: &Shifts<'_>, now: Minute) -> Answer {
    let today = day_of(now);
    let today_doubt = shifts.on(today).1;
    // From yesterday: its shift may have a break after midnight.
    for day in (-1..AHEAD).map(|n| today.plus(n)) {
        let (spans, doubt) = shifts.on(day);
        let Some(opens) = spans.iter().map(|span| begins(day, *span)).find(|begins| *begins > now) else { continue };
        let minutes = opens - now;
        let opening =
            if minutes <= 60 { Opening::OpensSoon { minutes } } else { Opening::Closed { opens: Some(opens) } };
        return Answer { opening, doubt: doubt.max(today_doubt) };
    }
    Answer { opening: Opening::Closed { opens: None }, doubt: today_doubt }
}
