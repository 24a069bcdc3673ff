//! Refreshing: what is served follows what the database says is published.

use std::sync::Arc;

use crate::publishing::activity_slots::follow_slots;
use crate::publishing::site::Site;
use crate::store::Store;

/// Publishes with what the database has now, to the end, also where whoever asked for it hangs up: two never publish at
/// once.
pub(crate) async fn refresh(site: &Arc<Site>, store: &Store) {
    let (site, store) = (site.clone(), store.clone());
    let _ = tokio::spawn(async move { publish_anew(&site, &store).await }).await;
}

async fn publish_anew(site: &Arc<Site>, store: &Store) {
    let _merging = site.merging.lock().await;
    let overlay = match store.overlay().await {
        Ok(overlay) => overlay,
        Err(error) => return tracing::error!("not published: {error}"),
    };
    let published = site.clone();
    if let Ok(Err(error)) = tokio::task::spawn_blocking(move || published.put_over(overlay)).await {
        tracing::error!("{error}");
    }
    tell_store(site, store).await;
}

/// Lets the database know what readers are shown now.
pub(crate) async fn tell_store(site: &Site, store: &Store) {
    note_served(site, store).await;
    follow_slots(site, store).await;
}

/// Which cards these days have shown.
async fn note_served(site: &Site, store: &Store) {
    let (served, instead) = site.served_anew();
    if served.is_empty() && instead.is_empty() {
        return;
    }
    if let Err(error) = store.note_served(served, instead).await {
        tracing::error!("days are not remembered: {error}");
    }
}
