//! Who is signed in here: a member of a branch, or nobody. Reading needs none of it, and nothing is asked of the server
//! before somebody opens a page that is about it.

use std::cell::{Cell, RefCell};

use api::people::Me;
use leptos::task::spawn_local;

use super::drafts::{Drafts, TAP};
use super::word::Word;
use crate::browser::dom;
use crate::browser::random;
use crate::browser::storage;
use crate::client::api::{ApiError, LEAVING};
use crate::client::wire;
use crate::reader::unsent::{TYPED, WISH};

/// Keys beside the words: who was signed in last, and what belongs to them.
const ME: &str = "me";
/// `data-*` of the root: whether somebody is signed in here, [`YES`] or [`NO`], for parts that read no words; not there before the words
/// were read.
pub const MEMBER: &str = "member";
/// Somebody is.
pub const YES: &str = "yes";
/// Nobody is.
pub const NO: &str = "no";
/// Key of `localStorage`, for a moment: somebody left.
pub(super) const LEFT: &str = "left";
/// One's own posts, as the server listed them last.
pub(super) const MINE: &str = "mine";
/// What came back of them and was seen.
pub(super) const SEEN: &str = "seen";
/// What one said 同感 to.
pub(super) const AGREES: &str = "agrees";
/// Whoever was here last has left for good on another phone, or was removed.
const ENDED: &str = "ended";
const END: &str = "这个账号没有了：在别的手机上注销了，或者支部移出了。发过的都删了。";
/// The same, where something is left.
const STAYS: &str = "没发出的还在这部手机里。";
/// The first page of the feed.
pub(super) const FEED: &str = "feed";

/// How somebody gets in.
pub(super) const INVITE: &str = "要发出，先找支部书记要一个邀请：扫码或点开链接就行，不用手机号，不用实名。";

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

/// What to do where the sign-in is lost: another invite makes somebody else of whoever uses it.
pub const LOST: &str = "登录过期了，话还在这部手机里。没在别处注销过，用“换手机”的码进来就接着发；注销过，发过的就都删了。\
     拿新邀请进来算另一个人，先把要紧的话复制出来。";

thread_local! {
    /// Sends what waits for somebody to come in.
    static CAME_IN: Cell<Option<fn()>> = const { Cell::new(None) };
}

/// From now on it is called whenever it is known anew whether somebody is signed in here, in place of whoever was called before.
pub fn on_member(came_in: fn()) {
    CAME_IN.set(Some(came_in));
}

fn say_member(is_one: bool) {
    let member = if is_one { YES } else { NO };
    if dom::root_data(MEMBER) != member {
        dom::set_root_data(MEMBER, member);
        CAME_IN.get().iter().for_each(|came_in| came_in());
    }
}

/// The account on this phone; lives as long as the app. Who it is stands beside the words, where other tabs find it too.
#[derive(Debug)]
pub struct Account {
    session: Cell<Session>,
    /// Whose words this page may show: who was found here, came in here, or left here.
    here: RefCell<Option<String>>,
    /// How often somebody left here.
    leaves: Cell<u32>,
    drafts: &'static Drafts,
}

impl Account {
    /// Nobody yet: see [`Account::check`].
    pub(super) fn new(drafts: &'static Drafts) -> Self {
        Self { session: Cell::default(), here: RefCell::default(), leaves: Cell::default(), drafts }
    }

    /// Who was signed in last; nobody before the words are read.
    pub fn me(&self) -> Option<Me> {
        self.drafts.read(ME, wire::me)
    }

    /// The id of whoever was signed in last.
    pub fn id(&self) -> Option<String> {
        self.me().map(|me| me.id)
    }

    /// Whether they still are.
    pub fn session(&self) -> Session {
        self.session.get()
    }

    /// Says where other parts find it whether somebody is signed in, once the words are read that tell. They are read in their own
    /// time: a phone that was cleared has no database before it is needed.
    pub(super) fn say_whether_member(&self) {
        if self.drafts.is_read() {
            say_member(self.id().is_some());
        }
    }

    /// Asks the server who is signed in.
    pub async fn check(&self) -> Result<String, ApiError> {
        self.drafts.open_once().await;
        let (me, leaves) = (self.id(), self.leaves.get());
        match crate::client::api::me().await {
            // Asked before somebody left, and answered after: it is nobody's any more.
            _ if self.leaves.get() != leaves => Err(ApiError::Offline),
            Ok((me, text)) => Ok(self.enter(me, &text)),
            Err(error) => {
                self.hear(&error, &me);
                Err(error)
            }
        }
    }

    /// The same in a while; where nobody was ever signed in, and nobody is to be signed out, nothing is asked.
    pub fn look(&'static self) {
        spawn_local(async move {
            self.drafts.open_once().await;
            if self.id().is_some() || storage::get(LEAVING).is_some() {
                let _ = self.check().await;
            }
        });
    }

