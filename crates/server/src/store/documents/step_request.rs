//! A step that is to be taken, and the line of a lock that comes with it.

use api::documents;

use crate::store::corrections::Settling;

/// A step, with what only its caller knows.
#[derive(Clone, Debug)]
pub(crate) struct StepRequest {
    /// Of the document's file.
    pub(crate) path: String,
    /// What to do, and what was looked at.
    pub(crate) step: documents::TakeStep,
    /// The file in the content folder, and its hash.
    pub(crate) file: Option<(String, String)>,
    /// What is to be shown where it is withdrawn, or to be a draft where it is restored: made of a text.
    pub(crate) remake: fn(&str) -> Option<String>,
    /// Lines for the locks.
    pub(crate) verified: Option<Verified>,
    /// The text that was checked: nothing else may be handed on or published.
    pub(crate) checked: Option<String>,
    /// What was said about a place that is dealt with by it.
    pub(crate) settles: Option<Settling>,
}

/// A line of the lock beside a source.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Verified {
    /// The source's slug.
    pub(crate) source: String,
    /// Of quotation and sentence.
    pub(crate) digest: String,
    /// The card's slug.
    pub(crate) slug: String,
    /// Why it goes without a source text.
    pub(crate) why: Option<String>,
}
