//! What another hand has put where somebody was looking: a key or a tap that is on its way then was meant for what stood
//! there, and is not done.

use leptos::prelude::*;

use crate::browser::clock;

/// So many milliseconds.
const LOOKED: i64 = 1_500;
/// What to say of it.
pub(super) const NOT_DONE: &str = "这里刚变了，这一下没算。看清了再点。";

/// When that was last; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Swapped(StoredValue<i64>);

impl Swapped {
    /// It was not yet.
    pub(super) fn never() -> Self {
        Self(StoredValue::new(0))
    }

    /// It was just now.
    pub(super) fn now(self) {
        self.0.set_value(clock::unix_ms());
    }

    /// Whether nobody can have looked since. A clock that was put back says nothing.
    pub(super) fn is_fresh(self) -> bool {
        (0..LOOKED).contains(&(clock::unix_ms() - self.0.get_value()))
    }
}