    /// Somebody is signed in now, as the server said; their id.
    pub fn enter(&self, me: Me, text: &str) -> String {
        storage::set(LEAVING, "");
        say_member(true);
        self.drafts.write(ENDED, "");
        let (id, before) = (me.id.clone(), self.me());
        if before.as_ref().is_some_and(|before| before.id != id) {
            // What the one before read and wrote is not theirs.
            self.forget_what_was_said();
        }
        if before.as_ref() != Some(&me) || self.session.get() != Session::Open {
            self.drafts.write(ME, text);
            self.session.set(Session::Open);
            self.here.replace(Some(id.clone()));
            self.drafts.note();
        }
        id
    }

    /// The server refused something that was asked for as `me`: perhaps it no longer knows anybody here. What comes late
    /// says nothing about somebody who came in meanwhile.
    pub fn hear(&self, error: &ApiError, me: &Option<String>) {
        if self.id() != *me {
            return;
        }
        if error.has_left() && me.is_some() {
            self.clear(true);
            self.drafts.write(ENDED, "1");
            self.forget();
        } else if error.is_signed_out() {
            self.lose();
        }
    }

    /// Takes the words of whoever is here off the phone. Where they did not do that here, what was not sent is still
    /// somebody's words, and nobody's by name.
    fn clear(&self, keeps_unsent: bool) {
        let me = self.id();
        for word in self.drafts.words() {
            if word.is_of(me.as_deref()) {
                self.drafts.remove(&word.id);
                if keeps_unsent && word.is_unsent() {
                    let id = random::uuid_v7();
                    self.drafts.put(Word { id, version: 0, queued_at: 0, owner: String::new(), ..word });
                }
            }
        }
    }

    /// Whether the account of whoever was here last is gone, by another phone or the branch, and nobody came in since.
    pub fn has_ended(&self) -> bool {
        !self.drafts.get(ENDED).is_empty()
    }

    /// How somebody gets in, and what became of whoever was here before.
    pub fn invite(&self) -> String {
        match (self.has_ended(), self.drafts.unsent().is_empty()) {
            (false, _) => ["没有邀请也能先写。", "", INVITE],
            (_, true) => [END, "", INVITE],
            _ => [END, STAYS, INVITE],
        }
        .concat()
    }

    /// The server no longer knows anybody here.
    pub fn lose(&self) {
        let session = if self.id().is_some() { Session::Lost } else { Session::Nobody };
        if self.session.replace(session) != session {
            self.drafts.note();
        }
    }

    /// Takes off this phone what belongs to whoever was signed in: their words, what they read, who they were.
    pub fn leave(&self) {
        self.clear(false);
        storage::set(TYPED, "");
        self.forget();
        let drafts = self.drafts;
        spawn_local(async move {
            drafts.settle().await;
            // Other tabs are told of the change; nothing stays.
            storage::set(LEFT, "1");
            storage::set(LEFT, "");
        });
    }

    /// Nobody is here any more.
    fn forget(&self) {
        self.forget_what_was_said();
        for key in storage::keys(WISH) {
            storage::set(&key, "");
        }
        self.drafts.write(ME, "");
        dom::set_root_data(MEMBER, NO);
        self.session.set(Session::Nobody);
        self.here.take();
        self.leaves.set(self.leaves.get() + 1);
        self.drafts.note();
    }

    /// How often somebody left: what was asked before and is answered after leaves nothing here.
    pub(super) fn leaves(&self) -> u32 {
        self.leaves.get()
    }

    /// Something changed: whether whoever this page knew left in another tab, or somebody else came in there.
    pub(super) fn is_another(&self) -> bool {
        let (id, mut here) = (self.id(), self.here.borrow_mut());
        if here.is_none() {
            *here = id;
            return false;
        }
        *here != id
    }

    /// Signs out as soon as there is a network.
    pub fn sign_out_later(&self) {
        storage::set(LEAVING, "1");
    }

    fn forget_what_was_said(&self) {
        for key in [MINE, SEEN, AGREES, FEED] {
            self.drafts.write(key, "");
        }
        for key in self.drafts.keys(TAP) {
            self.drafts.write(&key, "");
        }
    }
}

/// What somebody is called: `小林 · 科巷支部`; `speaker` is what everybody here is.
pub fn name(me: &Me, speaker: &str) -> String {
    let branch = me.branch.as_ref().map_or("", |branch| branch.name.as_str());
    match me.nickname.as_deref() {
        Some(nickname) => [nickname, " · ", branch].concat(),
        None => content::feed::somebody(branch, speaker),
    }
}
