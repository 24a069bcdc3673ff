//! Publishes again when files change.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::{broadcast, mpsc};

use crate::files::Error;
use crate::site::Site;

/// Says that what is served has changed.
pub(crate) type Changes = broadcast::Sender<()>;

/// Editors write a file in several steps: wait until it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(120);

/// Watches the content folder, and in the edit loop also the built app, for as long as the result lives.
pub(crate) fn watch(site: Arc<Site>, dev: bool, changes: Changes) -> Result<RecommendedWatcher, Error> {
    let (sender, mut events) = mpsc::unbounded_channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
            let _ = sender.send(());
        }
    })
    .map_err(|error| Error::Other(error.to_string()))?;
    let mut add = |folder: &Path| {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .map_err(|error| Error::Other(format!("{}: {error}", folder.display())))
    };
    add(&site.folders().content_dir)?;
    if dev {
        // The folder above it: a build replaces `dist` as a whole.
        let dist = std::path::absolute(&site.folders().dist).map_err(Error::at(&site.folders().dist))?;
        add(&dist)?;
    }
    tokio::spawn(async move {
        while events.recv().await.is_some() {
            while let Ok(Some(())) = tokio::time::timeout(QUIET, events.recv()).await {}
            let site = site.clone();
            let changed = tokio::task::spawn_blocking(move || refresh(&site, dev)).await.unwrap_or(false);
            if changed {
                let _ = changes.send(());
            }
        }
    });
    Ok(watcher)
}

fn refresh(site: &Site, dev: bool) -> bool {
    let content = site.refresh().unwrap_or_else(|error| {
        tracing::error!("{error}");
        false
    });
    let app = dev && {
        let before = site.current().app.fingerprint.clone();
        // A build in progress has no whole app yet; its end brings another event.
        site.reload_app().is_ok() && site.current().app.fingerprint != before
    };
    if content {
        tracing::info!("published {}", site.current().publication.index.seq);
    }
    content || app
}
