//! Why the desk's work is not done.

use api::error::ErrorBody;

use crate::infra::blocking::BlockingError;
use crate::store::StoreError;
use crate::tables::Unreadable;

/// What stands in the way.
#[derive(Debug)]
pub(crate) enum CurationError {
    /// Something that was sent does not do.
    Unfit(Box<ErrorBody>),
    /// A file that cannot be read.
    Unreadable(Unreadable),
    /// The store does not do it.
    Store(StoreError),
    /// It takes too long, or everything is busy.
    Blocking(BlockingError),
}

impl From<ErrorBody> for CurationError {
    fn from(body: ErrorBody) -> Self {
        Self::Unfit(Box::new(body))
    }
}

impl From<Unreadable> for CurationError {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable(why)
    }
}

impl From<StoreError> for CurationError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<BlockingError> for CurationError {
    fn from(error: BlockingError) -> Self {
        Self::Blocking(error)
    }
}
