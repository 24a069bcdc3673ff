//! Names made of contents: for immutable file names, for the app's version, and for the CSP.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The first 16 hex digits of SHA-256: enough to never meet twice, short enough for a file name.
pub(crate) fn hex16(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// How the CSP names an inline script or style: by the exact text between its tags.
pub(crate) fn csp(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// One fingerprint of many files. Lengths keep neighbours apart: moving a byte from one file to the next changes it.
pub(crate) fn of_files<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut all = Sha256::new();
    for (name, bytes) in files {
        all.update(format!("{name}\0{}\0", bytes.len()));
        all.update(bytes);
    }
    all.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_sha256() {
        // SHA-256 of "abc", from FIPS 180-2.
        assert_eq!(hex16(b"abc"), "ba7816bf8f01cfea");
        assert_eq!(csp("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn neighbouring_files_do_not_run_into_each_other() {
        let one = of_files([("a", b"xy".as_slice()), ("b", b"z")].into_iter());
        let other = of_files([("a", b"x".as_slice()), ("b", b"yz")].into_iter());
        assert_ne!(one, other);
    }
}
