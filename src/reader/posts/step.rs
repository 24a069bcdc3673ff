//! What the outbox does next: which post is to be sent, and what an answer means for it. Nothing here touches the
//! network.

use super::account::LOST;
use super::word::{Stage, Word};
use crate::client::api::ApiError;

/// Nothing older is sent without asking, in milliseconds: 30 days.
pub const TOO_OLD: i64 = 30 * 24 * 3_600_000;
/// How long to wait after so many failures in a row, in seconds.
const BACKOFF: [u32; 6] = [3, 10, 30, 60, 180, 300];
/// A server that asks for more patience than this is asked again all the same, in seconds.
const MOST: u32 = 3_600;

/// Why nothing is being sent.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Pause {
    /// Nothing waits, or it is being sent.
    #[default]
    None,
    /// No answer came.
    Offline,
    /// Something answered that is not this server, or is not well.
    Unexpected,
    /// It was too much at once.
    TooMany,
    /// The server has trouble.
    Trouble,
    /// Whoever was signed in here is not any more.
    SignedOut,
}

impl Pause {
    /// What it means for something that waits to be sent.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::None => "正在发……",
            Self::Offline => "联网后自动发出，不用等着。",
            Self::Unexpected => "网络通了但没到我们这边，可能要先登录这个 Wi-Fi。通了会自动发出。",
            Self::TooMany => "发得有点密，过一会儿自动接着发。",
            Self::Trouble => "服务器忙，手机会自己再试。",
            Self::SignedOut => LOST,
        }
    }
}

/// What an answer means.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Step {
    /// The word is as it is given now; go on with the next.
    Settled(Word),
    /// It stays as it is, and so does everything behind it, for so many milliseconds; 0 until something else happens.
    Wait(Pause, u32),
}

/// The next to be sent: in the order they were meant to be, those of whoever is signed in, and none that must be asked
/// about first.
pub fn next<'a>(words: &'a [Word], me: &str, now: i64) -> Option<&'a Word> {
    let waiting = words.iter().filter(|word| word.stage() == Stage::Queued && word.is_of(Some(me)));
    waiting.filter(|word| !is_too_old(word, now)).min_by(|a, b| (a.queued_at, &a.id).cmp(&(b.queued_at, &b.id)))
}

/// Whether its writer must be asked before it is sent: it was meant for a day long past.
pub fn is_too_old(word: &Word, now: i64) -> bool {
    word.stage() == Stage::Queued && now - word.queued_at > TOO_OLD
}

/// What becomes of a word. `failures`: how often in a row something was to wait for; `new_id`: for one whose id somebody
/// else has.
pub fn after(word: &Word, answer: Result<(), ApiError>, failures: u32, new_id: &str, now: i64) -> Step {
    let back = |fault: String| Word { queued_at: 0, confirmed: false, fault, ..word.clone() };
    let later = |pause, seconds: Option<u32>| {
        let seconds = seconds.unwrap_or(BACKOFF[(failures as usize).min(BACKOFF.len() - 1)]);
        Step::Wait(pause, seconds.clamp(1, MOST) * 1_000)
    };
    let (status, body, retry_after) = match answer {
        Ok(()) => return Step::Settled(Word { sent_at: now, fault: String::new(), ..word.clone() }),
        Err(ApiError::Offline) => return later(Pause::Offline, None),
        Err(ApiError::Rejected { status, body, retry_after }) => (status, body, retry_after),
        Err(_) => return later(Pause::Unexpected, None),
    };
    match status {
        // Another member came in meanwhile: who it is must be asked again.
        403 if body.code == "someone_else" => later(Pause::None, Some(1)),
        401 => Step::Wait(Pause::SignedOut, 0),
        // Deleted here or on another phone of the same member: it must not come back.
        410 => Step::Settled(Word { withdrawn_at: now, ..word.clone() }),
        // A change that came too late is something new: the post as it is now stands beside it.
        404 | 409 => {
            let fault = match word.version {
                // Its answer was lost, and it was changed since.
                0 => "前一版其实已经送到支部了，就在“我写的”里。你改过的另存成了这份草稿，要发再点“发出”。",
                _ => "原来那条在支部那边有了变化，没有覆盖。你改的另存成了这份草稿，没有丢。",
            };
            Step::Settled(Word { id: new_id.to_string(), version: 0, ..back(fault.to_string()) })
        }
        429 => later(Pause::TooMany, retry_after),
        500.. => later(Pause::Trouble, retry_after),
        _ => Step::Settled(back(body.message)),
    }
}

