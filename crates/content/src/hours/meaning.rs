//! Rules into a place's week: later rules meet earlier ones, breaks are cut out, and what 每天 and 工作日 say of
//! holidays without naming them is written down.

use super::lexicon::{HOLIDAY, SWAPPED, WEEK, WEEKEND};
use super::rule::{Act, Days, How, Rule};
use super::{Refusal, refusal};
use crate::opening::{Holiday, Hours, Span};

/// Puts the rules together; `length` is the line's, in characters.
///
/// # Errors
/// Where rules contradict one another or nothing says when the place is open.
pub(super) fn hours(rules: &[Rule], length: usize) -> Result<Hours, Refusal> {
    if rules.is_empty() {
        return refusal((0, length), "没写开放时间", "");
    }
    let all = (0, length);
    let open = rules.iter().any(|rule| matches!(rule.act, Act::Open(_)));
    let closed = rules.iter().all(|rule| matches!(rule.act, Act::Off) && rule.days.is_some_and(|days| days.every));
    if !open && !closed {
        return refusal(all, "只写了{}，没写几点开门", "");
    }
    let mut week = Week::default();
    for (index, rule) in rules.iter().enumerate() {
        week.apply(rule, &rules[..index])?;
    }
    for rule in rules {
        if let Act::Cut(cut) = rule.act {
            week.days_mut(rule.days.map_or(WEEK | SWAPPED | HOLIDAY, |days| days.mask), |spans| subtract(spans, cut));
        }
    }
    if open && week.week.iter().chain(&week.swapped).chain(&week.holiday).all(Vec::is_empty) {
        return refusal(all, "{}算下来哪天都不开门", "");
    }
    Ok(week.finish(rules))
}

#[derive(Default)]
struct Week {
    week: [Vec<Span>; 7],
    swapped: Option<Vec<Span>>,
    holiday: Option<Vec<Span>>,
    same: bool,
}

impl Week {
    fn apply(&mut self, rule: &Rule, earlier: &[Rule]) -> Result<(), Refusal> {
        let mask = mask_of(rule);
        match &rule.act {
            Act::Open(spans) => {
                let twin = |other: &&Rule| matches!(other.act, Act::Open(_)) && mask_of(other) == mask;
                let twins = rule.how == How::Guess && earlier.iter().any(|other| twin(&other));
                if twins && self.clash(mask, spans) {
                    return refusal(
                        rule.place,
                        "{}和前面写的对不上",
                        "同一天只写一遍，例如：周一 9:00-12:00、14:00-18:00",
                    );
                }
                let add = twins || rule.how == How::Add;
                let opened = ordered(spans.clone());
                self.set(mask, &opened, add);
            }
            Act::Off => self.set(mask, &[], false),
            Act::Same => {
                if mask & HOLIDAY != 0 {
                    (self.same, self.holiday) = (true, None);
                }
                if mask & WEEK != 0 && (0..7).any(|day| mask & 1 << day != 0 && self.week[day].is_empty()) {
                    return refusal(rule.place, "{}照常是几点到几点", "写成：周六日 9:00-18:00");
                }
            }
            Act::Cut(_) => {}
        }
        Ok(())
    }

    fn set(&mut self, mask: u16, spans: &[Span], add: bool) {
        if mask & SWAPPED != 0 {
            self.swapped.get_or_insert_default();
        }
        if mask & HOLIDAY != 0 {
            self.same = false;
            self.holiday.get_or_insert_default();
        }
        self.days_mut(mask, |day| {
            let before = if add { std::mem::take(day) } else { Vec::new() };
            *day = ordered([before, spans.to_vec()].concat());
        });
    }

    fn clash(&mut self, mask: u16, spans: &[Span]) -> bool {
        let mut clash = false;
        self.days_mut(mask, |day| {
            clash |= day.iter().any(|a| spans.iter().any(|b| a.from < b.to && b.from < a.to));
        });
        clash
    }

    fn days_mut(&mut self, mask: u16, mut change: impl FnMut(&mut Vec<Span>)) {
        let week = self.week.iter_mut().enumerate().filter(|(day, _)| mask & 1 << day != 0).map(|(_, spans)| spans);
        let swapped = self.swapped.as_mut().filter(|_| mask & SWAPPED != 0);
        let holiday = self.holiday.as_mut().filter(|_| mask & HOLIDAY != 0);
        week.chain(swapped).chain(holiday).for_each(&mut change);
    }

    fn finish(self, rules: &[Rule]) -> Hours {
        let opening = || rules.iter().filter(|rule| matches!(rule.act, Act::Open(_)));
        let every = |rule: &Rule| rule.days.is_some_and(|days| days.every);
        let weekday_off = |rule: &Rule| matches!(rule.act, Act::Off) && mask_of(rule) & WEEK != 0;
        // 工作日 alone: a holiday is none.
        let workdays = opening().any(|rule| rule.days.is_some_and(Days::are_workdays))
            && (0..7).all(|day| WEEKEND & 1 << day == 0 || self.week[day].is_empty());
        let whole_week = self.week.iter().all(|day| !day.is_empty() && *day == self.week[0]);
        let holiday = match self.holiday {
            Some(spans) if whole_week && spans == self.week[0] => Holiday::Same,
            Some(spans) => Holiday::Hours(spans),
            None if self.same => Holiday::Same,
            // 每天, and nothing else: a holiday is a day.
            None if opening().count() > 0 && opening().all(every) && !rules.iter().any(weekday_off) => Holiday::Same,
            None if workdays => Holiday::Hours(Vec::new()),
            None => Holiday::NotSaid,
        };
        Hours { week: self.week, swapped: self.swapped, holiday }
    }
}

fn mask_of(rule: &Rule) -> u16 {
    rule.days.map_or(WEEK, |days: Days| days.mask)
}

/// In order; what touches or overlaps becomes one.
fn ordered(spans: Vec<Span>) -> Vec<Span> {
    let mut sorted: Vec<Span> = Vec::new();
    for span in spans {
        // A handful at most: the library's sort would weigh more than this file.
        sorted.insert(sorted.partition_point(|other| other.from <= span.from), span);
    }
    let mut joined: Vec<Span> = Vec::new();
    for span in sorted {
        match joined.last_mut() {
            Some(last) if last.to >= span.from => last.to = last.to.max(span.to),
            _ => joined.push(span),
        }
    }
    joined
}

/// Takes a break out, also where it falls after midnight.
fn subtract(spans: &mut Vec<Span>, cut: Span) {
    for cut in [cut, Span { from: cut.from + 1440, to: cut.to + 1440 }] {
        let parts = |span: &Span| {
            let before = Span { from: span.from, to: span.to.min(cut.from) };
            let after = Span { from: span.from.max(cut.to), to: span.to };
            [before, after].into_iter().filter(|part| part.from < part.to)
        };
        let overlaps = |span: &Span| span.from < cut.to && cut.from < span.to;
        *spans = spans.iter().flat_map(|s| if overlaps(s) { parts(s).collect() } else { vec![*s] }).collect();
    }
}
