//! Reading rooms: what each reading's phones are told, made once for all of them. A room keeps the newest snapshot and no
//! other: whoever lags gets that, and nothing older after it. What holds is in the database; this is its echo.

mod followers;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use api::readings::{Following, Snapshot};
use axum::body::Bytes;
use tokio::sync::{broadcast, watch};
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use crate::infra::clock::now;
use crate::store::readings::ReadingRow;
use crate::store::{Elsewhere, Event, Store, StoreError};
use crate::web::reading_rooms::followers::{Followers, Listening};

/// At least so often a phone that listens is told where the reading stands, so that it knows a line that went dead: no proxy
/// gives up one that speaks so often.
const BEAT: Duration = Duration::from_secs(8);
/// What another instance said of those who follow through it holds for so long.
const FORGOTTEN: Duration = Duration::from_secs(20);
/// A room in which nobody was for so long is forgotten here.
const EMPTY: Duration = Duration::from_secs(60);

/// All rooms of this instance that somebody is in. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct ReadingRooms {
    store: Store,
    rooms: Arc<Mutex<HashMap<String, Room>>>,
    /// How long nobody hears of whoever leads before those who have said that they can may go on, and again before anybody may.
    patience: Duration,
    /// When this began: who leads could say nothing while nobody heard.
    began: i64,
    /// Held while others are told: what is said later arrives later.
    telling: Arc<tokio::sync::Mutex<()>>,
    stopping: CancellationToken,
}

#[derive(Debug)]
struct Room {
    newest: watch::Sender<Arc<Ready>>,
    followers: Followers,
    /// What other instances said last of those who follow through them, and when.
    elsewhere: HashMap<String, (Elsewhere, Instant)>,
    /// What they were told last of those here.
    told: Option<(i64, Following)>,
    /// When somebody asked last.
    asked: Instant,
}

/// A snapshot, ready to be sent to everybody.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    /// What it says.
    pub(crate) snapshot: Snapshot,
    /// The same as JSON.
    pub(crate) json: Bytes,
    /// The same as an event.
    pub(crate) event: Bytes,
    row: ReadingRow,
}

impl ReadingRooms {
    /// Follows what is written, here and by other instances.
    pub(crate) fn start(store: Store, patience: Duration, stopping: CancellationToken) -> Self {
        let rooms = Self { store, rooms: Arc::default(), patience, began: now(), telling: Arc::default(), stopping };
        tokio::spawn(follow(rooms.clone()));
        rooms
    }

    /// Where a reading stands, for everybody.
    pub(crate) async fn newest(&self, room: &str) -> Result<Arc<Ready>, StoreError> {
        self.with(room, |room| room.newest.borrow().clone()).await
    }

    /// A page says that it shows it.
    pub(crate) async fn note(&self, room: &str, page: &str, shows: i64) -> Result<(), StoreError> {
        self.with(room, |room| room.followers.note(page, shows)).await?;
        self.tell_others(room, false).await;
        Ok(())
    }

    /// Where it stands now, and whenever that changes.
    pub(crate) async fn listen(
        &self,
        room: &str,
        page: Option<&str>,
    ) -> Result<(watch::Receiver<Arc<Ready>>, Option<Listening>), StoreError> {
        self.with(room, |room| (room.newest.subscribe(), page.map(|page| room.followers.listen(page)))).await
    }

    /// What whoever leads is told: a row that was just written, and whether everybody shows it.
    pub(crate) async fn tell(&self, row: ReadingRow) -> Result<(Snapshot, Following), StoreError> {
        let (name, snapshot) = (row.room.clone(), row.snapshot());
        self.put(row);
        let following = self.with(&name, |room| room.following(snapshot.seq)).await?;
        Ok((snapshot, following))
    }

    /// Tells the other instances how far those here are, if they do not know. `again`: they may have forgotten.
    async fn tell_others(&self, name: &str, again: bool) {
        if !self.store.is_shared() {
            return;
        }
        let _telling = self.telling.lock().await;
        let news = self.lock().get_mut(name).and_then(|room| room.news(again));
        if let Some(news) = news
            && let Err(error) = self.store.tell_following(name, news).await
        {
            tracing::warn!("other instances could not be told who follows a reading: {error}");
        }
    }

    /// Another instance says how far those are who follow through it.
    fn hear(&self, said: Elsewhere) {
        if let Some(room) = self.lock().get_mut(&said.room) {
            room.elsewhere.insert(said.instance.clone(), (said, Instant::now()));
        }
    }

    /// Does something with a room, which is opened where it is not.
    async fn with<T>(&self, name: &str, act: impl FnOnce(&mut Room) -> T) -> Result<T, StoreError> {
        if let Some(room) = self.lock().get_mut(name) {
            room.asked = Instant::now();
            return Ok(act(room));
        }
        let row = self.store.reading(name).await?.ok_or(StoreError::Missing)?;
        if self.stopping.is_cancelled() {
            return Err(StoreError::Unavailable("the server is stopping".into()));
        }
        // Another may have opened it in the meantime; what it tells may be newer.
        self.lock().entry(name.into()).or_insert_with(|| Room::new(row));
        // What was written before it was open, nobody has told it.
        self.look(name).await?;
        self.lock().get_mut(name).map(act).ok_or(StoreError::Missing)
    }

