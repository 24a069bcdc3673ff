//! Followers: which phones show what is led, so that whoever leads hears 大家都跟上了. In memory, by a word that each page
//! makes anew, and gone with it; nobody is counted.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use api::readings::Following;

/// A page that asks instead of listening is there for so long after each question.
const THERE: Duration = Duration::from_secs(8);
/// More are not remembered: the word to whoever leads is then about those who are.
const REMEMBERED: usize = 10_000;

/// Of one reading. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Followers(Arc<Mutex<HashMap<String, Follower>>>);

#[derive(Debug)]
struct Follower {
    /// How many streams it has open: a page that connects again has two for a moment.
    streams: usize,
    /// What it shows.
    shows: i64,
    asked: Instant,
}

/// Somebody listens, until it is dropped.
#[derive(Debug)]
pub(crate) struct Listening {
    page: String,
    all: Followers,
}

impl Followers {
    /// A page says what it shows.
    pub(crate) fn note(&self, page: &str, shows: i64) {
        let mut all = self.lock();
        if let Some(follower) = all.get_mut(page) {
            (follower.shows, follower.asked) = (follower.shows.max(shows), Instant::now());
        } else if all.len() < REMEMBERED {
            all.insert(page.into(), Follower { streams: 0, shows, asked: Instant::now() });
        }
    }

    /// A page listens from now on.
    pub(crate) fn listen(&self, page: &str) -> Listening {
        self.note(page, 0);
        if let Some(follower) = self.lock().get_mut(page) {
            follower.streams += 1;
        }
        Listening { page: page.into(), all: self.clone() }
    }

    /// Whether somebody shows less, as far as is known.
    pub(crate) fn is_any_behind(&self, seq: i64) -> bool {
        self.lock().values().any(|follower| follower.shows < seq)
    }

    /// Whether all of them show it.
    pub(crate) fn show(&self, seq: i64) -> Following {
        let mut all = self.lock();
        all.retain(|_, follower| follower.streams > 0 || follower.asked.elapsed() < THERE);
        match all.values().all(|follower| follower.shows >= seq) {
            _ if all.is_empty() => Following::Nobody,
            true => Following::All,
            false => Following::Some,
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Follower>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut all = self.all.lock();
        if let Some(follower) = all.get_mut(&self.page) {
            follower.streams = follower.streams.saturating_sub(1);
            if follower.streams == 0 {
                all.remove(&self.page);
            }
        }
    }
}
