//! Words into rules: which days, and what holds on them. Where a line could be read in two ways it is refused.

use super::lexer::{Kind, Token};
use super::lexicon::{HOLIDAY, WEEK, WEEKEND};
use super::rule::{Act, Days, How, Rule};
use super::{Refusal, refusal};
use crate::opening::Span;

const WHICH_DAY: (&str, &str) = ("{}前面没写是哪天", "");
const NO_TIMES: (&str, &str) = ("{}没写几点到几点", "");
const NO_END: (&str, &str) = ("{}后面没写到几点", "写成：9:00-18:00");
const ORDER: (&str, &str) = ("{}看不清说的是哪天", "先写日子，再写时间：周一至周五 9:00-18:00，周六 10:00-17:00");

/// Reads the words of one line.
///
/// # Errors
/// Where something is missing or ambiguous.
pub(super) fn read(tokens: &[Token]) -> Result<Vec<Rule>, Refusal> {
    let mut reader = Reader { tokens, ..Reader::default() };
    while let Some(token) = reader.next() {
        reader.take(token)?;
    }
    reader.end()
}

#[derive(Default)]
struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    rules: Vec<Rule>,
    /// What holds unless something else is said (全年无休).
    first: Vec<Rule>,
    /// What holds whatever else is said (除周一外, 双休).
    last: Vec<Rule>,
    /// The days that were named last.
    days: Option<Group>,
    /// They wait for what holds on them.
    pending: bool,
    /// They came after their times.
    trailing: bool,
    /// The strongest separator since the last days or times.
    separator: Option<Kind>,
    inside: bool,
    /// Days were waiting where the bracket began.
    interrupted: bool,
    /// The days before a bracket that names days of its own: 周一至周五（节假日除外）9:00-18:00.
    outer: Option<Group>,
}

