//! Sessions where nothing can be written: a full disk keeps no secretary from reading. Such a session is kept nowhere; its
//! token says whose it is and until when, and is proved by the key that all instances have. It ends soon, with the
//! passphrase it began with, and where it is signed out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::super::secret;

/// Until then somebody has made room, and signs in again.
const LASTS: i64 = 12 * 3_600_000;
/// In front of such a token; the others are hexadecimal.
const MARK: &str = "u";

/// Those that were signed out here, until they would have ended.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignedOut(Arc<Mutex<HashMap<String, i64>>>);

impl SignedOut {
    pub(super) fn add(&self, token: &Token<'_>, now: i64) {
        let mut ended = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ended.retain(|_, ends| *ends > now);
        ended.insert(token.proof.to_string(), token.ends);
    }

    pub(super) fn has(&self, token: &Token<'_>) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(token.proof)
    }
}

/// What such a token says.
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) person: &'a str,
    ends: i64,
    proof: &'a str,
}

impl<'a> Token<'a> {
    /// A token of this kind that has not ended; whether it is right is another question.
    pub(super) fn parse(token: &'a str, now: i64) -> Option<Self> {
        let mut parts = token.split('.');
        let (MARK, person, ends, proof, None) =
            (parts.next()?, parts.next()?, parts.next()?.parse().ok()?, parts.next()?, parts.next())
        else {
            return None;
        };
        (ends > now).then_some(Self { person, ends, proof })
    }

    /// Whether we have made it, for somebody who still has this hashed passphrase.
    pub(super) fn is_right(&self, key: &[u8], passphrase: &str) -> bool {
        // Compared as hashes, so that how long it takes says nothing.
        secret::hash(self.proof) == secret::hash(&proof(key, self.person, self.ends, passphrase))
    }
}

/// A token for somebody who has shown a passphrase.
pub(super) fn token(key: &[u8], person: &str, passphrase: &str, now: i64) -> String {
    let ends = now + LASTS;
    format!("{MARK}.{person}.{ends}.{}", proof(key, person, ends, passphrase))
}

fn proof(key: &[u8], person: &str, ends: i64, passphrase: &str) -> String {
    secret::hex(&secret::keyed_hash(key, &format!("session {person} {ends} {passphrase}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_one_person_one_passphrase_and_a_while() {
        let token = token(b"key", "a-1", "hashed", 0);
        let parsed = Token::parse(&token, 1).unwrap();
        assert!(parsed.person == "a-1" && parsed.is_right(b"key", "hashed"));
        assert!(!parsed.is_right(b"key", "another") && !parsed.is_right(b"other", "hashed"));
        assert!(Token::parse(&token, LASTS).is_none());
        let forged = token.replace("a-1", "a-2");
        assert!(!Token::parse(&forged, 1).unwrap().is_right(b"key", "hashed"));
        let longer = token.replace(&LASTS.to_string(), &(2 * LASTS).to_string());
        assert!(!Token::parse(&longer, 1).unwrap().is_right(b"key", "hashed"));
        for other in ["", "u", "u.a.x.y", "u.a.9.y.z", &secret::hex(&[0; 32])] {
            assert!(Token::parse(other, 1).is_none(), "{other}");
        }
    }

    #[test]
    fn what_was_signed_out_stays_so() {
        let (one, other) = (token(b"key", "a", "hashed", 0), token(b"key", "b", "hashed", 0));
        let ended = SignedOut::default();
        ended.add(&Token::parse(&one, 1).unwrap(), 1);
        assert!(ended.has(&Token::parse(&one, 1).unwrap()));
        assert!(!ended.has(&Token::parse(&other, 1).unwrap()));
    }
}
