//! Infrastructure: files, time, randomness, bytes to serve, threads for long work. It knows nothing of riders and secretaries.

pub(crate) mod asset;
pub(crate) mod blocking;
pub(crate) mod clock;
pub(crate) mod files;
pub(crate) mod qr;
pub(crate) mod secrets;
