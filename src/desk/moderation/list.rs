//! The lists of posts at the desk.

use ::api::posts::PostState;

/// Which posts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum List {
    /// Those that ask for a look.
    Waiting,
    /// Those that everybody reads.
    Published,
    /// Nominations that were taken: nobody reads them, and whoever is named is asked.
    Nominated,
    /// Those that came back to their writers.
    Returned,
    /// Those that were taken down.
    Removed,
}

impl List {
    /// In their order.
    pub(super) const ALL: [Self; 5] = [Self::Waiting, Self::Published, Self::Nominated, Self::Returned, Self::Removed];

    /// As its button says.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Waiting => "待看",
            Self::Published => "已发布",
            Self::Nominated => "提名",
            Self::Returned => "请改的",
            Self::Removed => "撤下的",
        }
    }

    /// What is said where there are none.
    pub(super) fn nothing(self) -> &'static str {
        match self {
            Self::Waiting | Self::Published => "还没有发布过。",
            Self::Nominated => "现在没有收下的提名。",
            Self::Returned => "现在没有请改的。",
            Self::Removed => "现在没有撤下的。",
        }
    }

    /// As the server is asked for it.
    pub(super) fn asked(self) -> (PostState, bool) {
        match self {
            Self::Waiting => (PostState::Pending, false),
            Self::Published => (PostState::Approved, false),
            Self::Nominated => (PostState::Approved, true),
            Self::Returned => (PostState::Returned, false),
            Self::Removed => (PostState::Removed, false),
        }
    }
}
