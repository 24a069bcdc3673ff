//! How much waits for whoever is at the desk, or came back to them, as the server tells it; and when what is on screen may
//! be old.

use ::api::documents::Folder;
use ::api::paths::{DESK, DESK_SIGN_UPS};
use ::api::posts::{DraftSaved, QueueCount, RoomCount, ToReview};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session::Session;
use crate::browser::watch::watch;
use crate::browser::{clock, events, network};

/// So many milliseconds after the browser has given the events up, they are asked for again.
const AGAIN: u32 = 15_000;

/// Told to every page of the desk; cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    /// How many posts wait.
    pub(crate) pending: RwSignal<i64>,
    /// The same, with the stamp of those that do.
    pub(crate) line: RwSignal<(i64, i64)>,
    /// How many posts wait for somebody else's, as this person has decided them first.
    pub(crate) with_others: RwSignal<i64>,
    /// How many drafts wait for this person's look.
    pub(crate) to_review: RwSignal<Vec<ToReview>>,
    /// How many of their own came back.
    pub(crate) returned: RwSignal<Vec<ToReview>>,
    /// How many documents wait for a choice, because somebody has changed the file.
    pub(crate) file_changed: RwSignal<Vec<ToReview>>,
    /// How many things wait in every other room.
    pub(crate) rooms: RwSignal<Vec<RoomCount>>,
    /// Changes with each event: what has no number of its own may be another.
    pub(crate) heard: RwSignal<u32>,
    /// Changes when something about documents has.
    pub(crate) documents: RwSignal<u32>,
    /// The draft that somebody, or another device, has saved last.
    pub(crate) draft: RwSignal<Option<DraftSaved>>,
    /// Changes when somebody comes back to the page, the network comes back, or a new session has begun.
    pub(crate) again: RwSignal<u32>,
}

impl Live {
    /// Starts listening.
    pub(crate) fn open(session: Session) -> Self {
        let live = Self {
            pending: RwSignal::new(0),
            line: RwSignal::new((0, 0)),
            with_others: RwSignal::new(0),
            to_review: RwSignal::new(Vec::new()),
            returned: RwSignal::new(Vec::new()),
            file_changed: RwSignal::new(Vec::new()),
            rooms: RwSignal::new(Vec::new()),
            heard: RwSignal::new(0),
            documents: RwSignal::new(0),
            draft: RwSignal::new(None),
            again: RwSignal::new(0),
        };
        spawn_local(live.listen(session));
        let again = move || live.again.update(|times| *times += 1);
        network::on_return(again);
        network::on_change(move || {
            if network::is_online() {
                again();
            }
        });
        watch(move || {
            if session.resumed.get() > 0 {
                again();
            }
        });
        live
    }

    /// Hears the counts for as long as the page lives; nothing is asked of the server while the session is over.
    async fn listen(self, session: Session) {
        let heard = move |text: String| {
            if let Ok(counted) = serde_json::from_str::<QueueCount>(&text) {
                if counted.draft.is_some() {
                    return self.draft.set(counted.draft);
                }
                self.pending.set(counted.pending);
                self.line.set((counted.pending, counted.stamp));
                self.with_others.set(counted.with_others);
                self.to_review.set(counted.to_review);
                self.returned.set(counted.returned);
                self.file_changed.set(counted.file_changed);
                self.rooms.set(counted.rooms);
                self.heard.update(|times| *times += 1);
                if counted.documents {
                    self.documents.update(|times| *times += 1);
                }
            }
        };
        loop {
            events::listen(::api::paths::API_DESK_EVENTS, "queue", heard).await;
            // The browser does not say why: whether it is the session, the server does.
            if let Err(why) = crate::client::api::me().await {
                session.hear(&why);
            }
            clock::sleep(AGAIN).await;
            while session.is_over.get_untracked() {
                clock::sleep(AGAIN).await;
            }
        }
    }

    /// How many wait behind an address of the desk. On its first page all are listed.
    pub(crate) fn waiting(self, path: &str) -> i64 {
        let is_all = path == DESK;
        // Who comes today goes on by itself.
        let is_here = |room: &&RoomCount| room.path.starts_with(path) && !(is_all && room.path == DESK_SIGN_UPS);
        let rooms: i64 = self.rooms.with(|rooms| rooms.iter().filter(is_here).map(|room| room.count).sum());
        rooms + self.documents_in(path) + if is_all { self.pending.get() } else { 0 }
    }

    fn documents_in(self, path: &str) -> i64 {
        let is_here = |waiting: &&ToReview| path == DESK || list_path(waiting.folder) == path;
        let sum = |all: &Vec<ToReview>| all.iter().filter(is_here).map(|waiting| waiting.count).sum::<i64>();
        self.to_review.with(sum) + self.returned.with(sum) + self.file_changed.with(sum)
    }

    /// All that waits beside posts.
    pub(crate) fn others(self) -> i64 {
        self.waiting(DESK) - self.pending.get()
    }

    /// How many documents wait for this person, or came back to them.
    pub(crate) fn drafts(self) -> i64 {
        self.documents_in(DESK)
    }
}

/// Where the drafts of a folder are found.
pub(crate) fn list_path(folder: Folder) -> String {
    match folder {
        Folder::Sources => ::api::paths::DESK_SOURCES.to_string(),
        Folder::Site => ::api::paths::DESK_SITE.to_string(),
        folder => ::api::paths::desk_list(folder.as_str()),
    }
}
