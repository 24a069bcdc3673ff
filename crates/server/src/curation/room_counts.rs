//! How much waits in the rooms of the desk beside posts: counted once after a change, for all who look at it.

use std::time::{Duration, Instant};

use api::posts::RoomCount;
use tokio::sync::{Mutex, watch};

use crate::curation::today;
use crate::publishing::site::Site;
use crate::store::{Store, StoreError};

/// Keeps what was counted last.
#[derive(Debug)]
pub(crate) struct RoomCounts {
    /// Held while it is counted: others wait for the same.
    last: Mutex<Option<Counted>>,
    /// Nobody says when something is over by the clock alone.
    good_for: Duration,
}

#[derive(Debug)]
struct Counted {
    /// How many changes it has seen.
    changes: u64,
    /// Whether what is published is another by now.
    texts: watch::Receiver<()>,
    at: Instant,
    rooms: Vec<RoomCount>,
}

impl RoomCounts {
    pub(crate) fn new(good_for: Duration) -> Self {
        Self { last: Mutex::default(), good_for }
    }

    /// As they are now; whoever has come just now has them counted.
    pub(crate) async fn now(&self, site: &Site, store: &Store, is_first: bool) -> Result<Vec<RoomCount>, StoreError> {
        let mut last = self.last.lock().await;
        let is_so = |counted: &&Counted| {
            counted.changes == store.room_changes()
                && counted.texts.has_changed().is_ok_and(|is_other| !is_other)
                && counted.at.elapsed() < self.good_for
        };
        if let Some(counted) = last.as_ref().filter(is_so).filter(|_| !is_first) {
            return Ok(counted.rooms.clone());
        }
        // Before they are read: a change in between makes them old, never new ones look old.
        let (changes, texts, at) = (store.room_changes(), site.texts_changed(), Instant::now());
        let rooms = today::beside_posts(site, store).await?.into_iter();
        let rooms: Vec<RoomCount> = rooms.map(|room| RoomCount { path: room.path, count: room.count }).collect();
        *last = Some(Counted { changes, texts, at, rooms: rooms.clone() });
        Ok(rooms)
    }
}
