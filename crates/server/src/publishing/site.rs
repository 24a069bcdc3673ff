//! What is published now, and how it changes: at start, when content changes, and at midnight in Beijing.

use std::collections::{HashMap, VecDeque};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, TryLockError};
use std::time::Instant;
use std::{fs, thread};

use api::posts::Feed;
use api::version::Version;
use content::fault::Fault;
use content::publish::{Found, History, Publication};
use tokio::sync::watch;

use crate::config::Folders;
use crate::infra::asset::{Asset, Lifetime};
use crate::infra::clock::{self, today};
use crate::infra::files::Error;
use crate::publishing::frontend::{App, silenced};
use crate::publishing::publish::{Published, publish};
use crate::publishing::texts::Texts;
use crate::store::documents::overlay::Overlay;

/// Bundles kept for phones that are still fetching an earlier one.
const KEEP_BUNDLES: usize = 3;
/// Pages kept ready. Beyond it all are dropped and made again as they are asked for.
const KEEP_PAGES: usize = 2_000;
/// A request for an unknown file may make the server look at its content again, but not sooner than this after the last time.
const REFRESH_PAUSE_MS: u128 = 1_000;
/// So long a page may say that something was “3 minutes ago”; the app sets it right.
const SAID_AGO_MS: i64 = 5 * 60_000;
/// Brotli's quality of a page, which is made while someone waits; the home page and the bundle, made once for everybody,
/// have the operator's ([`Folders::brotli`]).
const PAGE_QUALITY: i32 = 9;
/// A larger file is compressed like a page: the best quality would keep a site of 12,000 cards from starting.
const LARGE: usize = 400_000;

/// A day and its card.
pub(crate) type ServedDay = (String, String);

/// The site as it is served.
#[derive(Debug)]
pub(crate) struct Site {
    folders: Folders,
    more_head: &'static str,
    current: RwLock<Arc<Current>>,
    /// What the database puts over the content folder.
    overlay: RwLock<Arc<Overlay>>,
    /// Held from asking the database until it is published: what was asked earlier must not come later.
    pub(crate) merging: tokio::sync::Mutex<()>,
    /// Held while publishing.
    publishing: Mutex<Last>,
    /// When somebody last asked for an unknown file.
    looked: Mutex<Option<Instant>>,
    /// See [`Site::is_behind`].
    behind: AtomicBool,
    /// The publication whose slots the database knows.
    followed: AtomicU64,
    /// People sign in and speak here no more.
    closed: AtomicBool,
    /// What members said last, and how often that changed.
    feed: Mutex<(u64, Arc<Feed>)>,
    /// Told when the content folder's own files are others, or what the database puts over them.
    texts: watch::Sender<()>,
}

/// What came of publishing the last time.
#[derive(Debug)]
struct Last {
    faults: Vec<Fault>,
    history: History,
}

/// One consistent state: an app, a publication, and what was made of the two.
#[derive(Debug)]
pub(crate) struct Current {
    /// The app.
    pub(crate) app: Arc<App>,
    /// What is published.
    pub(crate) publication: Publication,
    /// What it was made of.
    pub(crate) texts: Arc<Texts>,
    bundles: VecDeque<Arc<HashMap<String, Asset>>>,
    pages: Mutex<HashMap<String, Arc<Asset>>>,
}

impl Site {
    /// Reads the app and the content and publishes them, with what the database puts over them. `more_head` goes into the
    /// head of every page.
    pub(crate) fn open(folders: &Folders, more_head: &'static str, overlay: Overlay) -> Result<Self, Error> {
        fs::create_dir_all(&folders.data_dir).map_err(Error::at(&folders.data_dir))?;
        let app = Arc::new(App::read(&folders.dist)?);
        let (published, overlay, behind) = match publish(folders, &overlay, None) {
            Ok(published) => (published, overlay, false),
            // Without a server nobody could mend it. What was withdrawn stays so.
            Err(error) if !overlay.texts.is_empty() => {
                tracing::error!("{error}; served without what was published at the desk");
                let without = overlay.only_withdrawn();
                (publish(folders, &without, None)?, without, true)
            }
            Err(error) => return Err(error),
        };
        let Published { publication, texts, faults, history } = published;
        report(&faults);
        let bundles = VecDeque::from([Arc::new(pack(&publication, folders.brotli, |_| None))]);
        let texts = Arc::new(texts);
        let current = RwLock::new(Arc::new(Current { app, publication, texts, bundles, pages: Mutex::default() }));
        Ok(Self {
            folders: folders.clone(),
            more_head,
            current,
            overlay: RwLock::new(Arc::new(overlay)),
            merging: tokio::sync::Mutex::default(),
            publishing: Mutex::new(Last { faults, history }),
            looked: Mutex::default(),
            behind: AtomicBool::new(behind),
            followed: AtomicU64::new(0),
            closed: AtomicBool::new(false),
            feed: Mutex::default(),
            texts: watch::Sender::default(),
        })
    }

