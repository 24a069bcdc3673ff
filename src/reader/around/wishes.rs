//! 我想去: a wish for a slot of an activity, kept on this phone until the server has answered, sent once by its id. `api::activities`
//! says what the server answers; until it did, nothing is called taken.

use std::cell::{Cell, RefCell};

use content::day::Day;
use content::opening::{DAY, minute_at_unix_ms, push_clock};
use leptos::task::spawn_local;

use crate::browser::http::{self, Answer};
use crate::browser::{clock, network, random, storage};
use crate::client::json::Json;
use crate::reader::unsent::WISH;

/// After a failure it is tried again, in milliseconds.
const AGAIN: u32 = 60_000;
/// Letters and digits of a code; none looks like another.
const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz2";

/// How a wish stands, as far as this phone knows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Stage {
    /// It is to be sent.
    Wanted,
    /// It was sent, and nobody has answered.
    Unanswered,
    /// There is a seat.
    Coming,
    /// None yet; so many wait before.
    Waiting(i64),
    /// It is to be taken back; how it stood before.
    Leaving(Box<Stage>),
    /// The server says that it does not take place, whatever page is stored here.
    Cancelled,
}

/// A wish: behind its key of `localStorage` stand id, code and [`Stage`], each in a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Wish {
    /// `activity/slot`.
    of: String,
    id: String,
    code: String,
    pub(super) stage: Stage,
}

thread_local! {
    /// Where this browser keeps nothing.
    static UNKEPT: RefCell<Vec<Wish>> = const { RefCell::new(Vec::new()) };
    static IS_AT_IT: Cell<bool> = const { Cell::new(false) };
    static IS_WAITING: Cell<bool> = const { Cell::new(false) };
    /// What is to be said of a slot beside that: a code that is shown once, or why it did not work.
    static SAID: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    static SHOW: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

impl Stage {
    fn to_text(&self) -> String {
        match self {
            Self::Wanted => "want".into(),
            Self::Unanswered => "sent".into(),
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
            "coming" => Self::Coming,
            "cancelled" => Self::Cancelled,
            _ => match text.strip_prefix("leave ") {
                Some(was) => Self::Leaving(Box::new(Self::of_text(was)?)),
                None => Self::Waiting(text.strip_prefix("waiting ")?.parse().ok()?),
            },
        })
    }

    fn is_to_send(&self) -> bool {
        matches!(self, Self::Wanted | Self::Unanswered | Self::Leaving(_))
    }
}

/// From now on what waits is sent: now, on return, and when the network comes.
pub(super) fn open() {
    network::on_return(send);
    network::on_change(|| {
        if network::is_online() {
            send();
        }
    });
    send();
}

/// The wish for a slot, by `activity/slot`.
pub(super) fn find(of: &str) -> Option<Wish> {
    all().into_iter().find(|wish| wish.of == of)
}

/// Whether something was signed up for on this phone, or is to be.
pub(super) fn are_any() -> bool {
    !all().is_empty()
}

/// What is to be said of a slot beside its stage.
pub(super) fn said(of: &str) -> String {
    SAID.with_borrow(|said| {
        said.iter().find(|(known, _)| known == of).map_or_else(String::new, |(_, words)| words.clone())
    })
}

/// A code that its owner has not seen is shown now, once; until then the phone keeps it.
pub(super) fn show_code(of: &str) {
    let Some(wish) = find(of).filter(|wish| wish.code.len() == 8) else { return };
    if matches!(wish.stage, Stage::Coming | Stage::Waiting(_)) {
        let (first, second) = wish.code.split_at(4);
        say(of, &["换了手机也能退：退位码 ", first, "-", second, "，只显示这一回。"].concat());
        put(Wish { code: String::new(), ..wish });
    }
}

/// Calls back whenever something of it may be another, in place of whoever was called before.
pub(super) fn on_change(show: impl Fn() + 'static) {
    show();
    SHOW.set(Some(Box::new(show)));
}

