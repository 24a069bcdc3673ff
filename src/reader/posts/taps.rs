//! Taps that found no network: 同感, that it was taken back, 举报. They wait beside the words and go with the next look of the
//! outbox. Each names its post, so that one that arrives twice is the same tap.

use super::account::{Account, TAPS};
use super::drafts::Drafts;
use crate::client::api::{self, ApiError};

/// So many wait at most; then the oldest are let go.
const MOST: usize = 50;
/// 同感.
const AGREE: &str = "agree";
/// It is taken back.
const DISAGREE: &str = "disagree";

/// Keeps a 同感 or its opposite, in the place of whatever waits of that post's.
pub(super) fn keep_agree(drafts: &'static Drafts, id: &str, agrees: bool) {
    keep(drafts, id, if agrees { AGREE } else { DISAGREE });
}

/// Keeps a report; `why` is the code of its reason.
pub(super) fn keep_report(drafts: &'static Drafts, id: &str, why: &str) {
    keep(drafts, id, why);
}

/// What waits of 同感: post and whether it is said or taken back.
pub(super) fn agrees(drafts: &Drafts) -> Vec<(String, bool)> {
    let waits = drafts.get(TAPS);
    let agree = |(id, what): (&str, &str)| is_agree(what).then(|| (id.to_string(), what == AGREE));
    waits.lines().filter_map(|line| line.split_once(' ')).filter_map(agree).collect()
}

/// Sends what waits, the oldest first. Whether nothing waits any more; what the server refuses is over, whoever is not signed in
/// keeps it until they are.
pub(super) async fn send(drafts: &'static Drafts, account: &Account) -> bool {
    loop {
        let (waits, me) = (drafts.get(TAPS), account.id());
        let Some((line, (id, what))) = waits.lines().find_map(|line| Some((line, line.split_once(' ')?))) else {
            return true;
        };
        let answer = match what {
            AGREE | DISAGREE => api::agree_post(id, what == AGREE).await,
            why => api::report_post(id, why).await,
        };
        if let Err(error) = &answer {
            account.hear(error, &me);
            let is_over = matches!(error, ApiError::Rejected { status: 400 | 403..=428, .. });
            if !is_over {
                return false;
            }
        }
        // Others may have come meanwhile, or somebody have left.
        let left: Vec<_> = drafts.get(TAPS).lines().filter(|known| *known != line).map(str::to_string).collect();
        put(drafts, &left);
    }
}

fn keep(drafts: &'static Drafts, id: &str, what: &str) {
    let waits = drafts.get(TAPS);
    let mut lines: Vec<_> = waits.lines().map(str::to_string).collect();
    let is_same =
        |line: &String| line.split_once(' ').is_some_and(|(of, known)| of == id && is_agree(known) == is_agree(what));
    lines.retain(|line| !is_same(line));
    lines.push([id, " ", what].concat());
    put(drafts, &lines[lines.len().saturating_sub(MOST)..]);
}

fn is_agree(what: &str) -> bool {
    matches!(what, AGREE | DISAGREE)
}

fn put(drafts: &'static Drafts, lines: &[String]) {
    drafts.write(TAPS, &lines.join("\n"));
    drafts.note();
}
