//! What this device has of a document that is being written: there at each key, before the server has it.

use ::api::documents::{Draft, Folder};
use serde::{Deserialize, Serialize};

use crate::browser::storage;

/// Before the person and the path, as a key.
const KEY: &str = "desk/draft/";

/// A text on its way to the server.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Local {
    /// What was written.
    pub(super) text: String,
    /// What it was made from: the draft, or what readers are shown.
    pub(super) base: String,
    /// [`Draft::version`] of that; 0 where there was no draft.
    pub(super) version: i64,
    /// What was sent last: its answer may have been cut.
    pub(super) sent: String,
}

/// What to go on with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Opening {
    /// What the server has: there is nothing else.
    Theirs,
    /// What this device has: it was made from what the server has.
    Mine,
    /// Somebody has to choose.
    Both,
}

impl Local {
    /// What was kept here for a person.
    pub(super) fn find(person: &str, path: &str) -> Option<Self> {
        serde_json::from_str(&storage::get(&key(person, path))?).ok()
    }

    /// Keeps it; `false` where the browser does not take it.
    pub(super) fn keep(&self, person: &str, path: &str) -> bool {
        serde_json::to_string(self).is_ok_and(|json| storage::set(&key(person, path), &json))
    }

    /// Lets a text go: the server has it. Another text is another tab's, and stays.
    pub(super) fn forget(person: &str, path: &str, text: &str) {
        if Self::find(person, path).is_some_and(|local| local.text == text) {
            storage::set(&key(person, path), "");
        }
    }

    /// What was kept here for a person of a folder's documents, by their names.
    pub(super) fn all(person: &str, folder: Folder) -> Vec<(String, Self)> {
        let before = key(person, "");
        let mut all: Vec<_> = storage::keys(&before)
            .iter()
            .filter_map(|key| Folder::of(key.strip_prefix(&before)?))
            .filter(|(of, _)| *of == folder)
            .filter_map(|(_, slug)| Some((slug.to_string(), Self::find(person, &folder.path(slug))?)))
            .collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all
    }

    /// Which of the two it is: what is here, or what the server has.
    pub(super) fn beside(&self, draft: Option<&Draft>, shown: &str) -> Opening {
        let theirs = draft.map_or(shown, |draft| draft.text.as_str());
        let version = draft.map_or(0, |draft| draft.version);
        if self.text == theirs {
            Opening::Theirs
        } else if theirs == self.sent || (version == self.version || draft.is_some()) && theirs == self.base {
            Opening::Mine
        } else {
            Opening::Both
        }
    }
}

fn key(person: &str, path: &str) -> String {
    [KEY, person, "/", path].concat()
}

#[cfg(test)]
mod tests {
    use ::api::documents::Stage;

    use super::*;

    fn draft(text: &str, version: i64) -> Draft {
        let (stage, is_mine, branch, note, changed_at) = (Stage::Draft, true, None, None, 0);
        Draft { text: text.into(), version, stage, is_mine, by: None, branch, note, changed_at }
    }

    fn local(text: &str, base: &str, version: i64, sent: &str) -> Local {
        Local { text: text.into(), base: base.into(), version, sent: sent.into() }
    }

    #[test]
    fn what_was_typed_last_goes_on() {
        // The tab was killed before anything was sent.
        assert_eq!(local("b", "a", 1, "").beside(Some(&draft("a", 1)), ""), Opening::Mine);
        assert_eq!(local("b", "shown", 0, "").beside(None, "shown"), Opening::Mine);
        // The answer was cut, and then it was killed.
        assert_eq!(local("c", "a", 1, "b").beside(Some(&draft("b", 2)), ""), Opening::Mine);
        // It came back from review, with the same text.
        assert_eq!(local("b", "a", 1, "").beside(Some(&draft("a", 3)), ""), Opening::Mine);
        // The answer was cut, but it had arrived.
        assert_eq!(local("b", "a", 1, "b").beside(Some(&draft("b", 2)), ""), Opening::Theirs);
    }

    #[test]
    fn two_texts_are_never_made_one() {
        assert_eq!(local("b", "a", 1, "").beside(Some(&draft("c", 2)), ""), Opening::Both);
        // The draft was published meanwhile.
        assert_eq!(local("b", "a", 1, "").beside(None, "a"), Opening::Both);
        // Somebody else has begun one.
        assert_eq!(local("b", "shown", 0, "").beside(Some(&draft("c", 1)), "shown"), Opening::Both);
    }
}
