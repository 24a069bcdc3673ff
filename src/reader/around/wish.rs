//! A wish for a slot of an activity, as text in `localStorage`, and what an answer of the server makes of it.

use crate::browser::http::Answer;
use crate::client::json::Json;

/// How a wish stands, as far as this phone knows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) enum Stage {
    /// It is to be sent.
    #[default]
    Wanted,
    /// It was sent, and nobody has answered.
    Unanswered,
    /// Nobody is signed in here: it is sent once somebody is.
    Held,
    /// There is a seat.
    Coming,
    /// None yet; so many wait before.
    Waiting(i64),
    /// It is to be taken back; how it stood before.
    Leaving(Box<Stage>),
    /// The server says that it does not take place, whatever page is stored here.
    Cancelled,
}

/// A wish: behind its key of `localStorage` stand id, code, [`Stage`], whether it has news, and what is told, each in a line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Wish {
    /// `activity/slot`.
    pub(super) of: String,
    pub(super) id: String,
    pub(super) code: String,
    pub(super) stage: Stage,
    /// Something about it is another, and nobody has seen that here.
    pub(super) is_news: bool,
    /// That it moved, and what the desk tells all who signed up.
    pub(super) line: String,
}

impl Stage {
    fn to_text(&self) -> String {
        match self {
            Self::Wanted => "want".into(),
            Self::Unanswered => "sent".into(),
            Self::Held => "held".into(),
            Self::Coming => "coming".into(),
            Self::Waiting(ahead) => ["waiting ", &ahead.to_string()].concat(),
            Self::Leaving(was) => ["leave ", &was.to_text()].concat(),
            Self::Cancelled => "cancelled".into(),
        }
    }

    fn of_text(text: &str) -> Option<Self> {
        Some(match text {
            "want" => Self::Wanted,
            "sent" => Self::Unanswered,
            "held" => Self::Held,
            "coming" => Self::Coming,
            "cancelled" => Self::Cancelled,
            _ => match text.strip_prefix("leave ") {
                Some(was) => Self::Leaving(Box::new(Self::of_text(was)?)),
                None => Self::Waiting(text.strip_prefix("waiting ")?.parse().ok()?),
            },
        })
    }

    /// The server does not know it as it is here.
    pub(super) fn is_to_send(&self) -> bool {
        matches!(self, Self::Wanted | Self::Unanswered | Self::Held | Self::Leaving(_))
    }
}

impl Wish {
    /// What stands behind the key of `of`; what was written before there was news has three lines.
    pub(super) fn of_text(of: &str, text: &str) -> Option<Self> {
        let mut lines = text.splitn(5, '\n');
        let mut next = || lines.next().map(str::to_string);
        let (id, code, stage) = (next()?, next()?, Stage::of_text(&next()?)?);
        let is_news = next().is_some_and(|news| !news.is_empty());
        Some(Self { of: of.into(), id, code, stage, is_news, line: next().unwrap_or_default() })
    }

    /// Whether somebody who knew it as it `was` has something to see. What was told and is told no more is nothing to see for who
    /// waits; whoever has a seat may not have seen yet that there is one.
    pub(super) fn is_news_since(&self, was: &Self) -> bool {
        let (waits, is_told) = (matches!(self.stage, Stage::Waiting(_)), !self.line.is_empty());
        (!waits && (was.is_news || was.stage != self.stage)) || (is_told && (was.is_news || was.line != self.line))
    }

    /// What is new, in a word; `None` where nothing is.
    pub(super) fn news(&self) -> Option<&'static str> {
        match self.stage {
            _ if !self.is_news => None,
            Stage::Cancelled => Some("取消了"),
            _ if !self.line.is_empty() => Some("有新消息"),
            Stage::Coming => Some("给你留了位子"),
            _ => None,
        }
    }

    pub(super) fn to_text(&self) -> String {
        let news = if self.is_news { "1" } else { "" };
        [&self.id, "\n", &self.code, "\n", &self.stage.to_text(), "\n", news, "\n", &self.line].concat()
    }
}

