//! The one guard of every field: while somebody composes, Enter and Esc end the composition and nothing else. No form is
//! sent, no dialog closed, no question answered by them.

use crate::browser::composing;

/// Stands guard, for as long as the app runs.
pub fn guard_composing() {
    composing::on_key(|key| matches!(key, "Enter" | "Escape"));
}
