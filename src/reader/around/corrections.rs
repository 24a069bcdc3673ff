//! 这里没开门: what somebody says about a place, kept on this phone until the server has it. Each has an id that is made here, so
//! that sending it again, from another tab too, is the same as once. `api::corrections` says what there is to say.

use api::corrections::CorrectionKind;

use super::outbox::{self, Outbox};
use crate::browser::dom::{self, Node};
use crate::browser::http::{self, Answer};
use crate::browser::{clock, random, storage};
use crate::client::json::quoted;

/// What nobody could send for so long says nothing about a place any more, in milliseconds.
const OLD: i64 = 30 * 86_400_000;
/// Before a place: the day on which it was said here that something is wrong with it, what, and what its page said. Of today
/// alone: somebody who comes back sees that it was heard.
const TOLD: &str = "told/";

/// What to say once the server has it.
const ARRIVED: &str = "发出了，谢谢。书记会去问清楚。";

/// What was said and is not sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    id: String,
    pub(super) place: String,
    pub(super) kind: String,
    line: String,
    /// What the page said then; see [`mark`].
    mark: String,
}

thread_local! {
    /// Behind an id: the place's slug, what is wrong, a line, and what the page said, each from a line of its own on. What is said
    /// of a place beside them: what
    /// became of the last one.
    static SAID: Outbox = const { Outbox::new("said/") };
}

/// From now on what waits is sent. Called as soon as this part of the app is there, whatever page is on screen.
pub(super) fn open() {
    outbox::open(send);
}

/// Keeps it, and tries at once; `false` where nobody would take it.
pub(super) fn say(page: &Node, place: &str, kind: &str, line: &str) -> bool {
    if !line.trim().is_empty()
        && let Err(wrong) = api::rules::check_body(line, true)
    {
        outcome(place, &["没发：", &wrong.message].concat());
        return false;
    }
    let mark = CorrectionKind::named(kind).map_or_else(String::new, |kind| mark(page, kind));
    let line = line.replace('\n', " ");
    SAID.with(|outbox| outbox.put(&random::uuid_v7(), [place, "\n", kind, "\n", &line, "\n", &mark].concat()));
    outcome(place, "");
    send();
    true
}

/// What waits, the oldest first.
fn waiting() -> Vec<Said> {
    let read = |(id, text): (String, String)| {
        let mut parts = text.splitn(4, '\n').map(str::to_string);
        let (place, kind, line) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Said { id, place, kind, line, mark: parts.next().unwrap_or_default() })
    };
    SAID.with(Outbox::all).into_iter().filter_map(read).collect()
}

/// Of what is doubted on a place's page: the day on which somebody confirmed it, and what is written.
fn mark(page: &Node, kind: CorrectionKind) -> String {
    let group = ["[data-group=", kind.group().as_str(), "] "].concat();
    let seen = dom::attribute(page, &[&group, "small"].concat(), "data-seen");
    [&seen, "\n", &dom::text(page, &[&group, "h2 + *"].concat())].concat()
}

/// What is to be said below a place now; empty where nothing was said.
pub(super) fn standing(page: &Node, place: &str) -> String {
    let waits: Vec<Said> = waiting().into_iter().filter(|said| said.place == place).collect();
    let Some(last) = waits.last() else {
        let words = SAID.with(|outbox| outbox.said(place));
        return match told(page, place) {
            Some((told, is_asked)) if is_asked || words.is_empty() => told,
            _ => words,
        };
    };
    let words = CorrectionKind::named(&last.kind).map_or("", CorrectionKind::chinese);
    let kept = if SAID.with(Outbox::is_kept) { "存在手机里，有网自己发" } else { storage::NOT_STORED };
    ["还没发出：“", words, "”。", kept, "。"].concat()
}

/// What was said of a place today, and arrived; and whether somebody has confirmed or mended it since.
fn told(page: &Node, place: &str) -> Option<(String, bool)> {
    let (told, today) = (storage::get(&[TOLD, place].concat())?, clock::today().to_string());
    let mut parts = told.strip_prefix(&today)?.splitn(2, '\n');
    let kind = CorrectionKind::named(parts.next()?.trim_start())?;
    let then = parts.next().unwrap_or_default();
    let now = mark(page, kind);
    // A page that was old when it was said may know of an older day by now.
    let is_asked = !then.is_empty()
        && now != then
        && (now.starts_with(&today) || now.split('\n').next_back() != then.split('\n').next_back());
    let became = if is_asked {
        "”，书记问过了，现在写的是问过的。"
    } else {
        "”，发出了，书记会去问清楚。"
    };
    Some((["你今天说过“", kind.chinese(), became].concat(), is_asked))
}

