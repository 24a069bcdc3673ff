//! How a place stands at a moment, in the few words that fit beside its name.

use content::day::Day;
use content::opening::{Answer, Minute, Opening, day_of, words};

/// A place that closes within so long is about to close, in minutes.
const SOON: i32 = 30;
/// A confirmation is new for so many days.
const FRESH: i32 = 2;
/// For so many days more nothing has to be said of it but its day.
const RECENT: i32 = 30;
/// What was confirmed longer ago, in days, nobody may rely on.
const OLD: i32 = 90;

/// How much what is written may be relied on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Age {
    /// Somebody looked lately.
    Fresh,
    /// Not so lately that it would be called new, beside a day of last week.
    Recent,
    /// Somebody looked a while ago.
    Older,
    /// So long ago that it may have changed.
    Doubtful,
}

impl Age {
    /// Of what was confirmed on a day.
    pub(super) fn of(seen: Day, now: Minute) -> Self {
        let days = day_of(now).0 - seen.0;
        if days <= FRESH {
            Self::Fresh
        } else if days <= RECENT {
            Self::Recent
        } else if days <= OLD {
            Self::Older
        } else {
            Self::Doubtful
        }
    }

    /// What people call it, of what was confirmed on that day; in some places the day stands there in any case.
    pub(super) fn words(self, seen: Day, is_with_day: bool) -> String {
        let words = match self {
            Self::Fresh => "刚确认",
            Self::Recent => return seen.confirmed(),
            Self::Older => "较久未确认",
            Self::Doubtful => "可能已变",
        };
        if is_with_day { [words, "，", &seen.chinese()].concat() } else { words.into() }
    }
}

/// What stands beside a place's name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Standing {
    /// How it looks: `open`, `soon`, `shut`, `unsure`.
    pub(super) look: &'static str,
    /// 开着.
    pub(super) state: &'static str,
    /// 到22:00; may be empty.
    pub(super) till: String,
    /// All of it as a sentence.
    pub(super) sentence: String,
}

impl Standing {
    /// What nobody confirmed is never called open.
    pub(super) fn of(answer: &Answer, age: Option<Age>, now: Minute) -> Self {
        let said = words(answer, now);
        let is_open = answer.opening.is_open();
        let is_doubtful = age.is_none_or(|age| age == Age::Doubtful) && is_open;
        let (look, state) = match answer.opening {
            Opening::Gone => ("shut", "不在了"),
            Opening::Paused => ("shut", "暂停"),
            Opening::Unknown => ("unsure", "说不准"),
            _ if is_doubtful => ("unsure", "说不准"),
            Opening::LastOrderPassed { .. } => ("soon", "停止点单"),
            Opening::Open { until, .. } if until - now <= SOON => ("soon", "快关了"),
            _ if is_open => ("open", "开着"),
            _ => ("shut", "关着"),
        };
        let short = said.strip_prefix("开着，").or(said.strip_prefix("已停止点单，")).unwrap_or(&said);
        // The last order and what may be different stand on the place's own page.
        let short = short.split(['，', '（']).next().unwrap_or_default();
        let till = match answer.opening {
            Opening::Gone | Opening::Paused => String::new(),
            Opening::Unknown => "没写时间".into(),
            _ if is_doubtful => ["写着", short].concat(),
            _ => short.into(),
        };
        let sentence = match (is_doubtful, said.strip_prefix("开着")) {
            (true, _) => ["说不准，写着", short].concat(),
            // The same words as beside its name.
            (_, Some(rest)) => [state, rest].concat(),
            _ => said,
        };
        Self { look, state, till, sentence }
    }

    /// The same of what has no door: a meeting begins and is on.
    pub(super) fn of_meeting(mut self) -> Self {
        let state = match self.state {
            "开着" | "快关了" => "正在开",
            "关着" => "没到点",
            other => other,
        };
        // What may be different on a holiday stays behind it.
        let (said, doubt) = match self.sentence.find('（') {
            Some(at) => self.sentence.split_at(at),
            None => (&*self.sentence, ""),
        };
        let said = match (said.strip_suffix("开门"), said.strip_prefix(self.state)) {
            (Some(when), _) => [when, "开始", doubt].concat(),
            (_, Some(until)) => [state, until, doubt].concat(),
            _ => [said, doubt].concat(),
        };
        if let Some(when) = self.till.strip_suffix("开门") {
            self.till = [when, "开始"].concat();
        }
        Self { state, sentence: said, ..self }
    }

