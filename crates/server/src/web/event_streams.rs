//! Event streams: each holds a connection for hours, so they are counted, of one person or address and in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;

use crate::web::error::ApiError;

/// One person's of the desk; a browser opens no more connections to one site.
const OF_ONE: usize = 6;

/// Who has how many open.
#[derive(Debug)]
pub(crate) struct EventStreams {
    most: usize,
    of_one: usize,
    /// What one is told who has too many.
    refusal: &'static str,
    open: Mutex<HashMap<String, usize>>,
}

/// One of them, until it is dropped.
#[derive(Debug)]
pub(crate) struct OpenStream {
    person: String,
    streams: Arc<EventStreams>,
}

impl EventStreams {
    /// Of the desk: at most so many in all.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            most, of_one: OF_ONE, refusal: "开着的书记台太多了，关掉几个再开", open: Mutex::default()
        }
    }

    /// Of those who follow readings. A whole room comes by one network's address: it leaves a quarter to others.
    pub(crate) fn of_followers(most: usize) -> Self {
        let refusal = "人太多，会慢一两秒，别关页面";
        Self { most, of_one: most.div_ceil(4) * 3, refusal, open: Mutex::default() }
    }

    /// One more for a person or an address.
    pub(crate) fn open(self: &Arc<Self>, person: &str) -> Result<OpenStream, ApiError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.get(person).is_some_and(|own| *own >= self.of_one) {
            return Err(ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_streams", self.refusal));
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
