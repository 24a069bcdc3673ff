//! The edit loop: open pages reload when something changed.

use std::convert::Infallible;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use crate::publishing::watch::Changes;

/// Put into the head of every page in the edit loop.
pub(crate) const HEAD: &str = "<script src=\"/dev/reload.js\" defer></script>";

pub(crate) async fn script() -> impl IntoResponse {
    let script = "new EventSource('/dev/events').addEventListener('change', () => location.reload());";
    ([(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "no-cache")], script)
}

pub(crate) async fn events(State(changes): State<Changes>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = BroadcastStream::new(changes.subscribe()).map(|_| Ok(Event::default().event("change").data("")));
    Sse::new(stream).keep_alive(KeepAlive::default())
}
