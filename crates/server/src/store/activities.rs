//! Sign-ups: who wants to come to a slot of an activity, and who waits. Every change of a slot ends with [`fill`], in the one
//! transaction that all writers take turns for: a seat is given once, however many ask for it.

pub(crate) mod at_desk;
pub(in crate::store) mod lifecycle;

use std::collections::BTreeSet;

use api::activities::{MySignUp, SignUpState};

use crate::infra::clock::now;
use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::counters::next;
use crate::store::connection::db::{Conn, all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;

/// So many ids that were taken back are remembered of a slot.
const MOST_TAKEN_BACK: i64 = 5_000;

/// What readers are shown of a slot. Moments are Unix milliseconds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct SlotFacts {
    /// Slug of the activity, and the slot's name in it.
    pub(crate) activity: String,
    pub(crate) slot: String,
    pub(crate) starts_at: i64,
    pub(crate) ends_at: i64,
    /// Nobody signs up afterwards, or moves up.
    pub(crate) closes_at: i64,
    /// `None`: as many as come.
    pub(crate) seats: Option<i64>,
    /// Where, in words, or the slug of a place.
    pub(crate) whereabouts: String,
    pub(crate) is_cancelled: bool,
}

/// A wish, as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) id: String,
    pub(crate) member: String,
    /// Hash of the code that takes it back; see [`Store::code_trace`].
    pub(crate) code: Vec<u8>,
    /// Of what the phone was shown.
    pub(crate) slot: SlotFacts,
}

/// How many come and wait, by activity and slot.
pub(crate) type Counts = Vec<(String, String, i64, i64)>;

impl Store {
    /// What is kept of a code.
    pub(crate) fn code_trace(&self, code: &str) -> Vec<u8> {
        secrets::keyed_hash(&self.key, &format!("sign-up {code}"))
    }

    /// How many come to each slot, and how many wait.
    pub(crate) async fn count_sign_ups(&self) -> Result<Counts, StoreError> {
        // PostgreSQL's sums are no BIGINT; its counts are.
        let sql = "SELECT activity, slot, COUNT(NULLIF(coming, 0)), COUNT(NULLIF(coming, 1)) FROM sign_ups \
                   WHERE member IS NOT NULL GROUP BY activity, slot";
        Ok(all!(&mut self.conn().await?, (String, String, i64, i64), sql)?)
    }

    /// Takes a wish: with a seat if there is one, else in the line. The same one again is answered as it is now, and so is a
    /// second of the same member.
    pub(crate) async fn sign_up(&self, wish: Wish) -> Result<MySignUp, StoreError> {
        self.write(move |tx| Box::pin(async move { take(tx, wish).await })).await
    }