    /// Whether it is called open.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.look, "open" | "soon")
    }

    /// Those that help come first: 0 to 3.
    pub(super) fn rank(&self) -> u8 {
        match self.look {
            "open" => 0,
            "soon" => 1,
            "unsure" => 2,
            _ => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use content::opening::{Calendar, Hours, Place, answer};

    use super::*;

    const MIDNIGHT: Minute = 20_786 * 1440; // 2026-11-29, a Sunday.

    fn standing(hours: &str, minute: i32, age: Option<Age>) -> (&'static str, &'static str, String) {
        let hours = Hours::parse(hours).unwrap();
        let place = Place { hours: Some(&hours), ..Place::default() };
        let calendar = Calendar::parse("2026:;").unwrap();
        let standing = Standing::of(&answer(&place, &calendar, MIDNIGHT + minute), age, MIDNIGHT + minute);
        (standing.look, standing.state, standing.till)
    }

    #[test]
    fn what_helps_now_is_said_in_two_words_and_a_time() {
        let fresh = Some(Age::Fresh);
        assert_eq!(standing("*:540-1260 s", 600, fresh), ("open", "开着", "到21:00".into()));
        assert_eq!(standing("*:540-1260 s", 1240, Some(Age::Older)), ("soon", "快关了", "到21:00".into()));
        assert_eq!(standing("*:540-1260 s", 1300, fresh), ("shut", "关着", "明天 9:00 开门".into()));
        assert_eq!(standing("*:0-1440 s", 3, fresh), ("open", "开着", "24小时".into()));
    }

    #[test]
    fn what_nobody_confirmed_is_never_called_open() {
        for age in [None, Some(Age::Doubtful)] {
            assert_eq!(standing("*:540-1260 s", 600, age), ("unsure", "说不准", "写着到21:00".into()));
        }
    }

    #[test]
    fn a_meeting_begins_and_no_door_of_it_opens() {
        let standing = |hours, now| {
            let hours = Hours::parse(hours);
            let place = Place { hours: hours.as_ref(), ..Place::default() };
            let now = MIDNIGHT + now;
            let said = Standing::of(&answer(&place, &Calendar::default(), now), Some(Age::Fresh), now).of_meeting();
            (said.look, said.state, said.till, said.sentence)
        };
        let expected = |look, state, till: &str, sentence: &str| (look, state, till.to_string(), sentence.to_string());
        let hours = "*:540-600 s";
        assert_eq!(standing(hours, 420), expected("shut", "没到点", "今天 9:00 开始", "今天 9:00 开始"));
        assert_eq!(standing(hours, 530), expected("shut", "没到点", "10分钟后开始", "10分钟后开始"));
        assert_eq!(standing(hours, 545), expected("open", "正在开", "到10:00", "正在开，到10:00"));
        assert_eq!(standing(hours, 580), expected("soon", "正在开", "到10:00", "正在开，到10:00"));
    }

    #[test]
    fn how_old_a_confirmation_is_is_said_by_a_word_or_by_its_day() {
        let said = |days, is_with_day| {
            let seen = Day(20_786 - days);
            Age::of(seen, MIDNIGHT).words(seen, is_with_day)
        };
        let all = [0, 2, 3, 30, 31, 90, 91].map(|days| said(days, false));
        assert_eq!(all, ["刚确认", "刚确认", "11月26日确认", "10月30日确认", "较久未确认", "较久未确认", "可能已变"]);
        let all = [2, 3, 31, 91].map(|days| said(days, true));
        assert_eq!(all, ["刚确认，11月27日", "11月26日确认", "较久未确认，10月29日", "可能已变，8月30日"]);
    }
}