/// 我想去, or 不去了: whichever it is not yet.
pub(super) fn toggle(of: &str) {
    say(of, "");
    match find(of) {
        None => {
            let bytes = random::bytes::<8>().unwrap_or_default();
            let code = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 31)])).collect();
            put(Wish { of: of.into(), id: random::uuid_v7(), code, stage: Stage::Wanted });
        }
        // Nobody has heard of it.
        Some(wish) if wish.stage == Stage::Wanted && !IS_AT_IT.get() => remove(&wish),
        Some(wish) => match wish.stage.clone() {
            // It is on its way.
            Stage::Leaving(_) if IS_AT_IT.get() => return,
            // A slip of the thumb, and nobody has heard of it.
            Stage::Leaving(was) => put(Wish { stage: *was, ..wish }),
            was => put(Wish { stage: Stage::Leaving(Box::new(was)), ..wish }),
        },
    }
    send();
}

fn all() -> Vec<Wish> {
    let read = |key: String| {
        let text = storage::get(&key)?;
        let mut lines = text.splitn(3, '\n').map(str::to_string);
        let (id, code) = (lines.next()?, lines.next()?);
        Some(Wish { of: key[WISH.len()..].into(), id, code, stage: Stage::of_text(&lines.next()?)? })
    };
    let kept = storage::keys(WISH).into_iter().filter_map(read);
    kept.chain(UNKEPT.with_borrow(Clone::clone)).collect()
}

fn put(wish: Wish) {
    UNKEPT.with_borrow_mut(|unkept| unkept.retain(|known| known.of != wish.of));
    let value = [&wish.id, "\n", &wish.code, "\n", &wish.stage.to_text()].concat();
    if !storage::set(&[WISH, &wish.of].concat(), &value) {
        UNKEPT.with_borrow_mut(|unkept| unkept.push(wish));
    }
    show();
}

fn remove(wish: &Wish) {
    storage::set(&[WISH, &wish.of].concat(), "");
    UNKEPT.with_borrow_mut(|unkept| unkept.retain(|known| known.of != wish.of));
    show();
}

fn say(of: &str, words: &str) {
    SAID.with_borrow_mut(|said| {
        said.retain(|(known, _)| known != of);
        if !words.is_empty() {
            said.push((of.into(), words.into()));
        }
    });
}

/// Shows the page on screen how its wishes stand.
pub(super) fn show() {
    SHOW.with_borrow(|show| show.iter().for_each(|show| show()));
}

fn send() {
    if IS_AT_IT.replace(true) {
        return;
    }
    spawn_local(async {
        let mut failed = Vec::new();
        while let Some(wish) = all().into_iter().find(|wish| wish.stage.is_to_send() && !failed.contains(&wish.of)) {
            let leaves = matches!(wish.stage, Stage::Leaving(_));
            let answer = match wish.of.split_once('/') {
                Some((activity, slot)) => {
                    let url = api::paths::api_sign_up(activity, slot, &wish.id);
                    let body = (!leaves).then(|| ["{\"code\":\"", &wish.code, "\"}"].concat());
                    http::send(if leaves { "DELETE" } else { "PUT" }, &url, body).await
                }
                None => None,
            };
            // Somebody has tapped meanwhile: what they want now is sent next.
            if find(&wish.of).is_none_or(|now| now.stage != wish.stage) {
                continue;
            }
            match outcome(&wish, answer) {
                Outcome::Stands(now) => put(now),
                Outcome::Stays(words) => {
                    say(&wish.of, words);
                    if let Stage::Leaving(was) = wish.stage.clone() {
                        put(Wish { stage: *was, ..wish });
                    }
                }
                Outcome::Ends(words) => {
                    say(&wish.of, words);
                    remove(&wish);
                }
                Outcome::Waits => {
                    failed.push(wish.of.clone());
                    if !leaves && network::is_online() {
                        put(Wish { stage: Stage::Unanswered, ..wish });
                    }
                }
            }
        }
        IS_AT_IT.set(false);
        if !failed.is_empty() {
            again();
        }
    });
}

fn again() {
    if !IS_WAITING.replace(true) {
        spawn_local(async {
            clock::sleep(AGAIN).await;
            IS_WAITING.set(false);
            send();
        });
    }
}

