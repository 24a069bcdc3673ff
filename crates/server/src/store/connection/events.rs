//! What the writer tells the rest of the house, and other instances on the same PostgreSQL.

use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use api::readings::Following;
use sqlx::postgres::{PgListener, PgPool};
use tokio::sync::broadcast;
use tokio::time::timeout;

use crate::infra::secrets;
use crate::store::connection::db::{Conn, On};
use crate::store::connection::open::PATIENCE;

/// The channel of LISTEN and NOTIFY.
const CHANNEL: &str = "nuanxin";
/// Whoever is further behind than this hears that everything may have changed.
const BACKLOG: usize = 256;
/// How long to wait before listening again after the database was away.
const AGAIN: Duration = Duration::from_secs(2);
/// After so long a silence the database is asked whether it is still there: a connection that a router has forgotten is as
/// quiet as one on which nothing is said.
const QUIET: Duration = Duration::from_secs(10);

/// Something that others show has changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Event {
    /// What everybody reads.
    Feed,
    /// What waits in a branch.
    Queue(i64),
    /// What is published beside the files.
    Content,
    /// What was said to be wrong about places.
    Corrections,
    /// Where a reading stands, by its room.
    Reading(String),
    /// Whether those who follow a reading through another instance show a snapshot of it; see [`Elsewhere`].
    Following(Elsewhere),
    /// What keepers of shops said.
    Claims,
    /// What came of those who were asked to read aloud.
    Recordings,
    /// Who wants to come to an activity, or what they are told.
    SignUps,
    /// A draft was saved: its path, and [`api::documents::Draft::version`] since then.
    Draft(String, i64),
    /// Who is signed in, or what somebody may do.
    People,
    /// Nobody knows: look again.
    All,
}

/// What another instance says of those who follow a reading through it. In no table: it is said, and forgotten.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Elsewhere {
    /// The other instance.
    pub(crate) instance: String,
    /// Of the reading.
    pub(crate) room: String,
    /// [`api::readings::Snapshot::seq`] of the snapshot.
    pub(crate) seq: i64,
    /// Whether all of them show it.
    pub(crate) following: Following,
}

/// Sender and receivers of [`Event`]s.
#[derive(Clone, Debug)]
pub(crate) struct Events {
    sender: broadcast::Sender<Event>,
    /// How often the feed has changed. Counted here and not by a listener, so that whoever has just changed it never
    /// sees the one before.
    feed_changes: Arc<AtomicU64>,
    /// The same, of numbers of sign-ups.
    sign_up_changes: Arc<AtomicU64>,
    /// And of what waits at the desk beside posts.
    room_changes: Arc<AtomicU64>,
    /// Tells our own notices from others'.
    instance: String,
}

impl Events {
    /// Listens to other instances, where there can be some.
    pub(crate) fn start(db: &crate::store::connection::db::Db) -> Self {
        let events = Self {
            sender: broadcast::channel(BACKLOG).0,
            feed_changes: Arc::default(),
            sign_up_changes: Arc::default(),
            room_changes: Arc::default(),
            instance: secrets::hex(&secrets::random::<8>()),
        };
        if let On::Postgres(server) = db {
            tokio::spawn(listen(server.pool().clone(), events.clone()));
        }
        events
    }

    /// From now on.
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }

    /// Grows whenever the feed may have changed.
    pub(crate) fn feed_changes(&self) -> u64 {
        self.feed_changes.load(Ordering::Acquire)
    }

    /// Grows whenever numbers of sign-ups may have changed.
    pub(crate) fn sign_up_changes(&self) -> u64 {
        self.sign_up_changes.load(Ordering::Acquire)
    }

    /// Grows whenever something else than a post may have come to wait at the desk, or waits no more.
    pub(crate) fn room_changes(&self) -> u64 {
        self.room_changes.load(Ordering::Acquire)
    }

    pub(in crate::store) fn send(&self, event: Event) {
        if matches!(event, Event::Feed | Event::All) {
            self.feed_changes.fetch_add(1, Ordering::AcqRel);
        }
        if matches!(event, Event::SignUps | Event::All) {
            self.sign_up_changes.fetch_add(1, Ordering::AcqRel);
        }
        if !matches!(event, Event::Feed | Event::Queue(_) | Event::Reading(_) | Event::Following(_)) {
            self.room_changes.fetch_add(1, Ordering::AcqRel);
        }
        // Nobody listening is no fault.
        let _ = self.sender.send(event);
    }

    /// Part of the transaction: others hear of it when it is committed, and only then.
    pub(in crate::store) async fn notify(&self, conn: &mut Conn, events: &[Event]) -> Result<(), sqlx::Error> {
        if let On::Postgres(on) = conn
            && !events.is_empty()
        {
            let said: Vec<String> = events.iter().map(|event| format!("{} {}", self.instance, event.name())).collect();
            let sql = "SELECT pg_notify($1, said) FROM unnest($2::TEXT[]) AS said";
            sqlx::query(sql).bind(CHANNEL).bind(said).execute(&mut **on).await?;
        }
        Ok(())
    }

    /// Tells other instances, where there can be some, how far those are who follow a reading through this one.
    pub(in crate::store) async fn tell_following(
        &self,
        conn: &mut Conn,
        room: &str,
        (seq, following): (i64, Following),
    ) -> Result<(), sqlx::Error> {
        let instance = self.instance.clone();
        self.notify(conn, &[Event::Following(Elsewhere { instance, room: room.into(), seq, following })]).await
    }
}

