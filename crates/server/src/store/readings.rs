//! Readings: where each stands. Whoever has the token leads; nobody who follows is in any table, and of phones that can go on a hash.

pub(in crate::store) mod lifecycle;

use api::readings::{Following, Lead, Position, Snapshot, TAKE_BACK_MS, Volunteer};

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::db::{Conn, maybe, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;

/// Nobody leads any more after so many milliseconds of silence: it is over.
pub(in crate::store) const SILENCE: i64 = 2 * 3_600_000;
/// That somebody leads is noted at most so often, in milliseconds.
const NOTED: i64 = 10_000;
/// So often four digits are tried that may be taken. Of ten thousand a district uses a few.
const TRIES: usize = 50;
const WILLING_NO_MORE: &str = "DELETE FROM reading_volunteers WHERE reading = $1 AND token = $2";
const COLUMNS: &str = "id, room, code, deck, cards, token, token_before, handed_at, epoch, seq, card, sentence, rest, lead, lead_at, asked_at, ended_at, \
                       EXISTS (SELECT 1 FROM reading_volunteers WHERE reading = readings.id) AS has_volunteers";

/// A reading as it is stored.
#[derive(Clone, Debug, Eq, PartialEq, sqlx::FromRow)]
pub(crate) struct ReadingRow {
    id: String,
    /// Its name in addresses.
    pub(crate) room: String,
    /// Four digits.
    pub(crate) code: String,
    /// Slug of its deck.
    pub(crate) deck: String,
    cards: String,
    token: Vec<u8>,
    token_before: Option<Vec<u8>>,
    handed_at: i64,
    epoch: i64,
    seq: i64,
    card: i64,
    sentence: i64,
    rest: i64,
    lead: String,
    lead_at: i64,
    asked_at: i64,
    ended_at: Option<i64>,
    /// Somebody has said that they can go on.
    pub(crate) has_volunteers: bool,
}

/// A reading that begins.
#[derive(Debug)]
pub(crate) struct Beginning {
    /// Made on the phone.
    pub(crate) id: String,
    /// Slug of the deck.
    pub(crate) deck: String,
    /// Slugs of its cards.
    pub(crate) cards: Vec<String>,
    /// Of whoever leads.
    pub(crate) token: String,
}

/// What becomes of the question who leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Handing {
    /// Whoever leads asks, or takes that back.
    Offer(bool),
    /// Somebody goes on: because it was asked, because nobody leads and they have an invite, and have said that they can where others
    /// have; or they led until a moment ago. A secretary needs no reason.
    Take { is_invited: bool, is_secretary: bool },
    /// It ends, by whoever leads or a secretary.
    End { is_secretary: bool },
}

impl ReadingRow {
    /// Slugs of its cards, in order.
    pub(crate) fn cards(&self) -> impl Iterator<Item = &str> {
        self.cards.split(' ')
    }

    /// Whether somebody with this token leads it.
    pub(crate) fn is_led_by(&self, token: &str) -> bool {
        self.token == secrets::hash(token)
    }

    /// It is over, or nobody was heard of for so long that it is.
    pub(crate) fn has_ended(&self) -> bool {
        self.ended_at.is_some() || self.lead_at < now() - SILENCE
    }

    /// Whether somebody should lead, or go on as they have said, and was not heard of since then; or it is over by that, and nothing
    /// says so yet.
    pub(crate) fn is_left(&self, since: i64) -> bool {
        let is_silent = match Lead::named(&self.lead) {
            Lead::Held | Lead::Offered => self.lead_at < since,
            Lead::Asked => self.asked_at < since || !self.has_volunteers,
            Lead::Gone => false,
        };
        self.ended_at.is_none() && (is_silent || self.has_ended())
    }

    /// What everybody is told of it.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            epoch: self.epoch,
            seq: self.seq,
            card: self.card,
            sentence: self.sentence,
            rest: self.rest != 0,
            lead: Lead::named(&self.lead),
            ended: self.has_ended(),
        }
    }

    /// Nobody would see a difference.
    fn is_at(&self, to: &Position) -> bool {
        let is_there = (self.card, self.sentence, self.rest != 0) == (to.card, to.sentence, to.rest);
        is_there && !Lead::named(&self.lead).is_gone()
    }

    fn lets_move(&self, to: &Position) -> bool {
        !self.has_ended() && self.is_led_by(&to.token) && self.epoch == to.epoch
    }

    fn may(&self, token: &str, handing: Handing, is_volunteer: bool) -> bool {
        let (leads, hash) = (self.is_led_by(token), secrets::hash(token));
        let led_just_now = self.token_before.as_ref() == Some(&hash) && self.handed_at > now() - TAKE_BACK_MS;
        match handing {
            Handing::Offer(_) => leads,
            Handing::End { is_secretary } => leads || is_secretary,
            Handing::Take { is_invited, is_secretary } => match Lead::named(&self.lead) {
                _ if is_secretary || led_just_now => true,
                Lead::Offered => true,
                Lead::Asked => is_invited && is_volunteer,
                Lead::Gone => is_invited,
                Lead::Held => false,
            },
        }
    }
}