    /// What is served now.
    pub(crate) fn current(&self) -> Arc<Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where the app and the content are.
    pub(crate) fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Looks at the content again and publishes it if it changed; `true` if it did.
    pub(crate) fn refresh(&self) -> Result<bool, Error> {
        self.publish_anew(None)
    }

    fn publish_anew(&self, overlay: Option<Arc<Overlay>>) -> Result<bool, Error> {
        let mut last = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let is_other_overlay = overlay.is_some();
        let overlay = overlay.unwrap_or_else(|| self.overlay());
        let Published { publication, texts, faults, history } = publish(&self.folders, &overlay, Some(&last.history))?;
        if last.faults != faults {
            report(&faults);
        }
        *last = Last { faults, history };
        *self.overlay.write().unwrap_or_else(PoisonError::into_inner) = overlay;
        let (now, texts) = (self.current(), Arc::new(texts));
        let is_other = is_other_overlay || now.texts.files != texts.files;
        let tell = || {
            if is_other {
                self.texts.send_replace(())
            }
        };
        if publication.name == now.publication.name {
            let (app, publication, bundles) = (now.app.clone(), now.publication.clone(), now.bundles.clone());
            let pages = now.pages.lock().unwrap_or_else(PoisonError::into_inner).clone();
            self.replace(Current { app, publication, texts, bundles, pages: Mutex::new(pages) });
            tell();
            return Ok(false);
        }
        let mut bundles = now.bundles.clone();
        bundles.push_front(Arc::new(pack(&publication, self.folders.brotli, |name| now.bundle_file(name))));
        bundles.truncate(KEEP_BUNDLES);
        self.replace(Current { app: now.app.clone(), publication, texts, bundles, pages: Mutex::default() });
        tell();
        Ok(true)
    }

    /// Hears when the content folder's own files are others, or what the database puts over them.
    pub(crate) fn texts_changed(&self) -> watch::Receiver<()> {
        self.texts.subscribe()
    }

