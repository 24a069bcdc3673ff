//! Event streams: each holds a connection for hours, so they are counted, of one person and in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;

use crate::web::error::ApiError;

/// One person's; a browser opens no more connections to one site.
const OF_ONE: usize = 6;

/// Who has how many open.
#[derive(Debug)]
pub(crate) struct EventStreams {
    most: usize,
    open: Mutex<HashMap<String, usize>>,
}

/// One of them, until it is dropped.
#[derive(Debug)]
pub(crate) struct OpenStream {
    person: String,
    streams: Arc<EventStreams>,
}

impl EventStreams {
    /// At most so many in all.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, open: Mutex::default() }
    }

    /// One more for a person.
    pub(crate) fn open(self: &Arc<Self>, person: &str) -> Result<OpenStream, ApiError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.get(person).is_some_and(|own| *own >= OF_ONE) {
            let message = "开着的书记台太多了，关掉几个再开";
            return Err(ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_streams", message));
        }
        if open.values().sum::<usize>() >= self.most {
            return Err(ApiError::busy());
        }
        *open.entry(person.to_string()).or_default() += 1;
        Ok(OpenStream { person: person.to_string(), streams: self.clone() })
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut open = self.streams.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                open.remove(&self.person);
            }
        }
    }
}
