//! The first page of the feed, ready as bytes: made once after a change, the same for everybody.

use axum::body::Body;
use axum::http::{HeaderMap, Response, StatusCode};
use std::sync::{Arc, PoisonError, RwLock};

use api::posts::Feed;
use tokio::sync::Mutex;

use crate::infra::asset::{Asset, Lifetime};
use crate::store::posts::feed::{FeedPage, Filter};
use crate::store::{Store, StoreError};

/// How many posts a page has unless asked otherwise.
pub(crate) const PAGE: i64 = 20;
/// Brotli's quality for what is made after each change.
const QUALITY: i32 = 5;

/// Keeps the first page.
#[derive(Debug)]
pub(crate) struct FeedCache {
    store: Store,
    ready: RwLock<Option<Arc<Ready>>>,
    /// Held while it is made: others wait for the same one.
    making: Mutex<()>,
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
        Self { store, ready: RwLock::default(), making: Mutex::default() }
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

    fn current(&self) -> Option<Arc<Ready>> {
        let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner).clone();
        ready.filter(|ready| ready.changes == self.store.feed_changes())
    }
}

const JSON: &str = "application/json";

/// A public answer kept ready: the same bytes for everybody, with a tag.
fn kept_ready<T: serde::Serialize>(answer: &T) -> Asset {
    Asset::new(JSON, Lifetime::Feed, serde_json::to_vec(answer).unwrap_or_default(), QUALITY)
}

/// A public answer that is made when it is asked for.
pub(crate) fn answer<T: serde::Serialize>(answer: &T, request: &HeaderMap) -> Response<Body> {
    let bytes = serde_json::to_vec(answer).unwrap_or_default();
    Asset::for_request(JSON, Lifetime::Feed, bytes, QUALITY, request).respond(StatusCode::OK, request)
}