    /// Takes one back; whoever waits moves up. One that never came is remembered: it may still be on its way.
    pub(crate) async fn withdraw(&self, member: String, id: String, slot: Option<SlotFacts>) -> Result<(), StoreError> {
        let (trace, store) = (self.trace(&id), self.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let found = maybe!(&mut tx.conn, (Option<String>,), "SELECT member FROM sign_ups WHERE id = $1", &id)?;
                match found {
                    None => {
                        let Some(slot) = slot else { return Ok(()) };
                        // A second wish of theirs was answered with the first, and this phone may have missed the answer.
                        if let Some(known) = id_of(&mut tx.conn, &slot, &member).await? {
                            let trace = store.trace(&known);
                            give_up(tx, &known, trace).await?;
                        }
                        // What is on its way is refused there; and nobody fills a table with what they never wished.
                        if now() >= slot.closes_at || most_taken_back(&mut tx.conn, &slot).await? {
                            return Ok(());
                        }
                        know(&mut tx.conn, &slot).await?;
                        let sql = "INSERT INTO sign_ups (id, number, activity, slot, coming, was_at, was_in) VALUES ($1, 0, $2, $3, 0, 0, '')";
                        run!(&mut tx.conn, sql, id, slot.activity, slot.slot)?;
                        Ok(())
                    }
                    Some((None,)) => Ok(()),
                    Some((Some(of),)) if of != member => Err(StoreError::Missing),
                    Some(_) => give_up(tx, &id, trace).await,
                }
            })
        })
        .await
    }

    /// The same by its code, whoever says it; [`StoreError::Missing`] where it is none.
    pub(crate) async fn withdraw_by_code(&self, code: Vec<u8>) -> Result<(), StoreError> {
        let store = self.clone();
        self.write(move |tx| {
            Box::pin(async move {
                // A phone may have used one code for two.
                let found = all!(&mut tx.conn, (String,), "SELECT id FROM sign_ups WHERE code = $1", code)?;
                for (id,) in &found {
                    let trace = store.trace(id);
                    give_up(tx, id, trace).await?;
                }
                if found.is_empty() { Err(StoreError::Missing) } else { Ok(()) }
            })
        })
        .await
    }

    /// All of a member's, what begins first before.
    pub(crate) async fn my_sign_ups(&self, member: &str) -> Result<Vec<MySignUp>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT id FROM sign_ups s JOIN activity_slots t ON t.activity = s.activity AND t.slot = s.slot \
                   WHERE s.member = $1 ORDER BY t.starts_at, s.number";
        let ids = all!(&mut conn, (String,), sql, member)?;
        let mut mine = Vec::with_capacity(ids.len());
        for (id,) in ids {
            mine.extend(find(&mut conn, &id).await?);
        }
        Ok(mine)
    }

    /// Takes over what is published now of slots that somebody signed up for: where there are more seats, or the end of
    /// signing up is later, whoever waits moves up. What is published no more of one of these `activities` does not take place.
    /// A slot that is over and has another time now is another one: nobody has said yet that they come.
    pub(crate) async fn follow_slots(
        &self,
        published: Vec<SlotFacts>,
        activities: BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let known = known(&mut self.conn().await?).await?;
        let at = now();
        let now_published = |of: SlotFacts| {
            let is_it = |slot: &&SlotFacts| (&slot.activity, &slot.slot) == (&of.activity, &of.slot);
            match published.iter().find(is_it) {
                Some(slot) => slot.clone(),
                None if activities.contains(&of.activity) && of.ends_at > at => SlotFacts { is_cancelled: true, ..of },
                None => of,
            }
        };
        let published_now = known.into_iter().map(|of| (of.clone(), now_published(of)));
        let changed: Vec<(SlotFacts, SlotFacts)> = published_now.filter(|(was, is)| was != is).collect();
        if changed.is_empty() {
            return Ok(());
        }
        self.write_system(move |tx| {
            Box::pin(async move {
                for (was, slot) in changed {
                    if was.ends_at <= at && slot.ends_at > was.ends_at {
                        let sql = "DELETE FROM activity_slots WHERE activity = $1 AND slot = $2 AND ends_at = $3";
                        run!(&mut tx.conn, sql, &slot.activity, &slot.slot, was.ends_at)?;
                        tx.tell(Event::SignUps);
                        continue;
                    }
                    let sql = "UPDATE activity_slots SET starts_at = $3, ends_at = $4, closes_at = $5, seats = $6, cancelled = $7, whereabouts = $8 \
                               WHERE activity = $1 AND slot = $2";
                    let SlotFacts { activity, slot, starts_at, ends_at, closes_at, seats, whereabouts, is_cancelled } = slot;
                    let is_cancelled = i64::from(is_cancelled);
                    run!(&mut tx.conn, sql, &activity, &slot, starts_at, ends_at, closes_at, seats, is_cancelled, whereabouts)?;
                    fill(tx, &activity, &slot).await?;
                }
                Ok(())
            })
        })
        .await
    }
}