impl Store {
    /// Begins a reading; the one that was begun with this id and token where there is one.
    pub(crate) async fn begin_reading(&self, beginning: Beginning) -> Result<ReadingRow, StoreError> {
        self.write(move |tx| Box::pin(async move { begin(tx, &beginning).await })).await
    }

    /// A reading by its room.
    pub(crate) async fn reading(&self, room: &str) -> Result<Option<ReadingRow>, StoreError> {
        by_room(&mut self.conn().await?, room).await
    }

    /// Tells other instances how far those are who follow it through this one, where there can be others.
    pub(crate) async fn tell_following(&self, room: &str, how_far: (i64, Following)) -> Result<(), StoreError> {
        if self.is_shared() {
            self.events.tell_following(&mut self.conn().await?, room, how_far).await?;
        }
        Ok(())
    }

    /// The reading that four digits stand for, as long as they rest after its end: whoever comes late finds that.
    pub(crate) async fn reading_by_code(&self, code: &str) -> Result<Option<ReadingRow>, StoreError> {
        by(&mut self.conn().await?, "code", code).await
    }

    /// Whoever leads is at another card, or says that they are there. The row as it is now, also where somebody else
    /// leads, or it is over: then nothing has changed.
    pub(crate) async fn move_reading(&self, room: String, to: Position) -> Result<ReadingRow, StoreError> {
        let row = self.reading(&room).await?.ok_or(StoreError::Missing)?;
        let is_noted = row.is_at(&to) && row.lead_at > now() - NOTED;
        if is_noted || !row.lets_move(&to) {
            return Ok(row);
        }
        self.write(move |tx| Box::pin(async move { go(tx, &room, &to).await })).await
    }

    /// Hands it over, takes it, ends it. `None` where whoever asks may not, as it is.
    pub(crate) async fn hand_reading(
        &self,
        token: String,
        handing: Handing,
        room: String,
    ) -> Result<Option<ReadingRow>, StoreError> {
        self.write(move |tx| Box::pin(async move { hand(tx, &room, &token, handing).await })).await
    }

    /// A phone can go on when nobody hears of whoever leads, or can no more. Sent again, it is as it was.
    pub(crate) async fn volunteer(&self, room: String, said: Volunteer) -> Result<ReadingRow, StoreError> {
        self.write(move |tx| Box::pin(async move { volunteer(tx, &room, &said).await })).await
    }

    /// Whoever led was not heard of since then: those who have said that they can may go on, then others; and after two hours it is over.
    pub(crate) async fn note_left(&self, room: String, since: i64) -> Result<(), StoreError> {
        self.write_system(move |tx| Box::pin(async move { leave(tx, room, since).await })).await
    }
}

async fn by_room(conn: &mut Conn, room: &str) -> Result<Option<ReadingRow>, StoreError> {
    by(conn, "room", room).await
}

/// The one row in which a column holds this.
async fn by(conn: &mut Conn, column: &'static str, value: &str) -> Result<Option<ReadingRow>, StoreError> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM readings WHERE {column} = $1"));
    Ok(maybe!(conn, ReadingRow, sql, value)?)
}

async fn begin(tx: &mut Tx, beginning: &Beginning) -> Result<ReadingRow, StoreError> {
    let Beginning { id, deck, cards, token } = beginning;
    let sql = "INSERT INTO readings (id, room, code, deck, cards, token, handed_at, epoch, seq, card, sentence, rest, lead, lead_at) \
               VALUES ($1, $2, $3, $4, $5, $6, 0, 1, 1, 0, 0, 1, 'held', $7) ON CONFLICT DO NOTHING";
    // It begins with a rest, in which people come in.
    let (token, cards) = (secrets::hash(token), cards.join(" "));
    for _ in 0..TRIES {
        let (room, code) = (secrets::room(), secrets::digits());
        run!(&mut tx.conn, sql, id, room, code, deck, &cards, &token, now())?;
        match by(&mut tx.conn, "id", id).await? {
            // Digits that are taken, or rest.
            None => {}
            Some(row) if row.token == token && row.deck == *deck => return Ok(row),
            Some(_) => return Err(StoreError::IdInUse),
        }
    }
    Err(StoreError::Unavailable("no four digits are free".into()))
}