    /// What the database puts over the content folder, as far as is known here.
    pub(crate) fn overlay(&self) -> Arc<Overlay> {
        self.overlay.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Publishes with what the database puts over the content folder now; `true` if that changed anything.
    pub(crate) fn put_over(&self, overlay: Overlay) -> Result<bool, Error> {
        if *self.overlay() == overlay {
            return Ok(false);
        }
        let done = self.publish_anew(Some(Arc::new(overlay)));
        self.behind.store(done.is_err(), Ordering::Release);
        done
    }

    /// Days that were served and that the database does not know yet; and those whose card was withdrawn since, with the one
    /// that is shown instead.
    pub(crate) fn served_anew(&self) -> (Vec<ServedDay>, Vec<ServedDay>) {
        let last = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let known = &self.overlay().served;
        let days = last.history.days().iter().map(|(day, card)| (day.clone(), card.clone()));
        days.filter(|(day, card)| known.get(day) != Some(card)).partition(|(day, _)| !known.contains_key(day))
    }

    /// Whether something that the database has could not be published, and is to be tried again.
    pub(crate) fn is_behind(&self) -> bool {
        self.behind.load(Ordering::Acquire)
    }

    /// Whether the database knows the slots that are published now.
    pub(crate) fn is_followed(&self) -> bool {
        self.followed.load(Ordering::Acquire) == self.current().publication.index.seq
    }

    /// It knows those of the publication of this number.
    pub(crate) fn note_followed(&self, seq: u64) {
        self.followed.store(seq, Ordering::Release);
    }

    /// Reads the app again, after a build.
    pub(crate) fn reload_app(&self) -> Result<(), Error> {
        let _publishing = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let app = Arc::new(App::read(&self.folders.dist)?);
        let now = self.current();
        let (publication, texts, bundles) = (now.publication.clone(), now.texts.clone(), now.bundles.clone());
        self.replace(Current { app, publication, texts, bundles, pages: Mutex::default() });
        Ok(())
    }

    /// What members said last, and how often that has changed: from now on it is in the page that lists it. What is older than
    /// what is there comes of a slower request.
    pub(crate) fn show_feed(&self, changes: u64, feed: &Feed) {
        let mut shown = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.0 < changes + 1 {
            *shown = (changes + 1, Arc::new(feed.clone()));
        }
    }

    /// Nobody knows what members said last: of what is in the page something may have been taken away.
    pub(crate) fn hide_feed(&self) {
        *self.feed.lock().unwrap_or_else(PoisonError::into_inner) = Default::default();
    }

    /// From now on.
    pub(crate) fn close(&self) {
        if !self.closed.swap(true, Ordering::AcqRel) {
            // Pages that offer writing are made anew.
            self.current().pages.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }

    /// Whether it has closed.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    fn replace(&self, current: Current) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(current);
    }

    /// A file of one of the last bundles. An unknown name may be newer than what is served: the content is looked at
    /// again, at most once a second.
    pub(crate) fn bundle_file(&self, name: &str) -> Option<Asset> {
        self.current().bundle_file(name).or_else(|| {
            // While somebody looks, and for a moment after, others are answered with what there is.
            let looked = match self.looked.try_lock() {
                Err(TryLockError::WouldBlock) => None,
                // Whoever looked has panicked; the next one may not.
                Err(TryLockError::Poisoned(looked)) => Some(looked.into_inner()),
                Ok(looked) => Some(looked),
            };
            if let Some(mut looked) = looked
                && looked.is_none_or(|at| at.elapsed().as_millis() > REFRESH_PAUSE_MS)
            {
                if let Err(error) = self.refresh() {
                    tracing::error!("{error}");
                }
                *looked = Some(Instant::now());
            }
            self.current().bundle_file(name)
        })
    }

    /// The complete page at a path, compressed, and what it is.
    pub(crate) fn page(&self, path: &str) -> (Found, Arc<Asset>) {
        let (now, today) = (self.current(), today());
        let found = now.publication.find(path, today);
        let (change, feed) = self.feed.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (view, key) = match &found {
            Found::Page(view) if path == api::paths::HOME => (view, format!("{path}{today}")),
            // It says how long ago something was.
            Found::Page(view) if path == api::paths::POSTS => {
                (view, format!("{path}{change} {}", clock::now() / SAID_AGO_MS))
            }
            Found::Page(view) => (view, api::paths::template(path).to_string()),
            // One page for all: a key for each path would let anybody fill the memory.
            Found::Withdrawn(view) => (view, "withdrawn".into()),
            Found::Missing(view) => (view, "missing".into()),
        };
        let pages = || now.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let ready = pages().get(&key).cloned();
        if let Some(ready) = ready {
            return (found, ready);
        }
        // Not under the lock: others need not wait for this page.
        let mut html = now.app.shell.compose(view, self.folders.public_url.as_deref(), self.more_head);
        if path == api::paths::POSTS && change > 0 {
            let quote = |slug: &str| now.publication.quote(slug).map(str::to_string);
            let speaker = now.texts.library.site.speaker();
            html = content::feed::with_feed(&html, &feed, &quote, speaker, clock::now());
        }
        if self.is_closed() {
            html = silenced(&html);
        }
        let best = i32::from(self.folders.brotli);
        let quality = if path == api::paths::HOME { best } else { PAGE_QUALITY.min(best) };
        let asset = Arc::new(Asset::new("text/html; charset=utf-8", Lifetime::Page, html.into(), quality));
        let mut pages = pages();
        if pages.len() >= KEEP_PAGES {
            pages.clear();
        }
        pages.insert(key, asset.clone());
        drop(pages);
        (found, asset)
    }
}

impl Current {
    /// What `version.json` says. `api` tells the app whether a server answers.
    pub(crate) fn version(&self, api: bool) -> Version {
        let (seq, bundle) = (self.publication.index.seq, self.publication.name.clone());
        Version { seq, bundle, app: self.app.fingerprint.clone(), api }
    }

    fn bundle_file(&self, name: &str) -> Option<Asset> {
        self.bundles.iter().find_map(|files| files.get(name)).cloned()
    }
}

/// A bundle's files, compressed. Most are those of the bundle before, which need not be compressed again.
fn pack(publication: &Publication, best: u8, known: impl Fn(&str) -> Option<Asset> + Sync) -> HashMap<String, Asset> {
    let best = i32::from(best);
    let content_type = |name: &str| match name.rsplit('.').next() {
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };
    let pack = |name: &str, bytes: &[u8]| {
        let quality = if bytes.len() > LARGE { PAGE_QUALITY.min(best) } else { best };
        Asset::new(content_type(name), Lifetime::Forever, bytes.to_vec(), quality)
    };
    let all: Vec<_> = publication.files.iter().collect();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let part = &|at: usize| {
        let files = all.iter().skip(at).step_by(threads);
        files
            .map(|(name, bytes)| ((*name).clone(), known(name).unwrap_or_else(|| pack(name, bytes))))
            .collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let parts: Vec<_> = (0..threads).map(|at| scope.spawn(move || part(at))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

fn report(faults: &[Fault]) {
    for fault in faults {
        tracing::warn!("not published: {fault}");
    }
}
