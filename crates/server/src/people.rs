//! Names and passphrases: what people may be called, and how they prove who they are.

pub(crate) mod names;
pub(crate) mod passphrase;
