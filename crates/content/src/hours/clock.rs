//! One moment of a day as people write it (9:00, ９：３０, 早8点半, 下午2点, 次日02:00, 二十二点), and two of them as a span.

use super::lexicon::first_of;
use crate::opening::Span;

/// A moment as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    hour: u16,
    minute: u16,
    part: Part,
    next_day: bool,
    /// A number and nothing else: only a moment beside one that is written out.
    pub(super) bare: bool,
    /// As it is said, 9点: five o'clock may be in the afternoon.
    spoken: bool,
}

/// The part of the day that was said, which tells 8 in the morning from 8 at night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Unsaid,
    SmallHours,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

const NEXT_DAY: &[&str] = &["次日", "第二天", "翌日", "隔天", "隔日", "转天", "明天", "次晨"];
const PARTS: &[(Part, &[&str])] = &[
    (Part::SmallHours, &["凌晨", "后半夜"]),
    (Part::Morning, &["清早", "清晨", "早晨", "早上", "上午", "一早", "早", "am"]),
    (Part::Noon, &["正午", "中午", "午间"]),
    (Part::Afternoon, &["下午", "午后", "pm"]),
    (Part::Evening, &["傍晚", "晚上", "晚间", "夜里", "夜间", "深夜", "半夜", "夜晚", "晚", "夜"]),
];

fn part_at(letters: &[char]) -> (Part, usize) {
    let found = PARTS.iter().find_map(|(part, words)| first_of(letters, words).map(|(_, length)| (*part, length)));
    found.unwrap_or((Part::Unsaid, 0))
}

impl Clock {
    /// The moment that begins at these letters and its length in characters.
    pub(super) fn at(letters: &[char]) -> Option<(Self, usize)> {
        let mut at = 0;
        let skip_spaces = |at: &mut usize| *at += letters[*at..].iter().take_while(|c| **c == ' ').count();
        let next_day = first_of(letters, NEXT_DAY);
        at += next_day.map_or(0, |(_, length)| length);
        skip_spaces(&mut at);
        let (mut part, length) = part_at(&letters[at..]);
        if length > 0 && letters[at].is_ascii() {
            return None;
        }
        at += length;
        skip_spaces(&mut at);
        if length > 0 && letters.get(at) == Some(&':') {
            at += 1; // 上午：9:00
            skip_spaces(&mut at);
        }
        if let Some((_, length)) = first_of(&letters[at..], &["午夜", "零点整", "零点"]) {
            let midnight = Self {
                hour: 0,
                minute: 0,
                part: Part::SmallHours,
                next_day: next_day.is_some(),
                bare: false,
                spoken: false,
            };
            return Some((midnight, at + length));
        }
        let (hour, minute, length, bare) = digits_at(&letters[at..])?;
        let spoken = letters[at..at + length].iter().any(|c| matches!(c, '点' | '时'));
        at += length;
        if part == Part::Unsaid {
            let mut after = at;
            skip_spaces(&mut after);
            let (said, length) = part_at(&letters[after..]);
            if length == 2 && letters[after].is_ascii() {
                (part, at) = (said, after + length);
            }
        }
        let bare = bare && part == Part::Unsaid && next_day.is_none();
        Some((Self { hour, minute, part, next_day: next_day.is_some(), bare, spoken }, at))
    }

