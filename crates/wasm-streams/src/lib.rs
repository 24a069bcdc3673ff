//! Stands in for the crate `wasm-streams` 0.5 (`[patch.crates-io]` in the root's manifest).
//!
//! Leptos brings that crate for server functions that stream, and we have none. Its classes are exported to
//! JavaScript, though, so that no linker may leave them out: every reader would fetch them before the first card can
//! be turned. Here is what `server_fn` 0.8 names of it, and nothing that would be exported.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::{JsValue, throw_str};
use web_sys::ReadableStream as Raw;

/// A browser's stream, which nobody here reads.
#[derive(Debug)]
pub struct ReadableStream(Raw);

impl ReadableStream {
    /// Takes a browser's stream.
    #[must_use]
    pub fn from_raw(raw: Raw) -> Self {
        Self(raw)
    }

    /// Would give a browser what Rust has to say piece by piece.
    ///
    /// # Panics
    /// Always, as an exception in JavaScript: no function of ours streams.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        nobody_streams()
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> Raw {
        self.0
    }

    /// What Rust would read.
    #[must_use]
    pub fn into_stream(self) -> IntoStream {
        IntoStream(self.0)
    }
}

/// What Rust would read of a browser's stream.
#[derive(Debug)]
pub struct IntoStream(#[expect(dead_code, reason = "nobody reads it")] Raw);

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        nobody_streams()
    }
}

fn nobody_streams() -> ! {
    throw_str("wasm-streams is not in this build: see crates/wasm-streams")
}
