//! Keeps the phone's library up to date: what is stored, what is new, and what must go.

use std::rc::Rc;

use content::day::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::read;
use super::state::{CURRENT, Library, News, PREVIOUS, Stored, Unavailable};
use crate::browser::database::{Files, LIBRARY};
use crate::browser::{clock, dom, http, network, service_worker, storage};

/// How often to ask what is published while somebody is looking, in milliseconds.
const CHECK_EVERY: u32 = 5 * 60 * 1000;
/// How often to look whether that is still so.
const AGAIN: u32 = 15_000;
/// Where nobody answered, how soon to ask again; then after twice as long each time, up to this.
const SOON: u32 = 3_000;
const LATEST: u32 = 30_000;
/// Key of `localStorage`: the day on which the server was last heard of; of the database: the moment in milliseconds and
/// what it had published, for the service worker.
const CHECKED: &str = "checked";
/// The first check waits until the first page is quiet.
const FIRST_CHECK: u32 = 300;

/// Starts looking after the library, for as long as the app runs: now, when somebody comes back, when the network
/// returns, and every five minutes.
pub fn keep_up_to_date(library: Library) {
    let look = move || {
        if network::is_visible() {
            spawn_local(async move {
                let _ = check(library).await;
            });
        }
    };
    network::on_return(look);
    network::on_change(move || {
        if network::is_online() {
            look();
        }
    });
    spawn_local(async move {
        clock::sleep(FIRST_CHECK).await;
        open_stored(library).await;
        let mut pause = SOON;
        // What could not be stored is tried again sooner, and less and less often: a phone may have no room for it.
        let mut patience = 0;
        loop {
            look();
            // The phone does not tell when a dead network comes to life.
            clock::sleep(pause).await;
            pause = LATEST.min(2 * pause);
            let mut waited = 0;
            let is_whole = || library.stored.get_untracked().is_complete();
            while waited < (if is_whole() { CHECK_EVERY } else { patience }) && network::is_online() {
                clock::sleep(AGAIN).await;
                (waited, pause) = (waited + AGAIN, SOON);
            }
            patience = if is_whole() { 0 } else { CHECK_EVERY.min(AGAIN + 2 * patience) };
        }
    });
}

/// Asks what is published: whether it is new. Behind the answer it is stored.
pub async fn check(library: Library) -> Result<bool, Unavailable> {
    // A database that did not open in time may open now.
    if library.files().is_none() {
        library.with(|inner| inner.is_opened.set(false));
    }
    let before = library.revision.get_untracked();
    refresh(library).await?;
    if !library.is_storing.get_untracked() {
        library.is_storing.set(true);
        spawn_local(async move {
            let seq = || library.with(|inner| inner.catalog.borrow().current()).map(|index| index.seq);
            loop {
                let stored = seq();
                store_all(library).await;
                // Another publication may have come into use meanwhile.
                if seq() == stored {
                    break;
                }
            }
            library.is_storing.set(false);
        });
    }
    Ok(library.revision.get_untracked() != before)
}

/// The day on which the server was last heard of; `None` where this phone does not remember.
pub fn last_checked() -> Option<Day> {
    Day::parse(&storage::get(CHECKED)?)
}

/// Opens what was stored on earlier visits.
pub(super) async fn open_stored(library: Library) {
    if library.with(|inner| inner.is_opened.get()) {
        return;
    }
    let files = Files::open(LIBRARY).await.map(Rc::new);
    let Some(files) = files else {
        library.with(|inner| inner.is_opened.set(true));
        return;
    };
    let stored = async |key| files.get(key).await.as_deref().and_then(read::index);
    let (current, previous) = (stored(CURRENT).await, stored(PREVIOUS).await);
    library.with(|inner| {
        if inner.catalog.borrow().current().is_none() {
            inner.catalog.borrow_mut().open(current, previous);
        }
        *inner.files.borrow_mut() = Some(files.clone());
        inner.is_opened.set(true);
    });
    count(library).await;
}