impl Event {
    fn name(&self) -> String {
        match self {
            Self::Following(Elsewhere { room, seq, following, .. }) => {
                let word = match following {
                    Following::Nobody => "nobody",
                    Following::All => "all",
                    Following::Some => "some",
                };
                format!("following {seq} {word} {room}")
            }
            Self::Feed => "feed".into(),
            Self::Queue(branch) => format!("queue {branch}"),
            Self::Content => "content".into(),
            Self::Corrections => "corrections".into(),
            Self::Reading(room) => format!("reading {room}"),
            Self::Claims => "claims".into(),
            Self::Recordings => "recordings".into(),
            Self::SignUps => "sign-ups".into(),
            Self::Draft(path, version) => format!("draft {version} {path}"),
            Self::People => "people".into(),
            Self::All => "all".into(),
        }
    }

    /// `instance`: whoever says it.
    fn parse(name: &str, instance: &str) -> Self {
        if let Some(said) = name.strip_prefix("following ") {
            return Elsewhere::parse(said, instance).map_or(Self::All, Self::Following);
        }
        if let Some(room) = name.strip_prefix("reading ") {
            return Self::Reading(room.into());
        }
        let mut words = name.splitn(3, ' ');
        match (words.next(), words.next().map(str::parse), words.next()) {
            (Some("queue"), Some(Ok(branch)), None) => Self::Queue(branch),
            (Some("draft"), Some(Ok(version)), Some(path)) => Self::Draft(path.into(), version),
            _ if name == "feed" => Self::Feed,
            _ if name == "content" => Self::Content,
            _ if name == "corrections" => Self::Corrections,
            _ if name == "claims" => Self::Claims,
            _ if name == "recordings" => Self::Recordings,
            _ if name == "sign-ups" => Self::SignUps,
            _ if name == "people" => Self::People,
            _ => Self::All,
        }
    }
}

impl Elsewhere {
    fn parse(said: &str, instance: &str) -> Option<Self> {
        let mut words = said.splitn(3, ' ');
        let seq = words.next()?.parse().ok()?;
        let following = match words.next()? {
            "nobody" => Following::Nobody,
            "all" => Following::All,
            _ => Following::Some,
        };
        Some(Self { instance: instance.into(), room: words.next()?.into(), seq, following })
    }
}

async fn listen(pool: PgPool, events: Events) {
    loop {
        if let Err(error) = hear(&pool, &events).await {
            tracing::warn!("not listening to other instances: {error}");
        }
        tokio::time::sleep(AGAIN).await;
    }
}

/// Returns when the connection is lost.
async fn hear(pool: &PgPool, events: &Events) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    // One that is made again by itself would not say what it has missed.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    // Something may have been said while nobody listened.
    events.send(Event::All);
    loop {
        let Ok(heard) = timeout(QUIET, listener.try_recv()).await else {
            let asked = timeout(PATIENCE, sqlx::query("SELECT 1").execute(&mut listener)).await;
            asked.map_err(|_| sqlx::Error::Io(ErrorKind::TimedOut.into()))??;
            continue;
        };
        let Some(notice) = heard? else { return Ok(()) };
        let event = match notice.payload().split_once(' ') {
            Some((instance, _)) if instance == events.instance => continue,
            Some((instance, name)) => Event::parse(name, instance),
            None => Event::All,
        };
        events.send(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_instances_hear_what_was_said() {
        let draft = Event::Draft("cards/q001.md".into(), 7);
        let reading = Event::Reading("0a1b".into());
        let elsewhere = Elsewhere { instance: "b".into(), room: "0a1b".into(), seq: 3, following: Following::Some };
        for event in [
            Event::Following(elsewhere),
            Event::Feed,
            Event::Queue(3),
            Event::Content,
            Event::Corrections,
            reading,
            Event::Claims,
            Event::Recordings,
            Event::SignUps,
            draft,
            Event::People,
            Event::All,
        ] {
            assert_eq!(Event::parse(&event.name(), "b"), event);
        }
        for unknown in ["queue", "queue x", "draft 7", "draft x cards/q001.md", "following x", "new"] {
            assert_eq!(Event::parse(unknown, "b"), Event::All, "{unknown}");
        }
    }
}
