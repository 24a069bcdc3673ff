//! Recording invites: links for those who are asked to read a document aloud, and what came by them until somebody at the desk has
//! heard it. Who sent it is in no table.

pub(in crate::store) mod lifecycle;

use api::recording_invites::{MOST, MOST_OF_ONE, OFFERED_DAYS, OPEN_DAYS};

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::db::{all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;

/// In milliseconds.
const DAY: i64 = 86_400_000;
/// So many rows there are at all, with those that are over and say so to whoever has their link.
const MOST_KEPT: i64 = 1_000;

/// An invite as it is kept.
#[derive(Clone, Debug, Eq, PartialEq, sqlx::FromRow)]
pub(crate) struct InviteRow {
    /// Hash of its key.
    pub(crate) id: String,
    /// Of the document's file.
    pub(crate) path: String,
    state: String,
    /// Name of what came, as long as it waits.
    pub(crate) recording: Option<String>,
    digest: Option<String>,
    /// Until when it can be used: Unix milliseconds.
    pub(crate) open_until: i64,
    /// When nothing is known of it any more.
    pub(crate) ends_at: i64,
}

/// Where an invite stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stands {
    /// It can be used.
    Open,
    /// Nobody has used it in time.
    Late,
    /// Something came by it.
    Used,
    /// The desk has let it go before.
    Dropped,
}

impl InviteRow {
    /// Where it stands now.
    pub(crate) fn stands(&self) -> Stands {
        match (self.state.as_str(), &self.digest) {
            ("open", _) if self.open_until > now() => Stands::Open,
            ("open", _) => Stands::Late,
            (_, Some(_)) => Stands::Used,
            (_, None) => Stands::Dropped,
        }
    }

    /// Whether it was this that came by it.
    pub(crate) fn has_brought(&self, digest: &str) -> bool {
        self.digest.as_deref() == Some(digest)
    }
}

/// What waits to be heard.
#[derive(Clone, Debug, Eq, PartialEq, sqlx::FromRow)]
pub(crate) struct OfferedRow {
    /// Of the document's file.
    pub(crate) path: String,
    /// Its name.
    pub(crate) recording: String,
    /// When it goes by itself: Unix milliseconds.
    pub(crate) ends_at: i64,
    /// The document's draft.
    pub(crate) draft: Option<String>,
}

impl OfferedRow {
    /// Since when it waits: Unix milliseconds.
    pub(crate) fn since(&self) -> i64 {
        self.ends_at - OFFERED_DAYS * DAY
    }
}

/// What came of making an invite.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Made {
    /// Its key, which nobody learns again.
    Done { key: String, id: String, open_until: i64 },
    /// Too many of this document wait.
    FullOfOne,
    /// Too many of all documents do.
    Full,
}

/// What is stored of a key.
pub(crate) fn id(key: &str) -> String {
    secrets::hex(&secrets::hash(key))
}

