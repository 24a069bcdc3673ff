//! Passphrases of secretaries and admins: argon2id, few at a time, and as slow for a name that nobody has.

use std::sync::Arc;

use api::error::ErrorBody;
use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use tokio::sync::Semaphore;

use crate::infra::secrets;

/// Each takes 19 MB and a core for a moment.
const AT_ONCE: usize = 2;

/// Hashes and compares.
#[derive(Debug)]
pub(crate) struct Passphrases {
    slots: Arc<Semaphore>,
    /// What a name that nobody has is compared with.
    nobody: String,
}

/// Why there is no hash.
#[derive(Debug)]
pub(crate) enum PassphraseError {
    /// The passphrase does not do.
    Unfit(ErrorBody),
    /// A fault of ours.
    Fault,
}

impl Passphrases {
    /// Makes the hash that is nobody's.
    pub(crate) fn new() -> Self {
        let nobody = hash(&secrets::hex(&secrets::random::<16>())).unwrap_or_default();
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)), nobody }
    }

    /// For the database, where whoever has this name may choose it.
    pub(crate) async fn hash(&self, passphrase: String, name: &str) -> Result<String, PassphraseError> {
        api::rules::check_passphrase(&passphrase, name).map_err(PassphraseError::Unfit)?;
        // It goes along: a hash is made to its end where its sender has hung up, and so the next one waits.
        let slot = self.slots.clone().acquire_owned().await;
        let hash = move || {
            let _slot = slot;
            hash(&passphrase)
        };
        let hashed = tokio::task::spawn_blocking(hash).await;
        hashed.ok().flatten().ok_or(PassphraseError::Fault)
    }

    /// Whether it is the one behind a hash. Without a hash it takes as long, and is not.
    pub(crate) async fn is_right(&self, passphrase: String, hashed: Option<String>) -> bool {
        let is_somebody = hashed.is_some();
        let hashed = hashed.unwrap_or_else(|| self.nobody.clone());
        let slot = self.slots.clone().acquire_owned().await;
        let compare = move || {
            let _slot = slot;
            let hashed = PasswordHash::new(&hashed).ok()?;
            Argon2::default().verify_password(passphrase.as_bytes(), &hashed).ok()
        };
        tokio::task::spawn_blocking(compare).await.ok().flatten().is_some() && is_somebody
    }
}

fn hash(passphrase: &str) -> Option<String> {
    let salt = SaltString::encode_b64(&secrets::random::<16>()).ok()?;
    Some(Argon2::default().hash_password(passphrase.as_bytes(), &salt).ok()?.to_string())
}