/// Asks what is published and takes a newer index into use.
pub(super) async fn refresh(library: Library) -> Result<(), Unavailable> {
    let answer = take_newer(library).await;
    library.news.set(match answer {
        Ok(()) => News::Known,
        Err(Unavailable::Offline) => News::Offline,
        Err(_) => News::Failed,
    });
    if answer.is_ok() {
        library.with(|inner| inner.is_late.set(false));
        storage::set(CHECKED, &clock::today().to_string());
        let index = library.with(|inner| inner.catalog.borrow().current());
        if let (Some(files), Some(index)) = (library.files(), index) {
            let _ = files.put(&[(CHECKED, &format!("{} {}", clock::unix_ms(), index.seq))]).await;
        }
    }
    answer
}

async fn take_newer(library: Library) -> Result<(), Unavailable> {
    // What is taken into use must also be written down, or files it does not name would be forgotten.
    open_stored(library).await;
    let version = http::get_fresh_text(api::paths::VERSION).await?;
    let version = read::version(&version).ok_or(Unavailable::Failed)?;
    // A static host has nobody to say anything to (style/posts.css).
    dom::set_root_data("api", if version.api { "" } else { "false" });
    let app_before = library.with(|inner| inner.app.borrow_mut().replace(version.app.clone()));
    if app_before.is_some_and(|before| before != version.app) {
        library.is_app_old.set(true);
        service_worker::update();
    }
    let known = library.with(|inner| inner.catalog.borrow().current());
    if known.as_ref().is_some_and(|index| index.seq >= version.seq) {
        return Ok(());
    }
    let text = http::get_text(&api::paths::bundle_file(&version.bundle)).await?;
    let index = read::index(&text).ok_or(Unavailable::Failed)?;
    let is_complete = library.stored.get_untracked().is_complete();
    if !library.with(|inner| inner.catalog.borrow_mut().advance(index, is_complete)) {
        return Ok(());
    }
    if let Some(files) = library.files() {
        let has_previous = files.get(PREVIOUS).await.is_some();
        let before = files.get(CURRENT).await.filter(|_| is_complete || !has_previous);
        let mut texts = vec![(CURRENT, text.as_str())];
        texts.extend(before.as_deref().map(|before| (PREVIOUS, before)));
        let _ = files.put(&texts).await;
    }
    library.with(|inner| *inner.index_text.borrow_mut() = Some(text.into()));
    library.revision.update(|revision| *revision += 1);
    Ok(())
}

/// Stores every file of the index in use, then forgets those of earlier ones.
async fn store_all(library: Library) {
    let Some(index) = library.with(|inner| inner.catalog.borrow().current()) else { return };
    count(library).await;
    let Some(files) = library.files() else { return };
    // The database may have opened only after the index was taken into use.
    let text = library.with(|inner| inner.index_text.borrow().clone());
    if let Some(text) = text {
        let stored = files.get(CURRENT).await.as_deref().and_then(read::index);
        // Another tab may have written a newer one.
        if stored.is_none_or(|stored| stored.seq < index.seq) {
            let _ = files.put(&[(CURRENT, &text)]).await;
        }
    }
    let Some(keys) = files.keys().await else { return };
    // Several pages share a file.
    let mut asked = Vec::new();
    for file in index.files().filter(|file| keys.iter().all(|key| key != file)) {
        if asked.contains(&file) {
            continue;
        }
        asked.push(file);
        if library.text(file, None).await.is_err() {
            return;
        }
        count(library).await;
    }
    if library.with(|inner| inner.catalog.borrow().current()).is_none_or(|now| now.seq != index.seq) {
        return;
    }
    let wanted: Vec<&str> = index.files().chain([CURRENT, CHECKED]).collect();
    let unwanted: Vec<String> = keys.into_iter().filter(|key| !wanted.contains(&key.as_str())).collect();
    if !unwanted.is_empty() {
        let _ = files.remove(&unwanted).await;
    }
}

async fn count(library: Library) {
    let (Some(files), Some(index)) = (library.files(), library.with(|inner| inner.catalog.borrow().current())) else {
        return;
    };
    let keys = files.keys().await.unwrap_or_default();
    let cards = |shard: &content::bundle::ShardRef| shard.cards as usize;
    let total = index.shards.iter().map(cards).sum::<usize>() + index.pages.len();
    let documents = index.shards.iter().filter(|shard| keys.contains(&shard.file)).map(cards).sum::<usize>()
        + index.pages.values().filter(|file| keys.contains(*file)).count();
    library.stored.set(Stored { documents, total });
}