#[derive(Debug, PartialEq)]
enum Outcome {
    /// The server has it.
    Stands(Wish),
    /// It is not taken back, and why.
    Stays(&'static str),
    /// It is no wish any more, and why.
    Ends(&'static str),
    /// To be tried again.
    Waits,
}

/// Only what our server says counts: a Wi-Fi that wants a sign-in answers everything.
fn outcome(wish: &Wish, answer: Option<Answer>) -> Outcome {
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
        (401 | 403, _) => Outcome::Ends("还没报上：先加入支部，找书记要一个邀请，再点一次。"),
        (409, Some("closed")) => Outcome::Ends("没报上：这一场已经截止，或者不办了。"),
        (404, _) if leaves => Outcome::Ends(""),
        (404, _) => Outcome::Ends("没报上：没有这一场了。"),
        (410, _) => Outcome::Ends("没报上：这个站点已经关闭。"),
        (408 | 425 | 429 | 500.., _) => Outcome::Waits,
        _ if leaves => Outcome::Stays("没退成。刷新这一页，再点一次。"),
        _ => Outcome::Ends("没报上。刷新这一页，再点一次。"),
    }
}

/// What the server says of one's own wishes now: another phone may have changed them, and whoever waited may have moved up.
pub(super) fn learn(mine: &Json) {
    let Some(rows) = mine.list("sign_ups", |row| Some(row.clone())) else { return };
    let known = all();
    for wish in known.iter().filter(|wish| !wish.stage.is_to_send()) {
        if !rows.iter().any(|row| row.text("id").as_ref() == Some(&wish.id)) {
            remove(wish);
        }
    }
    for row in rows {
        let (Some(activity), Some(slot), Some(id)) = (row.text("activity"), row.text("slot"), row.text("id")) else {
            continue;
        };
        let of = [&activity, "/", &slot].concat();
        if known.iter().any(|wish| wish.of == of && wish.stage.is_to_send()) {
            continue;
        }
        let stage = match row.text("state").as_deref() {
            _ if row.truth("is_cancelled") => Stage::Cancelled,
            Some("coming") => Stage::Coming,
            _ => Stage::Waiting(row.number("ahead").unwrap_or_default()),
        };
        if said(&of).is_empty() {
            match row.number("was_at") {
                Some(was) => say(&of, &moved(was)),
                None if row.truth("is_elsewhere") => say(&of, "换地方了，看清上面在哪儿。去不了点“不去了”。"),
                None => {}
            }
        }
        let code = known.iter().find(|wish| wish.of == of).map_or_else(String::new, |wish| wish.code.clone());
        let wish = Wish { of, id, code, stage };
        if !known.contains(&wish) {
            put(wish);
        }
    }
}

/// When it was to begin, of a Unix time in milliseconds.
fn moved(was: i64) -> String {
    let mut words = ["改期了，看清上面的时间。原来是", &Day::at_unix_ms(was).chinese(), " "].concat();
    push_clock(&mut words, minute_at_unix_ms(was).rem_euclid(DAY));
    words + "，去不了点“不去了”。"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(stage: Stage) -> Wish {
        Wish { of: "trip/a".into(), id: "i".into(), code: "abcdefgh".into(), stage }
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
        assert!(
            matches!(of(Stage::Wanted, 401, r#"{"code":"signed_out"}"#), Outcome::Ends(words) if words.contains("邀请"))
        );
        let leaving = || Stage::Leaving(Box::new(Stage::Coming));
        assert_eq!(of(leaving(), 204, ""), Outcome::Ends(""));
        assert_eq!(of(leaving(), 200, r#"{"id":"i","state":"coming"}"#), Outcome::Waits);
        // The seat is still theirs.
        assert!(
            matches!(of(leaving(), 401, r#"{"code":"signed_out"}"#), Outcome::Stays(words) if words.contains("没退成"))
        );
    }

    #[test]
    fn a_stage_reads_back_as_itself() {
        let leaving = Stage::Leaving(Box::new(Stage::Waiting(3)));
        for stage in [Stage::Wanted, Stage::Unanswered, Stage::Coming, Stage::Waiting(12), leaving, Stage::Cancelled] {
            assert_eq!(Stage::of_text(&stage.to_text()), Some(stage));
        }
        assert_eq!(Stage::of_text("waiting"), None);
    }
}
