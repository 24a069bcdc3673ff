//! Pages of the feed, ready as bytes: made once after a change, the same for everybody. What has changed may be that something
//! was taken away, so every change empties all of them.

use axum::body::Body;
use axum::http::{HeaderMap, Response, StatusCode};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use api::posts::Feed;
use tokio::sync::Mutex;

use crate::infra::asset::{Asset, Lifetime, wanted};
use crate::store::posts::feed::{FeedPage, Filter};
use crate::store::{Store, StoreError};

/// How many posts a page has unless asked otherwise.
pub(crate) const PAGE: i64 = 20;
/// Brotli's quality for what is made after each change.
const QUALITY: i32 = 5;

/// All pages but the first take no more memory than this: some four hundred of the usual size.
const MOST_BYTES: usize = 8 << 20;
/// What is kept beside a page's bytes: a generous guess.
const BESIDE: usize = 256;

/// Keeps pages.
#[derive(Debug)]
pub(crate) struct FeedCache {
    store: Store,
    ready: RwLock<Option<Arc<Ready>>>,
    /// Held while it is made: others wait for the same one.
    making: Mutex<()>,
    further: RwLock<Further>,
}

/// Pages further down, of one state of the feed.
#[derive(Debug, Default)]
struct Further {
    /// How many changes it has seen.
    changes: u64,
    /// How much memory they take.
    bytes: usize,
    /// Each in one encoding.
    pages: HashMap<(FeedPage, Option<&'static str>), Arc<Asset>>,
}

impl Further {
    /// Keeps one more. Where there is no room left all others go: whoever reads on has them made again.
    fn keep(&mut self, changes: u64, key: (FeedPage, Option<&'static str>), asset: Arc<Asset>) {
        let size = asset.size() + BESIDE;
        if self.changes > changes || size > MOST_BYTES {
            return;
        }
        if self.changes < changes || self.bytes + size > MOST_BYTES {
            *self = Self { changes, ..Self::default() };
        }
        if self.pages.insert(key, asset).is_none() {
            self.bytes += size;
        }
    }
}

/// One state of it.
#[derive(Debug)]
pub(crate) struct Ready {
    /// How many changes it has seen.
    pub(crate) changes: u64,
    /// As it is.
    pub(crate) feed: Feed,
    /// As it is sent.
    pub(crate) asset: Asset,
}

impl FeedCache {
    /// Nothing is made before somebody asks.
    pub(crate) fn new(store: Store) -> Self {
        Self { store, ready: RwLock::default(), making: Mutex::default(), further: RwLock::default() }
    }

    /// The first page as it is now; while nothing changes, also when the database is away. One that is known to be outdated is
    /// not shown instead: what has changed may be that something was taken away.
    pub(crate) async fn first_page(&self) -> Result<Arc<Ready>, StoreError> {
        if let Some(ready) = self.current() {
            return Ok(ready);
        }
        let _making = self.making.lock().await;
        if let Some(ready) = self.current() {
            return Ok(ready);
        }
        // Before it is read: a change in between makes it old, never a new one look old.
        let changes = self.store.feed_changes();
        let page = FeedPage { before: None, limit: PAGE, filter: Filter::default() };
        let feed = self.store.feed(page).await?;
        let ready = Arc::new(Ready { changes, asset: kept_ready(&feed), feed });
        *self.ready.write().unwrap_or_else(PoisonError::into_inner) = Some(ready.clone());
        Ok(ready)
    }

    /// The answer with any other page, as it is now; see [`Self::first_page`].
    pub(crate) async fn page(&self, page: FeedPage, request: &HeaderMap) -> Result<Response<Body>, StoreError> {
        let changes = self.store.feed_changes();
        let key = (page, wanted(request));
        let kept = {
            let further = self.further.read().unwrap_or_else(PoisonError::into_inner);
            further.pages.get(&key).filter(|_| further.changes == changes).cloned()
        };
        let asset = match kept {
            Some(asset) => asset,
            None => {
                let feed = self.store.feed(key.0.clone()).await?;
                let asset = Arc::new(made_for(&feed, request));
                let mut further = self.further.write().unwrap_or_else(PoisonError::into_inner);
                further.keep(changes, key, asset.clone());
                asset
            }
        };
        Ok(asset.respond(StatusCode::OK, request))
    }

    fn current(&self) -> Option<Arc<Ready>> {
        let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner).clone();
        ready.filter(|ready| ready.changes == self.store.feed_changes())
    }
}

const JSON: &str = "application/json";

/// A public answer kept ready: the same bytes for everybody, with a tag.
pub(crate) fn kept_ready<T: serde::Serialize>(answer: &T) -> Asset {
    Asset::new(JSON, Lifetime::Feed, serde_json::to_vec(answer).unwrap_or_default(), QUALITY)
}

/// A public answer that is made when it is asked for.
pub(crate) fn answer<T: serde::Serialize>(answer: &T, request: &HeaderMap) -> Response<Body> {
    made_for(answer, request).respond(StatusCode::OK, request)
}

fn made_for<T: serde::Serialize>(answer: &T, request: &HeaderMap) -> Asset {
    Asset::for_request(JSON, Lifetime::Feed, serde_json::to_vec(answer).unwrap_or_default(), QUALITY, request)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(further: &mut Further, changes: u64, before: i64, bytes: usize) {
        let page = FeedPage { before: Some(before), limit: PAGE, filter: Filter::default() };
        let asset = Asset::with_encodings(JSON, Lifetime::Feed, vec![0; bytes], None, None);
        further.keep(changes, (page, None), Arc::new(asset));
    }

    #[test]
    fn pages_never_take_more_memory_than_they_may() {
        let mut further = Further::default();
        for before in 0..20_000 {
            keep(&mut further, 0, before, if before % 2 == 0 { 0 } else { 20_000 });
            let size: usize = further.pages.values().map(|asset| asset.size() + BESIDE).sum();
            assert_eq!(further.bytes, size);
            assert!(size <= MOST_BYTES, "{size}");
        }
        keep(&mut further, 0, -1, MOST_BYTES);
        assert!(!further.pages.is_empty(), "what has no room leaves the others");
    }

    #[test]
    fn every_change_empties_them() {
        let mut further = Further::default();
        keep(&mut further, 1, 10, 100);
        keep(&mut further, 1, 10, 100);
        keep(&mut further, 2, 20, 100);
        assert_eq!((further.pages.len(), further.changes), (1, 2));
        // Read before the last change, and kept after it.
        keep(&mut further, 1, 30, 100);
        assert_eq!((further.pages.len(), further.changes), (1, 2));
    }
}
