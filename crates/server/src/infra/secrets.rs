//! Randomness and hashes. What is handed out is stored as a hash only.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// No letter that looks like another or like a digit.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 16 letters of five bits.
const CODE_LETTERS: usize = 16;
/// The same of a room.
const ROOM_LETTERS: usize = 26;

/// Random bytes. A machine that has none cannot keep any promise: better to stop.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        tracing::error!("the system gives no random bytes: {error}");
        std::process::abort();
    }
    bytes
}

/// In hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A new code of an invite: 80 random bits, short enough to be typed from a printed card.
pub(crate) fn code() -> String {
    letters::<CODE_LETTERS>()
}

/// A name of a room in addresses: 130 random bits, which nobody types.
pub(crate) fn room() -> String {
    letters::<ROOM_LETTERS>()
}

/// Whether something may be such a name.
pub(crate) fn is_room(name: &str) -> bool {
    name.len() == ROOM_LETTERS && name.bytes().all(|letter| LETTERS.contains(&letter))
}

fn letters<const N: usize>() -> String {
    let bytes: [u8; N] = random();
    bytes.iter().map(|byte| LETTERS[usize::from(byte & 31)] as char).collect()
}

/// Four digits, for people.
pub(crate) fn digits() -> String {
    // Not even to a thousandth: nobody guesses better for it.
    format!("{:04}", u32::from_le_bytes(random::<4>()) % 10_000)
}

/// A code as it was probably meant: people type capitals, hyphens, and the letter O.
pub(crate) fn tidy_code(typed: &str) -> Option<String> {
    let meant = |c: char| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    let code: String = typed.chars().filter(|c| !matches!(c, '-' | ' ')).map(meant).collect();
    let is_code = code.len() == CODE_LETTERS && code.bytes().all(|letter| LETTERS.contains(&letter));
    is_code.then_some(code)
}

/// Of something with enough random bits of its own.
pub(crate) fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text).to_vec()
}

/// Of several parts, so that no two lists of parts are the same text.
pub(crate) fn digest(parts: &[&str]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_vec()
}

/// Of something that could be guessed without the key.
pub(crate) fn keyed_hash(key: &[u8], text: &str) -> Vec<u8> {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut hmac) => {
            hmac.update(text.as_bytes());
            hmac.finalize().into_bytes().to_vec()
        }
        // A key of any length is good; this is for the types alone.
        Err(_) => digest(&[&hex(key), text]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_typed() {
        let code = code();
        let typed = format!("{}-{}", code[..8].to_uppercase(), &code[8..]).replace('0', "o").replace('1', "L");
        assert_eq!(tidy_code(&typed), Some(code));
        assert_eq!(tidy_code("short"), None);
        assert_eq!(tidy_code("党党党党党党党党党党党党党党党党"), None);
    }

    #[test]
    fn parts_of_a_digest_do_not_run_together() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
    }
}
