//! Why a file cannot be read, in words for the person who brought it.

use std::borrow::Cow;

use api::error::Reading;

/// Why something cannot be read, for the person who brought it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum Unreadable {
    /// What it is, or what is wrong with it, and what to do.
    #[error("{0}")]
    Said(Cow<'static, str>),
    /// It may be read in several ways: the question, and which they are.
    #[error("{0}")]
    Asked(String, Vec<Reading>),
}

impl Unreadable {
    pub(in crate::tables) const fn said(words: &'static str) -> Self {
        Self::Said(Cow::Borrowed(words))
    }
}

pub(in crate::tables) const EMPTY: Unreadable = Unreadable::said("里面没有字");
pub(in crate::tables) const BROKEN: Unreadable =
    Unreadable::said("这个文件坏了，用 Excel、Word 或 WPS 打开，另存一份再拿来");
pub(in crate::tables) const UNCOUNTED: Unreadable =
    Unreadable::said("有的格子是公式，还没算出来：用 Excel 或 WPS 打开，存一次，再拿来");
pub(in crate::tables) const TOO_BIG: Unreadable =
    Unreadable::said("这个文件展开后太大，只留要用的部分，另存一份再拿来");
pub(in crate::tables) const TOO_LONG: Unreadable = Unreadable::said("原文太长了，一份最多 200 万字，分成几份放");
pub(crate) const TOO_MANY: Unreadable = Unreadable::said("一次最多 2000 行，分几次来");
