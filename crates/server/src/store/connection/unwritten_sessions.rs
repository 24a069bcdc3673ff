//! Sessions where nothing can be written: a full disk keeps no secretary from reading. They are kept in the memory of this
//! process alone, by the hash of a random token, as the table keeps others: nothing that stands in the database, or in a
//! backup of it, makes one. Each ends soon, with the passphrase it began with, where it is signed out, and with the process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::infra::secrets;

/// Until then somebody has made room, and signs in again.
const LASTS: i64 = 12 * 3_600_000;
/// More than all secretaries of a district; the one that would end first makes room.
const MOST: usize = 1_000;

/// Cheap to clone: all clones are one.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnwrittenSessions(Arc<Mutex<HashMap<Vec<u8>, Session>>>);

/// One of them.
#[derive(Clone, Debug)]
pub(in crate::store) struct Session {
    pub(in crate::store) person: String,
    /// The hash of the passphrase it began with.
    pub(in crate::store) passphrase: String,
    ends: i64,
}

impl UnwrittenSessions {
    fn open(&self) -> MutexGuard<'_, HashMap<Vec<u8>, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins one of somebody who has shown the passphrase behind this hash; the token for the cookie.
    pub(in crate::store) fn begin(&self, person: String, passphrase: &str, now: i64) -> String {
        let token = secrets::hex(&secrets::random::<32>());
        let session = Session { person, passphrase: passphrase.to_string(), ends: now + LASTS };
        let mut open = self.open();
        open.retain(|_, session| session.ends > now);
        if open.len() >= MOST {
            let first = open.iter().min_by_key(|(_, session)| session.ends).map(|(token, _)| token.clone());
            if let Some(first) = first {
                open.remove(&first);
            }
        }
        open.insert(secrets::hash(&token), session);
        token
    }

    /// The one of this hashed token.
    pub(in crate::store) fn find(&self, token: &[u8], now: i64) -> Option<Session> {
        self.open().get(token).filter(|session| session.ends > now).cloned()
    }

    /// Ends the one of this hashed token.
    pub(in crate::store) fn end(&self, token: &[u8]) {
        self.open().remove(token);
    }

    /// Ends all of somebody.
    pub(in crate::store) fn end_all(&self, person: &str) {
        self.open().retain(|_, session| session.person != person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ends_by_itself_where_it_is_signed_out_and_with_all_of_its_person() {
        let open = UnwrittenSessions::default();
        let begin = |person: &str| secrets::hash(&open.begin(person.into(), "hashed", 0));
        let (one, two, other) = (begin("a"), begin("a"), begin("b"));
        assert!(open.find(&one, 1).is_some_and(|session| session.person == "a" && session.passphrase == "hashed"));
        assert!(open.find(&one, LASTS).is_none() && open.find(&secrets::hash("nobody's"), 1).is_none());
        open.end(&one);
        assert!(open.find(&one, 1).is_none() && open.find(&two, 1).is_some());
        open.end_all("a");
        assert!(open.find(&two, 1).is_none() && open.find(&other, 1).is_some());
    }

    #[test]
    fn there_are_never_very_many() {
        let open = UnwrittenSessions::default();
        let first = secrets::hash(&open.begin("a".into(), "hashed", 0));
        (0..MOST).for_each(|_| drop(open.begin("b".into(), "hashed", 1)));
        assert!(open.find(&first, 2).is_none() && open.open().len() == MOST);
    }
}
