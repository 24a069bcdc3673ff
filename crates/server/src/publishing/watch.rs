//! Publishes again when content changes; in the edit loop also takes in a new build of the app.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::{broadcast, mpsc};

use crate::infra::files::Error;
use crate::publishing::site::Site;

/// Says that what is served has changed.
pub(crate) type Changes = broadcast::Sender<()>;

/// Editors write a file in several steps: wait until it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(120);
/// How often to look for a new build of the app.
const LOOK: Duration = Duration::from_millis(300);

/// Watches the content folder for as long as the result lives.
pub(crate) fn watch_content(site: Arc<Site>, changes: Changes) -> Result<RecommendedWatcher, Error> {
    let folder = site.folders().content_dir.clone();
    let (sender, mut events) = mpsc::unbounded_channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
            let _ = sender.send(());
        }
    })
    .map_err(|error| Error::Other(error.to_string()))?;
    watcher
        .watch(&folder, RecursiveMode::Recursive)
        .map_err(|error| Error::Other(format!("{}: {error}", folder.display())))?;
    tokio::spawn(async move {
        while events.recv().await.is_some() {
            while let Ok(Some(())) = tokio::time::timeout(QUIET, events.recv()).await {}
            let refreshed = site.clone();
            match tokio::task::spawn_blocking(move || refreshed.refresh()).await {
                Ok(Ok(true)) => {
                    tracing::info!("published {}", site.current().publication.index.seq);
                    let _ = changes.send(());
                }
                Ok(Err(error)) => tracing::error!("{error}"),
                _ => {}
            }
        }
    });
    Ok(watcher)
}

/// Looks for a new build. A build replaces the whole folder, which a watcher of files would lose.
pub(crate) async fn watch_app(site: Arc<Site>, changes: Changes) {
    let built = site.folders().dist.join("app.json");
    let modified = || std::fs::metadata(&built).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let mut seen = modified();
    loop {
        tokio::time::sleep(LOOK).await;
        let now = modified();
        // A build in progress has no whole app yet: it is tried again.
        if now != seen && site.reload_app().is_ok() {
            seen = now;
            let _ = changes.send(());
        }
    }
}