async fn take(tx: &mut Tx, wish: Wish) -> Result<MySignUp, StoreError> {
    let Wish { id, member, code, slot } = wish;
    let sql = "SELECT member, activity, slot FROM sign_ups WHERE id = $1";
    if let Some((of, activity, name)) = maybe!(&mut tx.conn, (Option<String>, String, String), sql, &id)? {
        let is_same = of.as_ref().is_none_or(|of| *of == member) && (activity, name) == (slot.activity, slot.slot);
        return if is_same { found(&mut tx.conn, &id).await } else { Err(StoreError::IdInUse) };
    }
    if let Some(known) = id_of(&mut tx.conn, &slot, &member).await? {
        // The code that is shown last is the one that they have.
        run!(&mut tx.conn, "UPDATE sign_ups SET code = $1 WHERE id = $2", code, &known)?;
        return found(&mut tx.conn, &known).await;
    }
    know(&mut tx.conn, &slot).await?;
    let sql =
        "SELECT closes_at, cancelled, starts_at, whereabouts FROM activity_slots WHERE activity = $1 AND slot = $2";
    let (closes_at, cancelled, starts_at, whereabouts) =
        one!(&mut tx.conn, (i64, i64, i64, String), sql, &slot.activity, &slot.slot)?;
    if cancelled == 1 || now() >= closes_at {
        return Err(StoreError::TooLate);
    }
    let number = next(&mut tx.conn, "sign_up").await?;
    let sql = "INSERT INTO sign_ups (id, number, activity, slot, member, coming, was_at, was_in, code) \
               VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8)";
    run!(&mut tx.conn, sql, &id, number, &slot.activity, &slot.slot, &member, starts_at, whereabouts, code)?;
    fill(tx, &slot.activity, &slot.slot).await?;
    found(&mut tx.conn, &id).await
}

/// A member's own of a slot.
async fn id_of(conn: &mut Conn, slot: &SlotFacts, member: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT id FROM sign_ups WHERE activity = $1 AND slot = $2 AND member = $3";
    Ok(maybe!(conn, (String,), sql, &slot.activity, &slot.slot, member)?.map(|(id,)| id))
}

/// Whether as many as one slot has were taken back before they came.
async fn most_taken_back(conn: &mut Conn, slot: &SlotFacts) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM sign_ups WHERE activity = $1 AND slot = $2 AND member IS NULL";
    Ok(one!(conn, (i64,), sql, &slot.activity, &slot.slot)?.0 >= MOST_TAKEN_BACK)
}

/// Notes a slot that nobody has signed up for before.
async fn know(conn: &mut Conn, slot: &SlotFacts) -> Result<(), StoreError> {
    let sql = "INSERT INTO activity_slots (activity, slot, starts_at, ends_at, closes_at, seats, cancelled, whereabouts) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let SlotFacts { activity, slot, starts_at, ends_at, closes_at, seats, whereabouts, is_cancelled } = slot;
    run!(conn, sql, activity, slot, starts_at, ends_at, closes_at, *seats, i64::from(*is_cancelled), whereabouts)?;
    Ok(())
}

async fn known(conn: &mut Conn) -> Result<Vec<SlotFacts>, StoreError> {
    let sql = "SELECT activity, slot, starts_at, ends_at, closes_at, seats, cancelled, whereabouts FROM activity_slots";
    let rows = all!(conn, (String, String, i64, i64, i64, Option<i64>, i64, String), sql)?;
    let facts = |(activity, slot, starts_at, ends_at, closes_at, seats, cancelled, whereabouts)| SlotFacts {
        activity,
        slot,
        starts_at,
        ends_at,
        closes_at,
        seats,
        whereabouts,
        is_cancelled: cancelled == 1,
    };
    Ok(rows.into_iter().map(facts).collect())
}

