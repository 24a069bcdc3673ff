//! Faulty: a draft that could not be handed on, and why.

/// It is named by its quotation.
#[derive(Clone, Debug)]
pub(super) struct Faulty {
    pub(super) slug: String,
    pub(super) quote: String,
    pub(super) why: String,
}
