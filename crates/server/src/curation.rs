//! Curation: the desk's work on documents, quotations and imports. It decides; `web` asks and answers, `store` keeps.

pub(crate) mod activity_rows;
pub(crate) mod claims;
pub(crate) mod corrections;
pub(crate) mod documents;
pub(crate) mod error;
pub(crate) mod imports;
pub(crate) mod recording_invites;
pub(crate) mod room_counts;
pub(crate) mod round;
pub(crate) mod sign_ups;
pub(crate) mod source_texts;
pub(crate) mod today;
pub(crate) mod verification;
