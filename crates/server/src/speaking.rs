//! What the handlers of the API share.

use std::sync::Arc;

use axum::extract::FromRef;
use ipnet::IpNet;

use crate::limits::Limits;
use crate::passphrase::Passphrases;
use crate::pictures::Pictures;
use crate::posts::Posts;
use crate::site::Site;
use crate::sources::SourceTexts;
use crate::store::Store;

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
    /// Proxies whose word counts.
    pub(crate) trusted: Arc<[IpNet]>,
    /// Whoever drafts may publish: a deployment of one person.
    pub(crate) one_person: bool,
}

impl Speaking {
    /// Puts it together.
    pub(crate) fn new(
        site: Arc<Site>,
        store: Store,
        pictures: Pictures,
        limits: Limits,
        trusted: &[IpNet],
        one_person: bool,
    ) -> Self {
        let posts = Arc::new(Posts::new(store.clone()));
        let passphrases = Arc::new(Passphrases::new());
        let (limits, sources, trusted) = (Arc::new(limits), Arc::default(), trusted.into());
        Self { site, store, posts, pictures, limits, passphrases, sources, trusted, one_person }
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
