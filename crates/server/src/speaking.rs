//! What the handlers of the API share.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use ipnet::IpNet;
use tokio_util::sync::CancellationToken;

use crate::blocking::Blocking;
use crate::cli::ServeArgs;
use crate::limits::Limits;
use crate::passphrase::Passphrases;
use crate::pictures::Pictures;
use crate::posts::Posts;
use crate::site::Site;
use crate::sources::SourceTexts;
use crate::store::Store;
use crate::streams::Streams;

/// Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Speaking {
    /// Content and settings.
    pub(crate) site: Arc<Site>,
    /// People and what they say.
    pub(crate) store: Store,
    /// The first page of the feed.
    pub(crate) posts: Arc<Posts>,
    /// Of articles.
    pub(crate) pictures: Pictures,
    /// How often.
    pub(crate) limits: Arc<Limits>,
    /// Of secretaries and admins.
    pub(crate) passphrases: Arc<Passphrases>,
    /// Source texts that are ready to be looked through.
    pub(crate) sources: Arc<SourceTexts>,
    /// For work that takes a processor.
    pub(crate) blocking: Arc<Blocking>,
    /// Event streams that are open.
    pub(crate) streams: Arc<Streams>,
    /// After how long one of them looks again whether its session goes on.
    pub(crate) stream_check: Duration,
    /// Proxies whose word counts.
    pub(crate) trusted: Arc<[IpNet]>,
    /// Whoever drafts may publish: a deployment of one person.
    pub(crate) one_person: bool,
    /// Cancelled when the server is told to stop.
    pub(crate) stopping: CancellationToken,
}

impl Speaking {
    /// Puts it together.
    pub(crate) fn new(
        site: Arc<Site>,
        store: Store,
        pictures: Pictures,
        limits: Limits,
        args: &ServeArgs,
        stopping: &CancellationToken,
    ) -> Self {
        let posts = Arc::new(Posts::new(store.clone()));
        let passphrases = Arc::new(Passphrases::new());
        let blocking = Arc::new(Blocking::new(args.connections.work_timeout.0, stopping.clone()));
        let (streams, stream_check) = (Streams::new(args.connections.streams()), args.connections.stream_check.0);
        Self {
            site,
            store,
            posts,
            pictures,
            limits: Arc::new(limits),
            passphrases,
            sources: Arc::default(),
            blocking,
            streams: Arc::new(streams),
            stream_check,
            trusted: args.trusted_proxy.as_slice().into(),
            one_person: args.one_person,
            stopping: stopping.clone(),
        }
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

impl FromRef<Speaking> for Arc<Site> {
    fn from_ref(speaking: &Speaking) -> Self {
        speaking.site.clone()
    }
}

impl FromRef<Speaking> for Arc<Posts> {
    fn from_ref(speaking: &Speaking) -> Self {
        speaking.posts.clone()
    }
}