    /// Whether a room is open here.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.lock().contains_key(name)
    }

    /// A row as it was read or written; one that is older than what was told says nothing any more.
    fn put(&self, row: ReadingRow) {
        if let Some(room) = self.lock().get_mut(&row.room) {
            room.put(row);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn names(&self) -> Vec<String> {
        self.lock().keys().cloned().collect()
    }

    async fn look(&self, name: &str) -> Result<(), StoreError> {
        match self.store.reading(name).await? {
            Some(row) => self.put(row),
            // Its time is over: whoever still listens is told so no more.
            None => drop(self.lock().remove(name)),
        }
        Ok(())
    }

    /// Looks at several. A database that is away has nothing new: it is asked again with the next beat.
    async fn look_at(&self, names: Vec<String>) {
        for name in names {
            if let Err(error) = self.look(&name).await {
                return tracing::warn!("a reading could not be looked up: {error}");
            }
        }
    }

    /// Tells every room again, forgets those nobody is in, and says where nobody leads any more.
    async fn beat(&self) {
        self.lock().retain(|_, room| room.newest.receiver_count() > 0 || room.asked.elapsed() < EMPTY);
        let patience = i64::try_from(self.patience.as_millis()).unwrap_or(i64::MAX);
        let since = now() - patience;
        // Before anybody asks a database that may be slow.
        self.lock().values().for_each(|room| room.newest.send_modify(|_| ()));
        let goes_on = |(name, room): (&String, &Room)| (!room.newest.borrow().snapshot.ended).then(|| name.clone());
        let names: Vec<String> = self.lock().iter().filter_map(goes_on).collect();
        self.look_at(names.clone()).await;
        for name in &names {
            self.tell_others(name, true).await;
        }
        let is_left = |name: &String| self.lock().get(name).is_some_and(|room| room.newest.borrow().row.is_left(since));
        for name in names.into_iter().filter(is_left).filter(|_| self.began < since) {
            if let Err(error) = self.store.note_left(name, since).await {
                return tracing::warn!("nobody leads a reading, and nobody could be told: {error}");
            }
        }
    }
}

impl Room {
    fn new(row: ReadingRow) -> Self {
        Self {
            newest: watch::Sender::new(Arc::new(Ready::of(row))),
            followers: Followers::default(),
            elsewhere: HashMap::new(),
            told: None,
            asked: Instant::now(),
        }
    }

    /// Whether everybody shows it, here and elsewhere.
    fn following(&mut self, seq: i64) -> Following {
        self.elsewhere.retain(|_, (_, heard)| heard.elapsed() < FORGOTTEN);
        let far = self.elsewhere.values().map(|(said, _)| match said.following {
            // Of an earlier card: they are on their way.
            Following::All if said.seq < seq => Following::Some,
            following => following,
        });
        far.fold(self.followers.show(seq), |all, one| match (all, one) {
            (Following::Nobody, other) | (other, Following::Nobody) => other,
            (Following::All, Following::All) => Following::All,
            _ => Following::Some,
        })
    }

    /// How far those here are, where other instances do not know it, or may have forgotten.
    fn news(&mut self, again: bool) -> Option<(i64, Following)> {
        let seq = self.newest.borrow().snapshot.seq;
        // While some are behind, that is soon seen; who has gone is looked for now and then.
        let is_some = !again && self.followers.is_any_behind(seq);
        let now = (seq, if is_some { Following::Some } else { self.followers.show(seq) });
        let is_news = match self.told.replace(now) {
            Some(before) => before != now || again && now.1 != Following::Nobody,
            None => now.1 != Following::Nobody,
        };
        is_news.then_some(now)
    }

    fn put(&mut self, row: ReadingRow) {
        let snapshot = row.snapshot();
        self.newest.send_if_modified(|newest| {
            // That a reading is over because nobody says anything is known before it is written.
            let is_news = snapshot.seq > newest.snapshot.seq || snapshot.ended && !newest.snapshot.ended;
            if snapshot.seq >= newest.snapshot.seq {
                *newest =
                    if is_news { Arc::new(Ready::of(row)) } else { Arc::new(Ready { row, ..(**newest).clone() }) };
            }
            is_news
        });
    }
}

impl Ready {
    fn of(row: ReadingRow) -> Self {
        let snapshot = row.snapshot();
        let json = serde_json::to_string(&snapshot).unwrap_or_default();
        let event = Bytes::from(format!("data: {json}\n\n"));
        Self { snapshot, json: json.into(), event, row }
    }

    /// Slugs of its cards, of which deck, and its four digits.
    pub(crate) fn row(&self) -> &ReadingRow {
        &self.row
    }
}

async fn follow(rooms: ReadingRooms) {
    let mut events = rooms.store.subscribe();
    let mut beats = tokio::time::interval(BEAT.min(rooms.patience / 4).max(Duration::from_millis(50)));
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            heard = events.recv() => match heard {
                Ok(Event::Following(said)) => rooms.hear(said),
                Ok(Event::Reading(name)) if rooms.has(&name) => rooms.look_at(vec![name]).await,
                // Missed some: look at all.
                Ok(Event::All) | Err(broadcast::error::RecvError::Lagged(_)) => {
                    rooms.look_at(rooms.names()).await;
                }
                Ok(_) => {}
                Err(broadcast::error::RecvError::Closed) => break,
            },
            _ = beats.tick() => rooms.beat().await,
            () = rooms.stopping.cancelled() => break,
        }
    }
    // Streams end with their room.
    rooms.lock().clear();
}