/// Remembers that it arrived, and nothing of other days.
fn note_told(said: &Said) {
    let today = clock::today().to_string();
    for key in storage::keys(TOLD) {
        if storage::get(&key).is_some_and(|told| !told.starts_with(&today)) {
            storage::set(&key, "");
        }
    }
    storage::set(&[TOLD, &said.place].concat(), &[&today, " ", &said.kind, "\n", &said.mark].concat());
}

/// Calls back whenever that may be something else, in place of whoever was called before.
pub(super) fn on_change(show: impl Fn() + 'static) {
    SAID.with(|outbox| outbox.on_change(move |_| show()));
}

fn outcome(place: &str, words: &str) {
    SAID.with(|outbox| {
        outbox.say(place, words);
        outbox.show(false);
    });
}

fn send() {
    outbox::run(&SAID, send, async {
        while let Some(said) = waiting().into_iter().next() {
            let words = match is_old(&said.id, clock::unix_ms()) {
                true => Some("隔得太久，没有发。"),
                false => settled(
                    &said.id,
                    http::send("POST", &api::paths::api_corrections(&said.place), Some(body(&said))).await,
                ),
            };
            let Some(words) = words else { return true };
            SAID.with(|outbox| outbox.remove(&said.id));
            if words == ARRIVED {
                note_told(&said);
            }
            outcome(&said.place, words);
        }
        false
    });
}

fn body(said: &Said) -> String {
    ["{\"id\":\"", &said.id, "\",\"kind\":\"", &said.kind, "\",\"line\":", &quoted(&said.line), "}"].concat()
}

/// What to say once it is settled; `None` where it has to wait. Only what our server says counts: a Wi-Fi that wants a sign-in
/// answers everything.
fn settled(id: &str, answer: Option<Answer>) -> Option<&'static str> {
    let Answer { status, text, .. } = answer?;
    let says = |word: &str| text.contains(word);
    match status {
        200 | 201 if says(id) => Some(ARRIVED),
        _ if !says("\"code\"") => None,
        422 if says("\"private_number\"") => Some("没发：补的那一句里像有电话或身份证号。去掉，再点一次。"),
        422 if says("\"too_long\"") => Some("没发：补的那一句太长，写短一点，再点一次。"),
        404 => Some("没发：名单上已经没有这个地方了。"),
        410 => Some("没发：这个站点已经关闭。"),
        408 | 425 | 429 | 500.. => None,
        _ => Some("没发出去。刷新这一页，再点一次。"),
    }
}

/// By the time an id begins with.
fn is_old(id: &str, now: i64) -> bool {
    let digits = [id.get(..8).unwrap_or_default(), id.get(9..13).unwrap_or_default()].concat();
    i64::from_str_radix(&digits, 16).is_ok_and(|made| made < now - OLD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, text: &str) -> Option<Answer> {
        Some(Answer { status, retry_after: None, text: text.into() })
    }

    #[test]
    fn only_our_servers_word_ends_the_waiting() {
        assert!(
            settled("a", answer(201, r#"{"id":"a"}"#)).is_some()
                && settled("a", answer(200, r#"{"id":"a"}"#)).is_some()
        );
        for waits in [
            None,
            answer(200, "<html>请登录 Wi-Fi</html>"),
            answer(200, r#"{"id":"b"}"#),
            answer(204, ""),
            answer(404, "<html>"),
            answer(429, r#"{"code":"slow_down","message":""}"#),
            answer(503, r#"{"code":"unavailable","message":""}"#),
            answer(502, "<html>"),
        ] {
            assert_eq!(settled("a", waits.clone()), None, "{waits:?}");
        }
        let refused = settled("a", answer(422, r#"{"code":"private_number","message":"…"}"#));
        assert!(refused.is_some_and(|words| words.contains("电话")));
        assert!(settled("a", answer(404, r#"{"code":"unknown_place","message":"…"}"#)).is_some());
    }

    #[test]
    fn what_waited_for_a_month_is_not_sent() {
        let id = "0198c5a0-7b3e-7c11-9f00-0123456789ab";
        let made = 0x0198_c5a0_7b3e;
        assert!(!is_old(id, made + OLD) && is_old(id, made + OLD + 1) && !is_old("", made));
    }

    #[test]
    fn what_is_sent_is_what_the_server_reads() {
        let said = Said {
            id: "a".into(),
            place: "p".into(),
            kind: "shut".into(),
            line: "说\"没人\"".into(),
            mark: String::new(),
        };
        let read: api::corrections::NewCorrection = serde_json::from_str(&body(&said)).unwrap();
        assert_eq!((read.id.as_str(), read.kind, read.line.as_str()), ("a", CorrectionKind::Shut, "说\"没人\""));
    }
}
