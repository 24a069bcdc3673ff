//! How many come to each slot, ready as bytes: made once after a change, the same for everybody.

use std::sync::{Arc, PoisonError, RwLock};

use api::activities::{SlotCount, Slots};
use tokio::sync::Mutex;

use crate::infra::asset::Asset;
use crate::infra::clock::now;
use crate::publishing::activity_slots;
use crate::publishing::feed_cache::kept_ready;
use crate::publishing::site::Site;
use crate::store::{Store, StoreError};

/// Keeps them.
#[derive(Debug, Default)]
pub(crate) struct SignUpCounts {
    ready: RwLock<Option<Arc<Ready>>>,
    /// Held while they are made: others wait for the same ones.
    making: Mutex<()>,
}

/// One state of them.
#[derive(Debug)]
struct Ready {
    /// How many changes of sign-ups it has seen.
    changes: u64,
    /// Of the publication whose slots they are.
    seq: u64,
    /// Then the first of the slots is over: Unix milliseconds.
    until: i64,
    asset: Arc<Asset>,
}

impl SignUpCounts {
    /// As they are now.
    pub(crate) async fn asset(&self, site: &Site, store: &Store) -> Result<Arc<Asset>, StoreError> {
        if let Some(asset) = self.current(site, store) {
            return Ok(asset);
        }
        let _making = self.making.lock().await;
        if let Some(asset) = self.current(site, store) {
            return Ok(asset);
        }
        // Before they are read: a change in between makes them old, never new ones look old.
        let (changes, current, at) = (store.sign_up_changes(), site.current(), now());
        let counts = store.count_sign_ups().await?;
        let coming = activity_slots::published(&current.texts.library).into_iter().filter(|slot| slot.ends_at > at);
        let mut until = i64::MAX;
        let slots = coming.map(|slot| {
            until = until.min(slot.ends_at);
            let of = counts.iter().find(|(activity, name, ..)| (activity, name) == (&slot.activity, &slot.slot));
            let (coming, waiting) = of.map_or((0, 0), |(_, _, coming, waiting)| (*coming, *waiting));
            SlotCount { activity: slot.activity, slot: slot.slot, seats: slot.seats, coming, waiting }
        });
        let asset = Arc::new(kept_ready(&Slots { slots: slots.collect() }));
        let ready = Ready { changes, seq: current.publication.index.seq, until, asset: asset.clone() };
        *self.ready.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(ready));
        Ok(asset)
    }

    fn current(&self, site: &Site, store: &Store) -> Option<Arc<Asset>> {
        let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner).clone()?;
        let is_so = ready.changes == store.sign_up_changes()
            && ready.seq == site.current().publication.index.seq
            && now() < ready.until;
        is_so.then(|| ready.asset.clone())
    }
}