async fn go(tx: &mut Tx, room: &str, to: &Position) -> Result<ReadingRow, StoreError> {
    let row = by_room(&mut tx.conn, room).await?.ok_or(StoreError::Missing)?;
    if !row.lets_move(to) {
        return Ok(row);
    }
    let sql = "UPDATE readings SET seq = seq + $1, card = $2, sentence = $3, rest = $4, lead = $5, lead_at = $6 WHERE room = $7";
    // Nobody hears of it where nothing is to be seen.
    let is_news = !row.is_at(to);
    let lead = if Lead::named(&row.lead).is_gone() { Lead::Held.as_str() } else { &row.lead };
    run!(&mut tx.conn, sql, i64::from(is_news), to.card, to.sentence, i64::from(to.rest), lead, now(), room)?;
    if is_news {
        tx.tell(Event::Reading(room.into()));
    }
    by_room(&mut tx.conn, room).await?.ok_or(StoreError::Missing)
}

async fn hand(tx: &mut Tx, room: &str, token: &str, handing: Handing) -> Result<Option<ReadingRow>, StoreError> {
    let row = by_room(&mut tx.conn, room).await?.ok_or(StoreError::Missing)?;
    // Sent again, it is as it was to become.
    let is_done = match handing {
        Handing::Take { .. } => row.is_led_by(token) && row.lead == Lead::Held.as_str(),
        Handing::Offer(is_on) => row.is_led_by(token) && (row.lead == Lead::Offered.as_str()) == is_on,
        Handing::End { .. } => false,
    };
    if is_done || row.has_ended() {
        return Ok(Some(row));
    }
    let sql = "SELECT token FROM reading_volunteers WHERE reading = $1 AND token = $2";
    let volunteer = maybe!(&mut tx.conn, (Vec<u8>,), sql, &row.id, secrets::hash(token))?;
    if !row.may(token, handing, volunteer.is_some()) {
        return Ok(None);
    }
    match handing {
        Handing::Offer(is_on) => {
            let sql = "UPDATE readings SET lead = $1, lead_at = $2, seq = seq + 1 WHERE room = $3";
            let lead = if is_on { Lead::Offered } else { Lead::Held };
            run!(&mut tx.conn, sql, lead.as_str(), now(), room)?;
        }
        Handing::Take { .. } => {
            // Taken back is what was given away by mistake, and not what somebody was relieved of.
            let sql = "UPDATE readings SET token_before = CASE WHEN lead = 'offered' THEN token END, token = $1, handed_at = $2, lead = 'held', lead_at = $2, \
                       epoch = epoch + 1, seq = seq + 1 WHERE room = $3";
            run!(&mut tx.conn, sql, secrets::hash(token), now(), room)?;
            run!(&mut tx.conn, WILLING_NO_MORE, &row.id, secrets::hash(token))?;
        }
        Handing::End { .. } => {
            run!(&mut tx.conn, "UPDATE readings SET ended_at = $1, seq = seq + 1 WHERE room = $2", now(), room)?;
        }
    }
    tx.tell(Event::Reading(room.into()));
    by_room(&mut tx.conn, room).await
}

async fn volunteer(tx: &mut Tx, room: &str, said: &Volunteer) -> Result<ReadingRow, StoreError> {
    let row = by_room(&mut tx.conn, room).await?.ok_or(StoreError::Missing)?;
    let sql = match said.willing {
        // It was taken up on that, and this comes late.
        true if row.has_ended() || row.is_led_by(&said.token) => return Ok(row),
        true => "INSERT INTO reading_volunteers (reading, token) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        false => WILLING_NO_MORE,
    };
    run!(&mut tx.conn, sql, &row.id, secrets::hash(&said.token))?;
    Ok(row)
}

async fn leave(tx: &mut Tx, room: String, since: i64) -> Result<(), StoreError> {
    let row = by_room(&mut tx.conn, &room).await?.filter(|row| row.is_left(since));
    let Some(row) = row else { return Ok(()) };
    let is_asked = row.has_volunteers && !Lead::named(&row.lead).is_gone();
    let lead = if is_asked { Lead::Asked } else { Lead::Gone };
    let ended_at = row.has_ended().then(now);
    let sql = "UPDATE readings SET lead = $1, asked_at = $2, ended_at = $3, seq = seq + 1 WHERE id = $4";
    run!(&mut tx.conn, sql, lead.as_str(), now(), ended_at, &row.id)?;
    tx.tell(Event::Reading(room));
    Ok(())
}
