//! Who is signed in here: a member of a branch, or nobody. Reading needs none of it, and nothing is asked of the server
//! before somebody opens a page that is about it.

use api::people::Me;
use leptos::prelude::*;

use super::drafts::Drafts;
use crate::api::ApiError;

/// Keys beside the words: who was signed in last, and what belongs to them.
const ME: &str = "me";
/// One's own posts, as the server listed them last.
pub const MINE: &str = "mine";
/// What one said 同感 to.
pub const AGREES: &str = "agrees";
/// The first page of the feed.
pub const FEED: &str = "feed";

/// Whether somebody is signed in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Session {
    /// The server was not asked, or did not answer.
    #[default]
    Unknown,
    /// The server knows who it is.
    Open,
    /// It knew, and does not any more.
    Lost,
    /// Nobody was invited here.
    Nobody,
}

/// The account on this phone; cheap to copy.
#[derive(Clone, Copy)]
pub struct Account {
    /// Who was signed in last.
    pub me: RwSignal<Option<Me>>,
    /// Whether they still are.
    pub session: RwSignal<Session>,
    drafts: Drafts,
    is_opened: StoredValue<bool>,
}

impl Account {
    /// Nobody yet: see [`Account::open`].
    pub fn new(drafts: Drafts) -> Self {
        let (me, session) = (RwSignal::default(), RwSignal::default());
        Self { me, session, drafts, is_opened: StoredValue::new(false) }
    }

    /// Reads who was signed in last.
    pub async fn open(self) {
        self.drafts.open_once().await;
        if self.is_opened.get_value() {
            return;
        }
        let me = self.drafts.get(ME).await.and_then(|text| serde_json::from_str(&text).ok());
        self.is_opened.set_value(true);
        if self.me.with_untracked(Option::is_none) && me.is_some() {
            self.me.set(me);
        }
    }

    /// Asks the server who is signed in.
    pub async fn check(self) -> Result<Me, ApiError> {
        self.open().await;
        let answer = crate::api::me().await;
        match &answer {
            Ok((me, text)) => self.enter(me.clone(), text).await,
            Err(error) if error.is_signed_out() => self.lose(),
            Err(_) => {}
        }
        answer.map(|(me, _)| me)
    }

    /// Somebody is signed in now, as the server said.
    pub async fn enter(self, me: Me, text: &str) {
        let is_other = self.me.with_untracked(|known| known.as_ref().is_some_and(|known| known.id != me.id));
        if is_other {
            // What the one before read and wrote is not theirs.
            self.forget_what_was_said().await;
        }
        if self.me.with_untracked(|known| known.as_ref() != Some(&me)) {
            self.drafts.write(ME, text).await;
            self.me.set(Some(me));
        }
        if self.session.get_untracked() != Session::Open {
            self.session.set(Session::Open);
        }
    }

    /// The server no longer knows anybody here.
    pub fn lose(self) {
        let session = if self.me.with_untracked(Option::is_some) { Session::Lost } else { Session::Nobody };
        if self.session.get_untracked() != session {
            self.session.set(session);
        }
    }

    /// The id of whoever was signed in last.
    pub fn id(self) -> Option<String> {
        self.me.with_untracked(|me| me.as_ref().map(|me| me.id.clone()))
    }

    /// Takes off this phone what belongs to whoever was signed in: their words, what they read, who they were.
    pub async fn leave(self) {
        let me = self.id();
        let words = self.drafts.words.get_untracked();
        for word in words.iter().filter(|word| word.is_of(me.as_deref())) {
            self.drafts.remove(&word.id).await;
        }
        self.forget_what_was_said().await;
        self.drafts.forget(ME).await;
        self.me.set(None);
        self.session.set(Session::Nobody);
    }

    async fn forget_what_was_said(self) {
        for key in [MINE, AGREES, FEED] {
            self.drafts.forget(key).await;
        }
    }
}