    /// Minutes from 00:00 of the day that is meant.
    fn minutes(self) -> Result<u16, &'static str> {
        let hour = match (self.part, self.hour) {
            (Part::SmallHours, 12) => 0,
            (Part::Noon, 1..=3) | (Part::Afternoon, 1..=11) | (Part::Evening, 5..=11) => self.hour + 12,
            (Part::Evening, 12) => 24,
            (Part::Evening, 0..=4) if !self.next_day => self.hour + 24,
            _ => self.hour,
        };
        let minutes = hour * 60 + self.minute + if self.next_day { 1440 } else { 0 };
        let last = if self.part == Part::Unsaid { 2880 } else { 1440 + 300 + if self.next_day { 1440 } else { 0 } };
        if self.minute < 60 && minutes <= last { Ok(minutes) } else { Err("{}不是一天里的时刻") }
    }

    /// 早9晚5: two moments that need no dash between them.
    pub(super) fn is_morning_to(self, end: Self) -> bool {
        self.part == Part::Morning && end.part == Part::Evening
    }

    /// 9点到5点: by day, or until five in the morning?
    fn is_unclear_beside(self, end: Self) -> bool {
        self.part == Part::Unsaid && (1..=12).contains(&self.hour) && (self.spoken || end.spoken)
    }

    /// From this moment to another; past midnight if that one is not later.
    ///
    /// # Errors
    /// What is wrong, `{}` standing for what was written, and how to write it.
    pub(super) fn to(self, end: Self) -> Result<Span, (&'static str, &'static str)> {
        const CLOCK: &str = "用24小时写，例如：9:00-17:00";
        if self.bare && end.bare {
            return Err(("{}不像是时间", CLOCK));
        }
        let from = self.minutes().map_err(|message| (message, CLOCK))?;
        let mut to = end.minutes().map_err(|message| (message, CLOCK))?;
        if from >= 1440 {
            return Err(("{}从半夜以后开始，要算在后一天", "写成后一天的时间，例如：周六 0:00-6:00"));
        }
        if end.part == Part::Unsaid && !end.next_day && (1..=12).contains(&end.hour) {
            let later = matches!(self.part, Part::Noon | Part::Afternoon | Part::Evening);
            if later && (end.hour < 12 || to <= from) && to + 720 > from {
                to += 720;
            } else if to <= from && (self.part == Part::Morning || self.is_unclear_beside(end)) {
                return Err(("{}看不出关门是上午还是下午", CLOCK));
            }
        }
        if to == from && from != 0 {
            return Err(("{}开门和关门是同一个时刻", "全天开着就写：24小时"));
        }
        if to <= from {
            to += 1440;
        }
        if to % 1440 == 1439 {
            to += 1; // 23:59 is how many forms spell 24:00.
        }
        Ok(Span { from, to })
    }
}

/// Hour, minute, length and whether it is a number only.
fn digits_at(letters: &[char]) -> Option<(u16, u16, usize, bool)> {
    let number = |from: usize| {
        let digits = letters[from..].iter().take_while(|c| c.is_ascii_digit()).count();
        let value = letters[from..from + digits].iter().fold(0_u32, |n, c| (n * 10 + *c as u32 - 48).min(9999));
        (value as u16, digits)
    };
    let is = |at: usize, c: char| letters.get(at) == Some(&c);
    let (hour, digits) = match number(0) {
        // 2026-10-01 is a date.
        (_, 4) if is(4, '-') && number(5).1 == 2 && is(7, '-') => return None,
        (value, 4) => return Some((value / 100, value % 100, 4, false)),
        (value, digits @ 1..=2) => (value, digits),
        (_, 0) => numeral_at(letters)?,
        _ => return None,
    };
    let written = letters[0].is_ascii_digit();
    if written && (is(digits, ':') || is(digits, '.')) {
        let (minute, 2) = number(digits + 1) else { return Some((hour, 0, digits, true)) };
        let seconds = is(digits + 3, ':') && number(digits + 4) == (0, 2);
        return Some((hour, minute, digits + if seconds { 6 } else { 3 }, false));
    }
    if !(is(digits, '点') || is(digits, '时')) {
        return written.then_some((hour, 0, digits, true));
    }
    let mut at = digits + 1;
    if let Some((which, length)) = first_of(&letters[at..], &["半", "一刻", "三刻", "整", "钟"]) {
        return Some((hour, [30, 15, 45, 0, 0][which], at + length, false));
    }
    let (minute, length) = match number(at) {
        (_, 0) => numeral_at(&letters[at..]).unwrap_or((0, 0)),
        found => found,
    };
    let ends = at + length;
    if length > 0
        && !is(ends, '点')
        && !is(ends, '时')
        && !is(ends, ':')
        && (length == 2 || is(ends, '分') || minute > 9)
    {
        at = ends + usize::from(is(ends, '分'));
        return Some((hour, minute, at, false));
    }
    Some((hour, 0, at, false))
}

/// 八, 十, 十二, 二十, 二十二, 零五: its value and length.
fn numeral_at(letters: &[char]) -> Option<(u16, usize)> {
    let one = |c: &char| "零一二三四五六七八九".chars().position(|n| n == *c).map(|n| n as u16);
    let digit = |c: &char| match c {
        '两' => Some(2),
        '〇' => Some(0),
        _ => one(c),
    };
    let (first, second, third) = (letters.first()?, letters.get(1), letters.get(2));
    if *first == '十' {
        return Some(second.and_then(digit).map_or((10, 1), |n| (10 + n, 2)));
    }
    let n = digit(first)?;
    if second == Some(&'十') {
        return Some(third.and_then(digit).map_or((n * 10, 2), |unit| (n * 10 + unit, 3)));
    }
    match second.and_then(digit) {
        Some(unit) if n == 0 => Some((unit, 2)),
        _ => Some((n, 1)),
    }
}
