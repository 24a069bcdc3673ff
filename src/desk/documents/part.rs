//! Part of a document's page.

/// The part that a phone shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    Write,
    Look,
    Proof,
    Flow,
}

impl Part {
    /// As the style knows it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Look => "look",
            Self::Proof => "proof",
            Self::Flow => "flow",
        }
    }
}
