//! Faulty: a draft that could not be handed on, and why.

use ::api::documents::Folder;

/// It is named by its quotation, or its name.
#[derive(Clone, Debug)]
pub(super) struct Faulty {
    pub(super) folder: Folder,
    pub(super) slug: String,
    pub(super) quote: String,
    pub(super) why: String,
}