/// Leaves the id alone, and gives the seat to whoever waits longest.
async fn give_up(tx: &mut Tx, id: &str, trace: Vec<u8>) -> Result<(), StoreError> {
    let sql = "SELECT activity, slot FROM sign_ups WHERE id = $1";
    let (activity, slot) = one!(&mut tx.conn, (String, String), sql, id)?;
    run!(
        &mut tx.conn,
        "UPDATE sign_ups SET member = NULL, code = NULL, coming = 0, was_at = 0, was_in = '' WHERE id = $1",
        id
    )?;
    tx.erase(trace);
    fill(tx, &activity, &slot).await
}

/// Gives every free seat to whoever waits longest: not once signing up has ended, and not where it does not take place. Whatever
/// was changed before is told.
async fn fill(tx: &mut Tx, activity: &str, slot: &str) -> Result<(), StoreError> {
    tx.tell(Event::SignUps);
    let sql = "SELECT closes_at, cancelled FROM activity_slots WHERE activity = $1 AND slot = $2";
    let (closes_at, cancelled) = one!(&mut tx.conn, (i64, i64), sql, activity, slot)?;
    if cancelled == 1 || now() >= closes_at {
        return Ok(());
    }
    let free = free_seats(&mut tx.conn, activity, slot).await?;
    let sql = "UPDATE sign_ups SET coming = 1 WHERE id IN (SELECT id FROM sign_ups WHERE activity = $1 AND slot = $2 \
               AND coming = 0 AND member IS NOT NULL ORDER BY number LIMIT $3)";
    run!(&mut tx.conn, sql, activity, slot, free)?;
    Ok(())
}

/// How many more may come to a slot.
async fn free_seats(conn: &mut Conn, activity: &str, slot: &str) -> Result<i64, StoreError> {
    let sql = "SELECT t.seats, (SELECT COUNT(*) FROM sign_ups s WHERE s.activity = t.activity AND s.slot = t.slot AND s.coming = 1) \
               FROM activity_slots t WHERE t.activity = $1 AND t.slot = $2";
    let (seats, coming) = one!(conn, (Option<i64>, i64), sql, activity, slot)?;
    Ok((seats.unwrap_or(i64::MAX) - coming).max(0))
}

async fn found(conn: &mut Conn, id: &str) -> Result<MySignUp, StoreError> {
    find(conn, id).await?.ok_or(StoreError::Missing)
}

async fn find(conn: &mut Conn, id: &str) -> Result<Option<MySignUp>, StoreError> {
    let sql = "SELECT s.activity, s.slot, s.member, s.coming, s.was_at, t.starts_at, t.cancelled, t.line, \
               CAST(CASE WHEN s.was_in <> t.whereabouts THEN 1 ELSE 0 END AS BIGINT), \
               (SELECT COUNT(*) FROM sign_ups o WHERE o.activity = s.activity AND o.slot = s.slot AND o.coming = 0 \
               AND o.member IS NOT NULL AND o.number < s.number) \
               FROM sign_ups s JOIN activity_slots t ON t.activity = s.activity AND t.slot = s.slot WHERE s.id = $1";
    let row = maybe!(conn, (String, String, Option<String>, i64, i64, i64, i64, String, i64, i64), sql, id)?;
    Ok(row.map(|(activity, slot, member, coming, was_at, starts_at, cancelled, line, elsewhere, before)| {
        let state = match (member, coming) {
            (None, _) => SignUpState::Withdrawn,
            (_, 1) => SignUpState::Coming,
            _ => SignUpState::Waiting,
        };
        MySignUp {
            id: id.to_string(),
            activity,
            slot,
            ahead: if state == SignUpState::Waiting { before } else { 0 },
            was_at: Some(was_at).filter(|at| state != SignUpState::Withdrawn && *at != starts_at),
            is_elsewhere: elsewhere == 1 && state != SignUpState::Withdrawn,
            starts_at,
            is_cancelled: cancelled == 1,
            line: if state == SignUpState::Withdrawn { String::new() } else { line },
            state,
        }
    }))
}
