//! What the handlers of the API share.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use ipnet::IpNet;
use tokio_util::sync::CancellationToken;

use crate::config::ServeArgs;
use crate::curation::room_counts::RoomCounts;
use crate::curation::source_texts::SourceTexts;
use crate::infra::blocking::Blocking;
use crate::people::passphrase::Passphrases;
use crate::pictures::Pictures;
use crate::publishing::feed_cache::FeedCache;
use crate::publishing::sign_up_counts::SignUpCounts;
use crate::publishing::site::Site;
use crate::publishing::visible_pictures::VisiblePictures;
use crate::store::Store;
use crate::web::event_streams::EventStreams;
use crate::web::rate_limit::RateLimiter;
use crate::web::reading_rooms::ReadingRooms;

/// One pointer: every layer and every route of a request clones it.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Shared>);

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// See [`AppState`].
#[derive(Debug)]
pub(crate) struct Shared {
    /// Content and settings.
    pub(crate) site: Arc<Site>,
    /// People and what they say.
    pub(crate) store: Store,
    /// Pages of the feed.
    pub(crate) posts: Arc<FeedCache>,
    /// How many come to each slot.
    pub(crate) sign_up_counts: Arc<SignUpCounts>,
    /// How much waits at the desk beside posts.
    pub(crate) room_counts: RoomCounts,
    /// Of articles.
    pub(crate) pictures: Pictures,
    /// Which of them readers are shown.
    pub(crate) visible_pictures: Arc<VisiblePictures>,
    /// How often.
    pub(crate) limits: Arc<RateLimiter>,
    /// Of secretaries and admins.
    pub(crate) passphrases: Arc<Passphrases>,
    /// Source texts that are ready to be looked through.
    pub(crate) sources: Arc<SourceTexts>,
    /// For work that takes a processor.
    pub(crate) blocking: Arc<Blocking>,
    /// Event streams that are open.
    pub(crate) streams: Arc<EventStreams>,
    /// Those of phones that follow a reading.
    pub(crate) following: Arc<EventStreams>,
    /// Readings that somebody follows or leads here.
    pub(crate) readings: ReadingRooms,
    /// After how long a stream of the desk looks again whether its session goes on.
    pub(crate) stream_check: Duration,
    /// Proxies whose word counts.
    pub(crate) trusted: Arc<[IpNet]>,
    /// Whoever drafts may publish: a deployment of one person.
    pub(crate) one_person: bool,
    /// Cancelled when the server is told to stop.
    pub(crate) stopping: CancellationToken,
}

impl AppState {
    /// Puts it together.
    pub(crate) fn new(
        site: Arc<Site>,
        store: Store,
        pictures: Pictures,
        limits: RateLimiter,
        args: &ServeArgs,
        stopping: &CancellationToken,
    ) -> Self {
        let posts = Arc::new(FeedCache::new(store.clone()));
        let passphrases = Arc::new(Passphrases::new());
        let blocking = Arc::new(Blocking::new(args.connections.work_timeout.0, stopping.clone()));
        let (streams, stream_check) = (EventStreams::new(args.connections.streams()), args.connections.stream_check.0);
        let following = Arc::new(EventStreams::of_followers(args.connections.following()));
        let readings = ReadingRooms::start(store.clone(), args.connections.reading_patience.0, stopping.clone());
        Self(Arc::new(Shared {
            site,
            store,
            posts,
            sign_up_counts: Arc::default(),
            room_counts: RoomCounts::new(stream_check / 2),
            pictures,
            visible_pictures: Arc::default(),
            limits: Arc::new(limits),
            passphrases,
            sources: Arc::default(),
            blocking,
            streams: Arc::new(streams),
            following,
            readings,
            stream_check,
            trusted: args.trusted_proxy.as_slice().into(),
            one_person: args.one_person,
            stopping: stopping.clone(),
        }))
    }

    /// Where this site is reached from outside, if somebody said so.
    pub(crate) fn public_url(&self) -> Option<&str> {
        self.site.folders().public_url.as_deref()
    }

    /// Whether people come by https.
    pub(crate) fn is_https(&self) -> bool {
        self.public_url().is_some_and(|url| url.starts_with("https://"))
    }
}

impl FromRef<AppState> for Arc<Site> {
    fn from_ref(state: &AppState) -> Self {
        state.site.clone()
    }
}

impl FromRef<AppState> for Arc<FeedCache> {
    fn from_ref(state: &AppState) -> Self {
        state.posts.clone()
    }
}