#[derive(Clone, Copy)]
struct Group {
    days: Days,
    /// The part after the last comma.
    tail: u16,
    how: How,
    osm: bool,
    place: (usize, usize),
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        self.at += 1;
        self.tokens.get(self.at - 1).copied()
    }

    /// The next word that says something.
    fn peek(&self) -> Option<Kind> {
        self.tokens[self.at.min(self.tokens.len())..].iter().map(|t| t.kind).find(|kind| *kind != Kind::Noise)
    }

    fn skip(&mut self, skipped: impl Fn(Kind) -> bool) -> bool {
        let from = self.at;
        while self.tokens.get(self.at).is_some_and(|token| skipped(token.kind)) {
            self.at += 1;
        }
        self.at > from
    }

    fn take(&mut self, token: Token) -> Result<(), Refusal> {
        match token.kind {
            Kind::Noise | Kind::Opens | Kind::PublicHoliday | Kind::Refused(_) => {}
            Kind::Pause | Kind::Comma | Kind::Semicolon => self.separator = Some(token.kind),
            Kind::Bracket => (self.inside, self.interrupted) = (true, self.pending),
            Kind::BracketEnd => self.leave_bracket(),
            Kind::Dash if self.pending => {}
            Kind::Dash | Kind::Outside => return refusal(token.place(), "{}前后少了字", ""),
            Kind::Days(mask) => self.name_days(Days { mask, every: false }, false, token)?,
            Kind::OsmDays(mask) => self.name_days(Days { mask, every: false }, true, token)?,
            Kind::Every => self.name_days(Days { mask: WEEK, every: true }, false, token)?,
            Kind::Others => {
                let named = self.rules.iter().chain(&self.last).filter_map(|rule| rule.days);
                let mask = named.fold(WEEK, |others, days| others & !days.mask);
                self.name_days(Days { mask, every: false }, false, token)?;
            }
            Kind::Clock(_) => self.times(token)?,
            Kind::AllDay => {
                if self.days.is_none() {
                    self.days = Some(Group::of(Days { mask: WEEK, every: true }, false, token));
                    self.pending = true;
                }
                self.open(Span { from: 0, to: 1440 }, token.place())?;
            }
            Kind::Rest => self.rest(token)?,
            // 9:00-18:00，休息12:00-13:00
            Kind::Off if !self.pending && self.clock_is_next() => self.rest(token)?,
            Kind::Off | Kind::Same | Kind::Except => self.close(token)?,
            Kind::YearRound => self.first.push(Rule::of(HOLIDAY, Act::Same, token)),
            Kind::WeekendOff => self.last.push(Rule::of(WEEKEND, Act::Off, token)),
            Kind::Without => self.without(token)?,
            Kind::Including => self.include(token)?,
            Kind::Excluding => {
                let mask = self.named(token)?;
                self.last.push(Rule::of(mask, Act::Off, token));
            }
        }
        Ok(())
    }

    fn push(&mut self, days: Option<Days>, act: Act, place: (usize, usize)) {
        let how = self.days.map_or(How::Guess, |group| group.how);
        self.rules.push(Rule { days, act, how, place });
    }

    fn name_days(&mut self, days: Days, osm: bool, token: Token) -> Result<(), Refusal> {
        let separator = self.separator.take();
        let after_times = matches!(self.rules.last(), Some(Rule { days: None, act: Act::Open(_), .. }));
        if self.inside && self.interrupted && self.pending {
            self.outer = self.days.take();
            (self.pending, self.interrupted) = (false, false);
        }
        if self.pending {
            if let Some(group) = &mut self.days {
                if osm && group.osm && separator.is_none() {
                    return refusal((group.place.0, token.to), "{}分不清是“和”还是“只在”", "用逗号分开：Sa,Su,PH");
                }
                if after_times && separator != Some(Kind::Pause) {
                    return refusal((group.place.0, token.to), ORDER.0, ORDER.1);
                }
                group.days.mask |= days.mask;
                group.days.every |= days.every;
                let same_part = separator == Some(Kind::Pause);
                group.tail = if same_part { group.tail | days.mask } else { days.mask };
                group.place.1 = token.to;
            }
            return Ok(());
        }
        let trailing_on = self.trailing && matches!(separator, None | Some(Kind::Pause));
        if trailing_on || (after_times && (separator.is_none() || self.inside)) {
            match self.peek() {
                // 8:00-20:00（周末9:00-17:00）
                Some(Kind::Clock(_) | Kind::AllDay) if self.inside => {}
                Some(Kind::Clock(_) | Kind::AllDay) => return refusal(token.place(), ORDER.0, ORDER.1),
                Some(Kind::Off | Kind::Same | Kind::Except) => {}
                _ => return self.name_days_of_times(days, token),
            }
        }
        let mut group = Group::of(days, osm, token);
        if osm && matches!(separator, Some(Kind::Comma | Kind::Pause)) {
            group.how = How::Add;
        }
        (self.days, self.pending, self.trailing) = (Some(group), true, false);
        Ok(())
    }

    /// 9:00-18:00（周一至周五）: the days come after their times.
    fn name_days_of_times(&mut self, days: Days, token: Token) -> Result<(), Refusal> {
        let Some(rule) = self.rules.last_mut() else { return refusal(token.place(), ORDER.0, ORDER.1) };
        let before = rule.days.map_or(0, |days| days.mask);
        rule.days = Some(Days { mask: before | days.mask, every: days.every });
        (self.days, self.pending, self.trailing) = (None, false, true);
        Ok(())
    }

    fn leave_bracket(&mut self) {
        self.inside = false;
        if let Some(mut outer) = self.outer.take() {
            if let (true, Some(inner)) = (self.pending, self.days) {
                outer.days.mask |= inner.days.mask;
            }
            (self.days, self.pending) = (Some(outer), true);
        }
    }

    fn times(&mut self, first: Token) -> Result<(), Refusal> {
        let (span, place) = self.span(first)?;
        let at = self.at;
        self.skip(|kind| kind == Kind::Noise);
        let next = self.next().map(|token| token.kind);
        match next {
            Some(Kind::Off) if !self.clock_is_next() => self.cut(span, place, self.days.map(|group| group.days)),
            Some(Kind::Rest) if !self.clock_is_next() => self.cut(span, place, None),
            _ => {
                self.at = at;
                self.open(span, place)
            }
        }
    }

    fn clock_is_next(&self) -> bool {
        matches!(self.peek(), Some(Kind::Clock(_)))
    }

    /// 午休12:00-13:30
    fn rest(&mut self, token: Token) -> Result<(), Refusal> {
        self.skip(|kind| kind == Kind::Noise);
        match self.next() {
            Some(first @ Token { kind: Kind::Clock(_), .. }) => {
                let (span, place) = self.span(first)?;
                self.cut(span, place, None)
            }
            _ => refusal(token.place(), NO_TIMES.0, "写成：午休12:00-13:30"),
        }
    }

    /// Two moments: 9:00-18:00, 9点开门，18点关门.
    fn span(&mut self, first: Token) -> Result<(Span, (usize, usize)), Refusal> {
        let opens = self.skip(|kind| kind == Kind::Opens);
        let between = |kind| kind == Kind::Dash || opens && matches!(kind, Kind::Comma | Kind::Pause | Kind::Noise);
        let dash = self.skip(between);
        let (Kind::Clock(from), Some(Token { kind: Kind::Clock(to), to: end, .. })) = (first.kind, self.next()) else {
            return refusal(first.place(), NO_END.0, NO_END.1);
        };
        if !dash && !opens && !from.is_morning_to(to) {
            return refusal(first.place(), NO_END.0, NO_END.1);
        }
        if opens {
            self.skip(|kind| matches!(kind, Kind::Off | Kind::Noise));
        }
        let place = (first.from, end);
        match from.to(to) {
            Ok(span) => Ok((span, place)),
            Err((message, hint)) => refusal(place, message, hint),
        }
    }

    fn open(&mut self, span: Span, place: (usize, usize)) -> Result<(), Refusal> {
        if self.trailing {
            (self.days, self.trailing) = (None, false);
            self.rules.push(Rule { days: None, act: Act::Open(vec![span]), how: How::Guess, place });
            self.separator = None;
            return Ok(());
        }
        let separator = self.separator.take();
        if !self.pending {
            let osm = self.days.is_some_and(|group| group.osm);
            match self.rules.last_mut() {
                Some(Rule { act: Act::Off | Act::Same, .. }) => return refusal(place, WHICH_DAY.0, WHICH_DAY.1),
                Some(_) if osm && separator == Some(Kind::Semicolon) => {
                    return refusal(place, WHICH_DAY.0, WHICH_DAY.1);
                }
                Some(Rule { act: Act::Open(spans), .. }) => {
                    spans.push(span);
                    return Ok(());
                }
                _ => {}
            }
        }
        let how = self.days.map_or(How::Guess, |group| if self.pending { group.how } else { How::Add });
        self.pending = false;
        self.rules.push(Rule { days: self.days.map(|group| group.days), act: Act::Open(vec![span]), how, place });
        Ok(())
    }

    fn cut(&mut self, span: Span, place: (usize, usize), days: Option<Days>) -> Result<(), Refusal> {
        self.separator = None;
        if span.to - span.from > 360 {
            return refusal(place, "{}休息得太长，是不是写错了", "写成：午休12:00-13:30");
        }
        if days.is_some() {
            self.pending = false;
        }
        self.rules.push(Rule { days, act: Act::Cut(span), how: How::Guess, place });
        Ok(())
    }

    /// 周日休息, 节假日照常, 节假日除外.
    fn close(&mut self, token: Token) -> Result<(), Refusal> {
        let act = if token.kind == Kind::Same { Act::Same } else { Act::Off };
        let (true, Some(group)) = (self.pending, self.days) else {
            if self.rules.is_empty() && self.peek().is_none() && token.kind == Kind::Off {
                self.push(Some(Days { mask: WEEK, every: true }), act, token.place());
                return Ok(());
            }
            return refusal(token.place(), WHICH_DAY.0, "写成：周日休息，节假日休息");
        };
        if self.trailing {
            return refusal(token.place(), ORDER.0, ORDER.1);
        }
        let place = (group.place.0, token.to);
        let rest = group.days.mask & !group.tail;
        if token.kind == Kind::Except && rest != 0 {
            self.push(Some(Days { mask: group.tail, every: false }), act, place);
            self.days = Some(Group { days: Days { mask: rest, every: group.days.every }, tail: rest, ..group });
        } else {
            self.push(Some(group.days), act, place);
            self.pending = false;
        }
        Ok(())
    }

    /// 除周一外
    fn without(&mut self, token: Token) -> Result<(), Refusal> {
        let mask = self.named(token)?;
        self.skip(|kind| matches!(kind, Kind::Off | Kind::Noise));
        let outside = self.skip(|kind| kind == Kind::Outside);
        if !outside && !matches!(self.peek(), None | Some(Kind::BracketEnd)) {
            return refusal(token.place(), "{}没写完", "写成：除周一外");
        }
        self.last.push(Rule::of(mask, Act::Off, token));
        Ok(())
    }

    /// 含节假日: the days before it and these.
    fn include(&mut self, token: Token) -> Result<(), Refusal> {
        let mask = self.named(token)?;
        let last = self.rules.last_mut().filter(|rule| matches!(rule.act, Act::Open(_)));
        match (&mut self.days, last) {
            (Some(group), _) if self.pending => group.days.mask |= mask,
            (_, Some(rule)) => {
                let days = rule.days.unwrap_or(Days { mask: WEEK, every: false });
                rule.days = Some(Days { mask: days.mask | mask, ..days });
            }
            _ => return refusal(token.place(), WHICH_DAY.0, WHICH_DAY.1),
        }
        Ok(())
    }

    /// The days that are named right after a word.
    fn named(&mut self, token: Token) -> Result<u16, Refusal> {
        let mut mask = 0;
        while let Some(Kind::Days(days) | Kind::OsmDays(days)) = self.tokens.get(self.at).map(|token| token.kind) {
            mask |= days;
            self.at += 1;
            if self.tokens.get(self.at).is_some_and(|token| token.kind == Kind::Pause) {
                self.at += 1;
            }
        }
        if mask == 0 {
            refusal(token.place(), "{}后面没写是哪天", "写成：除周一外，或：含节假日")
        } else {
            Ok(mask)
        }
    }

    fn end(mut self) -> Result<Vec<Rule>, Refusal> {
        if let (true, Some(group)) = (self.pending, self.days) {
            match self.rules.last_mut() {
                // 9:00-18:00，周一至周五
                Some(rule) if rule.days.is_none() && matches!(rule.act, Act::Open(_)) => rule.days = Some(group.days),
                _ => return refusal(group.place, NO_TIMES.0, NO_TIMES.1),
            }
        }
        Ok([self.first, self.rules, self.last].concat())
    }
}

impl Group {
    fn of(days: Days, osm: bool, token: Token) -> Self {
        let how = if osm { How::Replace } else { How::Guess };
        Self { days, tail: days.mask, how, osm, place: token.place() }
    }
}
