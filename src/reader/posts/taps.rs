//! Taps that found no network: 同感, that it was taken back, 举报. Each waits beside the words under a key of its own, and goes with the
//! next look of the outbox. It names its post, so that one that arrives twice is the same tap.

use ::api::posts::Post;

use super::account::{AGREES, Account};
use super::drafts::{Drafts, TAP};
use crate::client::api::{self, ApiError};
use crate::client::json::quoted;
use crate::client::wire;

/// What becomes of 同感: said, or taken back.
const AGREE: &str = ":agree";
/// A report, and the code of its reason.
const REPORT: &str = ":report";
const YES: &str = "yes";
const NO: &str = "no";

/// Keeps a 同感 or its opposite, in the place of whatever waits of that post's.
pub(super) fn keep_agree(drafts: &'static Drafts, id: &str, agrees: bool) {
    put(drafts, &[TAP, id, AGREE].concat(), if agrees { YES } else { NO });
}

/// Keeps a report; `why` is the code of its reason.
pub(super) fn keep_report(drafts: &'static Drafts, id: &str, why: &str) {
    put(drafts, &[TAP, id, REPORT].concat(), why);
}

/// What waits of 同感: post and whether it is said or taken back.
pub(super) fn agrees(drafts: &Drafts) -> Vec<(String, bool)> {
    let agree = |key: &String| Some((key[TAP.len()..].strip_suffix(AGREE)?.to_string(), drafts.get(key) == YES));
    drafts.keys(TAP).iter().filter_map(agree).collect()
}

/// The same, of which the server has not counted any: looked up before posts are asked for, and counted in with [`count_in`].
pub(super) fn uncounted(drafts: &Drafts) -> Vec<(String, bool)> {
    let known = drafts.read(AGREES, wire::ids).unwrap_or_default();
    let mut waits = agrees(drafts);
    waits.retain(|(id, agrees)| known.contains(id) != *agrees);
    waits
}

/// Posts that came from the server count what waits here: the number beside a heart is right before and after it is sent.
pub(super) fn count_in(posts: &mut [Post], uncounted: &[(String, bool)]) {
    for post in posts {
        if let Some((_, agrees)) = uncounted.iter().find(|(id, _)| *id == post.id) {
            post.agrees += if *agrees { 1 } else { -1 };
        }
    }
}

/// Sends what waits. Whether there is nothing to be tried again: what the server refuses is over, and whoever is not signed in keeps
/// it until they are.
pub(super) async fn send(drafts: &'static Drafts, account: &Account) -> bool {
    let mut is_done = true;
    for key in drafts.keys(TAP) {
        let (what, me) = (drafts.get(&key), account.id());
        let Some((id, kind)) = key[TAP.len()..].split_once(':').filter(|_| !what.is_empty()) else { continue };
        let answer = match [":", kind].concat() == AGREE {
            true => api::agree_post(id, what == YES).await,
            false => api::report_post(id, &what).await,
        };
        if let Err(error) = &answer {
            account.hear(error, &me);
            match error {
                ApiError::Offline => return false,
                ApiError::Rejected { status: 401, .. } => return true,
                ApiError::Rejected { status: 400 | 403..=428, .. } => {}
                // This one again later, and the others now.
                _ => {
                    is_done = false;
                    continue;
                }
            }
        }
        // Somebody may have left meanwhile, or tapped again.
        if account.id() == me && drafts.get(&key) == what {
            if answer.is_ok() && [":", kind].concat() == AGREE {
                note(drafts, id, what == YES);
            }
            put(drafts, &key, "");
        }
    }
    is_done
}

/// The server has it: so has this phone, where nobody asks the server.
fn note(drafts: &'static Drafts, id: &str, agrees: bool) {
    let mut ids = drafts.read(AGREES, wire::ids).unwrap_or_default();
    ids.retain(|known| known != id);
    ids.extend(agrees.then(|| id.to_string()));
    write_agrees(drafts, &ids);
}

/// Keeps the ids of posts one said 同感 to, as the server lists them.
pub(super) fn write_agrees(drafts: &'static Drafts, ids: &[String]) {
    let ids: Vec<String> = ids.iter().map(|id| quoted(id)).collect();
    drafts.write(AGREES, &["{\"posts\":[", &ids.join(","), "]}"].concat());
}

fn put(drafts: &'static Drafts, key: &str, what: &str) {
    drafts.write(key, what);
    drafts.note();
}
