//! Deed: something that is done with a post.

use ::api::posts::DeskPost;

use super::list::List;

/// What was done, and with what, so that it can be taken back.
#[derive(Clone)]
pub(super) struct Deed {
    /// The post as it was looked at; once it is done, as it is then.
    pub(super) post: DeskPost,
    /// What was done, in a word.
    pub(super) done: &'static str,
    /// In which list: there it is again when that is taken back.
    pub(super) list: List,
}