impl Store {
    /// Makes a link for one recording of a document. `unheard`, `of_one`: how much has come that waits, of all documents and of this one.
    pub(crate) async fn invite_to_record(&self, path: String, unheard: i64, of_one: i64) -> Result<Made, StoreError> {
        let key = secrets::hex(&secrets::random::<16>());
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "SELECT COUNT(*), COUNT(CASE WHEN state = 'open' AND open_until > $1 THEN 1 END), \
                           COUNT(CASE WHEN path = $2 AND state = 'open' AND open_until > $1 THEN 1 END) \
                           FROM recording_invites WHERE ends_at > $1";
                let (kept, open, open_of_one) = one!(&mut tx.conn, (i64, i64, i64), sql, now(), &path)?;
                if open_of_one + of_one >= MOST_OF_ONE {
                    return Ok(Made::FullOfOne);
                }
                if open + unheard >= MOST || kept >= MOST_KEPT {
                    return Ok(Made::Full);
                }
                let (id, open_until) = (id(&key), now() + OPEN_DAYS * DAY);
                // For as long again its link says that it came too late.
                let sql = "INSERT INTO recording_invites (id, path, state, open_until, ends_at) \
                           VALUES ($1, $2, 'open', $3, $4)";
                run!(&mut tx.conn, sql, &id, path, open_until, open_until + OPEN_DAYS * DAY)?;
                tx.tell(Event::Recordings);
                Ok(Made::Done { key, id, open_until })
            })
        })
        .await
    }

    /// By the hash of its key.
    pub(crate) async fn recording_invite(&self, id: &str) -> Result<Option<InviteRow>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT id, path, state, recording, digest, open_until, ends_at FROM recording_invites \
                   WHERE id = $1 AND ends_at > $2";
        Ok(maybe!(&mut conn, InviteRow, sql, id, now())?)
    }

    /// Those of a document that can be used, or have brought something that waits.
    pub(crate) async fn recording_invites(&self, path: &str) -> Result<Vec<InviteRow>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT id, path, state, recording, digest, open_until, ends_at FROM recording_invites \
                   WHERE path = $1 AND ends_at > $2 AND (state = 'offered' OR state = 'open' AND open_until > $2) \
                   ORDER BY ends_at, id";
        Ok(all!(&mut conn, InviteRow, sql, path, now())?)
    }

    /// What waits to be heard and no draft names, what came first before the others.
    pub(crate) async fn offered_recordings(&self) -> Result<Vec<OfferedRow>, StoreError> {
        let mut conn = self.conn().await?;
        // Nothing in a recording's name means anything to LIKE.
        let sql = "SELECT i.path, i.recording, i.ends_at, d.text AS draft FROM recording_invites i \
                   LEFT JOIN drafts d ON d.path = i.path WHERE i.state = 'offered' AND i.ends_at > $1 \
                   AND (d.text IS NULL OR d.text NOT LIKE '%/' || i.recording || '%') ORDER BY i.ends_at, i.id";
        Ok(all!(&mut conn, OfferedRow, sql, now())?)
    }

    /// Whether something that another invite has brought has this name.
    pub(crate) async fn is_offered_beside(&self, id: &str, recording: &str) -> Result<bool, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT COUNT(*) FROM recording_invites WHERE id <> $1 AND recording = $2";
        Ok(one!(&mut conn, (i64,), sql, id, recording)?.0 > 0)
    }

    /// Something came by an invite, and waits to be heard. `false` where that is over, or something else came before; the same
    /// again is the same.
    pub(crate) async fn offer_recording(
        &self,
        id: String,
        recording: String,
        digest: String,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "UPDATE recording_invites SET state = 'offered', recording = $2, digest = $3, ends_at = $4 \
                           WHERE id = $1 AND state = 'open' AND open_until > $5";
                let at = now();
                if run!(&mut tx.conn, sql, &id, recording, &digest, at + OFFERED_DAYS * DAY, at)? > 0 {
                    tx.tell(Event::Recordings);
                    return Ok(true);
                }
                let sql = "SELECT COUNT(*) FROM recording_invites WHERE id = $1 AND digest = $2";
                Ok(one!(&mut tx.conn, (i64,), sql, id, digest)?.0 > 0)
            })
        })
        .await
    }

    /// An invite is good no more, or what came by it is not wanted. Twice is once.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`] where there never was one, or it is long over.
    pub(crate) async fn drop_recording_invite(&self, id: String) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "UPDATE recording_invites SET state = 'dropped', recording = NULL WHERE id = $1";
                if run!(&mut tx.conn, sql, id)? == 0 {
                    return Err(StoreError::Missing);
                }
                tx.tell(Event::Recordings);
                Ok(())
            })
        })
        .await
    }
}

/// Within the transaction in which its speaker takes it back: it waits for nobody.
pub(in crate::store) async fn take_back(tx: &mut Tx, recording: &str) -> Result<(), StoreError> {
    let sql = "UPDATE recording_invites SET state = 'dropped', recording = NULL WHERE recording = $1";
    if run!(&mut tx.conn, sql, recording)? > 0 {
        tx.tell(Event::Recordings);
    }
    Ok(())
}
