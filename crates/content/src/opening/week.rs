//! A place's week, and its short text for the phone.
//!
//! Text form: parts separated by a space, each part its days and then, after a colon, its spans in minutes from 00:00.
//! Days are `1`–`7` for Monday to Sunday, `*` for all seven, `w` for a swapped workday, `h` for a public holiday; what
//! is not named is closed (`1`–`7`), as its weekday (`w`) or not said (`h`). A part without spans is closed; `s` says
//! that holidays are like any other day.
//!
//! - `12345:540-1080 h`: Monday to Friday 9:00–18:00, closed on holidays
//! - `*:0-1440 s`: always open
//! - `12345w:510-1050 67h:540-720,840-1020`: workdays 8:30–17:30; weekends and holidays 9:00–12:00 and 14:00–17:00

/// One stretch of being open. Minutes from 00:00 of the day on which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// 0 to 2879: what follows a break after midnight belongs to the day before.
    pub from: u16,
    /// Later than `from`, at most 2880: past 1440 it runs into the next day.
    pub to: u16,
}

/// What a place says of public holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Holiday {
    /// Nothing: the weekday's hours are the best guess, and the answer says that it is one.
    #[default]
    NotSaid,
    /// As on any other day.
    Same,
    /// These hours; none: closed.
    Hours(Vec<Span>),
}

/// One place's opening hours. Spans of a day are in order and do not touch one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// Monday to Sunday; an empty day is closed.
    pub week: [Vec<Span>; 7],
    /// On a weekend day that is worked in exchange for a holiday (调休上班日); `None`: as its weekday.
    pub swapped: Option<Vec<Span>>,
    /// On a public holiday.
    pub holiday: Holiday,
}

impl Hours {
    /// The short text for the phone; see the module.
    pub fn to_text(&self) -> String {
        let mut parts: Vec<(String, &[Span])> = Vec::new();
        let mut put = |key: char, spans| match parts.iter_mut().find(|(_, known)| *known == spans) {
            Some((keys, _)) => keys.push(key),
            None => parts.push((key.to_string(), spans)),
        };
        for (key, spans) in ('1'..='7').zip(&self.week) {
            if !spans.is_empty() {
                put(key, spans);
            }
        }
        if let Some(spans) = &self.swapped {
            put('w', spans);
        }
        if let Holiday::Hours(spans) = &self.holiday {
            put('h', spans);
        }
        let mut text = String::new();
        for (keys, spans) in parts {
            if !text.is_empty() {
                text.push(' ');
            }
            match keys.strip_prefix("1234567") {
                Some(rest) => {
                    text.push('*');
                    text.push_str(rest);
                }
                None => text.push_str(&keys),
            }
            for (index, span) in spans.iter().enumerate() {
                text.push(if index == 0 { ':' } else { ',' });
                text.push_str(&span.from.to_string());
                text.push('-');
                text.push_str(&span.to.to_string());
            }
        }
        if self.holiday == Holiday::Same {
            text.push_str(if text.is_empty() { "s" } else { " s" });
        }
        text
    }

    /// Reads [`to_text`](Self::to_text); anything else gives `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut hours = Self::default();
        for part in text.split(' ').filter(|part| !part.is_empty()) {
            let (keys, spans) = part.split_once(':').unwrap_or((part, ""));
            let spans = parse_spans(spans)?;
            for key in keys.bytes() {
                match key {
                    b'1'..=b'7' => hours.week[usize::from(key - b'1')].clone_from(&spans),
                    b'*' => hours.week.iter_mut().for_each(|day| day.clone_from(&spans)),
                    b'w' => hours.swapped = Some(spans.clone()),
                    b'h' => hours.holiday = Holiday::Hours(spans.clone()),
                    b's' => hours.holiday = Holiday::Same,
                    _ => return None,
                }
            }
        }
        Some(hours)
    }
}

fn parse_spans(text: &str) -> Option<Vec<Span>> {
    let mut spans: Vec<Span> = Vec::new();
    for span in text.split(',').filter(|span| !span.is_empty()) {
        let (from, to) = span.split_once('-')?;
        let span = Span { from: number(from)?, to: number(to)? };
        let in_order = spans.last().is_none_or(|before| before.to < span.from);
        let begins_on_its_day = span.from < 1440 || !spans.is_empty();
        if !(in_order && begins_on_its_day && span.from < span.to && span.to <= 2880) {
            return None;
        }
        spans.push(span);
    }
    Some(spans)
}

/// A short decimal number; `str::parse` would bring its error's words along.
pub(super) fn number(text: &str) -> Option<u16> {
    if text.is_empty() || text.len() > 4 {
        return None;
    }
    text.bytes().try_fold(0, |n, digit| digit.is_ascii_digit().then(|| n * 10 + u16::from(digit - b'0')))
}
