//! How a place stands at a moment, in the few words that fit beside its name.

use content::day::Day;
use content::opening::{Answer, Minute, Opening, day_of, words};

/// A place that closes within so long is about to close, in minutes.
const SOON: i32 = 30;
/// A confirmation is new for so many days.
const FRESH: i32 = 30;
/// What was confirmed longer ago, in days, nobody may rely on.
const OLD: i32 = 90;

/// How much what is written may be relied on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Age {
    /// Somebody looked lately.
    Fresh,
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
        } else if days <= OLD {
            Self::Older
        } else {
            Self::Doubtful
        }
    }

    /// What people call it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Fresh => "刚确认",
            Self::Older => "较久未确认",
            Self::Doubtful => "可能已变",
        }
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
        let seen = |days| Age::of(Day(20_786 - days), MIDNIGHT).words();
        assert_eq!([0, 30, 31, 90, 91].map(seen), ["刚确认", "刚确认", "较久未确认", "较久未确认", "可能已变"]);
    }
}