#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    /// The server has it.
    Stands(Wish),
    /// It is not taken back, and why.
    Stays(&'static str),
    /// It is no wish any more, and why.
    Ends(&'static str),
    /// To be tried again.
    Waits,
    /// To be tried again once somebody has come in.
    Held,
}

/// Only what our server says counts: a Wi-Fi that wants a sign-in answers everything.
pub(super) fn outcome(wish: &Wish, answer: Option<Answer>) -> Outcome {
    let Some(Answer { status, text, .. }) = answer else { return Outcome::Waits };
    let leaves = matches!(wish.stage, Stage::Leaving(_));
    if leaves && status == 204 {
        return Outcome::Ends("");
    }
    let Some(json) = Json::parse(&text) else { return Outcome::Waits };
    if let (200, false, Some(id), Some(state)) = (status, leaves, json.text("id"), json.text("state")) {
        let stage = match state.as_str() {
            "coming" => Stage::Coming,
            "waiting" => Stage::Waiting(json.number("ahead").unwrap_or_default()),
            _ => return Outcome::Ends(""),
        };
        return Outcome::Stands(Wish { id, stage, ..wish.clone() });
    }
    match (status, json.text("code").as_deref()) {
        (_, None) => Outcome::Waits,
        (401 | 403, _) if leaves => Outcome::Stays("没退成：登录过期了，用退位码也能退，或者跟支部书记说一声。"),
        (401, _) => Outcome::Held,
        (403, _) => Outcome::Ends("还没报上：先加入支部，找书记要一个邀请，再点一次。"),
        (409, Some("closed")) => Outcome::Ends("没报上：这一场已经截止，或者不办了。"),
        (404, _) if leaves => Outcome::Ends(""),
        (404, _) => Outcome::Ends("没报上：没有这一场了。"),
        (410, _) => Outcome::Ends("没报上：这个站点已经关闭。"),
        (408 | 425 | 429 | 500.., _) => Outcome::Waits,
        _ if leaves => Outcome::Stays("没退成。刷新这一页，再点一次。"),
        _ => Outcome::Ends("没报上。刷新这一页，再点一次。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(stage: Stage) -> Wish {
        Wish { of: "trip/a".into(), id: "i".into(), code: "abcdefgh".into(), stage, ..Wish::default() }
    }

    fn of(stage: Stage, status: u16, text: &str) -> Outcome {
        outcome(&wish(stage), Some(Answer { status, retry_after: None, text: text.into() }))
    }

    #[test]
    fn nothing_is_called_taken_before_our_server_said_so() {
        assert_eq!(outcome(&wish(Stage::Wanted), None), Outcome::Waits);
        for (status, text) in [
            (200, "<html>请登录 Wi-Fi</html>"),
            (200, "{}"),
            (204, ""),
            (404, "<html>"),
            (429, r#"{"code":"slow_down","message":""}"#),
            (503, r#"{"code":"unavailable","message":""}"#),
        ] {
            assert_eq!(of(Stage::Wanted, status, text), Outcome::Waits, "{status} {text}");
        }
        let taken = |text: &str| match of(Stage::Unanswered, 200, text) {
            Outcome::Stands(wish) => (wish.id, wish.stage),
            other => panic!("{other:?}"),
        };
        assert_eq!(taken(r#"{"id":"j","state":"coming","ahead":0}"#), ("j".into(), Stage::Coming));
        assert_eq!(taken(r#"{"id":"i","state":"waiting","ahead":2}"#), ("i".into(), Stage::Waiting(2)));
        assert_eq!(of(Stage::Wanted, 200, r#"{"id":"i","state":"withdrawn"}"#), Outcome::Ends(""));
        assert!(
            matches!(of(Stage::Wanted, 409, r#"{"code":"closed"}"#), Outcome::Ends(words) if words.contains("截止"))
        );
        assert_eq!(of(Stage::Wanted, 401, r#"{"code":"signed_out"}"#), Outcome::Held);
        let leaving = || Stage::Leaving(Box::new(Stage::Coming));
        assert_eq!(of(leaving(), 204, ""), Outcome::Ends(""));
        assert_eq!(of(leaving(), 200, r#"{"id":"i","state":"coming"}"#), Outcome::Waits);
        // The seat is still theirs.
        assert!(
            matches!(of(leaving(), 401, r#"{"code":"signed_out"}"#), Outcome::Stays(words) if words.contains("没退成"))
        );
    }

    #[test]
    fn nobody_who_waits_is_told_of_a_seat() {
        let told = |stage, line: &str, is_news| Wish { line: line.into(), is_news, ..wish(stage) };
        let waiting = || Stage::Waiting(0);
        // It moved, and moved back before anybody saw that.
        let moved = told(waiting(), "改期了", true);
        assert_eq!(moved.news(), Some("有新消息"));
        assert!(moved.is_news_since(&told(waiting(), "", false)) && moved.is_news_since(&moved));
        assert!(!told(waiting(), "", false).is_news_since(&moved));
        assert_eq!(told(waiting(), "", true).news(), None);
        // A seat stays news until it was seen, and so does that it does not take place.
        let seat = told(Stage::Coming, "", true);
        assert_eq!(seat.news(), Some("给你留了位子"));
        assert!(seat.is_news_since(&moved) && seat.is_news_since(&seat));
        assert!(!told(Stage::Coming, "", false).is_news_since(&told(Stage::Coming, "", false)));
        assert!(told(Stage::Cancelled, "", true).is_news_since(&told(Stage::Cancelled, "改期了", true)));
        assert!(!told(waiting(), "", false).is_news_since(&told(Stage::Waiting(1), "", false)));
    }

    #[test]
    fn a_stage_reads_back_as_itself() {
        let leaving = Stage::Leaving(Box::new(Stage::Waiting(3)));
        let others =
            [Stage::Wanted, Stage::Unanswered, Stage::Held, Stage::Coming, Stage::Waiting(12), Stage::Cancelled];
        for stage in others.into_iter().chain([leaving]) {
            assert_eq!(Stage::of_text(&stage.to_text()), Some(stage));
        }
        assert_eq!(Stage::of_text("waiting"), None);
        let told = Wish { is_news: true, line: "支部说：在西门".into(), ..wish(Stage::Coming) };
        assert_eq!(Wish::of_text("trip/a", &told.to_text()), Some(told));
        assert_eq!(Wish::of_text("trip/a", "i\nabcdefgh\ncoming"), Some(wish(Stage::Coming)));
    }
}