#[cfg(test)]
mod tests {
    use api::error::ErrorBody;

    use super::*;

    const NOW: i64 = 1_795_492_800_000;

    fn word(id: &str, queued_at: i64) -> Word {
        Word { id: id.into(), body: "热水".into(), owner: "A".into(), queued_at, ..Word::default() }
    }

    fn rejected(status: u16, retry_after: Option<u32>) -> Result<(), ApiError> {
        Err(ApiError::Rejected { status, body: Box::new(ErrorBody::new("code", "说清楚了")), retry_after })
    }

    fn settled(answer: Result<(), ApiError>) -> Word {
        match after(&word("a", NOW), answer, 0, "other", NOW + 1) {
            Step::Settled(word) => word,
            wait => panic!("{wait:?}"),
        }
    }

    #[test]
    fn words_are_sent_in_order_and_never_as_somebody_else() {
        let words = [word("b", NOW - 1), word("c", NOW), word("a", NOW - 1), word("d", 0)];
        assert_eq!(next(&words, "A", NOW).map(|word| word.id.as_str()), Some("a"));
        assert_eq!(next(&words, "B", NOW), None);
        let unowned = [Word { owner: String::new(), ..word("a", NOW) }];
        assert!(next(&unowned, "B", NOW).is_some());
    }

    #[test]
    fn what_is_older_than_thirty_days_is_asked_about_first() {
        let old = word("a", NOW - TOO_OLD - 1);
        assert!(is_too_old(&old, NOW) && !is_too_old(&word("a", NOW - TOO_OLD), NOW));
        assert_eq!(next(&[old], "A", NOW), None);
    }

    #[test]
    fn an_answer_that_is_none_changes_nothing_and_is_waited_for_longer_each_time() {
        for answer in [ApiError::Offline, ApiError::Unexpected] {
            let wait = |failures| match after(&word("a", NOW), Err(answer.clone()), failures, "x", NOW) {
                Step::Wait(_, ms) => ms,
                settled => panic!("{settled:?}"),
            };
            assert!(wait(0) < wait(1) && wait(3) < wait(5) && wait(5) == wait(500));
        }
    }

    #[test]
    fn the_server_says_when_to_come_again() {
        let step = |status, seconds| after(&word("a", NOW), rejected(status, seconds), 0, "x", NOW);
        assert_eq!(step(429, Some(90)), Step::Wait(Pause::TooMany, 90_000));
        assert_eq!(step(503, Some(0)), Step::Wait(Pause::Trouble, 1_000));
        assert_eq!(step(503, Some(99_999_999)), Step::Wait(Pause::Trouble, 3_600_000));
        assert_eq!(step(401, None), Step::Wait(Pause::SignedOut, 0));
    }

    #[test]
    fn who_came_in_meanwhile_is_asked_for_again_and_nothing_is_sent_as_them() {
        let body = Box::new(ErrorBody::new("someone_else", "换了人"));
        let answer = Err(ApiError::Rejected { status: 403, body, retry_after: None });
        assert_eq!(after(&word("a", NOW), answer, 0, "x", NOW), Step::Wait(Pause::None, 1_000));
    }

    #[test]
    fn what_the_server_has_is_sent() {
        assert_eq!(settled(Ok(())).stage(), Stage::Sent);
    }

    #[test]
    fn what_was_taken_back_elsewhere_is_not_sent_again() {
        assert_eq!(settled(rejected(410, None)).stage(), Stage::Withdrawn);
    }

    #[test]
    fn a_refused_word_is_a_draft_again_with_the_reason() {
        let back = settled(rejected(422, None));
        assert_eq!((back.stage(), back.fault.as_str(), back.body.as_str()), (Stage::Draft, "说清楚了", "热水"));
        let taken = settled(rejected(409, None));
        assert_eq!((taken.stage(), taken.id.as_str()), (Stage::Draft, "other"));
    }

    #[test]
    fn a_change_that_came_too_late_is_a_new_draft() {
        for status in [404, 409] {
            let change = Word { version: 2, ..word("a", NOW) };
            let Step::Settled(kept) = after(&change, rejected(status, None), 0, "other", NOW) else {
                panic!("{status}")
            };
            assert_eq!((kept.stage(), kept.id.as_str(), kept.version), (Stage::Draft, "other", 0));
        }
    }
}
