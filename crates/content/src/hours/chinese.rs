//! A place's hours in the words people use: 周一至周五 9:00–18:00，周六日休息，节假日休息. [`compile`](super::compile)
//! reads them back as the same hours.

use super::lexicon::{HOLIDAY, SWAPPED, WEEK};
use crate::opening::{Holiday, Hours, Span, push_clock};

const NAMES: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];
const MONDAY_TO_FRIDAY: u16 = 0b001_1111;

impl Hours {
    /// As normal words, for the page.
    pub fn chinese(&self) -> String {
        if self.week.iter().chain(&self.swapped).all(Vec::is_empty)
            && !matches!(&self.holiday, Holiday::Hours(h) if !h.is_empty())
        {
            return "不开放".to_owned();
        }
        let mut groups: Vec<(u16, &[Span])> = Vec::new();
        let mut put = |day: u16, spans| match groups.iter_mut().find(|(_, known)| *known == spans) {
            Some((mask, _)) => *mask |= day,
            None => groups.push((day, spans)),
        };
        self.week.iter().enumerate().for_each(|(day, spans)| put(1 << day, spans));
        let workdays = groups.iter().position(|(mask, spans)| {
            *mask & WEEK == MONDAY_TO_FRIDAY && self.swapped.as_deref().is_some_and(|swapped| swapped == *spans)
        });
        if let Some(at) = workdays {
            groups[at].0 |= SWAPPED;
        }
        let mut parts = Vec::new();
        let same = self.holiday == Holiday::Same || matches!(self.holiday, Holiday::Hours(_));
        let closed_last = |group: &&(u16, &[Span])| group.1.is_empty();
        let (closed, open): (Vec<_>, Vec<_>) = groups.iter().partition(closed_last);
        for (mask, spans) in open.into_iter().chain(closed) {
            let every =
                mask == WEEK && !spans.is_empty() && same && (self.swapped.is_none() || self.holiday == Holiday::Same);
            let always = every && *spans == [Span { from: 0, to: 1440 }];
            parts.push(if always { "24小时".to_owned() } else { phrase(&days(mask, every), spans) });
        }
        if let (Some(swapped), None) = (&self.swapped, workdays) {
            parts.push(phrase(&days(SWAPPED, false), swapped));
        }
        match &self.holiday {
            Holiday::Hours(spans) => parts.push(phrase(&days(HOLIDAY, false), spans)),
            Holiday::Same if groups.len() > 1 || self.swapped.is_some() => parts.push("节假日照常".to_owned()),
            Holiday::Same | Holiday::NotSaid => {}
        }
        parts.join("，")
    }
}

fn phrase(days: &str, spans: &[Span]) -> String {
    if spans.is_empty() {
        return format!("{days}休息");
    }
    if spans == [Span { from: 0, to: 1440 }] {
        return format!("{days}全天");
    }
    format!("{days} {}", spans.iter().map(|span| clocks(*span)).collect::<Vec<_>>().join("、"))
}

/// 9:00–18:00, 18:00–次日2:00.
fn clocks(span: Span) -> String {
    let mut text = String::new();
    push_clock(&mut text, span.from.into());
    text.push('–');
    if span.to > 1440 {
        text.push_str("次日");
    }
    push_clock(&mut text, if span.to > 1440 { span.to - 1440 } else { span.to }.into());
    text
}

fn days(mask: u16, every: bool) -> String {
    match mask {
        WEEK if every => return "每天".to_owned(),
        SWAPPED => return "调休上班日".to_owned(),
        HOLIDAY => return "节假日".to_owned(),
        _ if mask & SWAPPED != 0 => return "工作日".to_owned(),
        _ => {}
    }
    let named: Vec<usize> = (0..7).filter(|day| mask & 1 << day != 0).collect();
    // Where a run of days begins; it may go over the weekend (周日至周四).
    let begins: Vec<usize> = named.iter().copied().filter(|day| !named.contains(&((day + 6) % 7))).collect();
    match (&named[..], &begins[..]) {
        ([5, 6], _) => "周六日".to_owned(),
        ([_, _, _, ..], [first]) => format!("周{}至周{}", NAMES[*first], NAMES[(first + named.len() - 1) % 7]),
        ([_, _, _, ..], []) => "周一至周日".to_owned(),
        _ => format!("周{}", named.iter().map(|day| NAMES[*day].to_string()).collect::<Vec<_>>().join("、")),
    }
}
